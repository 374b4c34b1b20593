// What of a URL a server gets to see.

import Web

extension WebURL {
    /// The URL without what is never sent: its fragment and its user information. Two URLs with the same are one page, and a
    /// password in a link stays out of the archive.
    var asSent: WebURL {
        guard !username.isEmpty || !password.isEmpty, let url = try? WebURL("\(scheme)://\(hostAndPort)\(pathAndQuery)") else {
            return withoutFragment
        }
        return url
    }
}
