// Domain names in ASCII, through libidn2: the only place that holds its strings.

import CIDN2

enum DomainName {
    /// "Domain to ASCII" of the URL Standard, section 3.3, beStrict false; nil where it fails.
    ///
    /// libidn2 maps as UTS #46 (non-transitional) says and then checks by IDNA2008, which is stricter than the standard. In
    /// labels that are not ASCII it refuses symbols (emoji), more than 63 bytes, hyphens at the ends or in third and fourth place,
    /// and ASCII but letters, digits, hyphen and underscore.
    ///
    /// - Parameter domain: UTF-8 without NUL.
    static func toASCII(_ domain: [UInt8]) -> [UInt8]? {
        var result: UnsafeMutablePointer<CChar>?
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        // The C string is libidn2's: copied into an array, then freed here.
        let status = String(decoding: domain, as: UTF8.self).withCString { idn2_to_ascii_8z($0, &result, flags) }
        guard let result else { return nil }
        defer { idn2_free(result) }
        guard status == IDN2_OK.rawValue else { return nil }
        return Array(String(cString: result).utf8)
    }

    /// Whether a label begins with "xn--" in any case.
    static func isPunycode(_ label: ArraySlice<UInt8>) -> Bool {
        guard label.count >= 4 else { return false }
        let start = label.startIndex
        return label[start] | 0x20 == 0x78 && label[start + 1] | 0x20 == 0x6E && label[start + 2] == 0x2D && label[start + 3] == 0x2D
    }
}
