// A small portal that gives every kind of answer, and others on other days.
import Foundation
import LoopbackServer
import Synchronization

final class ManyAnswers: Sendable {
    private let day = Mutex(0)
    /// A server that is not there.
    private let closed: String

    init(closed: String) { self.closed = closed }

    func begin(day: Int) { self.day.withLock { $0 = day } }

    private static let links = [
        "/list/", "/info/1/1.htm", "/moved", "/missing", "/refused", "/challenge", "/soft", "/busy", "/breaks", "/private/x", "/picture.htm",
        "/a.pdf", "/b.pdf", "/x?jsessionid=0123456789ABCDEF0123456789ABCDEF", "/wrong/t20260101_1.html", "/wrong/t20260101_2.html", "/wrong/t20260101_3.html",
        "/wrong/t20260101_4.html", "/wrong/t20260101_5.html", "/comes-and-goes.htm", "/empty", "/resets",
    ]

    func answer(to request: ReceivedRequest) -> [ScriptedExchange.Step]? {
        let day = self.day.withLock { $0 }
        switch request.target {
        case "/robots.txt": return ScriptedExchange.response(301, "Moved", fields: [("Location", "/robots-of-all.txt")])
        case "/robots-of-all.txt":
            return ScriptedExchange.response(
                200, fields: [("Content-Type", "text/plain")], body: Array("User-agent: *\nDisallow: /private/\nSitemap: /map.xml\n".utf8))
        case "/map.xml": return map(day, "http://\(request.value("Host") ?? "")")
        case "/": return PlayedPortal.page("首页", ["欢迎访问市委组织部网站。今天是第\(day)天。"], links: Self.links + [closed + "/down"])
        case "/list/": return list(day)
        case "/moved": return ScriptedExchange.response(302, "Found", fields: [("Location", "/info/1/1.htm")])
        case "/refused": return html(403, "Forbidden", "访问被拒绝")
        case "/challenge":
            return ScriptedExchange.response(412, "Precondition Failed", fields: [("Content-Type", "text/html")], body: Array(
                "<html><head><script>$_ts=window['$_ts'];</script><script src=\"/a.js\" r='m'></script></head><body></body></html>".utf8))
        case "/soft": return html(200, "OK", "对不起，您访问的页面不存在")
        case "/busy": return html(day == 1 ? 200 : 503, "Busy", day == 1 ? "关于机构改革的通知" : "")
        case "/breaks": return [.send(Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html><body>开头".utf8)), .reset]
        case "/resets": return [.reset]
        case "/picture.htm": return html(200, "OK", "", "<img src=\"/a.png\">")
        case "/a.pdf", "/b.pdf":
            return ScriptedExchange.response(200, fields: [("Content-Type", "application/pdf")], body: Array(String(repeating: "%PDF-1.4 同样的附件 ", count: 300).utf8))
        case "/comes-and-goes.htm": return [1, 2].contains(day) ? nil : article("来去")
        case "/empty": return ScriptedExchange.response(200, fields: [("Content-Type", "text/html")])
        case let target where target.hasPrefix("/x"): return article("会话")
        case let target where target.hasPrefix("/wrong/"):
            return day == 0 || day == 3 ? html(200, "OK", "信息公开目录", Array(repeating: "<p>市政府信息公开目录由各部门编制。</p>", count: 3).joined()) : article(target)
        case let target where target.hasPrefix("/info/"):
            if target == "/info/1/3.htm", day >= 2 { return nil }
            let tag = "\"\(target) \(day / 2)\""
            if request.value("If-None-Match") == tag { return ScriptedExchange.response(304, "Not Modified", fields: [("ETag", tag)]) }
            return ScriptedExchange.response(
                200, fields: [("Content-Type", "text/html; charset=utf-8"), ("ETag", tag), ("Last-Modified", "Mon, 23 Nov 2026 08:00:00 GMT")],
                body: page("第\(target)号通知", "第\(target)号通知的正文：请各单位认真贯彻执行，把各项工作抓实抓好。第\(day / 2)次修订，现印发给你们，请认真执行。"))
        default: return nil
        }
    }

    private func list(_ day: Int) -> [ScriptedExchange.Step] {
        let numbers = [1, 2, 3, 4, 5, 6].filter { $0 <= 4 + day && !($0 == 3 && (2...3).contains(day)) }
        let rows = numbers.map { "<li><a href=\"/info/1/\($0).htm\">关于做好第\($0)号工作的通知</a><span>2026-11-1\($0)</span></li>" }
        return ScriptedExchange.response(200, fields: [("Content-Type", "text/html; charset=utf-8")], body: Array("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告</title></head><body>
            <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/list/">通知公告</a></div><ul class="list">\(rows.joined())</ul></body></html>
            """.utf8))
    }

    private func map(_ day: Int, _ base: String) -> [ScriptedExchange.Step] {
        ScriptedExchange.response(200, fields: [("Content-Type", "text/xml")], body: Array("""
            <?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <url><loc>\(base)/info/1/1.htm</loc></url><url><loc>\(base)/info/9/\(day).htm</loc></url></urlset>
            """.utf8))
    }

    private func html(_ status: Int, _ phrase: String, _ text: String, _ more: String = "") -> [ScriptedExchange.Step] {
        ScriptedExchange.response(
            status, phrase, fields: [("Content-Type", "text/html; charset=utf-8")],
            body: Array("<html><head><title>\(text)</title></head><body><p>\(text)</p>\(more)</body></html>".utf8))
    }

    private func article(_ title: String) -> [ScriptedExchange.Step] {
        ScriptedExchange.response(200, fields: [("Content-Type", "text/html; charset=utf-8")], body: page(title, "关于\(title)的正文：请各单位认真贯彻执行，把各项工作抓实抓好，现印发给你们。"))
    }

    private func page(_ title: String, _ text: String) -> [UInt8] {
        Array("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>\(title)</title></head><body>
            <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/list/">通知公告</a> &gt; 正文</div>
            <h1>\(title)</h1><div class="info">来源：市委组织部 时间：2026-11-18</div><div class="content"><p>\(text)</p></div></body></html>
            """.utf8)
    }
}
