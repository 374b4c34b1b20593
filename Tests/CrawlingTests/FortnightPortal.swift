// A portal that lives through two weeks by a script: what it does on each day stands here, and nothing else happens.
import Foundation
import LoopbackServer
import Synchronization

/// Articles in two columns, each with a list; a home page that shows the date; a counter on every article.
final class FortnightPortal: Sendable {
    /// What the portal does on a day, before its night.
    enum Event {
        /// A new article with this number.
        case add(Int)
        /// Another text.
        case edit(Int)
        /// The article answers 404 and stands in no list.
        case delete(Int)
        /// The old address redirects to a new one; lists name the new one.
        case move(Int)
        /// All pages in another dress: other markup, the same words.
        case redress
        /// No answer at all, for one night.
        case down
        /// Every request is refused, for one night.
        case block
    }

    static let firstArticles = 12

    /// By day, counted from 0, the first night.
    static let script: [Int: [Event]] = [
        1: [.add(13)],
        2: [.edit(3), .add(14)],
        3: [.delete(5)],
        5: [.move(7)],
        6: [.down],
        8: [.redress],
        9: [.block],
        11: [.add(15), .add(16), .edit(1)],
        13: [.edit(14)],
    ]

    private struct State {
        var day = 0
        var reads = 0
        var versions: [Int: Int] = Dictionary(uniqueKeysWithValues: (1...firstArticles).map { ($0, 1) })
        var moved: Set<Int> = []
        var dress = 0
        var isDown = false
        var isBlocking = false
    }

    private let state = Mutex(State())

    /// Goes on to a day: does what stands in the script.
    func begin(day: Int) {
        state.withLock { state in
            state.day = day
            state.isDown = false
            state.isBlocking = false
            for event in Self.script[day] ?? [] {
                switch event {
                case .add(let number): state.versions[number] = 1
                case .edit(let number): state.versions[number, default: 0] += 1
                case .delete(let number): state.versions[number] = nil
                case .move(let number): state.moved.insert(number)
                case .redress: state.dress += 1
                case .down: state.isDown = true
                case .block: state.isBlocking = true
                }
            }
        }
    }

    func answer(to request: ReceivedRequest) -> [ScriptedExchange.Step]? {
        state.withLock { state in
            state.reads += 1
            if state.isDown { return [.reset] }
            if state.isBlocking { return ScriptedExchange.response(403, "Forbidden", fields: [("Content-Type", "text/html")], body: Array("<html><body>访问被拒绝</body></html>".utf8)) }
            switch request.target {
            case "/": return Self.home(state)
            case "/col1/": return Self.list(1, state)
            case "/col2/": return Self.list(2, state)
            default: return Self.article(request.target, state)
            }
        }
    }

    static func path(_ number: Int, moved: Bool = false) -> String { "/col\(number % 2 + 1)/\(moved ? "new" : "t")\(number).html" }

    private static func title(_ number: Int) -> String { "关于做好第\(number)号工作的通知" }

    private static func home(_ state: State) -> [ScriptedExchange.Step] {
        page("市委组织部", "<p>欢迎访问市委组织部网站。</p><p>今天是2026年11月\(state.day + 1)日</p><ul><li><a href=\"/col1/\">通知公告</a></li><li><a href=\"/col2/\">工作动态</a></li></ul>", state)
    }

    private static func list(_ column: Int, _ state: State) -> [ScriptedExchange.Step] {
        let rows = state.versions.keys.filter { $0 % 2 + 1 == column }.sorted(by: >).map { number in
            "<li><a href=\"\(path(number, moved: state.moved.contains(number)))\">\(title(number))</a><span>2026-11-\(10 + number)</span></li>"
        }
        return page(column == 1 ? "通知公告" : "工作动态", "<ul class=\"list\">\(rows.joined())</ul>", state)
    }

    private static func article(_ target: String, _ state: State) -> [ScriptedExchange.Step]? {
        for (number, version) in state.versions {
            let isMoved = state.moved.contains(number)
            if target == path(number), isMoved {
                return ScriptedExchange.response(301, "Moved Permanently", fields: [("Location", path(number, moved: true))])
            }
            guard target == path(number, moved: isMoved) else { continue }
            let text = ["各级党组织要认真学习贯彻会议精神，把第\(number)号工作抓实抓好。", "这是第\(version)次修订，全文共分三个部分，现印发给你们。"]
            return page(
                title(number),
                "<h1>\(title(number))</h1><div class=\"info\">来源：市委组织部 时间：2026-11-\(10 + number) 阅读：\(state.reads)</div>"
                    + "<div class=\"content\">\(text.map { "<p>\($0)</p>" }.joined())</div>",
                state)
        }
        return nil
    }

    private static func page(_ title: String, _ body: String, _ state: State) -> [ScriptedExchange.Step] {
        let (open, close) = state.dress == 0 ? ("<div id=\"main\">", "</div>") : ("<section class=\"wrap\"><div class=\"inner\">", "</div></section>")
        return ScriptedExchange.response(200, fields: [("Content-Type", "text/html; charset=utf-8")], body: Array("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>\(title)</title></head><body>
            <div class="position">当前位置：<a href="/">首页</a> &gt; 正文</div>
            \(open)\(body)\(close)</body></html>
            """.utf8))
    }
}
