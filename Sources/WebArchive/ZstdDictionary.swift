// The dictionary of a .warc.zst file: the skippable frame at its beginning (Zstandard Compression for WARC Files 1.0).
import CZstd

/// A zstd dictionary with its ID.
public struct ZstdDictionary: Equatable, Sendable {
    /// RFC 8878 §5.
    public let bytes: [UInt8]

    /// The ID that each frame made with it must name.
    public var id: UInt32 { bytes.count >= 8 ? UInt32(ZstdFrame.littleEndian(bytes[4..<8])) : 0 }

    /// A reader need not take longer ones, compressed or not (“Window and dictionary limits”).
    static let limit = 8 << 20
    private static let magic: [UInt8] = [0x37, 0xA4, 0x30, 0xEC]

    enum Problem: Error, Equatable, CustomStringConvertible {
        /// Neither a dictionary nor a frame that holds one.
        case none
        /// Longer than `limit`.
        case overLimit
        /// The frame that holds it cannot be decoded, in libzstd's words.
        case damaged(String)

        var description: String {
            switch self {
            case .none: "the file's first frame holds no dictionary"
            case .overLimit: "the file's dictionary is longer than \(ZstdDictionary.limit >> 20) MiB"
            case .damaged(let reason): "the file's dictionary cannot be decoded: \(reason)"
            }
        }
    }

    /// A dictionary made by `ZDICT_trainFromBuffer` or the like.
    public init?(raw bytes: [UInt8]) {
        guard bytes.starts(with: Self.magic) else { return nil }
        self.bytes = bytes
    }

    /// What the dictionary frame's user data hold: a dictionary as it is, or compressed to one frame.
    init(userData: [UInt8]) throws(Problem) {
        guard userData.count <= Self.limit else { throw .overLimit }
        if userData.starts(with: Self.magic) {
            bytes = userData
            return
        }
        guard case .data? = ZstdFrame(at: userData[...]) else { throw .none }
        var decoder = ZstdDecompressor()
        var decoded: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 17)
        var rest = userData[...]
        while true {
            let (consumed, produced, status) = decoder.decode(rest, into: &piece)
            rest = rest.dropFirst(consumed)
            decoded += piece[..<produced]
            guard decoded.count <= Self.limit else { throw .overLimit }
            if case .damaged(let reason) = status { throw .damaged(reason) }
            if status == .ended { break }
            if consumed == 0 && produced == 0 { throw .damaged("it breaks off") }
        }
        guard decoded.starts(with: Self.magic) else { throw .none }
        bytes = decoded
    }

    /// A dictionary of at most `capacity` bytes for records like the samples; nil where there are too few of them.
    public static func trained(on samples: [[UInt8]], capacity: Int = 110 << 10) -> ZstdDictionary? {
        let joined = Array(samples.joined())
        let sizes = samples.map(\.count)
        // Pointers only live for the call; the trainer writes at most `capacity` bytes.
        let trained = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            let result = ZDICT_trainFromBuffer(target.baseAddress, capacity, joined, sizes, UInt32(sizes.count))
            count = ZDICT_isError(result) == 0 ? result : 0
        }
        return ZstdDictionary(raw: trained)
    }
}
