// `shilu export warc` and `shilu export wacz`: records as they were, with what they refer to, and nothing that is withheld.
import Foundation
import LoopbackServer
import Testing
import WebArchive

@Suite struct ExportWARCTests {
    @Test func everyRecordIsCopiedAsTheMemberThatItIs() throws {
        let portal = try ExportedPortal.crawled.get()
        let folder = try TemporaryFolder()
        let output = folder.file("all.warc.gz")
        let ended = try portal.export("warc", ["-o", output])
        #expect(ended.status == 0, "\(ended.errors)")
        let copied = try StoredRecord.all(in: output)
        let stored = try portal.archive.warcRecords()
        // One warcinfo of its own; of the rest each record of the archive once, but those about requests that brought no exchange.
        #expect(copied.first?.type == .warcinfo)
        #expect(Set(copied.dropFirst().map(\.id)).isSubset(of: Set(stored.map(\.id))))
        #expect(copied.count == Set(copied.map(\.id)).count)
        let captures = { (records: [StoredRecord]) in records.filter { $0.type == .response || $0.type == .revisit }.map(\.id).sorted() }
        #expect(captures(copied) == captures(stored))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: output))
        for record in copied.dropFirst() {
            let original = try #require(stored.first { $0.id == record.id })
            let file = try Data(contentsOf: URL(fileURLWithPath: portal.archive.folder + "/warc/" + original.file))
            #expect(file[Int(original.offset)..<Int(original.offset + original.length)] == bytes[Int(record.offset)..<Int(record.offset + record.length)])
        }
        let verified = try ShiluCommand.run(["verify", output])
        #expect(verified.status == 0, "\(verified.text)")
    }

    @Test func aRevisitBringsItsOriginalAndTheExchangeItsRequest() throws {
        let portal = try ExportedPortal.crawled.get()
        let folder = try TemporaryFolder()
        let stored = try portal.archive.warcRecords(run: portal.archive.runs[1])
        let revisit = try #require(stored.first { $0.type == .revisit && $0.url == portal.base + "/etag" })
        let output = folder.file("one.warc.gz")
        // Both nights may be one day: the revisit is chosen by what is withheld of nothing, so all captures of the URL come.
        let ended = try portal.export("warc", ["--url", portal.base + "/etag", "-o", output])
        #expect(ended.status == 0, "\(ended.errors)")
        let copied = try StoredRecord.all(in: output)
        #expect(copied.contains { $0.id == revisit.id })
        let original = try #require(revisit.fields["WARC-Refers-To"]?.dropFirst().dropLast())
        #expect(copied.contains { $0.id == original })
        #expect(copied.count { $0.type == .request } == 2 && copied.count { $0.type == .metadata } == 2)
        #expect(Set(copied.filter { $0.type != .warcinfo }.map(\.url)) == [portal.base + "/etag"])
    }

    @Test func whatIsWithheldIsNotCopiedEvenAsAnOriginal() throws {
        let (folder, archive, base) = try Self.twins()
        #expect(try ShiluCommand.run(["withhold", base + "/a.pdf", "--reason", "x", "--archive", archive]).status == 0)
        let output = folder.file("out.warc.gz")
        let ended = try ShiluCommand.run(["export", "warc", "-o", output, "--archive", archive])
        #expect(ended.status == 9, "\(ended.errors)")
        #expect(ended.errors.contains("the revisit of \(base)/b.pdf refers to a capture that is not exported"), "\(ended.errors)")
        #expect(try !StoredRecord.all(in: output).contains { $0.url == base + "/a.pdf" })
        let wacz = folder.file("out.wacz")
        #expect(try ShiluCommand.run(["export", "wacz", "-o", wacz, "--archive", archive]).status == 9)
        #expect(try !Data(contentsOf: URL(fileURLWithPath: wacz)).contains(Data("/a.pdf".utf8)))
    }

