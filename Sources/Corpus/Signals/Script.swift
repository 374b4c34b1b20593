// Whether a text is written in simplified or traditional characters: marked, never changed.

/// The script of a text.
public enum Script: String, Sendable, CaseIterable {
    case simplified = "Hans"
    case traditional = "Hant"
    /// Both, the lesser more than a tenth.
    case mixed
    /// No character that tells.
    case none

    static func of(_ scalars: [UInt32]) -> Script {
        var simplified = 0
        var traditional = 0
        let table = table
        for scalar in scalars where scalar < 0x10000 {
            switch table[Int(scalar)] {
            case 1: simplified += 1
            case 2: traditional += 1
            default: break
            }
        }
        guard simplified + traditional > 0 else { return .none }
        if min(simplified, traditional) * 10 > simplified + traditional { return .mixed }
        return simplified >= traditional ? .simplified : .traditional
    }

    /// Frequent characters of which only one script has the form: simplified and traditional by turns.
    private static let pairs = """
        国國学學会會个個对對时時来來动動产產发發经經说說为為这這们們过過还還进進关關开開长長门門问問间間见見现現观觀规規认認议議记記许許论論设設证證\
        评評试試话話该該详詳语語请請读讀调調谈談责責贤賢败敗货貨质質贩販贫貧购購贯貫贵貴贷貸费費资資赛賽车車转轉轮輪软軟轻輕较較辆輛边邊达達迁遷运運远遠连連\
        违違适適选選递遞通通银銀钱錢铁鐵锁鎖错錯键鍵锻鍛镇鎮阳陽阶階际際陆陸险險随隨难難电電页頁项項顺順须須预預领領频頻题題额額风風飞飛马馬验驗鱼魚鸟鳥麦麥\
        龙龍齐齊严嚴两兩丽麗举舉义義乌烏乐樂乡鄉书書买買乱亂争爭亏虧云雲亚亞仅僅从從仓倉仪儀价價众眾优優伟偉传傳伤傷体體余餘侧側侨僑债債倾傾偿償储儲兴興养養\
        兽獸内內军軍农農况況净淨减減几幾击擊划劃刘劉则則创創别別办辦务務劳勞势勢华華协協单單卖賣卫衛却卻厂廠历歷压壓县縣参參双雙变變号號员員听聽启啟响響团團\
        园園围圍图圖圆圓场場坏壞块塊坚堅坛壇执執扩擴扫掃扬揚护護报報担擔拟擬据據损損换換数數断斷无無旧舊显顯机機权權条條标標样樣检檢欢歡欧歐残殘汉漢沟溝济濟\
        测測浓濃润潤涨漲渐漸满滿灭滅灾災炼煉热熱爱愛环環监監盖蓋盘盤矿礦码碼确確种種积積称稱稳穩穷窮笔筆签簽简簡类類粮糧纪紀约約级級纯純纲綱纳納组組细細织織\
        终終结結给給络絡统統继繼绩績续續维維综綜绿綠编編缩縮网網罗羅职職联聯脑腦节節范範药藥获獲营營虽雖虑慮补補装裝览覽觉覺触觸计計训訓讲講访訪诉訴词詞译譯\
        实實宁寧宝寶审審层層属屬岁歲岗崗岛島币幣师師带帶帮幫广廣庆慶库庫应應庙廟废廢张張强強归歸录錄总總态態
        """
    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 0, count: 0x10000)
        let scalars = pairs.unicodeScalars.filter { $0 != "\n" }.map(\.value)
        for index in stride(from: 0, to: scalars.count - 1, by: 2) where scalars[index] != scalars[index + 1] {
            table[Int(scalars[index])] = 1
            table[Int(scalars[index + 1])] = 2
        }
        // Forms of the simplified script that the traditional one has as characters of their own (云, 余, 几, 范 …) tell nothing.
        for scalar in "云余几范划种据价发".unicodeScalars { table[Int(scalar.value)] = 0 }
        return table
    }()
}
