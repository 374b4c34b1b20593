// A set of marks that are looked for together.

/// Byte strings, found in one pass.
struct MarkSet: Sendable {
    private let byStart: [UInt16: [[UInt8]]]

    /// - Parameter marks: in lower case where they are ASCII, each of two bytes or more.
    init(_ marks: [String]) {
        byStart = Dictionary(grouping: marks.map { Array($0.utf8) }.filter { $0.count > 1 }) { Self.start($0[0], $0[1]) }
            .mapValues { $0.sorted { $0.count > $1.count } }
    }

    /// The mark that stands first in some bytes; of two at one place the longer.
    func first(in bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.count > 1 else { return nil }
        for i in bytes.startIndex..<bytes.endIndex - 1 {
            guard let marks = byStart[Self.start(bytes[i], bytes[i + 1])] else { continue }
            for mark in marks where bytes[i...].starts(with: mark) { return String(decoding: mark, as: UTF8.self) }
        }
        return nil
    }

    private static func start(_ first: UInt8, _ second: UInt8) -> UInt16 { UInt16(first) << 8 | UInt16(second) }
}
