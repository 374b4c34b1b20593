// Which network addresses may be spoken to: keeps links and redirects of public sites out of private networks.

/// Judged at the address that a connection is really opened to, so a name that changes its answer (DNS rebinding) gains nothing.
public enum AddressPolicy: String, Sendable, Hashable, CaseIterable {
    /// All addresses.
    case any
    /// Only addresses that are globally reachable by the IANA special-purpose registries (RFC 6890).
    case publicOnly

    /// Whether an IPv4 (4 bytes) or IPv6 (16 bytes) address in network order may be spoken to.
    public func allows(_ address: [UInt8]) -> Bool {
        switch self {
        case .any: true
        case .publicOnly: Self.isPublic(address)
        }
    }

    private static func isPublic(_ address: [UInt8]) -> Bool {
        switch address.count {
        case 4: isPublicIPv4(address[...])
        case 16: isPublicIPv6(address)
        default: false
        }
    }

    private static func isPublicIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
        let value = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return !specialIPv4.contains { value >> (32 - $0.length) == $0.prefix >> (32 - $0.length) }
    }

    private static func isPublicIPv6(_ bytes: [UInt8]) -> Bool {
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        if groups[0...4].allSatisfy({ $0 == 0 }) {
            if groups[5] == 0xFFFF { return isPublicIPv4(bytes[12...]) }  // ::ffff:0:0/96, IPv4-mapped
            return false  // ::, ::1, IPv4-compatible
        }
        if groups[0] == 0x64, groups[1] == 0xFF9B {  // 64:ff9b::/96 is NAT64 and carries an IPv4 address; 64:ff9b:1::/48 is local
            return groups[2...5].allSatisfy { $0 == 0 } && isPublicIPv4(bytes[12...])
        }
        if groups[0] == 0x2002 { return isPublicIPv4(bytes[2..<6]) }  // 6to4
        if groups[0] == 0x2001, groups[1] < 0x0200 || groups[1] == 0x0DB8 { return false }  // protocol assignments, documentation
        return groups[0] & 0xE000 == 0x2000  // 2000::/3 is all that is allocated as global unicast
    }

    private static let specialIPv4: [(prefix: UInt32, length: UInt32)] = [
        (0x0000_0000, 8),  // this network
        (0x0A00_0000, 8),  // private
        (0x6440_0000, 10),  // carrier-grade NAT
        (0x7F00_0000, 8),  // loopback
        (0xA9FE_0000, 16),  // link-local
        (0xAC10_0000, 12),  // private
        (0xC000_0000, 24),  // protocol assignments
        (0xC000_0200, 24),  // documentation
        (0xC0A8_0000, 16),  // private
        (0xC612_0000, 15),  // benchmarking
        (0xC633_6400, 24),  // documentation
        (0xCB00_7100, 24),  // documentation
        (0xE000_0000, 3),  // multicast and reserved
    ]
}
