// Owns one libcurl easy handle, sets it up for a request and reads from it what became of that.
//
// Unsafe, because libcurl's handle, lists and error buffer are C memory: allocated and freed here, and nowhere else.
import CCurl
import Web

final class CurlHandle {
    let easy: UnsafeMutableRawPointer
    /// What the callbacks fill. libcurl holds it unretained; it changes only while the handle is in no multi handle.
    private(set) var transfer: Transfer?
    private let errorText: UnsafeMutablePointer<CChar>
    private var fieldList: UnsafeMutablePointer<curl_slist>?
    private var addressList: UnsafeMutablePointer<curl_slist>?
    private let proxyTakesWholeURL: Bool
    private let configuration: FetcherConfiguration
    private let connections: ConnectionTable
    private let cookies: CookieJar?
    private var firstError = CURLE_OK

    init(_ configuration: FetcherConfiguration, _ connections: ConnectionTable, _ cookies: CookieJar?) throws(FetcherError) {
        guard let easy = curl_easy_init() else { throw FetcherError(action: "libcurl", message: "no easy handle") }
        self.easy = easy
        self.configuration = configuration
        self.connections = connections
        self.cookies = cookies
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        proxyTakesWholeURL = configuration.proxy.map { !$0.hasPrefix("socks") } ?? false
        setUp()
        guard firstError == CURLE_OK else {
            throw FetcherError(action: "set up libcurl", message: String(cString: curl_easy_strerror(firstError)))
        }
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(fieldList)
        curl_slist_free_all(addressList)
        errorText.deallocate()
    }

