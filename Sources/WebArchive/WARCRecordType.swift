// The record types of WARC/1.1 §6.

/// What a record holds.
public enum WARCRecordType: Sendable, Hashable, CustomStringConvertible {
    case warcinfo, response, resource, request, metadata, revisit, conversion, continuation
    /// A type that the standard does not name; readers skip it (§6.1).
    case other(String)

    /// The type of that name, without regard to case.
    public init(_ name: String) {
        self.init(lowerCased: name)
        if case .other = self { self.init(lowerCased: name.lowercased()) }
        if case .other = self { self = .other(name) }
    }

    private init(lowerCased name: String) {
        switch name {
        case "warcinfo": self = .warcinfo
        case "response": self = .response
        case "resource": self = .resource
        case "request": self = .request
        case "metadata": self = .metadata
        case "revisit": self = .revisit
        case "conversion": self = .conversion
        case "continuation": self = .continuation
        default: self = .other(name)
        }
    }

    /// The name as WARC-Type has it.
    public var name: String {
        switch self {
        case .warcinfo: "warcinfo"
        case .response: "response"
        case .resource: "resource"
        case .request: "request"
        case .metadata: "metadata"
        case .revisit: "revisit"
        case .conversion: "conversion"
        case .continuation: "continuation"
        case .other(let name): name
        }
    }

    public var description: String { name }
}
