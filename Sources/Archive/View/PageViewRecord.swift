// The right column of a page's view: the legend and the record, each field with its evidence and what lost against it.

import Reading
import Records

enum PageViewRecord {
    /// So many losing candidates of a field are shown.
    private static let mostOthers = 12
    private static let longestCandidate = 120

    /// The parts of the text by colour, each leading to its first place.
    static func legend(_ bands: [String], inline: [String]) -> String {
        let chips = (bands + inline).map { band in
            let target = FieldName.anchor(band)
            return "<a class=\"chip c-\(FieldName.color(band))\" href=\"#\(target)\">\(FieldName.chinese(band))</a>"
        }
        return "<nav class=\"legend\"><h2>图例 <span>legend</span></h2><p>\(chips.joined(separator: "\n"))</p></nav>"
    }

    /// The record's fields.
    static func table(_ fields: [RecordField], _ explanation: Explanation) -> String {
        let rows = fields.map { field in
            let color = FieldName.color(field.key)
            let name = "<span class=\"name\">\(SafeText.html(FieldName.chinese(field.key)))</span> <span class=\"key\">\(field.key)</span>"
            let head = field.key == "kind" ? name : "<a href=\"#\(FieldName.anchor(field.key))\">\(name)</a>"
            let values = field.value.split(separator: "\n").map { "<bdi>\(SafeText.html($0))</bdi>" }.joined(separator: "<br>")
            return "<div class=\"field c-\(color)\"><p class=\"head\">\(head)</p><p class=\"value\">\(values)</p>\(reasons(field, explanation))</div>"
        }
        return "<h2>著录 <span>record</span></h2>\n\(rows.joined(separator: "\n"))"
    }

    private static func reasons(_ field: RecordField, _ explanation: Explanation) -> String {
        let candidates = explanation.candidates.filter { $0.field == field.key }
        var out = ""
        let winner = candidates.first(where: \.hasWon)
        let place = field.place ?? winner.map { $0.place }
        if field.key == "kind" {
            if let winner { out += "<p class=\"why\">\(SafeText.html(winner.reason))</p>" }
        } else if let place {
            let detail = winner.map { $0.place == place && !$0.detail.isEmpty ? ", \($0.detail)" : "" } ?? ""
            let reason = winner.map { $0.reason.isEmpty || $0.reason == "the only one" ? "" : " — \($0.reason)" } ?? ""
            out += "<p class=\"why\">\(SafeText.html(place + detail + reason))</p>"
        }
        let others = candidates.filter { !$0.hasWon }
        if !others.isEmpty {
            let items = others.prefix(mostOthers).map { other in
                let value = other.value.isEmpty ? "(empty)" : other.value.count > longestCandidate ? String(other.value.prefix(longestCandidate)) + "…" : other.value
                let place = other.detail.isEmpty ? other.place : "\(other.place), \(other.detail)"
                return "<li><bdi>\(SafeText.html(value))</bdi> <span>\(SafeText.html(place)): \(SafeText.html(other.reason))</span></li>"
            }
            out += "<details><summary>\(others.count) other candidate\(others.count == 1 ? "" : "s")</summary><ul>\(items.joined())</ul></details>"
        }
        return out
    }

    /// What was found where no reader sees it: meta tags, scripts, the address.
    ///
    /// - Parameter rows: the rows of a list that stands in a script.
    static func unseen(_ fields: [RecordField], rows: [Record.Row]) -> String {
        guard !fields.isEmpty else { return "" }
        let items = fields.map { field in
            let values = field.value.split(separator: "\n").map { "<bdi>\(SafeText.html($0))</bdi>" }.joined(separator: "<br>")
            let place = field.place.map { " <span>\(SafeText.html($0))</span>" } ?? ""
            let list = field.key == "links" ? "<ol>" + rows.map { "<li><bdi>\(SafeText.html($0.title ?? ""))</bdi> <span>\(SafeText.html($0.date ?? ""))</span></li>" }.joined(separator: "\n") + "</ol>" : ""
            return "<div class=\"c-\(FieldName.color(field.key))\" id=\"\(FieldName.anchor(field.key))\"><b>\(SafeText.html(FieldName.chinese(field.key)))</b> \(values)\(place)\(list)</div>"
        }
        return "<section class=\"unseen\"><h2>不可见 <span>found where no reader sees it: meta tags, scripts, the address</span></h2>\n\(items.joined(separator: "\n"))</section>"
    }
}
