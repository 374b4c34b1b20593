// A member of a WARC file in another compression.

extension WARCCoding {
    /// A member that was made with another coding, made anew with this one.
    public func recoded(_ member: [UInt8], from other: WARCCoding) throws(WARCWriteError) -> [UInt8] {
        if compression == other.compression, dictionaryID == other.dictionaryID { return member }
        return WARCMemberEncoder(self).member(of: try other.decoded(member))
    }

    private func decoded(_ member: [UInt8]) throws(WARCWriteError) -> [UInt8] {
        var decoded: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        var rest = member[...]
        var inflater = Inflater(.gzip)
        var decoder: ZstdDecompressor?
        if case .zstd(let prepared) = self { decoder = ZstdDecompressor(dictionary: prepared?.dictionary.bytes) }
        while true {
            let (consumed, produced, status) = decoder?.decode(rest, into: &piece) ?? inflater.inflate(rest, into: &piece)
            rest = rest.dropFirst(consumed)
            decoded += piece[..<produced]
            if status == .ended { return decoded }
            if case .damaged(let reason) = status { throw .notDecoded(reason) }
            if consumed == 0 && produced == 0 { throw .notDecoded("it breaks off") }
        }
    }
}
