import Records
import Testing

@Suite struct NormalTextTests {
    @Test(arguments: [
        ("　　一是抓学习培训。", "一是抓学习培训。"),  // U+3000 indents go
        ("\u{A0}\u{A0}正文 \u{2003}", "正文"),
        ("按照 “绘出思路”的要求,超前谋划", "按照 “绘出思路”的要求,超前谋划"),  // inner spacing and half-width commas stay
        ("全角：，（）！", "全角：，（）！"),  // never folded
        ("豫政办\u{200B}〔2022〕\u{2060}23\u{FEFF}号", "豫政办〔2022〕23号"),
        ("张\u{200D}三", "张三"),
        ("一\u{1}二\u{7F}三\u{81}四\r\t五", "一二三四\t五"),  // control characters have no form; the tab parts cells
        ("क्\u{200D}ष", "क्\u{200D}ष"),  // a joiner between others than Han has its meaning
        ("e\u{301}", "\u{E9}"),  // NFC
        ("\u{F900}豈e\u{301}", "\u{F900}豈\u{E9}"),  // compatibility ideographs are left
        ("单位\t名称\t", "单位\t名称\t"),  // the tab parts cells
    ])
    func normalizes(_ text: String, _ expected: String) {
        #expect(NormalText.normalize(text).map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
    }

    @Test(arguments: ["", " ", "　", "\u{200B}", "\u{A0}\u{3000}"])
    func nothingIsNil(_ text: String) {
        #expect(NormalText.normalize(text) == nil)
    }

    @Test func isIdempotentOnAnyText() {
        var generator = SystemRandomNumberGenerator()
        let alphabet: [Unicode.Scalar] = ["中", "文", " ", "\u{3000}", "\u{200B}", "\u{200D}", "e", "\u{301}", "\u{F900}", "\u{302A}", "\t", "，"]
        for _ in 0..<2000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &generator) { view.append(alphabet.randomElement(using: &generator) ?? " ") }
            let once = NormalText.normalize(String(view))
            #expect(NormalText.normalize(once).map { Array($0.unicodeScalars) } == once.map { Array($0.unicodeScalars) })
        }
    }

    @Test func verbatimTextHasSingleSpaces() {
        #expect(NormalText.singleSpaced("来源:\u{A0}\u{A0}作者::　阅读:\n时间:2016-3-29 ") == "来源: 作者:: 阅读: 时间:2016-3-29")
    }
}
