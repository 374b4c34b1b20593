// The C functions that libcurl calls while a transfer runs.
//
// Unsafe, because libcurl hands over pointers: `context` is the unretained Transfer that the handle's CurlHandle
// keeps alive; the bytes are libcurl's and are copied before the function returns.
import CCurl
import Glibc

enum CurlCallbacks {
    static let writeBody: curl_bytes_callback = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let length = size * count
        let received = UnsafeRawBufferPointer(start: bytes, count: length).bindMemory(to: UInt8.self)
        return transfer(context).receivedBody(received) ? length : 0
    }

    static let writeHeaderLine: curl_bytes_callback = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let length = size * count
        let line = [UInt8](UnsafeRawBufferPointer(start: bytes, count: length))
        return transfer(context).receivedLine(line) ? length : 0
    }

    static let debug: curl_debug_bytes_callback = { _, kind, bytes, count, context in
        guard let bytes, let context else { return 0 }
        let data = UnsafeRawBufferPointer(start: bytes, count: count).bindMemory(to: UInt8.self)
        switch kind {
        case CURLINFO_HEADER_OUT: transfer(context).sent(data)
        // The only way in which libcurl tells that it dropped bytes: "Excess found in a read: …", "Excess found: …".
        case CURLINFO_TEXT where data.starts(with: excessFound): transfer(context).droppedExcess()
        default: break
        }
        return 0
    }

    static let openSocket: curl_open_callback = { context, _, address in
        guard let context, let address else { return CURL_SOCKET_BAD }
        let (bytes, text) = NumericAddress.read(address)
        let transfer = transfer(context)
        guard transfer.mayOpen(bytes, text: text) else { return CURL_SOCKET_BAD }
        let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.pointee.family, kind, address.pointee.protocol)
        if descriptor >= 0 { transfer.opened(descriptor) }
        return descriptor
    }

    /// The context is the fetcher's ConnectionTable, because connections outlive transfers.
    static let closeSocket: curl_close_callback = { context, descriptor in
        guard let context else { return close(descriptor) }
        return Unmanaged<ConnectionTable>.fromOpaque(context).takeUnretainedValue().close(descriptor)
    }

    /// Called when a connection, new or kept, is about to take the request.
    static let ready: curl_ready_callback = { context, remote, _, remotePort, localPort in
        guard let context, let remote else { return CURL_PREREQFUNC_ABORT }
        let text = String(cString: remote)
        let ends = ConnectionTable.Ends(remoteAddress: text, remotePort: Int(remotePort), localPort: Int(localPort))
        return transfer(context).mayUse(ends, address: NumericAddress.bytes(text)) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }

    private static let excessFound = Array("Excess found".utf8)

    private static func transfer(_ context: UnsafeMutableRawPointer) -> Transfer {
        Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }
}
