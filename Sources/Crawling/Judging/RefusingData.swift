// Data that says no: JSON that came with status 200 and tells of a refusal or an error.

extension DataAnswer {
    /// The sign in an answer whose data says no and holds nothing.
    static func sign(in answer: Answer) -> Sign? {
        guard answer.isSuccess, let data = answer.data, !data.holdsData else { return nil }
        let words = [
            data.code.map { "code \($0)" }, data.success == false ? "success false" : nil,
            data.message.isEmpty ? nil : "“\(data.message.prefix(80))”",
        ]
        let mark = "data that says \(words.compactMap { $0 }.joined(separator: ", "))"
        switch data.code {
        case 401?: return Sign(.loginWall, mark)
        case 403?, 405?, 418?: return Sign(.refused, mark)
        case 429?, 451?: return Sign(.refused, mark, effectiveStatus: data.code)
        case 404?, 410?: return Sign(.softNotFound, mark)
        case .some(500..<600): return Sign(.serverError, mark, effectiveStatus: data.code)
        default: break
        }
        guard data.success == false else { return nil }
        func says(_ words: [String]) -> Bool { words.contains(where: data.message.contains) }
        if says(["验证码"]) { return Sign(.challenged, mark) }
        if says(["频繁", "过快"]) { return Sign(.challenged, mark, effectiveStatus: 429) }
        if says(["登录", "登陆", "token"]) { return Sign(.loginWall, mark) }
        if says(["不存在", "未找到", "找不到", "已删除", "已被删除"]) { return Sign(.softNotFound, mark) }
        if says(["系统异常", "系统错误", "服务器", "服务异常", "内部错误", "系统繁忙"]) {
            return Sign(.serverError, mark, effectiveStatus: 500)
        }
        return Sign(.refused, mark)
    }
}
