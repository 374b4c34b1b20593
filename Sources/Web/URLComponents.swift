// Where the components lie in a serialized URL.

/// Byte offsets into a serialized URL.
///
///     https://user:pass@example.com:1234/foo/bar?baz#quux
///          |  |   |    |          |    |        |   |
///          |  |   |    |          |    |        |   fragmentStart (at '#')
///          |  |   |    |          |    |        queryStart (at '?')
///          |  |   |    |          |    pathStart
///          |  |   |    |          hostEnd
///          |  |   |    hostStart
///          |  |   usernameEnd
///          |  usernameStart
///          schemeEnd (at ':')
///
/// Without userinfo, `usernameStart`, `usernameEnd` and `hostStart` are equal. Without a host they equal `hostEnd` and
/// `schemeEnd + 1`; `pathStart` may be two more, where "/." keeps a path that begins with "//" from being read as a host.
struct URLComponents: Sendable {
    var scheme: URLScheme = .other
    var hasHost = false
    var hasOpaquePath = false
    var port: Int32 = -1
    var schemeEnd: UInt32 = 0
    var usernameStart: UInt32 = 0
    var usernameEnd: UInt32 = 0
    var hostStart: UInt32 = 0
    var hostEnd: UInt32 = 0
    var pathStart: UInt32 = 0
    var queryStart: UInt32?
    var fragmentStart: UInt32?
}
