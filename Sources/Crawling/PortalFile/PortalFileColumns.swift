// The columns of a portal in its portal file: written as a block of lines, which alone is replaced.

import Foundation
import Web

/// The `columns:` of a portal file.
public struct PortalFileColumns {
    private let columns: [Portal.Column]

    public init(_ columns: [Portal.Column]) {
        self.columns = columns
    }

    /// The columns whose lists are read by a dialect, as coverage knows them.
    public init(_ coverage: [ColumnCoverage]) {
        self.init(coverage.compactMap { column in
            guard let dialect = column.dialect, let url = column.url.flatMap({ try? WebURL($0) }) else { return nil }
            return Portal.Column(name: column.name.isEmpty ? nil : column.name, url: url, dialect: dialect, announced: column.announced)
        })
    }

    public var count: Int { columns.count }

    /// The value of the key, a line a column, each behind a line break.
    var value: String {
        columns.map { column in
            var fields: [String] = []
            if let name = column.name { fields.append("name: \(PortalFileText.scalar(name))") }
            fields.append("url: \(PortalFileText.scalar(column.url.href))")
            if let dialect = column.dialect { fields.append("dialect: \(dialect)") }
            if let announced = column.announced { fields.append("announced: \(announced)") }
            return "\n  - {\(fields.joined(separator: ", "))}"
        }.joined()
    }

    /// A portal file's text with these columns in the place of those that it names; all other lines, comments too, stay as they are.
    public func written(into text: String) -> String {
        var lines = text.components(separatedBy: "\n")
        let block = columns.isEmpty ? [] : ("columns:" + value).components(separatedBy: "\n")
        guard let start = lines.firstIndex(where: { $0.hasPrefix("columns:") || $0.hasPrefix("# columns:") }) else {
            if lines.last == "" { lines.removeLast() }
            return (lines + block + [""]).joined(separator: "\n")
        }
        var end = start + 1
        while end < lines.count, lines[end].hasPrefix(" ") || lines[end].hasPrefix("- ") { end += 1 }
        lines.replaceSubrange(start..<end, with: block)
        return lines.joined(separator: "\n")
    }
}
