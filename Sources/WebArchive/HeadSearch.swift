// Finds a record's header among the lines of a plain file, each of which is looked at once.

/// Looks for a header: a version line, or what ends a line as one, then an empty line, and between them how long the block is.
///
/// Of version lines without an empty line between them only the last can begin a header, and what lacks a good Content-Length lacks
/// it for every place before: so no line need be read again, whatever the lines are.
struct HeadSearch {
    private var candidate: Int64?
    /// The last place behind the candidate that ends a line as a version does.
    private var later: Int64?
    private var length = Length.unknown

    /// What is known of the header's first Content-Length.
    private enum Length {
        case unknown
        /// Its line, and those that it goes on in.
        case lines([UInt8])
        case good
    }

    /// Takes the next line; gives the place of a header that it ends.
    mutating func take(_ line: ScannedLines.Line) -> Int64? {
        let isEmpty = line.isWhole && line.start.allSatisfy { $0 == CR }
        if case .lines(let lines) = length {
            if !isEmpty, line.start.first.map(isBlank) ?? false {
                length = .lines(lines + line.start + [LF])
                return nil
            }
            let isGood = HeaderFields(parsing: lines[...])["Content-Length"].flatMap { Int64($0) } ?? -1 >= 0
            if isGood { length = .good } else { self = HeadSearch() }
        }
        if isEmpty {
            defer { self = HeadSearch() }
            if case .good = length { return candidate } else { return nil }
        }
        if Self.beginsAsVersion(line.start) {
            (candidate, later, length) = (line.offset, nil, .unknown)
            return nil
        }
        if let place = candidate, line.offset - place > Int64(HeaderFields.lengthLimit) {
            (candidate, later) = (later, nil)
        }
        if let place = Self.version(atEndOf: line) {
            if candidate == nil { (candidate, length) = (place, .unknown) } else if case .unknown = length { later = place }
        } else if candidate != nil, case .unknown = length, Self.isContentLength(line.start) {
            length = .lines(line.start + [LF])
        }
        return nil
    }

    private static let mark = Array("WARC/".utf8)

    private static func beginsAsVersion(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: mark) && line.dropFirst(mark.count).first.map { $0 &- 0x30 < 10 } ?? false
    }

    /// Where in its last bytes a line becomes a version line, as it does where a record was cut within a line.
    private static func version(atEndOf line: ScannedLines.Line) -> Int64? {
        let end = line.end
        guard let slash = end.lastIndex(of: UInt8(ascii: "/")), slash - end.startIndex >= mark.count - 1 else { return nil }
        let start = slash - (mark.count - 1)
        guard beginsAsVersion(end[start...]) else { return nil }
        let rest = end[(slash + 1)...].drop { $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") }
        guard rest.allSatisfy({ $0 <= SPACE }) else { return nil }
        return line.offset + line.length - Int64(end.endIndex - start)
    }

    private static func isContentLength(_ line: ArraySlice<UInt8>) -> Bool {
        let name = "content-length".utf8
        return line.count > name.count && line.prefix(name.count).elementsEqual(name, by: { lowerCase($0) == $1 })
            && line.dropFirst(name.count).drop(while: isBlank).first == UInt8(ascii: ":")
    }
}
