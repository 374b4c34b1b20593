// Turns the step lines of an exchange file into steps.
import Foundation

struct StepParser {
    struct Flaw: Error {
        let line: Int
        let message: String
    }

    typealias Step = ScriptedExchange.Step

    let folder: URL

    func steps(_ lines: [Line]) throws -> [Step] {
        var steps: [Step] = []
        var heads: [Int] = []  // where heads with an open Content-Length stand
        var rest = lines[...]
        while let line = rest.popFirst() {
            let block = Array(rest.prefix { $0.indent > line.indent })
            rest = rest.dropFirst(block.count)
            let (word, argument) = line.wordAndRest
            let texts = try quoted(argument, line)
            let numbers = argument.split(separator: " ").compactMap { Double($0) }
            func number(_ place: Int) throws -> Double {
                guard place < numbers.count else { throw Flaw(line: line.number, message: "\(word) needs a number") }
                return numbers[place]
            }
            func text(_ place: Int) throws -> [UInt8] {
                guard place < texts.count else { throw Flaw(line: line.number, message: "\(word) needs a quoted text") }
                return texts[place]
            }
            switch word {
            case "head":
                let end: [UInt8] = argument == "lf" ? [0x0A] : [0x0D, 0x0A]
                let head = try headLines(block).reduce([]) { $0 + $1 + end } + end
                if head.contains(Self.openLength) { heads.append(steps.count) }
                steps.append(.sendFilledIn(head))
            case "send": steps.append(.send(try text(0)))
            case "lines": steps.append(.sendFilledIn(try headLines(block).reduce([]) { $0 + $1 + [0x0A] }))
            case "file": steps.append(.send(try file(argument, line)))
            case "fill": steps.append(.send(Self.fill(Int(try number(0)), try text(0))))
            case "gzip": steps.append(.send(Gzip.member(try text(0))))
            case "gzip-zeros": steps.append(.send(Gzip.zeros(Int(try number(0)))))
            case "chunk":
                let data = try text(0)
                let size = Array(String(data.count, radix: 16).utf8) + (texts.count > 1 ? texts[1] : [])
                steps.append(.send(size + [0x0D, 0x0A] + data + [0x0D, 0x0A]))
            case "last-chunk":
                let trailers = try headLines(block).reduce([]) { $0 + $1 + [0x0D, 0x0A] }
                steps.append(.send(Array("0\r\n".utf8) + trailers + [0x0D, 0x0A]))
            case "sleep": steps.append(.sleep(try number(0)))
            case "pace": steps.append(.pace(bytes: Int(try number(0)), seconds: try number(1)))
            case "repeat": steps.append(.repeated(Int(try number(0)), try self.steps(block)))
            case "forever": steps.append(.repeated(nil, try self.steps(block)))
            case "close": steps.append(.close)
            case "reset": steps.append(.reset)
            case "half-close": steps.append(.halfClose(try number(0)))
            case "hold": steps.append(.hold(try number(0)))
            default: throw Flaw(line: line.number, message: "no such step: \(word)")
            }
        }
        for place in heads { fillInLength(&steps, place) }
        return steps
    }

    private static let openLength = Array("Content-Length: *".utf8)

    /// `Content-Length: *` counts what follows the head, up to the next head.
    private func fillInLength(_ steps: inout [Step], _ place: Int) {
        guard case .sendFilledIn(let head) = steps[place], let range = head.firstRange(of: Self.openLength) else { return }
        let body = steps[(place + 1)...].prefix { step in
            if case .sendFilledIn(let bytes) = step { !bytes.starts(with: Array("HTTP/".utf8)) } else { true }
        }
        var filled = head
        filled.replaceSubrange(range, with: Array("Content-Length: \(body.reduce(0) { $0 + length($1) })".utf8))
        steps[place] = .sendFilledIn(filled)
    }

    private func length(_ step: Step) -> Int {
        switch step {
        case .send(let bytes), .sendFilledIn(let bytes): bytes.count
        case .repeated(let count, let steps): (count ?? 0) * steps.reduce(0) { $0 + length($1) }
        default: 0
        }
    }

    private func headLines(_ block: [Line]) throws -> [[UInt8]] {
        let indent = block.map(\.indent).min() ?? 0  // deeper indents are the line's own: a folded line
        return try block.map { try unescape($0.text.dropFirst(indent), $0) }
    }

    private func file(_ name: String, _ line: Line) throws -> [UInt8] {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
            throw Flaw(line: line.number, message: "no such file: \(name)")
        }
        return Array(data)
    }

    private static func fill(_ count: Int, _ pattern: [UInt8]) -> [UInt8] {
        pattern.isEmpty ? [] : (0..<count).map { pattern[$0 % pattern.count] }
    }

    /// The texts in quotes.
    private func quoted(_ argument: String, _ line: Line) throws -> [[UInt8]] {
        var texts: [[UInt8]] = []
        var open: String?
        var escaped = false
        for character in argument {
            if var text = open {
                if character == "\"", !escaped {
                    texts.append(try unescape(text, line))
                    open = nil
                } else {
                    escaped = character == "\\" && !escaped
                    text.append(character)
                    open = text
                }
            } else if character == "\"" {
                open = ""
            }
        }
        return texts
    }

    private func unescape(_ text: some StringProtocol, _ line: Line) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == 0x5C else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst().map({ Character(Unicode.Scalar($0)) }) {
            case "r": bytes.append(0x0D)
            case "n": bytes.append(0x0A)
            case "t": bytes.append(0x09)
            case "0": bytes.append(0)
            case "\\": bytes.append(0x5C)
            case "\"": bytes.append(0x22)
            case "x":
                guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { fallthrough }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: throw Flaw(line: line.number, message: "unknown escape in \(text)")
            }
        }
        return bytes
    }
}
