import Reading
import Testing

@Suite struct FooterTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var html: String
        var owner, organizer, undertaker, address, postalCode, phone, icp, publicSecurity, siteID: String?
        var testDescription: String { html }
        init(_ html: String, owner: String? = nil, organizer: String? = nil, undertaker: String? = nil, address: String? = nil, postalCode: String? = nil,
             phone: String? = nil, icp: String? = nil, publicSecurity: String? = nil, siteID: String? = nil) {
            self.html = html
            (self.owner, self.organizer, self.undertaker, self.address, self.postalCode) = (owner, organizer, undertaker, address, postalCode)
            (self.phone, self.icp, self.publicSecurity, self.siteID) = (phone, icp, publicSecurity, siteID)
        }
    }

    static let cases: [Case] = [
        Case("版权所有:中共通渭县委组织部<br>邮编:743300<br><br>甘肃省定西市通渭县平襄镇中街4号<br>备案许可证号:陇ICP备14000381号<br>甘公网安备 62112102000021号",
             owner: "中共通渭县委组织部", address: "甘肃省定西市通渭县平襄镇中街4号", postalCode: "743300", icp: "陇ICP备14000381号", publicSecurity: "62112102000021"),
        Case("地址:天水市麦积区区府路56号 邮编:741020<br>主办:麦积区人民政府办公室 承办:区信息中心 E-mail:a@b.cn<br>网站标识码:6205030002 甘公网安备62050302000116号 备案编号:陇ICP备05003518号-1",
             owner: "麦积区人民政府办公室", organizer: "麦积区人民政府办公室", undertaker: "区信息中心", address: "天水市麦积区区府路56号", postalCode: "741020",
             icp: "陇ICP备05003518号-1", publicSecurity: "62050302000116", siteID: "6205030002"),
        Case("©陇ICP备20000789号     天水公网安备 陇ICP备 62050202000203号   技术支持:信息中心", icp: "陇ICP备20000789号", publicSecurity: "62050202000203"),
        Case("主办:武威市精神文明建设指导委员会办公室        备案序号:陇ICP备18000922号-1站长统计",
             owner: "武威市精神文明建设指导委员会办公室", organizer: "武威市精神文明建设指导委员会办公室", icp: "陇ICP备18000922号-1"),
        Case("主办：山西省人民政府办公厅&nbsp;©&nbsp;山西省人民政府网&nbsp;版权所有 <a href=#>晋ICP备12000773号</a> <a href=#>晋公网安备 14010502050691号</a>网站标识码：1400000045",
             owner: "山西省人民政府网", organizer: "山西省人民政府办公厅", icp: "晋ICP备12000773号", publicSecurity: "14010502050691", siteID: "1400000045"),
        Case("技术支持：浙江省经济信息中心 备案号：浙ICP备05018911号 网站标识码：3300000020浙公网安备 33010602009328号",
             icp: "浙ICP备05018911号", publicSecurity: "33010602009328", siteID: "3300000020"),
        Case("　中文域名：鄂尔多斯.政务&nbsp; 蒙ICP备13001412号-2<br>&nbsp;&nbsp;&nbsp;蒙公网安备 15062102000168号<br>网站标识码：1506000140",
             icp: "蒙ICP备13001412号-2", publicSecurity: "15062102000168", siteID: "1506000140"),
        Case("网站标识码：bm14000002&nbsp; |&nbsp; 京ICP备19054529号-1&nbsp; |&nbsp; 京公网安备11010602060068号", icp: "京ICP备19054529号-1", publicSecurity: "11010602060068", siteID: "bm14000002"),
        Case("版权所有：中国载人航天工程官方网站 主办方：中国载人航天工程办公室 备案序号：<a href=#>京ICP备20027467号-1</a>",
             owner: "中国载人航天工程官方网站", organizer: "中国载人航天工程办公室", icp: "京ICP备20027467号-1"),
        Case("备案/许可证号码：京ICP备18020997号-6", icp: "京ICP备18020997号-6"),
        Case("京｜ICP备11020872号－17　京公网安备110105007246", icp: "京｜ICP备11020872号－17", publicSecurity: "110105007246"),
        Case("湘公安网备号43010402000231号 版权所有 湘雅附属医院", owner: "湘雅附属医院", publicSecurity: "43010402000231"),
        Case("京ICP备11039383号-6京 公网安备11010202000010", icp: "京ICP备11039383号-6", publicSecurity: "11010202000010"),
        Case("© 2020 版权所有 南京大学信息化建设管理服务中心 All Rights Reserved © Nanjing University.　苏ICP备10085945-1号", owner: "南京大学信息化建设管理服务中心", icp: "苏ICP备10085945-1号"),
        Case("长江互动传媒网版权所有 未经授权禁止复制和建立镜像 鄂ICP证:020001-5", owner: "长江互动传媒网", icp: "鄂ICP证:020001-5"),
        Case("校址:嘉定区南翔镇德园路758号   邮编:201802  版权所有", address: "嘉定区南翔镇德园路758号", postalCode: "201802"),
        Case("版权所有：© 2001-2012 中国地理学会    地址：北京市朝阳区大屯路甲11号      邮编：100101<br>电话：010-64870663      传真：010-64870664",
             owner: "中国地理学会", address: "北京市朝阳区大屯路甲11号", postalCode: "100101", phone: "010-64870663"),
        Case("© 1997-2015 网易公司版权所有 <a href=#>About NetEase</a> | <a href=#>公司简介</a>", owner: "网易公司"),
        Case("共青团中央主办　共青团中央网络影视中心承办　版权所有：中国青年网", owner: "中国青年网", organizer: "共青团中央", undertaker: "共青团中央网络影视中心"),
        Case("本网站由南方新闻网版权所有，未经授权禁止复制或建立镜像<br>违法和不良信息举报电话：020-87373397 18122015068<br><a href=#>ICP备案号：粤B-20050235</a>",
             owner: "南方新闻网", phone: "020-87373397", icp: "粤B-20050235"),
        Case("©2025 浙江省淡水水产研究所  <a href=#>浙ICP备14041274-1号</a>", owner: "浙江省淡水水产研究所", icp: "浙ICP备14041274-1号"),
        Case("Copyright ©2019 东方阿尔法基金管理有限公司 版权所有<br>全国统一客服热线：400-930-6677　人工服务时间：周一至周五", owner: "东方阿尔法基金管理有限公司", phone: "400-930-6677"),
        Case("版權所有：清溪縣人民政府僑務辦公室<br>地址：清溪縣柳灣鎮人民路1號　電話：0949-6212360", owner: "清溪縣人民政府僑務辦公室", address: "清溪縣柳灣鎮人民路1號", phone: "0949-6212360"),
    ]

    @Test(arguments: cases) func `the foot is read in every spelling`(_ c: Case) {
        let f = read(article(byline: "<p>时间：2022-07-28 来源：县政府办</p>", foot: "<p>\(c.html)</p>")).footer
        #expect(f.owner == c.owner)
        #expect(f.organizer == c.organizer)
        #expect(f.undertaker == c.undertaker)
        #expect(f.address == c.address)
        #expect(f.postalCode == c.postalCode)
        #expect(f.phone == c.phone)
        #expect(f.icp == c.icp)
        #expect(f.publicSecurity == c.publicSecurity)
        #expect(f.siteID == c.siteID)
    }

    @Test(arguments: cases) func `a foot without a name of its own ends the body all the same`(_ c: Case) {
        let html = article(byline: "<p>时间：2022-07-28 来源：县政府办</p>", foot: c.html).replacing("class=\"footer\"", with: "class=\"b\"")
        #expect(read(html).paragraphs == bodyParagraphs)
    }

    @Test func `a page without a foot invents none`() {
        #expect(read(article(byline: "<p>时间：2022-07-28 来源：县政府办</p>")).footer == Footer())
    }
}
