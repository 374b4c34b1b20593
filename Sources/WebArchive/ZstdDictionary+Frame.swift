// The frame in which a file carries its dictionary.

extension ZstdDictionary {
    /// The frame with which a file that uses it begins, the dictionary compressed where `compressed`.
    func frame(compressed: Bool) -> [UInt8] {
        var data = bytes
        if compressed {
            let compressor = ZstdCompressor(level: 19)
            data = compressor.frame(of: bytes)
        }
        return ZstdFrame.skippableHead(digit: ZstdFrame.dictionaryDigit, count: data.count) + data
    }
}
