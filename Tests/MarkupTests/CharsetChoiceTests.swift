import Foundation
import Markup
import Testing

@Suite("Which encoding a page is in")
struct CharsetChoiceTests {
    static let notice = """
        <p>各县（区）人民政府，市政府各部门：现将《关于进一步加强全市安全生产工作的意见》印发给你们，请认真贯彻执行。\
        来源：定西市委组织部　发布时间：2016年3月29日　阅读：１２３次</p>
        """
    static let traditional = "<p>各位市民：本局將於下星期一起開放網上申請服務，請各區居民於限期前辦理登記手續，詳情可瀏覽本局網頁或致電查詢。</p>"

    private func encode(_ text: String, _ charset: Charset) -> [UInt8] { text.unicodeScalars.flatMap { charset.encode($0) ?? [0x3F] } }

    private func page(_ meta: String?, _ text: String, _ charset: Charset) -> [UInt8] {
        encode("<html><head>" + (meta.map { "<meta charset=\($0)>" } ?? "") + "<title>t</title></head>" + text + "</html>", charset)
    }

    private func choose(_ bytes: [UInt8], header: String? = nil) -> String {
        let choice = chooseCharset(of: bytes, header: header)
        return "\(choice.used.rawValue) \(choice.declared ?? "-") \(choice.from.rawValue)"
    }

    @Test("a byte order mark comes before everything")
    func byteOrderMark() {
        #expect(choose([0xEF, 0xBB, 0xBF] + page("gbk", Self.notice, .utf8), header: "big5") == "utf-8 big5 bom")
        #expect(choose([0xFF, 0xFE, 0x60, 0x4F]) == "utf-16le - bom")
        #expect(choose([0xFE, 0xFF, 0x4F, 0x60]) == "utf-16be - bom")
    }

    @Test("the header comes before the meta tag")
    func header() {
        #expect(choose(page("utf-8", Self.notice, .gb18030), header: "GB2312") == "gb18030 GB2312 header")
        #expect(choose(page("gbk", Self.notice, .utf8), header: "utf-8") == "utf-8 utf-8 header")
    }

    @Test("valid UTF-8 comes before what says otherwise: pages saved anew")
    func validUTF8() {
        #expect(choose(page("gb2312", Self.notice, .utf8)) == "utf-8 gb2312 utf8")
        #expect(choose(page("gb2312", Self.notice, .utf8), header: "gbk") == "utf-8 gbk utf8")
        #expect(choose(page(nil, Self.notice, .utf8), header: "iso-8859-1") == "utf-8 iso-8859-1 utf8")
        #expect(choose(page("gb2312", "<p>公开</p>", .utf8)) == "utf-8 gb2312 utf8")
        #expect(choose(page(nil, "<p>公开</p>", .utf8)) == "utf-8 - utf8")
    }

    @Test("a character cut short at the end does not make UTF-8 invalid", arguments: 1 ... 2)
    func cutShort(missing: Int) {
        let bytes = Array(page("gb2312", Self.notice, .utf8).dropLast("</p></html>".utf8.count)) + [0xE5, 0x85, 0xAC].dropLast(missing)
        #expect(choose(bytes) == "utf-8 gb2312 utf8")
        #expect(Charset.utf8.decode(bytes).badBytes == 1)
    }

    @Test("the meta tag decides where nothing came before")
    func meta() {
        #expect(choose(page("gb2312", Self.notice, .gb18030)) == "gb18030 gb2312 meta")
        #expect(choose(page("Big5", Self.traditional, .big5)) == "big5 Big5 meta")
        #expect(choose(page("utf-16", "ascii", .utf8)) == "utf-8 utf-16 meta")
    }

    @Test("pages without a declaration, or with a wrong one, are read as what gives Chinese")
    func guess() {
        #expect(choose(page(nil, Self.notice, .gb18030)) == "gb18030 - guess")
        #expect(choose(page("utf-8", Self.notice, .gb18030)) == "gb18030 utf-8 guess")
        #expect(choose(page(nil, Self.notice, .gb18030), header: "utf-8") == "gb18030 utf-8 guess")
        #expect(choose(page(nil, Self.traditional, .big5)) == "big5 - guess")
        #expect(choose(page("gb2312", Self.traditional, .big5)) == "big5 gb2312 guess")
        #expect(choose(page("big5", Self.notice, .gb18030)) == "gb18030 big5 guess")
        #expect(choose(page("gb2312", Self.notice, .gb18030), header: "iso-8859-1") == "gb18030 iso-8859-1 meta")
        #expect(choose(page("shift_jis", Self.notice, .gb18030)) == "gb18030 shift_jis guess")
    }

