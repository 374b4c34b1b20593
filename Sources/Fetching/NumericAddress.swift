// IP addresses as text and as bytes.
//
// Unsafe, because inet_pton, inet_ntop and libcurl's socket address are C; no pointer outlives its call.
import CCurl
import Glibc

enum NumericAddress {
    /// The 4 or 16 bytes of an address as libcurl or a URL writes it (in brackets or not); empty if it is none.
    static func bytes(_ text: String) -> [UInt8] {
        let bare = text.hasPrefix("[") ? String(text.dropFirst().dropLast()) : text
        var place = in_addr()
        if inet_pton(AF_INET, bare, &place) == 1 { return withUnsafeBytes(of: &place) { Array($0) } }
        var place6 = in6_addr()
        if inet_pton(AF_INET6, bare, &place6) == 1 { return withUnsafeBytes(of: &place6) { Array($0) } }
        return []
    }

    /// The bytes of the address that a socket is about to be opened to, and the same as text; no bytes if it is not IP.
    static func read(_ address: UnsafeMutablePointer<curl_sockaddr>) -> (bytes: [UInt8], text: String) {
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return ([], "?") }
        // libcurl's struct has room for any address; `addr` is only declared as the shortest.
        let raw = UnsafeMutableRawPointer(address).advanced(by: offset)
        switch address.pointee.family {
        case AF_INET:
            var place = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
            return withUnsafeBytes(of: &place) { (Array($0), text(AF_INET, $0)) }
        case AF_INET6:
            var place = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return withUnsafeBytes(of: &place) { (Array($0), text(AF_INET6, $0)) }
        default:
            return ([], "address family \(address.pointee.family)")
        }
    }

    private static func text(_ family: Int32, _ bytes: UnsafeRawBufferPointer) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(family, bytes.baseAddress, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
