// IP addresses in URLs: parsing and serializing (URL Standard, section 3.5 and 3.6).

enum IPv4Address {
    /// Whether the host must be an IPv4 address or fail ("ends in a number checker").
    static func endsInNumber(_ host: ArraySlice<UInt8>) -> Bool {
        var host = host
        if host.last == 0x2E { host = host.dropLast() }
        let last = host.lastIndex(of: 0x2E).map { host[($0 + 1)...] } ?? host
        guard let first = last.first, isDigit(first) else { return false }
        return last.allSatisfy(isDigit) || number(last) != nil
    }

    /// The address, or nil: "IPv4 parser".
    static func parse(_ host: ArraySlice<UInt8>) -> UInt32? {
        var parts = host.split(separator: 0x2E, omittingEmptySubsequences: false)
        if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        guard parts.count <= 4 else { return nil }
        var numbers: [UInt64] = []
        for part in parts {
            guard let value = number(part) else { return nil }
            numbers.append(value)
        }
        guard let last = numbers.popLast(), numbers.allSatisfy({ $0 <= 255 }) else { return nil }
        guard last < UInt64(1) << UInt64(8 * (4 - numbers.count)) else { return nil }
        var address = UInt32(last)
        for (place, value) in numbers.enumerated() { address += UInt32(value) << UInt32(8 * (3 - place)) }
        return address
    }

    static func append(_ address: UInt32, to output: inout [UInt8]) {
        for shift in [24, 16, 8, 0] as [UInt32] {
            if shift != 24 { output.append(0x2E) }
            output.append(contentsOf: String((address >> shift) & 255).utf8)
        }
    }

    /// Decimal, 0x hexadecimal or 0 octal; too large a number saturates (and so fails later).
    private static func number(_ part: ArraySlice<UInt8>) -> UInt64? {
        guard let first = part.first else { return nil }
        var digits = part
        var radix: UInt64 = 10
        if part.count > 1, first == 0x30 {
            if part[part.startIndex + 1] | 0x20 == 0x78 {
                digits = part.dropFirst(2)
                radix = 16
            } else {
                digits = part.dropFirst()
                radix = 8
            }
        }
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = PercentEncoding.hexValue(byte), digit < radix else { return nil }
            value = min(value * radix + UInt64(digit), UInt64(1) << 40)
        }
        return value
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

enum IPv6Address {
    /// Eight pieces, or nil: "IPv6 parser". Without the brackets.
    static func parse(_ input: ArraySlice<UInt8>) -> [UInt16]? {
        var address = [UInt16](repeating: 0, count: 8)
        var piece = 0
        var compress: Int?
        var index = input.startIndex
        let end = input.endIndex
        if index < end, input[index] == 0x3A {
            guard index + 1 < end, input[index + 1] == 0x3A else { return nil }
            index += 2
            piece += 1
            compress = piece
        }
        while index < end {
            guard piece < 8 else { return nil }
            if input[index] == 0x3A {
                guard compress == nil else { return nil }
                index += 1
                piece += 1
                compress = piece
                continue
            }
            var value: UInt16 = 0
            var length = 0
            while length < 4, index < end, let digit = PercentEncoding.hexValue(input[index]) {
                value = value << 4 | UInt16(digit)
                index += 1
                length += 1
            }
            if index < end, input[index] == 0x2E {
                guard length > 0, piece <= 6, let tail = embeddedIPv4(input[(index - length)...]) else { return nil }
                address[piece] = tail.0
                address[piece + 1] = tail.1
                piece += 2
                break
            }
            if index < end, input[index] == 0x3A {
                index += 1
                guard index < end else { return nil }
            } else if index < end {
                return nil
            }
            address[piece] = value
            piece += 1
        }
        if let compress {
            let moved = piece - compress
            if moved > 0 {
                for offset in 0..<moved { address.swapAt(7 - offset, piece - 1 - offset) }
            }
        } else if piece != 8 {
            return nil
        }
        return address
    }

    /// In brackets, compressed ("IPv6 serializer": the first longest run of two or more zero pieces).
    static func append(_ address: [UInt16], to output: inout [UInt8]) {
        var best = 0..<0
        var start = 0
        while start < 8 {
            var stop = start
            while stop < 8, address[stop] == 0 { stop += 1 }
            if stop - start > max(best.count, 1) { best = start..<stop }
            start = stop + 1
        }
        output.append(0x5B)
        var piece = 0
        while piece < 8 {
            if piece == best.lowerBound, !best.isEmpty {
                output.append(contentsOf: (piece == 0 ? "::" : ":").utf8)
                piece = best.upperBound
                continue
            }
            output.append(contentsOf: String(address[piece], radix: 16).utf8)
            if piece != 7 { output.append(0x3A) }
            piece += 1
        }
        output.append(0x5D)
    }

    /// Four decimal numbers up to the end, without leading zeros.
    private static func embeddedIPv4(_ input: ArraySlice<UInt8>) -> (UInt16, UInt16)? {
        let parts = input.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var numbers: [UInt16] = []
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy({ $0 &- 0x30 < 10 }), part.count == 1 || part.first != 0x30
            else { return nil }
            let value = part.reduce(UInt16(0)) { $0 * 10 + UInt16($1 - 0x30) }
            guard value <= 255 else { return nil }
            numbers.append(value)
        }
        return (numbers[0] << 8 | numbers[1], numbers[2] << 8 | numbers[3])
    }
}
