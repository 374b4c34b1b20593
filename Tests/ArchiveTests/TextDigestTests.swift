@testable import Archive
import Reading
import Testing
import Web

@Suite struct TextDigestTests {
    private func digest(_ paragraphs: String..., attachment: String? = nil, row: String? = nil) -> String? {
        var page = Page()
        page.title = "通知"
        page.paragraphs = paragraphs
        if let attachment { page.attachments = [.init(name: "附件", url: attachment)] }
        return TextDigest.of(page)
    }

    @Test(arguments: [
        ("浏览次数：12", "浏览次数：13"), ("【点击量: 5】", "【点击量: 1,024】"), ("阅读 3 次", "阅读 4 次"),
        ("今天是2026年11月24日 星期二", "今天是2026年11月25日 星期三"), ("当前时间：2026-11-24 08:00", "当前时间：2026-11-25 09:10"),
    ]) func whatIsOtherAtEachVisitDoesNotMakeAPageAnother(_ before: String, _ after: String) {
        #expect(digest("正文。", before) == digest("正文。", after))
    }

    @Test(arguments: [
        ("本市图书馆阅读量1200万册", "本市图书馆阅读量1300万册"), ("今天是建党105周年", "今天是建党106周年的日子"), ("共12条", "共13条"),
        ("下载专区开放至2026年", "下载专区开放至2027年"), ("正文一", "正文二"),
    ]) func aNumberInRunningTextDoes(_ before: String, _ after: String) {
        #expect(digest("正文。", before) != digest("正文。", after))
    }

    @Test(arguments: [
        ("http://a/f.doc;jsessionid=1A?x=1", "http://a/f.doc;jsessionid=2B?x=1"), ("http://a/(S(abc))/f.doc", "http://a/(S(def))/f.doc"),
        ("http://a/f?PHPSESSID=1&id=5", "http://a/f?PHPSESSID=2&id=5"), ("http://a/f?id=5&t=1764000000000", "http://a/f?id=5&t=1764000086400"),
        ("http://a/f?rand=0.123", "http://a/f?rand=0.98"),
    ]) func aSessionNumberInAnAddressDoesNot(_ before: String, _ after: String) {
        #expect(digest("正文。", attachment: before) == digest("正文。", attachment: after))
    }

    @Test(arguments: [("http://a/f?id=5", "http://a/f?id=6"), ("http://a/f?t=5", "http://a/f?t=6"), ("http://a/1.doc", "http://a/2.doc"), ("http://a/f?sid=5", "http://a/f?sid=6")])
    func anotherAddressDoes(_ before: String, _ after: String) {
        #expect(digest("正文。", attachment: before) != digest("正文。", attachment: after))
    }

    @Test func aPageWithoutTextHasNone() {
        #expect(TextDigest.of(Page()) == nil)
    }

    @Test func aHomePageWithoutTextIsThePagesThatItLeadsTo() throws {
        func digest(_ addresses: String...) throws -> String? {
            TextDigest.of(Page(), links: try addresses.map { PageLink(url: try WebURL($0), role: .page) })
        }
        #expect(try digest("http://a.example/1?t=1764000000000") == digest("http://a.example/1?t=1764000000001"))
        #expect(try digest("http://a.example/1") != digest("http://a.example/1", "http://a.example/2"))
        #expect(try digest() == nil)
    }
}
