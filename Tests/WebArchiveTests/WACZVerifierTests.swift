import Foundation
import Testing
@testable import WebArchive

/// WACZ files, valid and broken, made here entry by entry.
@Suite struct WACZVerifierTests {
    private struct Entry {
        var name: String
        var bytes: [UInt8]
        var isDeflated = false
    }

    /// A ZIP file of those entries; `change` may break the local headers and data before the directory is written.
    private func zip(_ entries: [Entry], _ change: (inout [UInt8], [Int]) -> Void = { _, _ in }) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        var file: [UInt8] = []
        var directory: [UInt8] = []
        var places: [Int] = []
        for entry in entries {
            let compressor = GzipCompressor()
            // A gzip member without its ten bytes of header and eight of trailer is raw deflate.
            let data = entry.isDeflated ? Array(compressor.member(of: entry.bytes).dropFirst(10).dropLast(8)) : entry.bytes
            let checksum = compressor.member(of: entry.bytes).suffix(8).prefix(4)
            let common = number(20, 2) + number(0, 2) + number(entry.isDeflated ? 8 : 0, 2) + number(0, 4) + checksum
                + number(data.count, 4) + number(entry.bytes.count, 4) + number(entry.name.utf8.count, 2) + number(0, 2)
            directory += number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(file.count, 4) + entry.name.utf8
            places.append(file.count + 30 + entry.name.utf8.count)
            file += number(0x0403_4B50, 4) + common + Array(entry.name.utf8) + data
        }
        change(&file, places)
        let end = number(0x0605_4B50, 4) + number(0, 4) + number(entries.count, 2) + number(entries.count, 2) + number(directory.count, 4) + number(file.count, 4) + number(0, 2)
        return file + directory + end
    }

    private func entries(_ change: (inout [Entry]) -> Void = { _ in }) throws -> [Entry] {
        let scratch = try Scratch()
        let name = "data.warc.gz"
        try write(Array(Layout.gzip.parts(RawRecords.valid(name: name).map(\.bytes)).joined()), to: scratch.file(name))
        var lines: [[UInt8]] = []
        var indexer = try CDXJIndexer(path: scratch.file(name))
        while let line = try indexer.next() { lines.append(line.bytes) }
        lines.sort { $0.lexicographicallyPrecedes($1) }
        var entries = [
            Entry(name: "archive/" + name, bytes: try bytes(ofFile: scratch.file(name))),
            Entry(name: "indexes/index.cdxj", bytes: Array(lines.joined(separator: [LF])) + [LF], isDeflated: true),
            Entry(name: "pages/pages.jsonl", bytes: Array("{\"format\": \"json-pages-1.0\", \"id\": \"pages\"}\n{\"url\": \"http://a.example/\", \"ts\": \"2026-11-24T05:00:00Z\"}\n".utf8), isDeflated: true),
        ]
        change(&entries)
        return entries
    }

    /// The list of files, and its own digest.
    private func packaged(_ entries: [Entry], _ change: (String) -> String = { $0 }) -> [Entry] {
        let resources = entries.map { entry in
            "{\"name\": \"\(entry.name.split(separator: "/").last ?? "")\", \"path\": \"\(entry.name)\", \"hash\": \"\(SHA256Digest(of: entry.bytes).labelled)\", \"bytes\": \(entry.bytes.count)}"
        }
        let package = Array(change("{\"profile\": \"data-package\", \"wacz_version\": \"1.1.1\", \"resources\": [\(resources.joined(separator: ", "))]}").utf8)
        let digest = Array("{\"path\": \"datapackage.json\", \"hash\": \"\(SHA256Digest(of: package).labelled)\"}".utf8)
        return entries + [Entry(name: "datapackage.json", bytes: package, isDeflated: true), Entry(name: "datapackage-digest.json", bytes: digest)]
    }

    private func findings(_ bytes: [UInt8]) throws -> [Finding] {
        let scratch = try Scratch()
        try write(bytes, to: scratch.file("a.wacz"))
        var found: [Finding] = []
        _ = try WACZVerifier(path: scratch.file("a.wacz")).run { found.append($0) }
        return found
    }

    @Test("A valid file has no finding, and its records are read")
    func valid() throws {
        let scratch = try Scratch()
        try write(zip(packaged(try entries())), to: scratch.file("a.wacz"))
        var found: [String] = []
        let summary = try WACZVerifier(path: scratch.file("a.wacz")).run { found.append($0.description) }
        #expect(found == [])
        #expect(summary.records == RawRecords.Place.allCases.count)
    }

    @Test("Each breach is caught by its rule")
    func broken() throws {
        let all = try entries()
        func names(_ bytes: [UInt8]) throws -> Set<ArchiveRule> { Set(try findings(bytes).filter { $0.severity == .error }.map(\.rule)) }
        for index in all.indices {
            var less = all
            less.remove(at: index)
            let found = try names(zip(packaged(less)))
            // Index lines without their WARC file lead nowhere, too.
            #expect(found == (all[index].name.hasPrefix("archive/") ? [.waczLayout, .indexExtra] : [.waczLayout]), "\(all[index].name): \(found)")
        }
        #expect(try names(zip(all)).contains(.waczLayout), "no datapackage.json")
        #expect(try names(zip(packaged(all))).isEmpty)
        #expect(try names(zip(packaged(all) { $0.replacing("1.1.1", with: "0.1") })).isEmpty)
        #expect(try names(zip(packaged(all) { $0.replacing("data-package", with: "package") })) == [.waczPackage])
        #expect(try names(zip(packaged(all) { $0.replacing("\"bytes\": ", with: "\"bytes\": 1") })) == [.waczResource])
        #expect(try names(zip(packaged(all) { $0.replacing("sha256:", with: "sha256:0") })) == [.waczPackage])
        #expect(try names(zip(packaged(all) { $0.replacing("pages/pages.jsonl", with: "pages/other.jsonl") })) == [.waczPackage, .waczResource])
        #expect(try names(zip(packaged(all) { _ in "[]" })) == [.waczPackage])
        #expect(try names(zip(packaged(all) { $0.replacing("\"resources\": [{", with: "\"resources\": [{\"name\": \"p\", \"path\": \"pages/pages.jsonl\", \"hash\": \"\(SHA256Digest(of: all[2].bytes).labelled)\", \"bytes\": \(all[2].bytes.count)}, {") })) == [.waczPackage])
        #expect(try names(zip(packaged(all) { _ in "{" })) == [.waczPackage])
        #expect(try names(zip(packaged(try entries { $0[0].isDeflated = true }))) == [.waczCompression])
        #expect(try names(zip(packaged(try entries { $0[2].bytes += Array("{\"url\": 1}\n".utf8) }))) == [.waczPages])
        #expect(try names(zip(packaged(try entries { $0[1].bytes += Array("a line\n".utf8) }))) == [.indexLine, .indexOrder])
        #expect(try names(zip(packaged(try entries { $0.append(Entry(name: "archive/notes.txt", bytes: [65])) }))) == [.waczLayout])
        #expect(try names(zip(packaged(all) + [Entry(name: "notes.txt", bytes: [65])])) == [.waczPackage])
        #expect(try names(zip(packaged(all)) { file, places in file[places[0] + 500] ^= 1 }).isSuperset(of: [.zipEntry, .waczResource]))
        #expect(try names(zip(packaged(all)) { file, places in file[places[1] - 25] ^= 0xFF }).isSubset(of: [.zipEntry, .waczResource]))
        let whole = zip(packaged(all))
        for cut in [1, 21, 22, 100, whole.count / 2, whole.count - 1] { #expect(try names(Array(whole[..<cut])) == [.zip], "cut at \(cut)") }
        #expect(try names(Array(whole.dropFirst(3))) == [.zip])
    }

    @Test("A signature is checked by the key beside it: each change of what is signed, of the signature or of the key is caught")
    func signature() throws {
        let scratch = try Scratch()
        let all = packaged(try entries())
        func key(_ name: String) throws -> WACZSigningKey {
            let made = try Peers.execute("/usr/bin/openssl", ["ecparam", "-name", "secp384r1", "-genkey", "-noout", "-out", scratch.file(name)])
            #expect(made.status == 0)
            return try WACZSigningKey(path: scratch.file(name))
        }
        let (own, other) = (try key("own.pem"), try key("other.pem"))
        let hash = SHA256Digest(of: all[all.count - 2].bytes).labelled
        let good = ["hash": hash, "signature": try own.signature(of: hash), "publicKey": try own.publicKey(), "created": "2026-11-24T05:00:00Z"]
        func found(_ signed: [String: String], package: (String) -> String = { $0 }) throws -> [Finding] {
            var changed = all
            changed[all.count - 2].bytes = Array(package(String(decoding: all[all.count - 2].bytes, as: UTF8.self)).utf8)
            let digest: [String: Any] = ["path": "datapackage.json", "hash": SHA256Digest(of: changed[all.count - 2].bytes).labelled, "signedData": signed]
            changed[all.count - 1].bytes = Array(try JSONSerialization.data(withJSONObject: digest))
            return try findings(zip(changed))
        }
        func isCaught(_ change: (inout [String: String]) throws -> Void) throws -> Bool {
            var signed = good
            try change(&signed)
            return try found(signed).map { [$0.rule.rawValue, $0.severity.rawValue] } == [["wacz-signature", "error"]]
        }
        #expect(try found(good).map(\.description) == [])
        #expect(try isCaught { $0["hash"] = "sha256:" + String(repeating: "0", count: 64) })
        #expect(try isCaught { $0["hash"] = nil })
        #expect(try isCaught { $0["signature"] = nil })
        #expect(try isCaught { $0["signature"] = "no Base64" })
        #expect(try isCaught { $0["signature"] = try other.signature(of: hash) })
        #expect(try isCaught { $0["signature"] = try own.signature(of: hash + " ") })
        #expect(try isCaught { $0["signature"] = Data(count: 96).base64EncodedString() })
        #expect(try isCaught { $0["publicKey"] = try other.publicKey() })
        #expect(try isCaught { $0["publicKey"] = Data([1, 2, 3]).base64EncodedString() })
        // Whoever changes the list and its digest has not the key.
        let forged = try found(good) { $0.replacing("\"profile\": \"data-package\"", with: "\"title\": \"x\", \"profile\": \"data-package\"") }
        #expect(forged.map(\.rule) == [.waczSignature])
        let byDomain = try found(["hash": hash, "signature": "x", "domain": "a.example", "domainCert": "PEM"])
        #expect(byDomain.map { [$0.rule.rawValue, $0.severity.rawValue] } == [["wacz-signature", "note"]])
        for index in [0, 40, 95] {
            var bytes = [UInt8](try #require(Data(base64Encoded: good["signature"] ?? "")))
            bytes[index] ^= 1
            #expect(try isCaught { $0["signature"] = Data(bytes).base64EncodedString() })
        }
    }

    @Test("An entry whose local header says something else than the directory is caught")
    func localHeaders() throws {
        let all = packaged(try entries())
        for (name, place) in [("name", 30), ("method", 8), ("checksum", 14), ("compressed size", 18), ("size", 22), ("length of its name", 26), ("encryption", 6)] {
            let found = try findings(zip(all) { file, places in file[places[0] - 30 - all[0].name.utf8.count + place] ^= 1 })
            #expect(found.contains { $0.rule == .zipEntry && $0.severity == .error }, "\(name): \(found.map(\.description))")
        }
        for name in ["../a.txt", "/a.txt", "archive\\a.txt", "archive/../../a.txt"] {
            #expect(try findings(zip(packaged(try entries { $0.append(Entry(name: name, bytes: [65])) }))).contains { $0.rule == .zipEntry }, "\(name)")
        }
        #expect(try findings(zip(packaged(try entries { $0.append($0[2]) }))).contains { $0.rule == .zipEntry }, "two entries of one name")
    }

    @Test("A line of the index that says something else than its record is caught, whichever part it is")
    func indexAgainstRecords() throws {
        func rules(_ change: (String) -> String) throws -> Set<ArchiveRule> {
            let changed = try entries { entries in
                var lines = String(decoding: entries[1].bytes, as: UTF8.self).split(separator: "\n").map(String.init)
                let index = lines.firstIndex { $0.contains("\"url\": \"http://a.example/list\"") } ?? 0
                let line = change(lines[index])
                if line.contains("\n") || line.isEmpty { lines.replaceSubrange(index...index, with: line.split(separator: "\n").map(String.init)) } else { lines[index] = line }
                entries[1].bytes = Array((lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: "\n") + "\n").utf8)
            }
            return Set(try findings(zip(packaged(changed))).map(\.rule))
        }
        func replaced(_ name: String, _ value: String) -> (String) -> String {
            { line in
                guard let start = line.firstRange(of: "\"\(name)\": \""), let end = line[start.upperBound...].firstIndex(of: "\"") else { return "" }
                return line[..<start.upperBound] + value + line[end...]
            }
        }
        #expect(try rules { $0 } == [])
        #expect(try rules { $0.replacing("20261124050000", with: "20261124050001") } == [.indexExtra])
        #expect(try rules(replaced("url", "http://a.example/lisp")) == [.indexExtra, .indexKey])
        #expect(try rules(replaced("status", "404")) == [.indexExtra])
        #expect(try rules(replaced("digest", SHA256Digest(of: [1]).labelled)) == [.indexExtra])
        #expect(try rules(replaced("offset", "1")).isSuperset(of: [.indexExtra, .indexMissing]))
        #expect(try rules(replaced("length", "1")).isSuperset(of: [.indexExtra, .indexMissing]))
        #expect(try rules(replaced("filename", "other.warc.gz")).isSuperset(of: [.indexExtra, .indexMissing]))
        #expect(try rules { _ in "" } == [.indexMissing])
        #expect(try rules { $0 + "\n" + $0 } == [.indexTwice])
        // What another program writes otherwise is no difference.
        #expect(try rules(replaced("digest", "QWERTY")) == [])
        #expect(try rules { $0.replacing(", \"status\": \"200\"", with: "") } == [])
    }

    @Test("A compressed index's list of blocks leads to them")
    func blocks() throws {
        func rules(_ change: (inout String) -> Void) throws -> Set<ArchiveRule> {
            let changed = try entries { entries in
                var index = CompressedIndex(name: "index.cdx.gz")
                for line in entries[1].bytes.split(separator: LF) { _ = index.add(Array(line)) }
                entries[1] = Entry(name: "indexes/index.cdx.gz", bytes: index.finish() ?? [])
                var list = String(decoding: index.list, as: UTF8.self)
                change(&list)
                entries.append(Entry(name: "indexes/index.idx", bytes: Array(list.utf8)))
            }
            return Set(try findings(zip(packaged(changed))).map(\.rule))
        }
        #expect(try rules { _ in } == [])
        #expect(try rules { $0.replace("\"offset\": 0", with: "\"offset\": 1") } == [.indexLine])
        #expect(try rules { $0.replace("\"length\": ", with: "\"length\": 9") } == [.indexLine])
        #expect(try rules { $0.replace("\"}\n", with: "\"}\nx") } == [.indexLine])
        #expect(try rules { $0.replace("\"filename\": \"index.cdx.gz\"}\n", with: "\"filename\": \"other.cdx.gz\"}\n") }.contains(.indexLine))
        #expect(try rules { $0 += "words\n" } == [.indexLine])
    }

    @Test("Random changes never crash the judge of WACZ and CDXJ files")
    func noise() throws {
        let whole = zip(packaged(try entries()))
        var numbers = SeededNumbers(seed: 51)
        for _ in 0..<200 {
            var damaged = whole
            for _ in 0..<Int.random(in: 1...6, using: &numbers) { damaged[Int.random(in: 0..<damaged.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers) }
            #expect(try findings(damaged).count < 10_000)
        }
    }

    @Test("An index is judged by itself: lines, order, keys, time stamps")
    func index() throws {
        let scratch = try Scratch()
        func rules(_ lines: [String]) throws -> [ArchiveRule] {
            try write(Array((lines.joined(separator: "\n") + "\n").utf8), to: scratch.file("a.cdxj"))
            var found: [Finding] = []
            let count = try CDXJVerifier(path: scratch.file("a.cdxj")).run { found.append($0) }
            #expect(count == lines.count)
            return found.map(\.rule)
        }
        let line = #"example,a)/ 20261124050000 {"url": "http://a.example/", "mime": "text/html", "status": "200", "digest": "sha1:A", "length": "10", "offset": "0", "filename": "a.warc.gz"}"#
        #expect(try rules([line]) == [])
        #expect(try rules(["!meta {\"format\": \"cdxj\"}", line]) == [])
        #expect(try rules([line.replacing("example,a", with: "example,b"), line.replacing("http://a", with: "http://a")]) == [.indexKey, .indexOrder])
        #expect(try rules([line.replacing("20261124050000", with: "2026")]) == [.indexLine])
        #expect(try rules([line.replacing("\"offset\": \"0\", ", with: "")]) == [.indexLine])
        #expect(try rules([String(line.dropLast())]) == [.indexLine])
        #expect(try rules([line, line]) == [.indexTwice])
        #expect(try rules([line.replacing("a.warc.gz", with: "")]) == [.indexLine])
    }
}
