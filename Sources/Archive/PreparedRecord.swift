// A WARC record on its way into a file.

import WebArchive

/// A record that is ready to be appended.
public enum PreparedRecord: Sendable {
    /// Compressed already, with the dictionary of that ID; 0 for none.
    case member([UInt8], UInt32)
    /// To be streamed, because its body lies in a file.
    case streamed(WARCRecord)

    /// The bytes that it will take at most; of a body that cannot be compressed a little more than its own.
    public var mostBytes: Int64 {
        switch self {
        case .member(let bytes, _): Int64(bytes.count)
        case .streamed(let record): record.block.count + record.block.count / 1000 + 1 << 16
        }
    }
}