    @Test("a Latin page is windows-1252")
    func latin() {
        let text = "<p>Conférence de presse à l’école, déjà publiée – voir ci-après</p>"
        #expect(choose(page(nil, text, .windows1252)) == "windows-1252 - guess")
        #expect(choose(page("iso-8859-1", text, .windows1252)) == "windows-1252 iso-8859-1 meta")
    }

    @Test("a stray byte in the text flips no choice, wherever it stands", arguments: [0xFF, 0x80, 0xC4, 0xE4] as [UInt8])
    func strayByte(stray: UInt8) {
        for (bytes, used) in [
            (page("gb2312", Self.notice, .gb18030), Charset.gb18030), (page("utf-8", Self.notice, .utf8), .utf8),
            (page(nil, Self.notice, .gb18030), .gb18030), (page(nil, Self.notice, .utf8), .utf8),
            (page("gb2312", Self.notice, .utf8), .utf8), (page("big5", Self.traditional, .big5), .big5),
        ] {
            let text = bytes.firstIndex { $0 >= 0x80 } ?? 0
            for place in text ... bytes.count {
                var damaged = bytes
                damaged.insert(stray, at: place)
                let choice = chooseCharset(of: damaged, header: nil)
                #expect(choice.used == used, "\(stray) at \(place): \(choice)")
            }
        }
    }

    @Test("a stray byte alone in an ASCII page changes nothing that is declared")
    func lonelyByte() {
        #expect(choose(Array("<p>plain ".utf8) + [0xFF] + Array("text".utf8), header: "gb2312") == "gb18030 gb2312 header")
        #expect(choose(Array("<meta charset=utf-8><p>plain ".utf8) + [0xE9] + Array("text".utf8)) == "utf-8 utf-8 meta")
    }

    @Test("pure ASCII is what it declares, else UTF-8")
    func ascii() {
        #expect(choose(page(nil, "plain", .utf8)) == "utf-8 - utf8")
        #expect(choose(page("gb2312", "plain", .utf8)) == "gb18030 gb2312 meta")
        #expect(choose(page("gb2312", "plain", .utf8), header: "utf-8") == "utf-8 utf-8 header")
        #expect(choose([], header: nil) == "utf-8 - utf8")
        #expect(choose(page(nil, "plain", .utf8), header: "utf-16le") == "utf-8 utf-16le utf8")
    }

    @Test("UTF-16 by header only needs bytes that can be UTF-16")
    func utf16() {
        let bytes = Array("<html>公开</html>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        #expect(choose(bytes, header: "utf-16le") == "utf-16le utf-16le header")
    }

    @Test("a few characters of GBK that are valid UTF-8 by chance stay GBK")
    func validByChance() {
        let title: [UInt8] = [0xD3, 0xB0, 0xC2, 0xB7]  // 影路 in GBK, Ӱ· in UTF-8
        let head = Array("<meta charset=gbk><title>".utf8)
        #expect(choose(head + title) == "gb18030 gbk meta")
    }

    @Test("noise gives some choice, and the page parses", arguments: 0 ..< 30 as Range<UInt64>)
    func noise(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = (0 ..< Int.random(in: 0 ... 2_000, using: &generator)).map { _ in UInt8.random(in: 0 ... 255, using: &generator) }
        let page = HTMLPage.parse(bytes, charsetHeader: nil)
        #expect(page.charset == chooseCharset(of: bytes, header: nil))
        #expect(page.badBytes == page.charset.used.decode(bytes).badBytes)
    }

    @Test("every real page is in the encoding that its list names", .enabled(if: !SharedData.pages.isEmpty, "no shared test data"))
    func realPages() throws {
        let list = String(decoding: try SharedData.bytes("pages.tsv"), as: UTF8.self).split(separator: "\n").dropFirst()
        for line in list {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            let page = HTMLPage.parse(try SharedData.bytes("pages/\(columns[0])"), charsetHeader: nil)
            #expect(page.charset.used == Charset(label: columns[4]), "\(columns[0])")
            #expect(page.cut == nil, "\(columns[0])")
        }
        #expect(list.count >= 70)
    }
}
