import Foundation
import Testing
@testable import WebArchive

/// Lines sorted in bounded memory.
@Suite struct LineSorterTests {
    private func sorted(_ lines: [[UInt8]], memory: Int, width: Int, threads: Int = 1) throws -> [UInt8] {
        let scratch = try Scratch()
        let sorter = LineSorter(folder: scratch.path, memory: memory, threads: threads, width: width)
        for part in 0..<threads {
            var buffer = sorter.buffer()
            for index in lines.indices where index % threads == part { try sorter.add(lines[index], to: &buffer) }
            sorter.takeBack(buffer)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty, "what lies on disk has no name")
        var output: [UInt8] = []
        try sorter.finish { piece in
            #expect(piece.last == LF)
            output += piece
        }
        return output
    }

    @Test("The order is that of `LC_ALL=C sort -u`, whether lines fit into memory, wait in runs, or in runs of runs", arguments: [
        (1 << 20, 64), (4000, 64), (1024, 3), (1024, 2),
    ])
    func order(memory: Int, width: Int) throws {
        let scratch = try Scratch()
        var numbers = SeededNumbers(seed: 77)
        var lines = (0..<4000).map { _ in
            (0..<Int.random(in: 0...30, using: &numbers)).map { _ in UInt8.random(in: 0...255, using: &numbers) }.filter { $0 != LF && $0 != 0 }
        }
        lines += lines.prefix(500)
        lines.append([UInt8](repeating: 0x61, count: 200_000))
        try write(lines.flatMap { $0 + [LF] }, to: scratch.file("lines"))
        _ = try Peers.execute("/bin/sh", ["-c", "LC_ALL=C sort -u '\(scratch.file("lines"))' > '\(scratch.file("sorted"))'"])
        let expected = try bytes(ofFile: scratch.file("sorted"))
        #expect(try sorted(lines, memory: memory, width: width) == expected)
        #expect(try sorted(lines, memory: memory, width: width, threads: 3) == expected)
    }

    @Test("Of no lines nothing comes")
    func none() throws {
        #expect(try sorted([], memory: 1 << 20, width: 2).isEmpty)
    }
}
