// Whether the answer to a request for robots.txt is one.

import Reading
import Web

/// What an answer to `/robots.txt` is worth, before RFC 9309 speaks of its status.
enum RobotsAnswer: Sendable, Equatable {
    /// As its status says (RFC 9309, section 2.3.1).
    case asStatus
    /// A page that says there is none: a 404 in all but its status.
    case notThere
    /// A shield's page, a challenge, a login form or some other page instead of a text: nothing was learned of the rules, so nothing may
    /// be asked for (RFC 9309, section 2.3.1.4).
    case unreachable(why: String)

    /// - Parameters:
    ///   - answer: the answer at the end of its redirects, its shell read from the body whatever its type.
    ///   - body: the beginning of the body, decoded from its codings.
    init(_ answer: Answer, body: some Collection<UInt8>) {
        if answer.isSuccess, Self.holdsRules(body) {
            self = .asStatus
        } else if let sign = Challenge.sign(in: answer) {
            self = .unreachable(why: sign.mark)
        } else if let sign = Refusal.sign(in: answer), ![403, 451].contains(answer.status) || Refusal.shieldSign(answer) != nil {
            self = .unreachable(why: sign.mark)
        } else if answer.isSuccess || answer.isRedirect, SoftNotFound.sign(in: answer) != nil {
            self = .notThere
        } else if answer.isRedirect, let sign = LoginWall.sign(in: answer) {
            self = .unreachable(why: sign.mark)
        } else if answer.isSuccess, answer.shell != nil, Self.isHTML(body) {
            self = .unreachable(why: "a page instead of a robots.txt")
        } else {
            self = .asStatus
        }
    }

    /// Whether a line begins with `User-agent:`, as each group of rules does (RFC 9309, section 2.2.1).
    private static func holdsRules(_ body: some Collection<UInt8>) -> Bool {
        let word = Array("user-agent".utf8)
        return body.prefix(64 << 10).split { $0 == 0x0A || $0 == 0x0D }.contains { line in
            line.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }.lazy
                .map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.starts(with: word)
        }
    }

    private static func isHTML(_ body: some Collection<UInt8>) -> Bool {
        body.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF } == UInt8(ascii: "<")
    }
}
