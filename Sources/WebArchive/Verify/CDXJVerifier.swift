// The judge of a CDXJ index by itself: every line's form, and the order of all.

/// Judges an index line by line, in memory of one line.
public struct CDXJVerifier {
    private let path: String
    private let name: String

    /// A judge of the index at `path`.
    public init(path: String) {
        self.path = path
        name = path
    }

    /// Judges all lines; gives how many there are.
    /// - Parameters:
    ///   - body: gets each line.
    ///   - report: gets each finding; its offset is that of the line.
    public func run(line body: (ArraySlice<UInt8>) throws -> Void = { _ in }, report: (Finding) -> Void) throws -> Int {
        var reader = try LineReader(path)
        var judge = CDXJLineJudge(name: name)
        while let line = try reader.next() {
            judge.judge(line[...], report)
            try body(line[...])
        }
        return judge.count
    }
}

/// Judges lines that come one by one.
struct CDXJLineJudge {
    let name: String
    /// How many lines came.
    private(set) var count = 0
    private var offset: Int64 = 0
    private var last: [UInt8] = []
    private var disorders = 0

    init(name: String) { self.name = name }

    mutating func judge(_ line: ArraySlice<UInt8>, _ report: (Finding) -> Void) {
        defer {
            offset += Int64(line.count) + 1
            last = Array(line)
            count += 1
        }
        // pywb's header line, which sorts before all others.
        if line.starts(with: Array("!meta".utf8)) || line.starts(with: Array(" CDX ".utf8)) { return }
        if ByteOrder.compare(last[...], line) > 0 {
            disorders += 1
            if disorders <= WARCVerifier.findingLimit {
                report(Finding(.indexOrder, in: name, at: offset, "line \(count + 1) comes before the one above it: it would not be found"))
            }
        }
        if line == last[...], count > 0 { report(Finding(.indexTwice, in: name, at: offset, "line \(count + 1) stands above already")) }
        do throws(CDXJLine.ParseError) {
            let parsed = try CDXJLine(parsing: line)
            if parsed.timestamp.utf8.count != 14 || !parsed.timestamp.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
                report(Finding(.indexLine, in: name, at: offset, "line \(count + 1): the timestamp “\(parsed.timestamp)” has not 14 digits"))
            }
            if parsed.filename.isEmpty { report(Finding(.indexLine, in: name, at: offset, "line \(count + 1): an empty filename")) }
            if !parsed.hasKeyOfURL { report(Finding(.indexKey, in: name, at: offset, "line \(count + 1): the key is “\(parsed.key)”, the URL \(parsed.url)")) }
        } catch {
            report(Finding(.indexLine, in: name, at: offset, "line \(count + 1): \(error)"))
        }
    }
}

extension CDXJLine {
    /// Whether the key is that of the URL; a request's method and body, as pywb adds them, may stand behind it.
    fileprivate var hasKeyOfURL: Bool {
        let expected = Self.key(of: url)
        return key == expected || key.hasPrefix(expected + "?") || key.hasPrefix(expected + "&") || more.contains { $0.name == "method" }
    }
}
