// Finds bytes in header lines: memchr looks at many at a time where a loop looks at one.
import Glibc

extension ArraySlice<UInt8> {
    /// The index of the first such byte at or after `start`.
    func place(of byte: UInt8, from start: Int) -> Int? {
        // The pointer only lives for the call, which reads no further than the slice's end.
        withUnsafeBytes { bytes in
            let skipped = start - startIndex
            guard let base = bytes.baseAddress, skipped < bytes.count,
                  let found = memchr(base + skipped, Int32(byte), bytes.count - skipped) else { return nil }
            return startIndex + (UnsafeRawPointer(found) - base)
        }
    }

    /// Whether all bytes are printable ASCII, tabs and line ends.
    var isPlainText: Bool {
        // The buffer only lives for the call. The loop has no early end, so that it is made of vector instructions.
        withUnsafeBufferPointer { bytes in
            var unusual: UInt8 = 0
            for byte in bytes { unusual |= byte &- 0x20 < 0x5F || byte == LF || byte == CR || byte == TAB ? 0 : 1 }
            return unusual == 0
        }
    }
}

