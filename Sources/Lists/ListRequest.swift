// A request for one page of a list: made from literals of the column's page, and sent as its script would.

import Web

/// What is asked of the server.
public struct ListRequest: Sendable, Equatable {
    public enum Method: String, Sendable { case get = "GET", post = "POST" }

    public let method: Method
    public let url: WebURL
    /// Empty for GET.
    public let body: [UInt8]
    /// Of the body.
    public let contentType: String?
    /// Whether the answer is a page of the portal like any other, which people see and link to.
    public let isPage: Bool
    /// The URL of a GET; the URL of a POST with its body, view state left out, as fragment: `http://…/search.jsp#POST:currpage=2`.
    ///
    /// No URL of a GET has a fragment, so this tells all requests apart, and people can read it.
    public let identity: String

    /// An ordinary page of the portal.
    public static func page(_ url: WebURL) -> ListRequest {
        ListRequest(method: .get, url: url.withoutFragment, body: [], contentType: nil, isPage: true, identity: url.withoutFragment.href)
    }

    /// A GET of data.
    public static func get(_ url: WebURL) -> ListRequest {
        ListRequest(method: .get, url: url.withoutFragment, body: [], contentType: nil, isPage: false, identity: url.withoutFragment.href)
    }

    /// A POST of a form (`application/x-www-form-urlencoded`, URL Standard section 5).
    ///
    /// - Parameter state: fields behind the others that are no part of the request's identity.
    public static func form(_ url: WebURL, _ fields: [(name: String, value: String)], state: [(name: String, value: String)] = []) -> ListRequest {
        let own = FormText.encode(fields)
        let whole = state.isEmpty ? own : FormText.encode(fields + state)
        return post(url, whole, "application/x-www-form-urlencoded; charset=UTF-8", identity: own)
    }

    /// A POST of a JSON object, its members in this order.
    public static func json(_ url: WebURL, _ members: [(name: String, value: JSON)]) -> ListRequest {
        let body = JSON.text(ofObject: members)
        return post(url, body, "application/json; charset=UTF-8", identity: body)
    }

    private static func post(_ url: WebURL, _ body: String, _ type: String, identity: String) -> ListRequest {
        let url = url.withoutFragment
        // The parser of URLs encodes what a fragment may not hold.
        let name = (try? WebURL("\(url.href)#POST:\(identity.prefix(longestIdentity))"))?.href ?? url.href
        return ListRequest(method: .post, url: url, body: Array(body.utf8), contentType: type, isPage: false, identity: name)
    }

    /// No body of a list request is as long without its view state.
    private static let longestIdentity = 4096
}

/// Forms and queries as browsers send them.
public enum FormText {
    /// `application/x-www-form-urlencoded` in UTF-8.
    public static func encode(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\(encode($0.name))=\(encode($0.value))" }.joined(separator: "&")
    }

    /// One name or value (URL Standard, "application/x-www-form-urlencoded percent-encode set").
    public static func encode(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F: out.append(byte)
            case 0x20: out.append(0x2B)
            default: out += [0x25, hex(byte >> 4), hex(byte & 15)]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x37 + digit }
}
