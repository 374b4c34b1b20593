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

    private enum Coding { case plain, gzip, zstd }

    init(_ path: String) throws(CorpusError) {
        let opened = try OpenFile.opened(path, .reading)
        coding = try Self.coding(of: opened)
        file = opened
        switch coding {
        case .plain: break
        case .gzip: inflater = Inflater(.gzip)
        case .zstd: zstd = ZstdDecompressor()
        }
        if coding != .plain { output = [UInt8](repeating: 0, count: 1 << 17) }
    }

    private static func coding(of file: borrowing OpenFile) throws(CorpusError) -> Coding {
        var head = [UInt8](repeating: 0, count: 4)
        do throws(FileError) {
            let count = try file.read(into: &head, at: 0)
            return count >= 2 && head[0...1] == [0x1F, 0x8B] ? .gzip : count == 4 && head == [0x28, 0xB5, 0x2F, 0xFD] ? .zstd : .plain
        } catch { throw .file(error) }
    }

    /// Puts the next bytes into `buffer` from `place` on; 0 at the end.
    mutating func read(into buffer: inout [UInt8], from place: Int) throws(CorpusError) -> Int {
        guard coding != .plain else { return try readStored(into: &buffer, from: place) }
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
