// What has come of one request so far, and when to stop taking more of it.
import Web

/// The state of one request on its way; curl's callbacks feed it, its ``TransferOutcome`` is read from it.
final class Transfer {
    /// Why the transfer was ended from this side.
    enum Stop {
        case bodyLimit, headLimit
        /// The body is not wanted.
        case unwanted
        /// The message was over, and more bytes came.
        case messageEnd
        case storage(SpoolError)
        /// The kept connection held bytes that nobody asked for, or was closed.
        case staleConnection
        case address(String)
    }

    let request: FetchRequest
    let startedAt: Timestamp
    private(set) var requestHead: [UInt8] = []
    private(set) var heads = ResponseHeads()
    private(set) var chunks = ChunkScanner()
    private(set) var stop: Stop?
    private(set) var hasExcess = false
    /// Sockets opened for this request; none if it uses a kept connection.
    private(set) var openedSockets: [Int32] = []
    /// An address that was refused while connecting.
    private(set) var refusedAddress: String?
    private let connections: ConnectionTable
    /// False behind a proxy: its address was chosen by the operator.
    private let judgesAddresses: Bool
    private var sink: BodySink

    init(
        _ request: FetchRequest, _ connections: ConnectionTable, judgesAddresses: Bool, memoryLimit: Int, spoolFolder: String, clock: WallClock
    ) {
        self.request = request
        self.connections = connections
        self.judgesAddresses = judgesAddresses
        startedAt = clock.now()
        sink = BodySink(memoryLimit: memoryLimit, folder: spoolFolder)
    }

    /// Bytes of request head that were sent. libcurl sends anew, without a word, when a kept connection proves dead.
    func sent<Bytes: Collection>(_ bytes: Bytes) where Bytes.Element == UInt8 {
        if requestHead.suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A] { requestHead = [] }
        requestHead += bytes
    }

    /// One line of a response head; false to end the transfer.
    func receivedLine(_ line: [UInt8]) -> Bool {
        guard heads.byteCount + line.count <= request.limits.headBytes else {
            stop = .headLimit
            return false
        }
        heads.take(line)
        return true
    }

    /// Bytes of body; false to end the transfer.
    func receivedBody<Bytes: RandomAccessCollection>(_ bytes: Bytes) -> Bool
    where Bytes.Element == UInt8, Bytes.Index == Int, Bytes.SubSequence: RandomAccessCollection {
        if sink.count == 0, let wantsBody = request.wantsBody, !wantsBody(heads.final) {
            stop = .unwanted
            return false
        }
        var taken = bytes.count
        if heads.isChunked {
            taken = chunks.scan(bytes)
            if taken < bytes.count {
                hasExcess = true
                stop = .messageEnd
            }
        }
        let room = request.limits.bodyBytes - sink.count
        if taken > room {
            taken = room
            stop = .bodyLimit
        }
        do {
            try sink.append(bytes.prefix(taken))
        } catch {
            stop = .storage(error)
        }
        return stop == nil
    }

    /// The message is over; libcurl has left the connection open.
    func ended(_ connection: ConnectionTable.Ends) {
        // libcurl reads no more than Content-Length: what else came may still lie there.
        if request.url.scheme == "http", connections.waiting(connection) == .bytes { hasExcess = true }
    }

    /// libcurl dropped bytes that came after the end of the message.
    func droppedExcess() { hasExcess = true }

    /// Whether a socket may be opened to an address; remembers what was refused.
    func mayOpen(_ address: [UInt8], text: String) -> Bool {
        if !judgesAddresses || request.addresses.allows(address) { return true }
        refusedAddress = text
        return false
    }

    func opened(_ descriptor: Int32) { openedSockets.append(descriptor) }

    /// Whether the request may go over the connection at hand.
    func mayUse(_ connection: ConnectionTable.Ends, address: [UInt8]) -> Bool {
        if judgesAddresses, !request.addresses.allows(address) {
            stop = .address(connection.remoteAddress)
        } else if !openedSockets.isEmpty {
            connections.established(connection, among: openedSockets)
        } else if request.url.scheme == "http", connections.waiting(connection) != .nothing {
            stop = .staleConnection
        }
        return stop == nil
    }

    /// The body, once.
    func takeBody() throws(SpoolError) -> Exchange.Body { try sink.finish() }
}
