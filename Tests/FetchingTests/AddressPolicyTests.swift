// Which addresses are public.
import Fetching
import Foundation
import Testing

@Suite struct AddressPolicyTests {
    private func bytes(_ text: String) -> [UInt8] {
        if text.contains(":") {
            var place = in6_addr()
            inet_pton(AF_INET6, text, &place)
            return withUnsafeBytes(of: &place) { Array($0) }
        }
        var place = in_addr()
        inet_pton(AF_INET, text, &place)
        return withUnsafeBytes(of: &place) { Array($0) }
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::",
        "2002:a00:1::", "fc00::1", "fd12::1", "fe80::1", "fec0::1", "ff02::1", "4000::1",
    ]) func specialAddressIsNotPublic(_ text: String) {
        #expect(!AddressPolicy.publicOnly.allows(bytes(text)))
        #expect(AddressPolicy.any.allows(bytes(text)))
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255",
        "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "202.100.1.1",
        "223.255.255.255", "2400:3200::1", "240e::1", "::ffff:202.100.1.1", "64:ff9b::ca64:101", "2002:ca64:101::", "2001:4860::1",
    ]) func globalAddressIsPublic(_ text: String) {
        #expect(AddressPolicy.publicOnly.allows(bytes(text)))
    }

    @Test func whatIsNoAddressIsNotPublic() {
        #expect(!AddressPolicy.publicOnly.allows([]))
        #expect(!AddressPolicy.publicOnly.allows([1, 1, 1]))
    }
}