    @Test func anOriginalAtAnotherURLComesWithTheRevisitAlone() throws {
        let (folder, archive, base) = try Self.twins()
        let output = folder.file("out.warc.gz")
        let ended = try ShiluCommand.run(["export", "warc", "--url", base + "/b.pdf", "-o", output, "--archive", archive])
        #expect(ended.status == 0 && ended.errors.contains("1 captures, 1 originals"), "\(ended.errors)")
        #expect(try StoredRecord.all(in: output).filter { $0.type == .response || $0.type == .revisit }.map(\.type) == [.revisit, .response])
        #expect(try ShiluCommand.run(["verify", output]).status == 0)
    }

    @Test func conditionsThatNothingMeetsWriteNothing() throws {
        let portal = try ExportedPortal.crawled.get()
        let folder = try TemporaryFolder()
        for conditions in [["--until", "1999-12-31"], ["--since", "2999-01-01"], ["--url", portal.base + "/never"], ["--url", portal.base + "/never/*"]] {
            let ended = try portal.export("warc", conditions + ["-o", folder.file("none.warc.gz")])
            #expect(ended.status == 18, "\(conditions): \(ended.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        #expect(try portal.export("warc", ["--url", "x", "-o", folder.file("a.warc.gz")]).status == 64)
        #expect(try portal.export("warc", ["-o", folder.file("a.gz")]).status == 64)
        _ = try folder.write("here", "there.warc.gz")
        #expect(try portal.export("warc", ["-o", folder.file("there.warc.gz")]).status == 7)
        #expect(try String(contentsOfFile: folder.file("there.warc.gz"), encoding: .utf8) == "here")
    }

    /// Two URLs with the same attachment, of which the second is a revisit of the first.
    private static func twins() throws -> (folder: TemporaryFolder, archive: String, base: String) {
        let folder = try TemporaryFolder()
        let body = Array(String(repeating: "0123456789abcdef", count: 512).utf8)
        let server = try LoopbackServer { request in
            request.target.hasSuffix(".pdf")
                ? ScriptedExchange.response(200, fields: [("Content-Type", "application/pdf")], body: body)
                : request.target == "/" ? Pages.answer("首页", links: ["/a.pdf", "/b.pdf"]) : nil
        }
        defer { server.stop() }
        // One request at a time is committed by itself, so that the second URL finds the first.
        _ = try ShiluCommand.crawl(server.base + "/", into: folder.file("archive"), ["--delay", "0.001"])
        return (folder, folder.file("archive"), server.base)
    }
}

@Suite struct ExportWACZTests {
    private func exported(_ arguments: [String] = []) throws -> (folder: TemporaryFolder, path: String) {
        let folder = try TemporaryFolder()
        let path = folder.file("out.wacz")
        let ended = try ExportedPortal.crawled.get().export("wacz", ["-o", path] + arguments)
        #expect(ended.status == 0, "\(ended.errors)")
        return (folder, path)
    }

    private func contents(_ wacz: String, _ name: String) throws -> String {
        try RunningProgram("/usr/bin/unzip", ["-p", wacz, name]).end().text
    }

    @Test func itIsSoundByOurOwnJudgeAndTwoOfItAreAlike() throws {
        let (folder, path) = try exported()
        defer { withExtendedLifetime(folder) {} }
        let verified = try ShiluCommand.run(["verify", path])
        #expect(verified.status == 0, "\(verified.text)")
        #expect(try RunningProgram("/usr/bin/unzip", ["-tq", path]).end().status == 0)
        let listed = try RunningProgram("/usr/bin/unzip", ["-v", path]).end().text
        #expect(!listed.contains("Defl") && listed.contains("Stored"), "\(listed)")
    }

    @Test func itsPagesAreTheArticlesAndFurtherOnesTheLists() throws {
        let (folder, path) = try exported()
        defer { withExtendedLifetime(folder) {} }
        let portal = try ExportedPortal.crawled.get()
        struct Page: Decodable {
            var url: String
            var ts: String
            var title: String
            var text: String
        }
        let lines = try contents(path, "pages/pages.jsonl").split(separator: "\n")
        #expect(lines[0].contains("\"hasText\": true"))
        let pages = try lines.dropFirst().map { try JSONDecoder().decode(Page.self, from: Data($0.utf8)) }
        #expect(pages.count { $0.url == portal.base + "/changed" } == 2)  // each text of it
        let deleted = try #require(pages.first { $0.url == portal.base + "/deleted" })
        #expect(deleted.title == "会删的页" && deleted.text.contains("基层党建"))
        #expect(pages.contains { $0.url == portal.base + "/" })  // where a reader begins
        let bare = try exported(["--no-text"])
        #expect(try !contents(bare.path, "pages/pages.jsonl").contains("基层党建工作抓实"))
    }

