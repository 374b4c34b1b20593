// Plays the steps of a scripted exchange on a connection.
import Foundation

struct Playback {
    let socket: ServerSocket
    let request: ReceivedRequest
    let turn: Int
    /// Told of all bytes that the kernel took.
    let sent: (ArraySlice<UInt8>) -> Void
    private var pieceBytes = 0
    private var pieceSeconds = 0.0

    init(socket: ServerSocket, request: ReceivedRequest, turn: Int, sent: @escaping (ArraySlice<UInt8>) -> Void) {
        self.socket = socket
        self.request = request
        self.turn = turn
        self.sent = sent
    }

    /// True if the connection may be kept.
    mutating func play(_ steps: [ScriptedExchange.Step]) -> Bool {
        for step in steps {
            switch step {
            case .send(let bytes):
                guard send(bytes) else { return false }
            case .sendFilledIn(let bytes):
                guard send(filledIn(bytes)) else { return false }
            case .sleep(let seconds):
                if socket.waitForEnd(seconds: seconds) { return false }
            case .pace(let bytes, let seconds):
                pieceBytes = bytes
                pieceSeconds = seconds
            case .repeated(let count, let steps):
                var done = 0
                while count.map({ done < $0 }) ?? true {
                    guard play(steps) else { return false }
                    done += 1
                }
            case .close:
                return false
            case .reset:
                socket.resetOnClose()
                return false
            case .halfClose(let seconds):
                socket.shutDownSending()
                _ = socket.waitForEnd(seconds: seconds)
                return false
            case .hold(let seconds):
                _ = socket.waitForEnd(seconds: seconds)
                return false
            }
        }
        return true
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = pieceBytes > 0 ? rest.prefix(pieceBytes) : rest
            let count = socket.send(piece)
            sent(piece.prefix(count))
            guard count == piece.count else { return false }
            rest = rest.dropFirst(count)
            if pieceBytes > 0, !rest.isEmpty, socket.waitForEnd(seconds: pieceSeconds) { return false }
        }
        return true
    }

    private func filledIn(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x24) else { return bytes }
        var filled = bytes
        for (name, value) in [("host", request.value("host") ?? ""), ("target", request.target), ("turn", String(turn))] {
            let mark = Array("${\(name)}".utf8)
            while let range = filled.firstRange(of: mark) { filled.replaceSubrange(range, with: Array(value.utf8)) }
        }
        return filled
    }
}

/// Reads one request after another from a connection.
struct RequestReader {
    let socket: ServerSocket
    private var buffer: [UInt8] = []

    init(socket: ServerSocket) { self.socket = socket }

    /// The next request with its body; nil at the connection's end.
    mutating func next() -> ReceivedRequest? {
        let mark: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        var end = buffer.firstRange(of: mark)
        while end == nil {
            guard buffer.count < 1 << 20, let bytes = socket.read() else { return nil }
            buffer += bytes
            end = buffer.firstRange(of: mark)
        }
        guard let end else { return nil }
        var request = ReceivedRequest(head: Array(buffer[..<end.upperBound]))
        buffer.removeFirst(end.upperBound)
        let length = request.value("content-length").flatMap { Int($0) } ?? 0
        while buffer.count < length {
            guard let bytes = socket.read() else { return nil }
            buffer += bytes
        }
        request.body = Array(buffer.prefix(length))
        buffer.removeFirst(request.body.count)
        return request
    }
}
