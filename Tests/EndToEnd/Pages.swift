// Pages and portal files that the tests make.
import LoopbackServer

enum Pages {
    static let sentence = "市委组织部召开会议，认真学习有关精神，把基层党建工作抓实抓好。"

    /// An article as a small portal shows it.
    static func article(_ title: String, _ paragraphs: [String], links: [String] = []) -> [UInt8] {
        Array("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>\(title)</title></head><body>
            <div class="position">当前位置：<a href="/">首页</a> &gt; 组工动态 &gt; 正文</div>
            <h1>\(title)</h1>
            <div class="info">来源：市委组织部 时间：2019-09-18</div>
            <div class="content">\(paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n"))</div>
            <ul>\(links.map { "<li><a href=\"\($0)\">\($0)</a></li>" }.joined(separator: "\n"))</ul>
            </body></html>
            """.utf8)
    }

    /// An answer with such a page.
    static func answer(_ title: String, _ paragraphs: [String] = [sentence], links: [String] = []) -> [ScriptedExchange.Step] {
        ScriptedExchange.response(
            200, fields: [("Content-Type", "text/html; charset=utf-8")], body: article(title, paragraphs, links: links))
    }

    /// A site of so many pages: `/` links to `/page/1` and so on; nothing else is there, no robots.txt either.
    static func numbered(_ count: Int) -> LoopbackServer.Answer {
        { request in
            if request.target == "/" { return answer("首页", links: (1...count).map { "/page/\($0)" }) }
            guard let number = number(of: request), number <= count else { return nil }
            return answer("第\(number)页", ["第\(number)页：\(sentence)"], links: ["/", "/page/\(number % count + 1)"])
        }
    }

    /// The number of a page of such a site.
    static func number(of request: ReceivedRequest) -> Int? {
        request.target.hasPrefix("/page/") ? Int(request.target.dropFirst("/page/".count)) : nil
    }
}
