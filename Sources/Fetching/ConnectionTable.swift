// The open sockets of a fetcher, found by the two ends of their connections.
//
// Unsafe calls are getsockname and recv only, which take pointers that do not outlive the call.
import Glibc

/// libcurl does not say over which socket a request is about to go; the ends of the connection tell.
final class ConnectionTable {
    struct Ends: Hashable {
        let remoteAddress: String
        let remotePort: Int
        let localPort: Int
    }

    private var ends: [Int32: Ends] = [:]
    private var descriptors: [Ends: Int32] = [:]

    /// Notes that one of these sockets, just opened, has become the connection with these ends.
    func established(_ ends: Ends, among opened: [Int32]) {
        guard let descriptor = opened.first(where: { Self.localPort($0) == ends.localPort }) else { return }
        self.ends[descriptor] = ends
        descriptors[ends] = descriptor
    }

    /// Forgets and closes a socket.
    func close(_ descriptor: Int32) -> Int32 {
        if let old = ends.removeValue(forKey: descriptor), descriptors[old] == descriptor { descriptors[old] = nil }
        return Glibc.close(descriptor)
    }

    /// What waits to be read on a connection on which nothing is being asked.
    enum Waiting { case nothing, bytes, end }

    /// Not for TLS, where a session ticket may wait.
    func waiting(_ ends: Ends) -> Waiting {
        guard let descriptor = descriptors[ends] else { return .nothing }
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        return count > 0 ? .bytes : count == 0 ? .end : .nothing
    }

    private static func localPort(_ descriptor: Int32) -> Int? {
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        guard result == 0 else { return nil }
        return withUnsafeBytes(of: address) { bytes in
            switch Int32(address.ss_family) {
            case AF_INET: Int(in_port_t(bigEndian: bytes.loadUnaligned(as: sockaddr_in.self).sin_port))
            case AF_INET6: Int(in_port_t(bigEndian: bytes.loadUnaligned(as: sockaddr_in6.self).sin6_port))
            default: nil
            }
        }
    }
}
