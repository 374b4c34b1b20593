// The difference of two texts, as a reader of Chinese sees it.
@testable import Comparing
import Testing

@Suite struct TextDifferenceTests {
    private func shown(_ old: String, _ new: String) -> String {
        TextDifference.segments(from: old, to: new).map { segment in
            switch segment.kind {
            case .same: segment.text
            case .removed: "[-\(segment.text)]"
            case .added: "[+\(segment.text)]"
            }
        }.joined()
    }

    @Test(arguments: [
        // Numbers, dates and 文号 are not parted.
        ("共有12家企业参加。", "共有125家企业参加。", "共有[-12][+125]家企业参加。"),
        ("定于2019年3月29日召开会议。", "定于2019年4月2日召开会议。", "定于[-2019年3月29日][+2019年4月2日]召开会议。"),
        ("根据国发〔2019〕12号文件要求", "根据国发〔2020〕3号文件要求", "根据国发[-〔2019〕12号][+〔2020〕3号]文件要求"),
        ("增长3.5%，好于预期", "增长4.1%，好于预期", "增长[-3.5%][+4.1%]，好于预期"),
        // Only the sentence that changed is touched.
        ("会议已经召开。各单位认真学习。", "会议已经召开。各单位要认真学习。", "会议已经召开。各单位[+要]认真学习。"),
        // One or two characters between two changes belong to them.
        ("负责人为张三的处长李四同志", "负责人为王五的科长赵六同志", "负责人为[-张三的处长李四][+王五的科长赵六]同志"),
        // What has little in common is shown as a whole.
        ("今天天气晴朗。", "全市经济运行平稳。", "[-今天天气晴朗。][+全市经济运行平稳。]"),
        ("", "新增一段。", "[+新增一段。]"),
        ("同一段。", "同一段。", "同一段。"),
    ]) func aDifferenceIsReadable(_ old: String, _ new: String, _ expected: String) {
        #expect(shown(old, new) == expected)
    }

    @Test func removedAndSameAreTheOldTextAddedAndSameTheNew() {
        let alphabet = Array("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严。！？；，、0123456789〔〕号%abc")
        var seed: UInt64 = 11
        func random(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for _ in 0..<300 {
            let old = (0..<random(120)).map { _ in alphabet[random(alphabet.count)] }
            var new = old
            for _ in 0..<random(8) where !new.isEmpty {
                let at = random(new.count)
                switch random(3) {
                case 0: new.remove(at: at)
                case 1: new.insert(alphabet[random(alphabet.count)], at: at)
                default: new[at] = alphabet[random(alphabet.count)]
                }
            }
            let segments = TextDifference.segments(from: String(old), to: String(new))
            #expect(segments.filter { $0.kind != .added }.map(\.text).joined() == String(old))
            #expect(segments.filter { $0.kind != .removed }.map(\.text).joined() == String(new))
            #expect(zip(segments, segments.dropFirst()).allSatisfy { $0.kind != $1.kind })
        }
    }

    @Test func atomsAndSentencesJoinedAreTheText() {
        let text = "根据《通知》（国发〔2019〕12号）要求，2019年3月29日8时30分召开e-mail会议。“好！”他说；共3,500.5万元。end"
        #expect(TextAtoms.atoms(of: text).joined() == text)
        #expect(TextAtoms.sentences(of: text).joined() == text)
        #expect(TextAtoms.atoms(of: text).contains("〔2019〕12号") && TextAtoms.atoms(of: text).contains("2019年3月29日8时30分"))
        #expect(TextAtoms.atoms(of: text).contains("3,500.5万元"))
        #expect(TextAtoms.sentences(of: text).count == 5)
    }
}
