// What the tests of Reading share: reading a snippet, and finding the repository's files.

import Foundation
import Markup
import Reading
import Web

/// The page that a reader sees in `html`.
func read(_ html: String, url: String? = nil, on day: Day? = nil) -> Page {
    PageReader.read(HTMLPage.parse(Array(html.utf8), charsetHeader: "utf-8"), url: url.flatMap { try? WebURL($0) }, capturedAt: day)
}

/// An article around what a test is about.
func article(crumbs: String = "", title: String = "全县重点工作推进会议召开", byline: String = "", body: String = body, below: String = "", foot: String = "") -> String {
    """
    <!DOCTYPE html><html><head><title>\(title)_清溪县人民政府</title></head><body>
    <div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>
    \(crumbs)
    <div class="main"><h1>\(title)</h1>\(byline)<div class="content">\(body)</div>\(below)</div>
    <div class="footer">\(foot)</div></body></html>
    """
}

let body = """
    <p>5月8日，全县重点工作推进会议在县政府召开，会议总结了一季度工作，安排了下一阶段的任务。</p>\
    <p>会议要求，各乡镇、各部门要对照目标任务，逐项查漏补缺，确保完成全年目标。</p>
    """
let bodyParagraphs = [
    "5月8日，全县重点工作推进会议在县政府召开，会议总结了一季度工作，安排了下一阶段的任务。",
    "会议要求，各乡镇、各部门要对照目标任务，逐项查漏补缺，确保完成全年目标。",
]

/// The repository's root.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The bytes of a file of the repository, or beside it; `nil` if it is not there.
func file(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: root.appendingPathComponent(path).path).map { Array($0) }
}
