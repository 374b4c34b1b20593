// The host parser (URL Standard, section 3.5).

enum URLHost {
    /// Parses a host that is not empty and appends its serialization to `output`; false is the standard's failure.
    static func append(_ input: ArraySlice<UInt8>, isSpecial: Bool, to output: inout [UInt8]) -> Bool {
        if input.first == 0x5B {
            guard input.last == 0x5D, let address = IPv6Address.parse(input.dropFirst().dropLast()) else { return false }
            IPv6Address.append(address, to: &output)
            return true
        }
        if !isSpecial { return appendOpaque(input, to: &output) }
        if appendPlainDomain(input, to: &output) { return true }
        return appendDomain(input, to: &output)
    }

    /// Letters, digits, hyphens, dots and underscores need no table; false leaves `output` as it was.
    private static func appendPlainDomain(_ input: ArraySlice<UInt8>, to output: inout [UInt8]) -> Bool {
        let start = output.count
        var labelStart = input.startIndex
        // What ends in a number is an IPv4 address.
        var lastLabelStartsWithDigit = false
        for index in input.indices {
            let byte = input[index]
            switch byte {
            case 0x61...0x7A, 0x30...0x39, 0x5F: output.append(byte)
            case 0x41...0x5A: output.append(byte | 0x20)
            case 0x2D:
                // "xn--" must be checked by IDNA.
                if index == labelStart + 3, DomainName.isPunycode(input[labelStart...index]) {
                    output.removeSubrange(start...)
                    return false
                }
                output.append(byte)
            case 0x2E:
                output.append(byte)
                labelStart = index + 1
                continue
            default:
                output.removeSubrange(start...)
                return false
            }
            if index == labelStart { lastLabelStartsWithDigit = byte &- 0x30 < 10 }
        }
        if lastLabelStartsWithDigit { output.removeSubrange(start...) }
        return !lastLabelStartsWithDigit
    }

    private static func appendDomain(_ input: ArraySlice<UInt8>, to output: inout [UInt8]) -> Bool {
        var domain = input.contains(0x25) ? PercentEncoding.decode(input) : Array(input)
        // NUL is forbidden, and would end the C string; what is no UTF-8 becomes U+FFFD, which IDNA refuses.
        guard !domain.contains(0) else { return false }
        if domain.allSatisfy({ $0 < 0x80 }) {
            for index in domain.indices where domain[index] &- 0x41 < 26 { domain[index] |= 0x20 }
        }
        if domain.contains(where: { $0 >= 0x80 }) || domain.split(separator: 0x2E).contains(where: DomainName.isPunycode) {
            guard let ascii = DomainName.toASCII(domain) else { return false }
            domain = ascii
        }
        guard !domain.isEmpty, !domain.contains(where: { ByteSet.forbiddenInDomain.contains($0) }) else { return false }
        guard IPv4Address.endsInNumber(domain[...]) else {
            output.append(contentsOf: domain)
            return true
        }
        guard let address = IPv4Address.parse(domain[...]) else { return false }
        IPv4Address.append(address, to: &output)
        return true
    }

    /// "Opaque-host parser", for schemes that are not special.
    private static func appendOpaque(_ input: ArraySlice<UInt8>, to output: inout [UInt8]) -> Bool {
        for byte in input where byte < 0x80 && ByteSet.forbiddenInHost.contains(byte) { return false }
        PercentEncoding.append(input, encoding: .c0Control, to: &output)
        return true
    }
}
