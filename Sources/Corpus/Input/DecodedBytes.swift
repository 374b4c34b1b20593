// A file's bytes without their compression.

import WebArchive

/// Reads a plain, gzip (RFC 1952, any number of members) or zstd (RFC 8878, any number of frames) file from its beginning on.
struct DecodedBytes: ~Copyable {
    private let file: OpenFile
    private let coding: Coding
    private var inflater: Inflater?
    private var zstd: ZstdDecompressor?
    private var input = [UInt8](repeating: 0, count: 1 << 16)
    private var range = 0..<0
    private var output: [UInt8] = []
    private var isInside = false
    /// Whether the file begins with a skippable frame (RFC 8878, 3.1.2).
    let beginsWithSkippableFrame: Bool

    private enum Coding { case plain, gzip, zstd }

    init(_ path: String) throws(CorpusError) {
        let opened = try OpenFile.opened(path, .reading)
        // The first bytes are read as all others are: a pipe has no places.
        var count = 0
        do throws(FileError) {
            while count < 4 {
                let more = try opened.read(into: &input, from: count)
                if more == 0 { break }
                count += more
            }
        } catch { throw .file(error) }
        range = 0..<count
        let head = Array(input[..<min(4, count)])
        beginsWithSkippableFrame = head.count == 4 && head[0] & 0xF0 == 0x50 && head[1...] == [0x2A, 0x4D, 0x18]
        coding = head.starts(with: [0x1F, 0x8B]) ? .gzip : beginsWithSkippableFrame || head == [0x28, 0xB5, 0x2F, 0xFD] ? .zstd : .plain
        file = opened
        switch coding {
        case .plain: break
        case .gzip: inflater = Inflater(.gzip)
        case .zstd: zstd = ZstdDecompressor()
        }
        if coding != .plain { output = [UInt8](repeating: 0, count: 1 << 17) }
    }

    /// Puts the next bytes into `buffer` from `place` on; 0 at the end.
    mutating func read(into buffer: inout [UInt8], from place: Int) throws(CorpusError) -> Int {
        if coding == .plain {
            guard !range.isEmpty else { return try readStored(into: &buffer, from: place) }
            let count = min(range.count, buffer.count - place)
            buffer.replaceSubrange(place..<(place + count), with: input[range.lowerBound..<(range.lowerBound + count)])
            range = (range.lowerBound + count)..<range.upperBound
            return count
        }
        while true {
            if range.isEmpty {
                var next = input
                let count = try readStored(into: &next, from: 0)
                if count == 0 {
                    guard isInside else { return 0 }
                    throw .damaged(path: file.path, cause: "the compressed data end too early")
                }
                input = next
                range = 0..<count
            }
            if output.count > buffer.count - place { output = [UInt8](repeating: 0, count: buffer.count - place) }
            let given = input[range]
            let (consumed, produced, status) = decode(given)
            range = (range.lowerBound + consumed)..<range.upperBound
            isInside = status == .running && (isInside || consumed > 0 || produced > 0)
            if case .damaged(let cause) = status { throw .damaged(path: file.path, cause: cause) }
            if status == .ended {
                inflater?.reset()
                zstd?.reset()
            }
            guard produced > 0 else { continue }
            buffer.replaceSubrange(place..<(place + produced), with: output[..<produced])
            return produced
        }
    }

    private mutating func decode(_ given: ArraySlice<UInt8>) -> (consumed: Int, produced: Int, status: Inflater.Status) {
        if let result = inflater?.inflate(given, into: &output) { return result }
        return zstd?.decode(given, into: &output) ?? (given.count, 0, .ended)
    }

    private func readStored(into buffer: inout [UInt8], from place: Int) throws(CorpusError) -> Int {
        do throws(FileError) { return try file.read(into: &buffer, from: place) } catch { throw .file(error) }
    }
}
