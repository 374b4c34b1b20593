// A WARC/1.1 record to be written: its header fields in order and its block, in memory or in a file.

/// A record as it will stand in a WARC file (ISO 28500:2017 §4). Builders for each type lie in `WARCRecord+….swift`.
public struct WARCRecord: Sendable {
    /// One header field.
    public struct Field: Sendable, Hashable {
        /// Such as `WARC-Target-URI`.
        public var name: String
        /// Without the colon and the blanks around it.
        public var value: String

        /// A field; name and value are made to fit into one line of ASCII when it is written.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The record's content block (§4.2).
    public enum Block: Sendable, Equatable {
        case bytes([UInt8])
        /// Parts that follow each other, such as head and body.
        case concatenation([[UInt8]])
        /// `prefix`, then the first `fileLength` bytes of the file at `path`.
        case file(path: String, prefix: [UInt8], fileLength: Int64)

        /// How many bytes the block holds.
        public var count: Int64 {
            switch self {
            case .bytes(let bytes): Int64(bytes.count)
            case .concatenation(let parts): parts.reduce(0) { $0 + Int64($1.count) }
            case .file(_, let prefix, let fileLength): Int64(prefix.count) + fileLength
            }
        }
    }

    /// What the record holds.
    public let type: WARCRecordType
    /// Its identifier.
    public let id: WARCRecordID
    /// All header fields but Content-Length, which is the block's, in the order in which they are written.
    public var fields: [Field]
    /// The content block.
    public let block: Block

    /// A record from its parts; the builders make the fields as the standard asks.
    public init(type: WARCRecordType, id: WARCRecordID, fields: [Field], block: Block) {
        self.type = type
        self.id = id
        self.fields = fields
        self.block = block
    }

    /// The value of the first field of that name, which is compared as it is spelled here.
    public func value(of name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The version line, the header fields and the empty line (§4).
    public var head: [UInt8] {
        var head = Array("WARC/1.1\r\n".utf8)
        for field in fields {
            head += WARCFieldText.header(field.name).utf8
            head += ": ".utf8
            head += WARCFieldText.header(field.value).utf8
            head += "\r\n".utf8
        }
        head += "Content-Length: \(block.count)\r\n\r\n".utf8
        return head
    }

    /// What follows each record's block (§4).
    static let separator = Array("\r\n\r\n".utf8)
}
