// A call for data that stands in a script of the page: its address and the fields beside it, as far as they are literals.

import Web

/// `$.ajax({url: "/x/search?code=1", data: {page: page}})`, taken apart; nothing of it is run.
public struct DataCall: Sendable, Equatable {
    public enum Method: String, Sendable { case get, post }

    /// The address without its query.
    public var url: WebURL
    public var method: Method
    /// The fields of the query and of the object beside the address; `nil` for what the script computes.
    public var fields: [String: String?]
    /// The names of those that stand in the address, where a POST has its own in the body.
    public var inAddress: Set<String> = []

    /// Whether a field stands there, computed or not.
    public func has(_ name: String) -> Bool { fields.keys.contains(name) }

    /// The literal of a field.
    public subscript(_ name: String) -> String? { fields[name] ?? nil }

    /// For ``ListColumn/parameters``: what ``ListColumn/call(_:)`` makes requests of.
    public var parameters: [String: String] {
        var parameters = ["url": url.href, "method": method.rawValue]
        if method == .post, !inAddress.isEmpty { parameters["address"] = inAddress.sorted().joined(separator: "&") }
        for (name, value) in fields { if let value { parameters["field.\(name)"] = value } }
        return parameters
    }
}

extension ListColumn {
    /// The literal of a field of the call from which the column was made.
    func field(_ name: String) -> String? { parameters["field.\(name)"] }

    /// The call with some fields set: the page's number, and what the script would compute. Fields go by their names.
    func call(_ set: [(name: String, value: String)]) -> ListRequest? {
        guard let url = parameters["url"].flatMap({ try? WebURL($0) }) else { return nil }
        let own = parameters.filter { $0.key.hasPrefix("field.") }.map { (name: String($0.key.dropFirst(6)), value: $0.value) }
            .filter { field in !set.contains { $0.name == field.name } }
        let fields = own.sorted { $0.name < $1.name } + set
        if parameters["method"] == DataCall.Method.post.rawValue {
            let names = Set((parameters["address"] ?? "").split(separator: "&").map(String.init))
            let query = FormText.encode(fields.filter { names.contains($0.name) })
            let address = query.isEmpty ? url : (try? WebURL("?" + query, base: url)) ?? url
            return .form(address, fields.filter { !names.contains($0.name) })
        }
        return (try? WebURL("?" + FormText.encode(fields), base: url)).map { .get($0) }
    }
}

extension WebURL {
    /// The URL with one field of its query set, the others as they are.
    func setting(_ name: String, _ value: String) -> WebURL? {
        let kept = (query ?? "").split(separator: "&").filter { !$0.hasPrefix("\(name)=") && $0 != name }
        return try? WebURL("?" + (kept.map(String.init) + ["\(name)=\(FormText.encode(value))"]).joined(separator: "&"), base: self)
    }

    /// The URL without its query.
    var withoutQuery: WebURL { query == nil ? self : (try? WebURL(String(withoutFragment.href.prefix { $0 != "?" }))) ?? self }
}

extension ListAnswer {
    /// The same answer, its relative addresses resolved as on the column's page: scripts put rows into it.
    func asShown(by column: ListColumn) -> ListAnswer {
        (try? WebURL(column.page)).map { ListAnswer(url: $0, bytes: bytes, charset: charset) } ?? self
    }
}

extension ListReading {
    /// The pages that so many rows make.
    static func pages(_ total: Int?, of size: Int?) -> Int? {
        guard let total, let size, size > 0, total >= 0 else { return nil }
        return max(1, (total + size - 1) / size)
    }
}
