// What every record keeps, whatever the page: read back by a JSON parser that is not ours.

import Foundation

enum RecordRules {
    /// The rules that a line of JSON breaks; empty as it should be.
    static func broken(by line: [UInt8]) -> [String] {
        guard String(validating: line, as: UTF8.self) != nil else { return ["record: is not UTF-8"] }
        guard line.last == UInt8(ascii: "\n"), !line.dropLast().contains(UInt8(ascii: "\n")) else { return ["record: is not one line"] }
        guard let record = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] else { return ["record: is no JSON object"] }
        guard let paragraphs = record["paragraphs"] as? [String] else { return ["record: has no paragraphs"] }
        var found: [String] = []
        for (name, texts) in [("paragraphs", paragraphs), ("breadcrumb", record["breadcrumb"] as? [String] ?? [])]
            + ["title", "column", "source", "author", "editor"].map({ ($0, [record[$0] as? String].compactMap { $0 }) }) {
            for text in texts {
                if text.isEmpty { found.append("record: \(name) is empty") }
                if let scalar = forbidden(in: text) { found.append("record: U+\(String(scalar.value, radix: 16, uppercase: true)) in \(name)") }
            }
        }
        let dates = (record["published"] as? String).map { [$0] } ?? []
        for date in dates where !isDate(date) { found.append("record: published is “\(date)”") }
        return Array(found.prefix(5))
    }

    /// A control character but the tab between cells, or a zero-width character that the record's contract takes out.
    private static func forbidden(in text: String) -> Unicode.Scalar? {
        var before: Unicode.Scalar?
        var joiner: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09: break
            case 0 ..< 0x20, 0x7F ..< 0xA0, 0x200B, 0x2060, 0xFEFF: return scalar
            case 0x200C, 0x200D: joiner = before.map(isHan) == true ? scalar : nil
            default:
                if let joiner, isHan(scalar) { return joiner }
                joiner = nil
            }
            if scalar.value != 0x200C, scalar.value != 0x200D { before = scalar }
        }
        return nil
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x3400 ... 0x4DBF).contains(scalar.value) || (0x4E00 ... 0x9FFF).contains(scalar.value) || (0x20000 ... 0x3FFFF).contains(scalar.value)
    }

    /// ISO 8601, from the year to the minute or second.
    private static func isDate(_ text: String) -> Bool {
        text.wholeMatch(of: /\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?)?)?/) != nil
    }
}
