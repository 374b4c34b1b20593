// Cookies that the handles of one fetcher share, in memory.
//
// Unsafe, because libcurl's share handle is C memory: made and freed here. It needs no locks, as one thread owns the fetcher.
import CCurl

/// The cookies of a fetcher, kept by the rules of libcurl (RFC 6265, with the public suffix list). They go with it.
final class CookieJar {
    let share: UnsafeMutableRawPointer

    init() throws(FetcherError) {
        guard let share = curl_share_init() else { throw FetcherError(action: "libcurl", message: "no share handle") }
        self.share = share
        guard curl_share_set_data(share, CURL_LOCK_DATA_COOKIE) == CURLSHE_OK else {
            throw FetcherError(action: "libcurl", message: "cannot share cookies")
        }
    }

    /// All handles that use it must be gone.
    deinit { curl_share_cleanup(share) }
}