    @Test func itsIndexIsThatOfItsRecords() throws {
        let (folder, path) = try exported()
        defer { withExtendedLifetime(folder) {} }
        _ = try RunningProgram("/usr/bin/unzip", ["-q", path, "-d", folder.file("in")]).end()
        let index = try RunningProgram("/usr/bin/gzip", ["-dc", folder.file("in/indexes/index.cdx.gz")]).end().text
        var indexer = try CDXJIndexer(path: folder.file("in/archive/out.warc.gz"))
        var lines: [String] = []
        while let line = try indexer.next() { lines.append(line.text) }
        #expect(index.split(separator: "\n").map(String.init) == lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(try contents(path, "indexes/index.idx").hasPrefix("!meta 0 {\"format\": \"cdxj-gzip-1.0\""))
    }

    @Test func aSignatureIsThatOfTheDigestByTheKeyThatItNames() throws {
        let folder = try TemporaryFolder()
        let key = folder.file("key.pem")
        #expect(try RunningProgram("/usr/bin/openssl", ["ecparam", "-name", "secp384r1", "-genkey", "-noout", "-out", key]).end().status == 0)
        let (other, path) = try exported(["--sign", key])
        defer { withExtendedLifetime(other) {} }
        struct Digest: Decodable {
            struct Signed: Decodable { var hash, created, signature, publicKey: String }
            var hash: String
            var signedData: Signed
        }
        let digest = try JSONDecoder().decode(Digest.self, from: Data(try contents(path, "datapackage-digest.json").utf8))
        #expect(digest.signedData.hash == digest.hash)
        #expect(try contents(path, "datapackage.json").contains("\"created\":\"\(digest.signedData.created)\""))
        // openssl wants the two numbers in DER, and the key in PEM.
        let raw = [UInt8](try #require(Data(base64Encoded: digest.signedData.signature)))
        #expect(raw.count == 96)
        let numbers = [raw[..<48], raw[48...]].map { half -> [UInt8] in
            var number = Array(half.drop { $0 == 0 })
            if number.first ?? 0 >= 0x80 { number.insert(0, at: 0) }
            return [0x02, UInt8(number.count)] + number
        }.flatMap { $0 }
        try Data([0x30, UInt8(numbers.count)] + numbers).write(to: URL(fileURLWithPath: folder.file("signature")))
        try Data(try #require(Data(base64Encoded: digest.signedData.publicKey))).write(to: URL(fileURLWithPath: folder.file("public.der")))
        let text = try folder.write(digest.hash, "hash")
        #expect(try RunningProgram("/usr/bin/openssl", ["pkey", "-pubin", "-inform", "DER", "-in", folder.file("public.der"), "-pubout", "-out", folder.file("public.pem")]).end().status == 0)
        let verified = try RunningProgram("/usr/bin/openssl", ["dgst", "-sha256", "-verify", folder.file("public.pem"), "-signature", folder.file("signature"), text]).end()
        #expect(verified.status == 0 && verified.text.contains("Verified OK"), "\(verified.errors)")
    }

    @Test func aKeyOfAnotherKindIsRefused() throws {
        let folder = try TemporaryFolder()
        let key = folder.file("key.pem")
        #expect(try RunningProgram("/usr/bin/openssl", ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key]).end().status == 0)
        let portal = try ExportedPortal.crawled.get()
        let wrong = try portal.export("wacz", ["-o", folder.file("out.wacz"), "--sign", key])
        #expect(wrong.status == 9 && wrong.errors.contains("P-384"), "\(wrong.errors)")
        let none = try portal.export("wacz", ["-o", folder.file("out.wacz"), "--sign", try folder.write("no key", "text")])
        #expect(none.status == 9 && none.errors.contains("holds no private key"), "\(none.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("out.wacz")))
    }

    @Test(.enabled(if: Peers.has("wacz"), "no venv with wacz (SHILU_VENV)")) func pyWaczValidatesIt() throws {
        let folder = try TemporaryFolder()
        let key = folder.file("key.pem")
        #expect(try RunningProgram("/usr/bin/openssl", ["ecparam", "-name", "secp384r1", "-genkey", "-noout", "-out", key]).end().status == 0)
        for arguments in [[], ["--sign", key], ["--no-text"]] {
            let (other, path) = try exported(arguments)
            defer { withExtendedLifetime(other) {} }
            let result = try Peers.run("wacz", ["validate", "-f", path])
            #expect(result.status == 0 && result.text.contains("Validation succeeded"), "\(result.text) \(result.errors)")
        }
    }

    @Test(.enabled(if: Peers.has("wayback", "wb-manager"), "no venv with pywb (SHILU_VENV)")) func pywbReplaysWhatItHolds() throws {
        let portal = try ExportedPortal.crawled.get()
        let (folder, path) = try exported()
        _ = try RunningProgram(Peers.path("wb-manager"), ["init", "coll"], in: folder.path).end()
        let added = try RunningProgram(Peers.path("wb-manager"), ["add", "--unpack-wacz", "coll", path], in: folder.path).end()
        #expect(added.status == 0, "\(added.errors)")
        let collection = folder.file("collections/coll")
        let pywb = try Pywb(index: collection + "/indexes/index.cdxj", archive: collection + "/archive/")
        defer { pywb.stop() }
        try ReplayedExport(portal).check(pywb)
    }

    @Test(.enabled(if: Peers.has("wayback", "cdxj-indexer"), "no venv with pywb and cdxj-indexer (SHILU_VENV)")) func pywbReplaysAnExportedWARCFile() throws {
        let portal = try ExportedPortal.crawled.get()
        let folder = try TemporaryFolder()
        #expect(try portal.export("warc", ["-o", folder.file("warc/all.warc.gz")]).status == 7)  // there is no such folder
        try FileManager.default.createDirectory(atPath: folder.file("warc"), withIntermediateDirectories: true)
        #expect(try portal.export("warc", ["-o", folder.file("warc/all.warc.gz")]).status == 0)
        let index = try Peers.run("cdxj-indexer", ["--sort", folder.file("warc/all.warc.gz")])
        let pywb = try Pywb(index: try folder.write(index.text, "index.cdxj"), archive: folder.file("warc/"))
        defer { pywb.stop() }
        try ReplayedExport(portal).check(pywb)
    }
}

/// What a replay of the exported portal must show.
struct ReplayedExport {
    let portal: ExportedPortal

    init(_ portal: ExportedPortal) { self.portal = portal }

    /// A page, a chunked page, a gzip page; the revisits by digest and by 304; a redirect, a 404, a URL in GB18030.
    func check(_ pywb: Pywb) throws {
        let runs = try portal.archive.runs
        let shown = [("/changed", 0), ("/chunked", 0), ("/gzip", 0), ("/chunked", 1), ("/etag", 1), ("/modified", 1), ("/deleted", 1), ("/moved", 0), (ExportedPortal.gb18030Target, 0), (ExportedPortal.gb18030Target, 1)]
        let captures = try shown.map { target, night in
            try #require(try portal.archive.warcRecords(run: runs[night]).first { $0.url == portal.base + target && ($0.type == .response || $0.type == .revisit) }, "\(target)")
        }
        let answers = try pywb.get(captures.map { "/coll/\(($0.fields["WARC-Date"] ?? "").filter(\.isNumber))id_/\($0.url)" })
        for ((capture, answer), (target, night)) in zip(zip(captures, answers), shown) {
            let original = try #require(try portal.archive.warcRecords().first { record in
                record.type == .response && record.url == capture.url && (capture.type == .response ? record.id == capture.id : capture.fields["WARC-Refers-To"]?.contains(record.id) == true)
            })
            let head = try HTTPMessage(parsing: original.block[...])
            #expect(answer.status == head.status, "\(target) of night \(night + 1)")
            #expect(answer.body == Array(head.transferDecoded(original.block[head.headLength...]).bytes), "\(target) of night \(night + 1)")
        }
        #expect(answers[6].status == 404 && answers[7].status == 301)
    }
}
