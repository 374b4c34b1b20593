// Soft 404: an answer that says “there is no such page” with another status than 404.

import Reading
import Web

/// The signs of a soft 404.
enum SoftNotFound {
    static func sign(in answer: Answer) -> Sign? {
        if answer.isRedirect { return answer.target.flatMap { redirectSign(answer, $0, "redirects") } }
        guard answer.isSuccess, let shell = answer.shell else { return nil }
        if let target = ClientRedirect.target(of: answer), let sign = redirectSign(answer, target, "leads") { return sign }
        if let page = answer.page, page.isText && page.hasFurniture || page.kind == .list { return nil }
        if isNotFound(title: shell.title) { return Sign(.softNotFound, "the title “\(shell.title)”") }
        guard shell.characters <= longestPage, !shell.namesPages,
              let line = shell.lines.first(where: { !$0.isLink && says($0) }) else { return nil }
        return Sign(.softNotFound, "“\(line.text)”")
    }

    /// A page of errors may have the head and the foot of its site; one of more visible characters is a page of its own.
    private static let longestPage = 2_000

    /// An article that leads to a home page, or anything that leads to a page of errors.
    private static func redirectSign(_ answer: Answer, _ target: WebURL, _ verb: String) -> Sign? {
        if RedirectTarget.hasSegment(target, errorPages), !RedirectTarget.hasSegment(answer.url, errorPages) {
            return Sign(.softNotFound, "\(verb) to \(target)")
        }
        guard answer.isForPage, !answer.isSeed, RedirectTarget.isHome(target), ArticleAddress(answer.url) != nil else { return nil }
        return Sign(.softNotFound, "an article that \(verb) to the home page \(target)")
    }

    private static let errorPages: Set<String> = [
        "404", "404page", "404_page", "404error", "error404", "error_404", "error-404", "err404", "notfound", "not_found", "not-found",
        "pagenotfound", "page_not_found", "nopage", "filenotfound", "page404", "html404", "404_error", "404-error",
    ]

    /// A title is taken apart at its separators: 404-清溪县人民政府, 页面不存在 | 市民政局, 404 - 找不到文件或目录。 A title that only holds
    /// such words, 关于网站404页面的说明, is that of an article.
    private static func isNotFound(title: String) -> Bool {
        let parts = title.lowercased().split { "-_|–—·:：,，、!！".contains($0) }
        return parts.contains { part in
            let word = part.trimmed
            return wholes.contains(word) || (word.utf8.count <= 60 && sentences.contains { word.hasPrefix($0) || word.hasSuffix($0) })
        }
    }

    /// A line that says it, and nothing else: 对不起，您访问的页面不存在或已被删除！
    private static func says(_ line: PageShell.Line) -> Bool {
        guard line.text.utf8.count <= 150 else { return false }
        let parts = line.text.lowercased().split { "，,。.！!；;：:（）()".contains($0) }.map(\.trimmed)
            .filter { !$0.isEmpty && !apologies.contains($0) }
        guard let first = parts.first else { return false }
        return line.isHeading && wholes.contains(first) || sentences.contains {
            first.hasPrefix($0) || first.hasSuffix($0) && subjects.contains(where: first.hasPrefix)
        }
    }

    private static let wholes: Set<String> = [
        "404", "404错误", "错误404", "404页面", "404提示", "404提示页面", "404页", "404 not found", "http 404", "http404", "error 404",
        "404 error", "not found", "page not found", "file not found", "404 页面不存在", "404页面不存在", "页面不存在", "页面未找到",
        "找不到页面", "页面找不到", "页面丢失", "页面走丢了", "网页不存在", "文章不存在", "信息不存在", "内容不存在", "页面已删除",
        "文章已删除", "信息已删除", "404出错",
    ]

    private static let apologies: Set<String> = [
        "对不起", "很抱歉", "抱歉", "非常抱歉", "sorry", "啊哦", "哎呀", "糟糕", "温馨提示", "提示", "提示信息", "系统提示", "404",
        "错误", "您好", "亲",
    ]

    /// How a sentence of the kind begins.
    private static let subjects = [
        "您", "你", "该", "此", "所", "当前", "请求", "访问", "这", "页面", "文章", "信息", "网页", "内容", "http", "404", "您要",
    ]

    private static let sentences = [
        "页面不存在", "页面不存在或已被删除", "页面不存在或者已被删除", "页面不存在或已删除", "页面已不存在", "页面未找到",
        "页面没有找到", "页面找不到", "页面已被删除", "页面已删除", "网页不存在", "网页已被删除", "网页找不到", "文章不存在",
        "文章不存在或已被删除", "文章不存在或已删除", "文章已被删除", "信息不存在", "信息不存在或已被删除", "信息已被删除",
        "信息不存在或已删除", "内容不存在", "内容不存在或已被删除", "内容已被删除", "内容不存在或已删除", "资源不存在", "文件不存在",
        "栏目不存在", "找不到您要访问的页面", "找不到该页面", "找不到该页", "找不到相关页面", "找不到文件或目录", "找不到此页面",
        "无法找到该页", "无法找到该网页", "无法找到页面", "无法找到您要访问的页面", "没有找到您要访问的页面", "没有找到该页面",
        "没有找到页面", "没有找到相关信息页面", "您查看的信息不存在", "您访问的页面不存在", "您访问的网页不存在", "您要访问的页面不存在",
        "您请求的页面不存在", "您浏览的页面不存在", "您要查找的资源可能已被删除", "您要查看的页面不存在", "访问的页面不存在",
        "请求的页面不存在", "请求的资源不存在", "页面可能已被删除", "该页面可能已被删除", "the page cannot be found",
        "the page you requested was not found", "the requested url was not found", "page not found", "the page you are looking for",
        "the resource cannot be found", "404 not found", "file or directory not found",
    ]
}

extension Page {
    /// Whether the reader found a text.
    var isText: Bool { kind == .article || kind == .document }
}

extension StringProtocol {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace ?? false { text = text.dropLast() }
        return String(text)
    }
}
