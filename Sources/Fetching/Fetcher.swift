// Sends requests side by side over kept connections and returns what came of each.
//
// Unsafe, because libcurl's multi handle and its messages are pointers: made, used and freed by this class on its owner's thread.
import CCurl
import Web

/// Fetches over HTTP/1.1, many requests at once on one thread.
///
/// Not `Sendable`: one thread (or actor) owns it. It does nothing between calls of ``poll(timeout:)``. How many requests run at
/// once, and how long apart, is the caller's to decide. Redirects are not followed, nothing is cached, no cookie is kept unless that is asked for.
public final class Fetcher {
    /// Ends a wait from another thread.
    public let waker: FetchWaker
    private let configuration: FetcherConfiguration
    private let multi: UnsafeMutableRawPointer
    /// Held unretained by libcurl's connections until the multi handle is freed.
    private let connections = ConnectionTable()
    private let cookies: CookieJar?
    private var active: [UnsafeMutableRawPointer: CurlHandle] = [:]
    private var idle: [CurlHandle] = []
    private var finished: [FetchResult] = []
    private var verdicts = CertificateVerdicts()

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    public init(_ configuration: FetcherConfiguration = FetcherConfiguration()) throws(FetcherError) {
        guard Self.isReady, let multi = curl_multi_init() else {
            throw FetcherError(action: "libcurl", message: "cannot be initialized")
        }
        self.configuration = configuration
        self.multi = multi
        cookies = configuration.keepsCookies ? try CookieJar() : nil
        waker = FetchWaker(multi)
        for (option, value) in [
            (CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING)), (CURLMOPT_MAXCONNECTS, configuration.keptConnections),
            (CURLMOPT_MAX_TOTAL_CONNECTIONS, configuration.connections),
            (CURLMOPT_MAX_HOST_CONNECTIONS, configuration.connectionsPerHost),
        ] { curl_multi_set_long(multi, option, value) }
        idle = [try CurlHandle(configuration, connections, cookies)]  // a setting that libcurl refuses shows now
    }

    deinit {
        waker.detach()
        for (easy, _) in active { curl_multi_remove_handle(multi, easy) }
        active = [:]
        idle = []
        curl_multi_cleanup(multi)
    }

    /// Requests begun whose results have not been returned.
    public var inFlight: Int { active.count + finished.count }

    /// Takes a request on; what is wrong with it comes back as a failure from ``poll(timeout:)``.
    public func add(_ request: FetchRequest) {
        if let flaw = request.flaw { return finished.append(.failure(unsent(request, .badRequest, flaw))) }
        if configuration.proxy != nil, let host = request.url.host {
            let address = NumericAddress.bytes(host)
            if !address.isEmpty, !request.addresses.allows(address) {
                return finished.append(.failure(unsent(request, .addressRefused, "not a public address: \(host)")))
            }
        }
        do throws(FetcherError) {
            let handle = if let kept = idle.popLast() { kept } else { try CurlHandle(configuration, connections, cookies) }
            try start(handle, request, onFreshConnection: false)
        } catch {
            finished.append(.failure(unsent(request, .other, error.description)))
        }
    }

    /// Moves all transfers on and returns those that ended; waits for the first of them at most `timeout` seconds.
    ///
    /// Returns early, perhaps with nothing, if ``waker`` is called; at once if nothing is in flight.
    public func poll(timeout: Double) throws(FetcherError) -> [FetchResult] {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(max(0, min(timeout, 1_000_000)))
        while true {
            try perform()
            if !finished.isEmpty || active.isEmpty || waker.takeCall() { break }
            let left = clock.now.duration(to: deadline)
            if left <= .zero { break }
            let milliseconds = Int32(min(left / .milliseconds(1) + 1, 60_000))
            try check(curl_multi_poll(multi, nil, 0, milliseconds, nil), "wait for the network")
        }
        defer { finished = [] }
        return finished
    }

    /// Drops all requests that have not ended, closes their connections, and returns their numbers.
    @discardableResult
    public func cancelAll() -> [Int64] {
        let handles = Array(active.values)
        let numbers = handles.compactMap { $0.transfer?.request.id }
        for handle in handles { retire(handle) }
        return numbers.sorted()
    }

    private func perform() throws(FetcherError) {
        var running: Int32 = 0
        try check(curl_multi_perform(multi, &running), "move transfers on")
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = message.pointee.data.result
            if let handle = active[easy] { try finish(handle, code) }
        }
    }

    private func finish(_ handle: CurlHandle, _ code: CURLcode) throws(FetcherError) {
        guard let transfer = handle.transfer else { return }
        var info = handle.info(code)
        if transfer.request.url.scheme == "https" { info.tls = verdicts.verdict(info, required: transfer.request.verifiesTLS) }
        if code == CURLE_OK { transfer.ended(info.ends) }
        if transfer.wantsFreshConnection(info) {
            curl_multi_remove_handle(multi, handle.easy)
            active[handle.easy] = nil
            return try start(handle, transfer.request, onFreshConnection: true)
        }
        finished.append(transfer.result(info))
        retire(handle)
    }

    private func start(_ handle: CurlHandle, _ request: FetchRequest, onFreshConnection fresh: Bool) throws(FetcherError) {
        guard handle.begin(request, onFreshConnection: fresh) else {
            throw FetcherError(action: "set up \(request.url)", message: "libcurl refuses a setting")
        }
        try check(curl_multi_add_handle(multi, handle.easy), "begin \(request.url)")
        active[handle.easy] = handle
    }

    private func retire(_ handle: CurlHandle) {
        curl_multi_remove_handle(multi, handle.easy)
        active[handle.easy] = nil
        handle.end()
        idle.append(handle)
    }

    private func unsent(_ request: FetchRequest, _ reason: FetchFailure.Reason, _ message: String) -> FetchFailure {
        FetchFailure(id: request.id, url: request.url, reason: reason, message: message, startedAt: configuration.clock.now())
    }

    private func check(_ code: CURLMcode, _ action: @autoclosure () -> String) throws(FetcherError) {
        guard code == CURLM_OK else {
            throw FetcherError(action: action(), message: String(cString: curl_multi_strerror(code)))
        }
    }
}
