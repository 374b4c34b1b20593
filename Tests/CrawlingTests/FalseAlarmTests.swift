// No real page is judged anything but captured, whatever words stand in its text.
@testable import Crawling
import Archive
import Foundation
import Testing

@Suite struct FalseAlarmTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Fixtures that are no pages of a portal, and what they are.
    private static let exceptions: [String: URLReason] = [
        "login-page": .loginWall, "error-page": .softNotFound, "soft-404": .softNotFound,
    ]

    struct SavedPage: Sendable, CustomStringConvertible {
        var path: String
        var url: String
        var type: String
        var name: String { ((path as NSString).lastPathComponent as NSString).deletingPathExtension }
        var description: String { name }
        var bytes: [UInt8] { FileManager.default.contents(atPath: path).map(Array.init) ?? [] }

        func judged(_ bytes: [UInt8]? = nil) throws -> Judgement {
            try Visits.make(url: url, head: Array("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\n".utf8), body: bytes ?? self.bytes).judgement
        }
    }

    private static let fixtures: [SavedPage] = ["portal", "harder"].flatMap { folder -> [SavedPage] in
        let pages = (try? PageReplay.all(in: root.appendingPathComponent("fixtures/\(folder)").path)) ?? []
        return pages.map { page in
            let sidecar = FileManager.default.contents(atPath: page.page + ".json")
                .flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
            let header = sidecar?["header"] as? [String: String]
            return SavedPage(path: page.page, url: sidecar?["url"] as? String ?? "http://www.qingxi.example/a/1204.html",
                             type: header?.first { $0.key.lowercased() == "content-type" }?.value ?? "text/html")
        }
    }

    private static let real: [SavedPage] = {
        let folder = root.deletingLastPathComponent().appendingPathComponent("shared/real/pages").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".html") }.sorted().map {
            SavedPage(path: folder + "/" + $0, url: "http://www.real.example/zwgk/202601/t20260105_41799.html", type: "text/html")
        }
    }()

    @Test func theFixturesAreThere() { #expect(Self.fixtures.count > 150) }

    @Test(arguments: fixtures)
    func aFixtureIsTakenAsItIs(_ page: SavedPage) throws {
        let judgement = try page.judged()
        if let reason = Self.exceptions[page.name] {
            #expect(judgement.reason == reason)
        } else {
            #expect(judgement.state == .captured, "\(judgement)")
        }
    }

    @Test(.enabled(if: !real.isEmpty, "../shared/real/pages is not there"), arguments: real)
    func aRealPageIsTakenAsItIs(_ page: SavedPage) throws {
        let judgement = try page.judged()
        #expect(judgement.state == .captured, "\(judgement)")
    }

    /// Sentences in which shields speak, as an article about them would quote them.
    private static let words = [
        "访问过于频繁，请稍后再试", "请输入验证码", "请完成安全验证", "您的访问被拦截", "拒绝执行", "您访问的页面不存在或已被删除", "404 Not Found", "请开启JavaScript", "网站云防护系统",
        "已被网站管理员设置拦截", "用户登录", "创宇盾、玄武盾、云锁", "document.cookie 与 $_ts", "http://errors.aliyun.com/",
    ]

    /// Every page with two of the sentences as paragraphs of their own, in the middle of its body, written as character references, which mean
    /// the same in every encoding; the real pages, which are long, with one. Each sentence stands in some forty pages.
    @Test func wordsInTheTextOfAPageAreNoSigns() throws {
        var tried = 0
        for (number, page) in (Self.fixtures + Self.real).enumerated() where Self.exceptions[page.name] == nil {
            for word in [number, number + 5].prefix(number < Self.fixtures.count ? 2 : 1) {
                let words = Self.words[word % Self.words.count]
                var bytes = page.bytes
                guard let place = Self.middleParagraph(bytes) else { continue }
                bytes.insert(contentsOf: "<p>\(Self.references(words))</p>".utf8, at: place)
                let judgement = try page.judged(bytes)
                #expect(judgement.state == .captured, "\(page), “\(words)”: \(judgement)")
                tried += 1
            }
        }
        #expect(tried > 200)
    }

    /// Every page with a title about them.
    @Test func wordsInTheTitleOfAPageAreNoSigns() throws {
        let titles = ["关于部分网页出现404错误的说明", "谨防“请输入验证码”骗局", "“网站防火墙”拦截攻击一万次"]
        for (number, page) in Self.fixtures.enumerated() where Self.exceptions[page.name] == nil {
            let element = Array("<title>\(Self.references(titles[number % 3]))</title>".utf8)
            var bytes = page.bytes
            guard let start = bytes.firstRange(of: Array("<title>".utf8)), let end = bytes.firstRange(of: Array("</title>".utf8)),
                  start.lowerBound < end.lowerBound else { continue }
            bytes.replaceSubrange(start.lowerBound..<end.upperBound, with: element)
            let judgement = try page.judged(bytes)
            #expect(judgement.state == .captured, "\(page): \(judgement)")
        }
    }

    private static func references(_ text: String) -> String {
        text.unicodeScalars.map { $0.isASCII ? String($0) : "&#\($0.value);" }.joined()
    }

    /// Behind the paragraph in the middle of a page's paragraphs.
    private static func middleParagraph(_ bytes: [UInt8]) -> Int? {
        let ends = bytes.ranges(of: Array("</p>".utf8))
        return ends.isEmpty ? nil : ends[ends.count / 2].upperBound
    }
}
