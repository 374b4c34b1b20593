// From libcurl's verdict to an exchange or a named failure.
import CCurl
import Glibc
import Web

/// What libcurl knows of a transfer that ended.
struct TransferInfo {
    var code: CURLcode
    /// libcurl's words for ``code``.
    var message: String
    var address: String?
    var port: Int
    var localPort: Int
    var timings: FetchTimings
    /// Whether the request could be sent: a connection stood.
    var wasConnected: Bool
    var openedConnections: Int
    var systemError: Int32
    /// X509_V_… of the handshake made in this transfer.
    var verifyResult: Int
    /// Filled in by the fetcher.
    var tls: TLSInfo?
}

extension TransferInfo {
    /// The connection.
    var ends: ConnectionTable.Ends { ConnectionTable.Ends(remoteAddress: address ?? "", remotePort: port, localPort: localPort) }
}

extension Transfer {
    /// Whether to ask once more on a connection of its own: what a kept connection said need not have been meant for this request.
    func wantsFreshConnection(_ info: TransferInfo) -> Bool {
        if case .staleConnection = stop { return true }
        guard info.openedConnections == 0, !heads.isComplete, stop == nil else { return false }
        switch reason(info) {
        case .unreadable, .brokenOff: return true
        default: return false
        }
    }

    /// The end of the story. Takes the body out of the transfer.
    func result(_ info: TransferInfo) -> FetchResult {
        if case .storage(let error) = stop { return .failure(failure(.storage(code: error.code), info, message: error.description)) }
        guard heads.isComplete, !isRefusedHead(info) else { return .failure(failure(reason(info), info)) }
        do {
            return .exchange(exchange(try takeBody(), info))
        } catch {
            return .failure(failure(.storage(code: error.code), info, message: error.description))
        }
    }

    private func exchange(_ body: Exchange.Body, _ info: TransferInfo) -> Exchange {
        var faults: [WireFault] = []
        if hasExcess { faults.append(.excessBytes) }
        if let offset = chunks.brokenAt { faults.append(.badChunk(offset: offset)) }
        return Exchange(
            id: request.id, url: request.url, requestHead: requestHead, requestBody: request.postBody ?? [], responseHead: heads.final, interimHeads: heads.interim,
            body: body, status: heads.status, startedAt: startedAt, remoteAddress: info.address, remotePort: info.port,
            timings: info.timings, truncated: truncation(info), faults: faults, tls: info.tls,
            connectionReused: info.openedConnections == 0)
    }

    private func truncation(_ info: TransferInfo) -> Exchange.Truncation? {
        switch stop {
        case .bodyLimit: return .length
        case .unwanted: return .unspecified
        case .messageEnd: return nil
        default: break
        }
        switch info.code {
        case CURLE_OK, CURLE_GOT_NOTHING: return nil  // "nothing" after a whole head: a 101 that nobody asked for
        case CURLE_OPERATION_TIMEDOUT: return .time
        default: return .disconnect
        }
    }

    /// A head may be refused at its empty line, after all its lines were handed over.
    private func isRefusedHead(_ info: TransferInfo) -> Bool {
        guard case .unreadable = reason(info) else { return false }
        return true
    }

    private func failure(_ reason: FetchFailure.Reason, _ info: TransferInfo, message: String? = nil) -> FetchFailure {
        FetchFailure(
            id: request.id, url: request.url, reason: reason, curlCode: Int(info.code.rawValue),
            message: message ?? words(for: reason, info), requestHead: requestHead, receivedLines: heads.receivedLines,
            startedAt: startedAt, remoteAddress: info.address, seconds: info.timings.total)
    }

    private func words(for reason: FetchFailure.Reason, _ info: TransferInfo) -> String {
        switch (reason, stop) {
        case (.addressRefused, .address(let text)): "not a public address: \(text)"
        case (.addressRefused, _): "not a public address: \(refusedAddress ?? "?")"
        case (.unreadable(.tooLarge), .headLimit): "head of more than \(request.limits.headBytes) bytes"
        case (.brokenOff, _) where info.code == CURLE_OK: "connection ended within the head"
        default: info.message
        }
    }

    private func reason(_ info: TransferInfo) -> FetchFailure.Reason {
        switch stop {
        case .headLimit: return .unreadable(.tooLarge)
        case .address: return .addressRefused
        case .storage(let error): return .storage(code: error.code)
        default: break
        }
        switch info.code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .unresolved
        case CURLE_COULDNT_CONNECT: return connectReason(info)
        case CURLE_OPERATION_TIMEDOUT: return .timedOut(timeoutPhase(info))
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ENGINE_INITFAILED:
            return .tls
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL: return .unreadable(headFault(info.message))
        case CURLE_RECV_ERROR where info.message.contains("response headers"),  // more than 300 KiB in all
            CURLE_OUT_OF_MEMORY where !heads.isComplete:  // one line of more than 100 KB
            return .unreadable(.tooLarge)
        // libcurl is content with a head that breaks off (7.88); it is asked only where the head is not whole.
        case CURLE_OK where !heads.isComplete: return .brokenOff
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE: return .brokenOff
        case CURLE_URL_MALFORMAT: return .badRequest
        default: return .other
        }
    }

    private func connectReason(_ info: TransferInfo) -> FetchFailure.Reason {
        if refusedAddress != nil, openedSockets.isEmpty { return .addressRefused }
        switch info.systemError {
        case ECONNREFUSED: return .refused
        case ETIMEDOUT: return .timedOut(.connect)
        default: return .unreachable
        }
    }

    private func timeoutPhase(_ info: TransferInfo) -> FetchFailure.Phase {
        if !info.wasConnected { return .connect }
        // Both clocks end in the same code; the total one is ours to read. libcurl counts in milliseconds.
        return info.timings.total + 0.002 < request.limits.totalSeconds ? .stalled : .total
    }

    /// libcurl has one code for all of these and tells them apart in words only (http.c, 7.88).
    private func headFault(_ message: String) -> FetchFailure.HeadFault {
        let faults: [(words: String, fault: FetchFailure.HeadFault)] = [
            ("Nul byte", .nulByte), ("without colon", .noColon), ("Content-Length", .badContentLength),
            ("Too large", .tooLarge), ("HTTP/0.9", .notHTTP1), ("HTTP version", .notHTTP1), ("HTTP 1", .notHTTP1),
        ]
        return faults.first { message.contains($0.words) }?.fault ?? .other
    }
}
