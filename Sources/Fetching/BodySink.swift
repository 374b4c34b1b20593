// Where a body goes while it comes in: memory up to a bound, then a file.

/// Collects the bytes of one body.
struct BodySink {
    /// Bytes taken.
    private(set) var count = 0
    private var memory: [UInt8] = []
    private var file: SpoolWriter?
    private let memoryLimit: Int
    private let folder: String

    init(memoryLimit: Int, folder: String) {
        self.memoryLimit = memoryLimit
        self.folder = folder
    }

    mutating func append<Bytes: Collection>(_ bytes: Bytes) throws(SpoolError) where Bytes.Element == UInt8 {
        if file == nil, count + bytes.count > memoryLimit {
            let writer = try SpoolWriter(folder: folder)
            try writer.write(memory)
            memory = []
            file = writer
        }
        if let file { try file.write(bytes) } else { memory += bytes }
        count += bytes.count
    }

    /// The body; the sink is empty afterwards.
    mutating func finish() throws(SpoolError) -> Exchange.Body {
        defer {
            memory = []
            file = nil
            count = 0
        }
        guard let file else { return .memory(memory) }
        return .file(try file.finish())
    }
}
