// The order of bytes, in which indexes are sorted: that of `LC_ALL=C sort`.
import Glibc

enum ByteOrder {
    /// Below 0, 0 or above 0 as `left` comes before, is equal to, or comes after `right`; a prefix comes first.
    static func compare(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        // memcmp is several times as fast as a loop over elements here; both pointers only live for the call.
        let common = min(left.count, right.count)
        let order = left.withUnsafeBytes { l in
            right.withUnsafeBytes { r in
                common == 0 ? 0 : memcmp(l.baseAddress!, r.baseAddress!, common)
            }
        }
        return order != 0 ? Int(order) : left.count - right.count
    }
}
