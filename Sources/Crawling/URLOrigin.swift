// For what a robots.txt speaks.

import Web

extension WebURL {
    /// Scheme, host and port, as `http://www.example.gov.cn:8080` (RFC 9309, section 2.3).
    var origin: String { scheme + "://" + hostAndPort }
}
