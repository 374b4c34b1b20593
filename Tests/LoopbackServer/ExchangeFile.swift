// Reads scripted exchanges from text files: one exchange a file, one step a line.
import Foundation

/// The format of `*.exchange` files. Lines that begin with `#` are comments; an indented line belongs to the line above it.
///
///     path /list?page=2          answers this target; repeatable; /a/* answers all below /a/
///     when If-None-Match: "v1"   only if the request has this field (with this value, if one is given)
///     unless Cookie              only if it does not
///     turn 2                     only the second request for the target
///     expect …                   for the test that reads it
///
///     head                       a response head: each indented line and CR LF, then an empty line. `head lf`: bare LF
///       HTTP/1.1 200 OK          ${host}, ${target}, ${turn} are filled in; `Content-Length: *` counts the bytes that follow
///     send "…"                   bytes; escapes \r \n \t \0 \\ \" \xHH in all quoted texts and head lines
///     lines                      each indented line and LF
///     file NAME                  the bytes of a file beside this one
///     fill 1000 "ab"             1,000 bytes of a repeated pattern
///     gzip "…"                   a gzip member; `gzip-zeros N`: one that unpacks to N zero bytes
///     chunk "data" ";ext=1"      one chunk, with extension if given
///     last-chunk                 the chunk of size 0, indented lines as trailers, the empty line
///     sleep 0.5                  seconds
///     pace 1 0.05                from here 1 byte each 0.05 s; `pace 0 0`: all at once again
///     repeat 100                 the indented steps a hundred times; `forever`: until the client is gone
///     close | reset | half-close 5 | hold 5
///
/// Without one of the last four, the connection is kept as the request wishes.
public enum ExchangeFile {
    /// A line that cannot be understood.
    public struct Flaw: Error, CustomStringConvertible {
        public let file: String
        public let line: Int
        public let message: String
        public var description: String { "\(file):\(line): \(message)" }
    }

    /// All `*.exchange` files of a folder, by name.
    public static func read(folder: URL) throws -> [ScriptedExchange] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "exchange" }
            .sorted { $0.path < $1.path }
            .map(read(file:))
    }

    /// One file.
    public static func read(file: URL) throws -> ScriptedExchange {
        try parse(
            String(contentsOf: file, encoding: .utf8), name: file.deletingPathExtension().lastPathComponent,
            folder: file.deletingLastPathComponent())
    }

    /// The text of a file; `file` steps are looked up in the folder.
    public static func parse(_ text: String, name: String, folder: URL) throws -> ScriptedExchange {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
            line.trimmingSpaces.isEmpty || line.hasPrefix("#") ? nil : Line(number: number + 1, text: String(line))
        }
        var exchange = ScriptedExchange(name: name, paths: [], steps: [])
        var steps: [Line] = []
        for line in lines {
            let (word, rest) = line.wordAndRest
            switch line.indent > 0 ? "" : word {
            case "path": exchange.paths.append(rest)
            case "expect": exchange.expectations.append(rest)
            case "when": exchange.conditions.append(.field(name: field(rest).0, value: field(rest).1))
            case "unless": exchange.conditions.append(.noField(name: field(rest).0, value: field(rest).1))
            case "turn":
                guard let turn = Int(rest) else { throw Flaw(file: name, line: line.number, message: "turn needs a number") }
                exchange.conditions.append(.turn(turn))
            default: steps.append(line)
            }
        }
        do {
            exchange.steps = try StepParser(folder: folder).steps(steps)
        } catch let flaw as StepParser.Flaw {
            throw Flaw(file: name, line: flaw.line, message: flaw.message)
        }
        guard !exchange.paths.isEmpty else { throw Flaw(file: name, line: 1, message: "no path") }
        return exchange
    }

    private static func field(_ text: String) -> (String, String?) {
        guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
        return (String(text[..<colon]), text[text.index(after: colon)...].trimmingSpaces)
    }
}

/// One line that says something.
struct Line {
    let number: Int
    let text: String
    var indent: Int { text.prefix { $0 == " " }.count }
    var wordAndRest: (word: String, rest: String) {
        let trimmed = text.trimmingSpaces
        let word = trimmed.prefix { $0 != " " }
        return (String(word), trimmed.dropFirst(word.count).trimmingSpaces)
    }
}
