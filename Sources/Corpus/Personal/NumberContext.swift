// What the words before a number call it.

/// Looks back from a number for the label that names it.
struct NumberContext {
    enum Label {
        case identity, phone, card
        /// Something that is no person's: a code, a permit, a file number.
        case code
    }

    /// The label nearest before `index`, at most 16 characters back and not beyond the end of a clause.
    static func label(before index: Int, in text: FoldedText) -> Label? {
        var place = index - 1
        let limit = max(0, index - 16)
        while place >= limit {
            switch text[place] {
            case 0x0A, 0x3002, 0x2C, 0x3B, 0x09: return nil
            default: break
            }
            for (word, label) in words(endingIn: text[place]) where place + 1 >= word.count && text.starts(word, at: place + 1 - word.count) { return label }
            place -= 1
        }
        return nil
    }

    private typealias Word = ([UInt32], Label)

    /// The words that end in a character.
    private static func words(endingIn scalar: UInt32) -> [Word] {
        guard scalar < 0x10000 else { return [] }
        let group = groupNumbers[Int(scalar)]
        return group == 0 ? [] : groups[Int(group) - 1]
    }

    private static let groups: [[Word]] = {
        Dictionary(grouping: words) { $0.0.last ?? 0 }.sorted { $0.key < $1.key }.map(\.value)
    }()
    /// For each code unit the number of the group that ends in it, from 1; 0 for none.
    private static let groupNumbers: [UInt8] = {
        var numbers = [UInt8](repeating: 0, count: 0x10000)
        for (index, group) in groups.enumerated() {
            if let last = group[0].0.last { numbers[Int(last)] = UInt8(index + 1) }
        }
        return numbers
    }()

    /// Longer words first among those that end alike.
    private static let words: [Word] = {
        let table: [(Label, [String])] = [
            (.identity, ["身份证号码", "身份证号", "身份证", "身份号码", "公民身份", "证件号码", "证件号", "身份"]),
            (.phone, ["电话", "手机", "手机号", "手机号码", "联系方式", "联系人", "传真", "热线", "座机", "Tel", "TEL", "tel", "移动电话", "微信", "小灵通", "咨询", "联系"]),
            (.card, ["卡号", "银行卡", "账号", "帐号", "账户", "帐户", "储蓄卡", "信用卡", "社保卡", "一卡通", "卡"]),
            (.code, [
                "信用代码", "机构代码", "项目代码", "代码", "编号", "文号", "备案", "备案号", "许可证号", "许可证", "证书号", "证号", "索引号", "标识码", "订单号", "订单",
                "流水号", "合同号", "合同", "条形码", "条码", "注册号", "案号", "专利号", "专利", "商标", "批号", "公网安备", "公安备", "网安备", "QQ", "qq", "ICP备", "发票号码",
                "发票", "运单号", "快递单号", "单号", "序列号", "宗地号", "不动产单元号", "准考证号", "报名号", "学号", "档案号", "税号", "识别号", "批准文号", "图幅号", "设备号",
                "型号", "ISBN", "ISSN", "CN", "版本", "受理号", "登记号", "票据号", "挂牌号", "标的号", "招标号", "采购", "工单号", "信访号", "户号", "表号", "发动机号", "车架号", "调查表", "邮编", "邮政编码",
            ]),
        ]
        return table.flatMap { label, words in words.map { (Scalars.decode($0), label) } }.sorted { $0.0.count > $1.0.count }
    }()
}
