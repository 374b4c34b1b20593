// Says in the reports of runs, and in their lists of changes, where captures lie now.

import Archive
import Foundation
import WebArchive

extension MovedPlaces {
    /// Writes anew what of a run's report names a file that is not there any more, each file beside its name and then in its place.
    ///
    /// - Returns: the files that name one of the new ones, relative to the portal's folder.
    func rewriteReport(of run: String, in folder: PortalFolder) throws -> [String] {
        var named: [String] = []
        for (path, moved) in [
            (folder.changes(run: run), moved(changes:)), (folder.report(run: run), moved(report:)), (folder.reportPage(run: run), moved(page:)),
        ] {
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            let (bytes, namesNew) = try moved(data)
            if let bytes { try FileSystem.write(bytes, to: path) }
            if namesNew { named.append(String(path.dropFirst(folder.path.count + 1))) }
        }
        return named
    }

    /// A file's bytes as they are now, nil where they stay; and whether they name a new file.
    private typealias Moved = (bytes: [UInt8]?, namesNew: Bool)

    private func moved(changes data: Data) throws -> Moved {
        var (bytes, isMoved, namesNew): ([UInt8], Bool, Bool) = ([], false, false)
        for line in data.split(separator: 0x0A) {
            guard var change = try? ChangeLine(json: ArraySlice(line)) else {
                bytes += Array(line) + [0x0A]
                continue
            }
            let hasMoved = move(&change.change)
            bytes += hasMoved ? try change.json() : Array(line) + [0x0A]
            isMoved = isMoved || hasMoved
            namesNew = namesNew || names(change.change)
        }
        return (isMoved ? bytes : nil, namesNew)
    }

    private func moved(report data: Data) throws -> Moved {
        guard var report = try? MorningReport(json: data) else { return (nil, false) }
        var isMoved = false
        for index in report.changes.indices where move(&report.changes[index]) { isMoved = true }
        for (index, file) in report.warcFiles.enumerated() {
            guard let name = name(of: file) else { continue }
            report.warcFiles[index] = name
            isMoved = true
        }
        let namesNew = report.changes.contains(where: names) || report.warcFiles.contains(where: newNames.contains)
        return (isMoved ? try report.json() : nil, namesNew)
    }

    private func move(_ change: inout PageChange) -> Bool {
        var isMoved = false
        if let file = change.warc, let offset = change.offset, let (name, record) = place(file, Int64(offset)) {
            (change.warc, change.offset) = (name, Int(record.offset))
            isMoved = true
        }
        if let file = change.warcBefore, let offset = change.offsetBefore, let (name, record) = place(file, Int64(offset)) {
            (change.warcBefore, change.offsetBefore) = (name, Int(record.offset))
            isMoved = true
        }
        return isMoved
    }

    private func names(_ change: PageChange) -> Bool { [change.warc, change.warcBefore].contains { $0.map(newNames.contains) ?? false } }

    /// In the page a place is the file's name, “ at ” and the offset. What else stands there stays.
    private func moved(page data: Data) -> Moved {
        let text = [UInt8](data)
        var (bytes, isMoved, namesNew, place): ([UInt8], Bool, Bool, Int) = ([], false, false, 0)
        while place < text.endIndex {
            let end = text[place...].firstIndex { !Self.isOfName($0) } ?? text.endIndex
            let word = String(decoding: text[place..<end], as: UTF8.self)
            var (next, replacement) = (end, Array(text[place..<end]))
            if let name = name(of: word) {
                replacement = Array(name.utf8)
                let behind = text[end...].dropFirst(Self.at.count)
                let digits = behind.prefix { (0x30...0x39).contains($0) }
                if text[end...].starts(with: Self.at), let offset = Int64(String(decoding: digits, as: UTF8.self)) {
                    if let (_, record) = self.place(word, offset) {
                        replacement += Self.at + Array(String(record.offset).utf8)
                        next = digits.endIndex
                    } else {
                        replacement = Array(word.utf8)  // lost in a repair: it lies in the old file only
                    }
                }
                if replacement != Array(word.utf8) { (isMoved, namesNew) = (true, true) }
            }
            namesNew = namesNew || newNames.contains(word)
            bytes += replacement
            place = next
            while place < text.endIndex, !Self.isOfName(text[place]) {
                bytes.append(text[place])
                place += 1
            }
        }
        return (isMoved ? bytes : nil, namesNew)
    }

    private static let at = Array(" at ".utf8)

    private static func isOfName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2E || byte == 0x2D || byte == 0x5F
    }
}
