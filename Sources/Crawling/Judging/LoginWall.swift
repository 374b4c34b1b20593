// Login wall: an answer that wants to know who asks.

import Web

/// The signs of a login wall.
enum LoginWall {
    static func sign(in answer: Answer) -> Sign? {
        if [401, 407].contains(answer.status) { return Sign(.loginWall, "HTTP \(answer.status)") }
        if answer.isRedirect {
            guard let target = answer.target, leadsToLogin(from: answer.url, to: target) else { return nil }
            return Sign(.loginWall, "redirects to \(target)")
        }
        guard answer.isSuccess, let shell = answer.shell else { return nil }
        // Besides its form such a page has a few links (注册, 忘记密码) and the name of its owner; a home page with a login box has more.
        if shell.passwordFields > 0, shell.links <= Answer.mostLinks, shell.characters <= longestForm, !(answer.page?.isText ?? false) {
            return Sign(.loginWall, "a page that is only a form with a password")
        }
        if let target = ClientRedirect.target(of: answer), leadsToLogin(from: answer.url, to: target) {
            return Sign(.loginWall, "leads to \(target)")
        }
        return nil
    }

    /// A page of more visible characters than this is more than a login form.
    private static let longestForm = 400

    private static func leadsToLogin(from url: WebURL, to target: WebURL) -> Bool {
        isLogin(target) && !isLogin(url)
    }

    private static func isLogin(_ url: WebURL) -> Bool {
        RedirectTarget.hasSegment(url, words) || RedirectTarget.hasHostLabel(url, hosts)
    }

    private static let words: Set<String> = [
        "login", "signin", "sign-in", "sso", "cas", "logon", "userlogin", "user_login", "tologin", "gotologin", "loginpage", "weblogin",
        "passport", "oauth", "oauth2", "authorize", "unifiedlogin", "ssologin", "denglu",
    ]
    private static let hosts: Set<String> = ["sso", "cas", "login", "passport", "auth", "idp", "oauth", "id", "uaa", "ids"]
}
