// A TCP socket of the loopback server.
//
// Unsafe, because the socket calls of the C library take pointers; none outlives its call.
import Foundation

/// Owns one descriptor. The server closes it exactly once, from the thread that serves it.
struct ServerSocket: Sendable {
    let descriptor: Int32

    /// A socket that listens on an IPv4 address, at a free port if port is 0.
    static func listen(address: String, port: Int) throws -> ServerSocket {
        let socket = try bound(address: address, port: port, mayShare: true)
        guard Foundation.listen(socket.descriptor, 512) == 0 else {
            let error = SocketError("listen on \(address):\(port)")
            Foundation.close(socket.descriptor)
            throw error
        }
        return socket
    }

    /// A socket that has a port and does not listen.
    ///
    /// - Parameter mayShare: whether the port may be that of connections that ended a moment ago (SO_REUSEADDR).
    static func bound(address: String, port: Int = 0, mayShare: Bool = false) throws -> ServerSocket {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SocketError("socket") }
        var yes: Int32 = mayShare ? 1 : 0
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, address, &place.sin_addr)
        let bound = withUnsafePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard bound == 0 else {
            let error = SocketError("bind to \(address):\(port)")
            Foundation.close(descriptor)
            throw error
        }
        return ServerSocket(descriptor: descriptor)
    }

    /// The port that it is bound to.
    var port: Int {
        var place = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &place) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        return result == 0 ? Int(in_port_t(bigEndian: place.sin_port)) : 0
    }

    /// The next connection; nil when the socket was shut down.
    func accept() -> ServerSocket? {
        while true {
            let connection = Foundation.accept(descriptor, nil, nil)
            if connection >= 0 {
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                var yes: Int32 = 1
                setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
                return ServerSocket(descriptor: connection)
            }
            if errno == EINVAL || errno == EBADF { return nil }
            if errno == EMFILE || errno == ENFILE { usleep(10_000) }
        }
    }

    /// Up to 64 KiB; nil at the end or on error.
    func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Sends all; the number of bytes that the kernel took.
    func send(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let count = Foundation.send(descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent, Int32(MSG_NOSIGNAL))
                if count > 0 { sent += count } else if errno != EINTR { break }
            }
            return sent
        }
    }

    /// No more is sent; the client sees the end.
    func shutDownSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Both ways; wakes threads that wait on it.
    func shutDown() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    func close() { Foundation.close(descriptor) }

    /// The next close sends RST.
    func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Waits until the client has closed its side, at most so many seconds. True if it has.
    func waitForEnd(seconds: Double) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while true {
            var entry = pollfd(fd: descriptor, events: 0x2000 /* POLLRDHUP */, revents: 0)
            let left = end.timeIntervalSinceNow
            if left <= 0 { return false }
            let count = Foundation.poll(&entry, 1, Int32(min(left, 3600) * 1000) + 1)
            if count > 0 { return true }
        }
    }
}

struct SocketError: Error, CustomStringConvertible {
    let description: String
    init(_ action: String) { description = "\(action): \(String(cString: strerror(errno)))" }
}