    /// What is the same for all requests.
    private func setUp() {
        firstError = curl_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        set(CURLOPT_HTTP09_ALLOWED, 0)
        set(CURLOPT_HTTP_TRANSFER_DECODING, 0)
        set(CURLOPT_HTTP_CONTENT_DECODING, 0)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)  // a name server that hangs must not hold up the transfers of others
        set(CURLOPT_BUFFERSIZE, 32 << 10)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // "" is no proxy; a null would make libcurl look into http_proxy and its like, and no_proxy for the second.
        set(CURLOPT_PROXY, configuration.proxy ?? "")
        set(CURLOPT_NOPROXY, "")
        if let file = configuration.extraCAFile {
            // CAINFO replaces the system's bundle; the system's folder of single certificates stays in force.
            set(CURLOPT_CAINFO, file)
        }
        for address in configuration.fixedAddresses { append(address, to: &addressList) }
        if let addressList { note(curl_easy_set_list(easy, CURLOPT_RESOLVE, addressList)) }
        if let cookies {
            note(curl_easy_set_pointer(easy, CURLOPT_SHARE, cookies.share))
            set(CURLOPT_COOKIEFILE, "")  // no file: it only turns the cookies on
        }
        note(curl_easy_set_write_callback(easy, CurlCallbacks.writeBody))
        note(curl_easy_set_header_callback(easy, CurlCallbacks.writeHeaderLine))
        note(curl_easy_set_debug_callback(easy, CurlCallbacks.debug))
        note(curl_easy_set_open_callback(easy, CurlCallbacks.openSocket))
        note(curl_easy_set_close_callback(easy, CurlCallbacks.closeSocket))
        note(curl_easy_set_pointer(easy, CURLOPT_CLOSESOCKETDATA, Unmanaged.passUnretained(connections).toOpaque()))
        note(curl_easy_set_ready_callback(easy, CurlCallbacks.ready))
        set(CURLOPT_VERBOSE, 1)
    }

    /// Makes the handle ready for a request; the handle must be in no multi handle. False if libcurl refuses a setting.
    func begin(_ request: FetchRequest, onFreshConnection fresh: Bool) -> Bool {
        let transfer = Transfer(
            request, connections, judgesAddresses: configuration.proxy == nil, memoryLimit: configuration.memoryBodyBytes,
            spoolFolder: configuration.spoolFolder, clock: configuration.clock)
        self.transfer = transfer
        firstError = CURLE_OK
        errorText[0] = 0
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_DEBUGDATA, CURLOPT_OPENSOCKETDATA, CURLOPT_PREREQDATA] {
            note(curl_easy_set_pointer(easy, option, context))
        }
        let url = request.url
        let site = "\(url.scheme)://\(url.hostAndPort)"
        // The target goes out as it stands, past libcurl's own URL parser; only the paths of cookies are read from the URL.
        set(CURLOPT_URL, site + (cookies == nil ? "/" : url.pathAndQuery))
        set(CURLOPT_REQUEST_TARGET, proxyTakesWholeURL && url.scheme == "http" ? site + url.pathAndQuery : url.pathAndQuery)
        setMethod(request)
        setFields(request.fields)
        set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(request.limits.connectSeconds))
        set(CURLOPT_TIMEOUT_MS, milliseconds(request.limits.totalSeconds))
        set(CURLOPT_LOW_SPEED_TIME, request.limits.stallSeconds)
        set(CURLOPT_LOW_SPEED_LIMIT, request.limits.stallBytesPerSecond)
        set(CURLOPT_SSL_VERIFYPEER, request.verifiesTLS ? 1 : 0)
        set(CURLOPT_SSL_VERIFYHOST, request.verifiesTLS ? 2 : 0)
        set(CURLOPT_FRESH_CONNECT, fresh ? 1 : 0)
        return firstError == CURLE_OK
    }

    /// Lets go of the transfer; the handle must be in no multi handle.
    func end() { transfer = nil }

    /// What became of the transfer.
    func info(_ code: CURLcode) -> TransferInfo {
        let words = String(cString: errorText)
        let connected = microseconds(CURLINFO_PRETRANSFER_TIME_T)
        let timings = FetchTimings(
            nameLookup: microseconds(CURLINFO_NAMELOOKUP_TIME_T), connect: microseconds(CURLINFO_CONNECT_TIME_T),
            tlsHandshake: microseconds(CURLINFO_APPCONNECT_TIME_T), firstByte: microseconds(CURLINFO_STARTTRANSFER_TIME_T),
            total: microseconds(CURLINFO_TOTAL_TIME_T))
        return TransferInfo(
            code: code, message: words.isEmpty ? String(cString: curl_easy_strerror(code)) : words,
            address: string(CURLINFO_PRIMARY_IP).flatMap { $0.isEmpty ? nil : $0 }, port: long(CURLINFO_PRIMARY_PORT),
            localPort: long(CURLINFO_LOCAL_PORT), timings: timings, wasConnected: connected > 0,
            openedConnections: long(CURLINFO_NUM_CONNECTS), systemError: Int32(truncatingIfNeeded: long(CURLINFO_OS_ERRNO)),
            verifyResult: long(CURLINFO_SSL_VERIFYRESULT))
    }

    private func setMethod(_ request: FetchRequest) {
        guard let body = request.postBody else { return set(CURLOPT_HTTPGET, 1) }
        set(CURLOPT_POST, 1)
        note(curl_easy_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
        // Unsafe: libcurl copies the bytes before it returns. An array's address may be null where it is empty, which libcurl would
        // take for "read the body from a callback".
        (body.isEmpty ? [0] : body).withUnsafeBytes { bytes in
            note(curl_easy_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress!)))
        }
    }

    private func setFields(_ fields: [(name: String, value: String)]) {
        curl_slist_free_all(fieldList)
        fieldList = nil
        for (name, value) in fields {
            // "Name;" is libcurl's spelling of a field with an empty value; "Name:" would take the field away.
            append(value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? "\(name);" : "\(name): \(value)", to: &fieldList)
        }
        for own in ["accept", "user-agent", "proxy-connection", "content-type", "expect"] where !fields.contains(where: { $0.name.lowercased() == own }) {
            append("\(own):", to: &fieldList)
        }
        note(curl_easy_set_list(easy, CURLOPT_HTTPHEADER, fieldList))
    }

    private func append(_ text: String, to list: inout UnsafeMutablePointer<curl_slist>?) {
        if let longer = curl_slist_append(list, text) { list = longer } else { note(CURLE_OUT_OF_MEMORY) }
    }

    private func set(_ option: CURLoption, _ value: Int) { note(curl_easy_set_long(easy, option, value)) }
    private func set(_ option: CURLoption, _ value: String) { note(curl_easy_set_string(easy, option, value)) }
    private func note(_ code: CURLcode) { if firstError == CURLE_OK { firstError = code } }

    /// libcurl takes 0 as "no bound".
    private func milliseconds(_ seconds: Double) -> Int { max(1, Int(min(seconds, 1_000_000) * 1000)) }

    private func long(_ info: CURLINFO) -> Int {
        var value = 0
        return curl_easy_get_long(easy, info, &value) == CURLE_OK ? value : 0
    }

    private func microseconds(_ info: CURLINFO) -> Double {
        var value: curl_off_t = 0
        return curl_easy_get_offset(easy, info, &value) == CURLE_OK ? Double(value) / 1_000_000 : 0
    }

    private func string(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard curl_easy_get_string(easy, info, &value) == CURLE_OK, let value else { return nil }
        return String(cString: value)
    }
}
