// A page that shows nothing and sends the browser on: the redirect of servers that cannot send one.

import Web

/// Redirects that stand in the page.
enum ClientRedirect {
    /// Where a page without text leads: by meta refresh, or by the only address that its script gives to `location`.
    static func target(of answer: Answer) -> WebURL? {
        guard answer.isSuccess, answer.isForPage, let shell = answer.shell, shell.characters <= longestText, shell.links <= 2,
              shell.frames == 0 else { return nil }
        let address = shell.refresh ?? literal(in: shell.script)
        guard let address, !address.isEmpty, let target = try? WebURL(address, base: answer.url), target.isHTTP,
              target.asSent != answer.url else { return nil }
        return target.withoutFragment
    }

    /// 正在跳转，请稍候…, 如果没有自动跳转，请点击这里.
    private static let longestText = 60
    /// A longer script does more than to send the browser on.
    private static let longestScript = 4_000

    /// `location = "…"`, `location.href = '…'`, `location.replace("…")`, `location.assign("…")`: a literal that nothing is added to. Two
    /// different ones are a choice (by device, as a rule), and lead nowhere certain.
    private static func literal(in script: [UInt8]) -> String? {
        guard script.count <= longestScript else { return nil }
        var found: Set<String> = []
        var i = 0
        while let at = index(of: location, in: script, from: i) {
            i = at + location.count
            var j = i
            for word in [".href", ".replace", ".assign"] where script[j...].starts(with: word.utf8) {
                j += word.utf8.count
                break
            }
            j = skipBlanks(script, j)
            guard j < script.count, script[j] == UInt8(ascii: "=") || script[j] == UInt8(ascii: "(") else { continue }
            j = skipBlanks(script, j + 1)
            guard j < script.count, script[j] == UInt8(ascii: "\"") || script[j] == UInt8(ascii: "'"),
                  let close = script[(j + 1)...].firstIndex(of: script[j]) else { continue }
            let next = skipBlanks(script, close + 1)
            if next < script.count, script[next] == UInt8(ascii: "+") { return nil }
            found.insert(String(decoding: script[(j + 1)..<close], as: UTF8.self))
            i = close
        }
        return found.count == 1 ? found.first : nil
    }

    private static let location = Array("location".utf8)

    private static func skipBlanks(_ script: [UInt8], _ start: Int) -> Int {
        var i = start
        while i < script.count, script[i] <= 0x20 { i += 1 }
        return i
    }

    private static func index(of word: [UInt8], in script: [UInt8], from start: Int) -> Int? {
        guard script.count - start >= word.count else { return nil }
        return (start...(script.count - word.count)).first { script[$0...].starts(with: word) }
    }
}
