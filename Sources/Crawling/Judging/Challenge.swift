// Challenged: an answer that wants a script run, a cookie kept or a riddle solved before it shows the page.

import Reading
import Web

/// The signs of a challenge. What a challenge asks for is never done.
enum Challenge {
    static func sign(in answer: Answer) -> Sign? {
        if let sign = headSign(answer) { return sign }
        if answer.isRedirect { return redirectSign(answer) }
        guard let shell = answer.shell, answer.isBare else { return nil }
        if shell.characters <= 200 || !answer.isSuccess, let mark = answer.mark(scripts) {
            return Sign(.challenged, "a script of a shield (\(mark))")
        }
        if [412, 521].contains(answer.status), shell.scripts > 0 { return Sign(.challenged, "HTTP \(answer.status) with a script") }
        if answer.isSuccess, answer.isForPage, shell.characters <= 40, shell.links == 0 {
            if setsCookieAndReloads(shell.script) { return Sign(.challenged, "a script that sets a cookie and asks again") }
            if let cookie = answer.cookies.first, asksAgain(answer, shell) {
                return Sign(.challenged, "sets the cookie \(name(of: cookie)) and asks again")
            }
        }
        // What a login form asks besides is no challenge of its own.
        if shell.passwordFields > 0 { return nil }
        if answer.isSuccess || answer.status >= 500, let phrase = answer.notice(haste) {
            return Sign(.challenged, "“\(phrase)”", effectiveStatus: 429)
        }
        if let phrase = answer.notice(demands) { return Sign(.challenged, "“\(phrase)”") }
        if shell.characters <= 300, let mark = answer.mark(riddles) {
            return Sign(.challenged, "a page that is only a riddle (\(mark))")
        }
        return nil
    }

    /// What the head says by itself.
    private static func headSign(_ answer: Answer) -> Sign? {
        if answer.fields["cf-mitigated"]?.lowercased() == "challenge" { return Sign(.challenged, "cf-mitigated: challenge") }
        if let action = answer.fields["x-amzn-waf-action"]?.lowercased(), ["challenge", "captcha"].contains(action) {
            return Sign(.challenged, "x-amzn-waf-action: \(action)")
        }
        if answer.status == 521, let cookie = answer.cookies.first(where: { $0.hasPrefix("__jsl") }) {
            return Sign(.challenged, "HTTP 521 with the cookie \(name(of: cookie))")
        }
        return nil
    }

    /// A redirect to itself that sets a cookie; a redirect to a page that is a riddle.
    private static func redirectSign(_ answer: Answer) -> Sign? {
        guard let target = answer.target else { return nil }
        if target.asSent == answer.url, let cookie = answer.cookies.first {
            return Sign(.challenged, "redirects to itself with the cookie \(name(of: cookie))")
        }
        guard !RedirectTarget.hasSegment(answer.url, riddlePages), RedirectTarget.hasSegment(target, riddlePages) else { return nil }
        return Sign(.challenged, "redirects to \(target)")
    }

    /// Whether an answer only wants to be asked for again with the cookie that it sets.
    static func offersCookie(_ answer: Answer) -> Bool {
        guard !answer.cookies.isEmpty else { return false }
        return answer.isRedirect ? answer.target?.asSent == answer.url : answer.shell.map { asksAgain(answer, $0) } ?? false
    }

    private static func name(of cookie: String) -> String { String(cookie.prefix { $0 != "=" && $0 != ";" }) }

    private static func setsCookieAndReloads(_ script: [UInt8]) -> Bool {
        let script = script.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }[...]
        return cookies.first(in: script) != nil && reloads.first(in: script) != nil
    }

    /// Whether the page loads itself again, by meta refresh or by `location.reload()`.
    private static func asksAgain(_ answer: Answer, _ shell: PageShell) -> Bool {
        if let refresh = shell.refresh { return refresh.isEmpty || (try? WebURL(refresh, base: answer.url))?.asSent == answer.url }
        return reload.first(in: shell.script[...]) != nil
    }

    private static let reload = MarkSet(["location.reload("])
    private static let cookies = MarkSet(["document.cookie", ".cookie=", ".cookie =", "['cookie']", "[\"cookie\"]"])
    private static let reloads = MarkSet(["location", "reload("])

    /// Scripts of shields: names that stand in no other page. 瑞数 puts `$_ts` into good pages as well, so these count in pages without
    /// text only.
    private static let scripts = MarkSet([
        "$_ts", "fssbbil1ugzbn7n80", "__jsl_clearance", "__jsluid", "c3vk=", "ct6t", "acw_sc__v", "var arg1=", "wzws_confirm",
        "wzwschallenge", "wzwstemplate", "wzwsconfirm", "yunsuoautojump", "security_verify_data", "yunsuo_session_verify", "eo_bot_ssid",
        "__tst_status", "_____tmd_____/punish", "x5secdata", "aliyun_waf_", "sigchl", "__ac_nonce", "__ac_signature", "_cf_chl_opt",
        "cdn-cgi/challenge-platform", "_incapsula_resource", "/.safeline/", "sl-challenge", "safedog-flow-item", "yd_cookie",
        "hwwafsesid", "waf_captcha", "tencentcaptcha", "wafcaptcha", "bot-challenge", "anti-bot", "__bot_check",
    ])

    /// Parts of a riddle: they count in a bare page that has hardly any text besides.
    private static let riddles = MarkSet([
        "captcha", "geetest", "nc_1_n1z", "nocaptcha", "verifycode", "checkcode", "vcode", "yzm", "slidecode", "slider-verify",
        "slideverify", "drag-verify", "turnstile",
    ])

    /// Path segments of pages that are riddles.
    private static let riddlePages: Set<String> = [
        "captcha", "punish", "_____tmd_____", "wzws-waf-cgi", "humancheck", "human_check", "botcheck", "waf_captcha", "wafcaptcha",
        "challenge", "slidecode", "anti_spider", "antispider", "verify_code", "checkcode",
    ]

    /// Asked too often.
    private static let haste = MarkSet([
        "访问过于频繁", "访问太频繁", "访问频率过高", "访问频率过快", "访问次数过多", "请求过于频繁", "请求太频繁", "请求频率过高",
        "请求次数过多", "操作过于频繁", "操作太频繁", "您的访问过快", "访问速度过快", "too many requests", "rate limit exceeded",
    ])

    /// What a challenge says to its reader.
    private static let demands = MarkSet([
        "请开启javascript", "请启用javascript", "请打开javascript", "需要启用javascript", "需要开启javascript",
        "请在浏览器中启用javascript", "请开启js", "please enable javascript", "enable javascript and cookies", "javascript is required",
        "请开启cookie", "请启用cookie", "需要启用cookie", "please enable cookies", "请输入验证码", "请填写验证码", "输入图中验证码",
        "输入下图中的", "请完成安全验证", "完成安全验证", "请进行安全验证", "访问验证", "安全验证", "人机验证", "人机识别", "滑动验证",
        "滑块验证", "拖动滑块", "拖动下方滑块", "按住滑块", "请拖动", "点击验证", "点选验证", "智能验证", "验证您是否是真人",
        "确认您是真人", "请证明您不是机器人", "非机器人", "浏览器安全检查", "正在检查您的浏览器", "正在检测您的浏览器",
        "正在验证您的浏览器", "浏览器环境检测", "正在进行安全检测", "安全检测中", "verify you are human", "checking your browser",
        "just a moment", "ddos protection by", "are you a robot", "human verification", "security check", "security verification",
    ])
}
