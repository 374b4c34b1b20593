// Which page of which column an answer is, as the metadata record of its capture says it.

import Lists

/// An answer to a list request can be read only by who knows its dialect and its column: both stand in the metadata record that is written
/// with it, so that records are made of the WARC file alone.
public struct ListPlace: Sendable, Equatable {
    /// The column, as far as answers of it are read by it: dialect, page, name and parameters.
    public private(set) var column: ListColumn
    /// Which page of the list it is, from 1.
    public let number: Int
    /// ``ListRequest/identity`` of the request.
    public let identity: String

    public init(column: ListColumn, number: Int, identity: String) {
        self.column = column
        self.number = number
        self.identity = identity
    }

    /// The fields of the metadata record.
    public var fields: [(name: String, value: String)] {
        [("listDialect", column.dialect), ("listColumn", column.page)] + (column.name.map { [("listColumnName", $0)] } ?? [])
            + [("listNumber", String(number)), ("listIdentity", identity), ("listParameters", Self.text(of: column.parameters))]
    }

    /// Reads the fields of a metadata record; nil where they are not there.
    public init?(metadata fields: [(name: String, value: String)]) {
        func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
        guard let dialect = value("listDialect"), let page = value("listColumn"), let number = value("listNumber").flatMap({ Int($0) }),
              let identity = value("listIdentity"), let parameters = value("listParameters").flatMap(Self.parameters) else { return nil }
        column = ListColumn(dialect: dialect, page: page, parameters: parameters)
        column.name = value("listColumnName")
        self.number = number
        self.identity = identity
    }

    /// A column's parameters as JSON, by name.
    public static func text(of parameters: [String: String]) -> String { JSON.object(parameters.mapValues { .string($0) }).json }

    /// The parameters that ``text(of:)`` wrote; nil for anything else.
    public static func parameters(_ text: String) -> [String: String]? {
        guard case .object(let members)? = JSON(parsing: text) else { return nil }
        return members.compactMapValues { if case .string(let value) = $0 { value } else { nil } }
    }
}
