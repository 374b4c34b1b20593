// Tells Chinese text from what comes of decoding it in the wrong encoding.

/// How much a decoded text looks like running Chinese.
///
/// The commonest 500 characters and the punctuation make up well over half of any Chinese text, and next to nothing of the characters
/// that a wrong encoding gives (UTF-8 read as GBK: 浣犲ソ; GBK read as Big5: 笢刓).
struct Plausibility {
    /// Characters beyond ASCII in the sample, U+FFFD among them.
    private(set) var beyondASCII = 0
    private(set) var common = 0
    private(set) var replaced = 0

    /// Looks at the first 4,000 characters beyond ASCII.
    init(_ text: DecodedText) {
        var position = 0
        while beyondASCII < 4_000 {
            position = text.utf8.endOfASCII(from: position)
            guard position < text.utf8.count else { break }
            let lead = text.utf8[position]
            let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            beyondASCII += 1
            if length == 3 {
                let point = UInt32(lead & 0xF) << 12 | UInt32(text.utf8[position + 1] & 0x3F) << 6 | UInt32(text.utf8[position + 2] & 0x3F)
                if point == 0xFFFD { replaced += 1 } else if Self.isCommon(point) { common += 1 }
            }
            position += length
        }
    }

    /// From -2, all errors, to 1, common characters only.
    var quality: Double {
        beyondASCII == 0 ? 0 : Double(common) / Double(beyondASCII) - 2 * errorRate
    }

    var errorRate: Double { beyondASCII == 0 ? 0 : Double(replaced) / Double(beyondASCII) }

    /// The same measure for a page in a Latin script: the share of bytes beyond ASCII that stand alone between ASCII, as accented
    /// letters and quotation marks do and the bytes of Chinese never; halved, so that Chinese wins where both are possible.
    static func latinQuality(of bytes: [UInt8]) -> Double {
        var beyondASCII = 0, alone = 0, position = 0
        while beyondASCII < 4_000 {
            position = bytes.endOfASCII(from: position)
            guard position < bytes.count else { break }
            var end = position + 1
            while end < bytes.count, bytes[end] >= 0x80 { end += 1 }
            if bytes[position] != 0 {
                beyondASCII += end - position
                if end - position == 1 { alone += 1 }
            }
            position = end
        }
        return alone < 3 ? 0 : Double(alone) / Double(beyondASCII) / 2  // one or two are stray bytes
    }

    private static func isCommon(_ point: UInt32) -> Bool { bits[Int(point >> 6)] >> (point & 63) & 1 != 0 }

    private static let bits: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 0x10000 / 64)
        for scalar in characters.unicodeScalars where scalar.value < 0x10000 { bits[Int(scalar.value >> 6)] |= 1 << (scalar.value & 63) }
        return bits
    }()

    private static let characters = """
        的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等\
        部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数\
        正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件\
        长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导\
        器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张\
        信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约\
        支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照\
        参红细引听该铁价严龙飞首页网站版权所有主办单位承办地址邮编电话备案来源作者发布时间阅读浏览次数字体打印关闭上下篇索引号文件通知公告
        這們個來時說會學對發動產種後經進過實現體機當點從業開還關應無問題義樣與間數變條結軍統話級組計論運農強決戰據處隊給門領東導壓爭濟階術極聯認權\
        證採轉單風帶場車務達積議聲報鬥類離華張馬節確觀織裝書複兒須際驗連斷難礦備辦響約勞團歷構稱準號維劃選標寫親廠識適屬圓調滿縣參紅細聽該鐵價嚴臺\
        灣網頁資訊區國為於總長員黨設
        、。，：；！？“”‘’《》〈〉（）【】「」『』〔〕·…—　
        """
}
