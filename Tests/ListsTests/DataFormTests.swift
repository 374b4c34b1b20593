// Calls for rows in the forms that portals write: which requests follow from a page, and what is read of an answer.

import Lists
import Testing

/// A page without rows.
private func shell(_ more: String) -> String {
    "<html><head><title>政策文件</title></head><body><div>当前位置：<a href='/'>首页</a> &gt; 政策文件</div><div id='list'></div>\(more)</body></html>"
}

@Suite("Forms of calls for rows")
struct DataFormTests {
    private static let host = "http://www.example.gov.cn"
    private static let hex = "a1a078ee0bc54721ab6b148884c784a8"

    static let forms: [ListForm] = [
        // TRS WAS5
        ListForm(
            name: "WAS5, docs", page: shell("<script>$.get('/was5/web/search?channelid=254874&templet=docs.jsp&sortfield=-DOCRELTIME&classsql=chnlid%3D9&prepage=20&page=' + page);</script>"),
            dialect: "trs-was",
            requests: [3: host + "/was5/web/search?channelid=254874&classsql=chnlid%3D9&prepage=20&sortfield=-DOCRELTIME&templet=docs.jsp&page=3"]),
        ListForm(
            name: "WAS5, the search's page", url: host + "/was5/web/search?channelid=7&perpage=15", page: listPage("<script>var countPage = 9; var m_nRecordCount = '131';</script>"), dialect: "trs-was",
            requests: [2: host + "/was5/web/search?channelid=7&perpage=15&page=2", 10: nil], announced: 131),
        ListForm(
            name: "MEE's govsearch", url: host + "/govsearch/haqj.jsp?channelid=33", page: listPage("<script>var m_nRecordCount = \"386\"; var m_nPageSize = 20;</script>"), dialect: "trs-was",
            requests: [2: host + "/govsearch/haqj.jsp?channelid=33&page=2", 20: host + "/govsearch/haqj.jsp?channelid=33&page=20", 21: nil], announced: 386),
        // TRS IGS
        ListForm(
            name: "IGS, no filter", page: shell("<script>$.ajax({url:'/igs/front/search.jhtml?code=\(hex)&siteId=34&pageSize=10&searchWord=&position=TITLE&orderby=time&timeOrder=desc&pageNumber='+n});</script>"),
            dialect: "trs-igs",
            requests: [2: host + "/igs/front/search.jhtml?code=\(hex)&orderby=time&pageSize=10&position=TITLE&searchWord=&siteId=34&timeOrder=desc&pageNumber=2"]),
        ListForm(
            name: "IGS, variables", page: shell("<script>var code = '\(hex)', siteId = 34;\nvar page = 1;\n$.get('/igs/front/search.jhtml', {code: code, siteId: siteId, pageSize: 10, pageNumber: page}, draw);</script>"),
            dialect: "trs-igs", requests: [2: host + "/igs/front/search.jhtml?code=\(hex)&pageSize=10&siteId=34&pageNumber=2"]),
        ListForm(
            name: "IGS of Nanjing, published data",
            page: shell(
                "<script>$.getJSON(\"/igs/front/search/publish/data/list.html?&index=wzqsearch-v20190124&type=infomation&siteId=3&pageSize=20&orderProperty=DOCRELTIME&orderDirection=desc&filter[SITEID]=3&filter[CHANNELID]=21985&pageIndex=1&pageNumber=1\", draw);</script>"),
            dialect: "trs-igs",
            requests: [
                3: host
                    + "/igs/front/search/publish/data/list.html?filter%5BCHANNELID%5D=21985&filter%5BSITEID%5D=3&index=wzqsearch-v20190124&orderDirection=desc&orderProperty=DOCRELTIME&pageSize=20&siteId=3&type=infomation&pageNumber=3&pageIndex=3"
            ]),
        // TRS IRS
        ListForm(
            name: "IRS, a column's filter",
            page: shell(
                "<script>axios.post('/irs/front/search', {code: '17e50b77dab', dataTypeId: '18', pageNo: n, pageSize: 15, customFilter: {operator: 'and', properties: [{property: 'channelId', operator: 'eq', value: '7'}]}});</script>"),
            dialect: "trs-irs",
            requests: [
                2: host
                    + "/irs/front/search#POST:{%22code%22:%2217e50b77dab%22,%22dataTypeId%22:%2218%22,%22searchWord%22:%22%22,%22searchBy%22:%22all%22,%22orderBy%22:%22time%22,%22granularity%22:%22ALL%22,%22beginDateTime%22:%22%22,%22endDateTime%22:%22%22,%22filters%22:[],%22pageNo%22:2,%22pageSize%22:15,%22customFilter%22:{%22operator%22:%22and%22,%22properties%22:[{%22operator%22:%22eq%22,%22property%22:%22channelId%22,%22value%22:%227%22}]}}"
            ]),
        // UCAP
        ListForm(
            name: "UCAP, the channel in a meta", url: host + "/csrc/c100028/common_list.shtml",
            page: "<html><head><meta name=\"channelid\" content=\"\(hex)\"></head><body><ul id=list></ul><script>$.getJSON('/searchList/' + channelid + '?_isAgg=true&page=' + p);</script></body></html>",
            dialect: "ucap",
            requests: [2: host + "/searchList/\(hex)?_channelName=&_isAgg=true&_isJson=true&_pageSize=15&_rangeTimeGte=&_template=index&page=2"]),
        ListForm(
            name: "UCAP, put together", page: shell("<script>var channelId = '\(hex)';\nvar url = `/common/search/${channelId}?_isAgg=true&_isJson=true&_pageSize=10&page=${page}`;</script>"),
            dialect: "ucap", requests: [3: host + "/common/search/\(hex)?_isAgg=true&_isJson=true&_pageSize=10&page=3"]),
        ListForm(
            name: "State Tax", page: shell("<script>var channelId = \"\(hex)\";\n$.ajax({type: 'POST', url: '/getFileListByCodeId', data: {codeId: '', channelId: channelId, page: page, size: 10}});</script>"),
            dialect: "state-tax", requests: [2: host + "/getFileListByCodeId#POST:channelId=\(hex)&codeId=&page=2&size=100"]),
        // Hanweb
        ListForm(
            name: "jpaas, ColId for the page",
            page: "<html><head><meta name='ColId' content='1229'></head><body><div id='x'><script src='/script/AuthorizedRead/unitbuild.js' url='/api-gateway/jpaas-publish-server/front/page/build/unit' queryData=\"{'webId':'3185','tplSetId':'o0Yc','tagId':'分页列表','parseType':'bulidstatic','pageType':'column','editType':'null'}\"></script></div></body></html>",
            dialect: "jpaas",
            requests: [
                2: host
                    + "/api-gateway/jpaas-publish-server/front/page/build/unit?editType=null&pageId=1229&pageType=column&parseType=bulidstatic&tagId=%E5%88%86%E9%A1%B5%E5%88%97%E8%A1%A8&tplSetId=o0Yc&webId=3185&paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A15%7D"
            ]),
        ListForm(
            name: "jpaas, an unusual tag beside a navigation",
            page: "<html><body><div url='/api-gateway/jpaas-publish-server/front/page/build/unit' queryData=\"{'webId':'1','pageId':'2','tagId':'主导航','tplSetId':'a'}\"></div><div url='/api-gateway/jpaas-publish-server/front/page/build/unit' queryData=\"{'webId':'1','pageId':'2','tagId':'右侧','tplSetId':'b'}\"></div></body></html>",
            dialect: "jpaas",
            requests: [
                1: host
                    + "/api-gateway/jpaas-publish-server/front/page/build/unit?pageId=2&tagId=%E5%8F%B3%E4%BE%A7&tplSetId=b&webId=1&paramJson=%7B%22pageNo%22%3A1%2C%22pageSize%22%3A15%7D"
            ]),
        ListForm(
            name: "jpolicy of Jinan, posted with its query",
            page: shell("<script>var ctx = '/api-gateway/jpaas-jpolicy-web-server';\n$.ajax({type:'post', url: ctx + '/front/info/do-search?level=0&pageSize=10&pageNo=' + p, dataType:'json'});</script>"),
            dialect: "jpaas-jpolicy", requests: [2: host + "/api-gateway/jpaas-jpolicy-web-server/front/info/do-search?level=0&pageSize=10&pageNo=2#POST:"]),
        ListForm(
            name: "dataproxy, named by the script alone", url: host + "/col/col42/index.html",
            page: shell("<script>$('#31591').jpage({totalRecord:130, proxyUrl:'/module/jpage/dataproxy.jsp', perPage:15, ajaxParam:{col:1,webid:18,path:'/',columnid:42,sourceContentType:1,unitid:'31591',webname:'x',permissiontype:0}});</script>"),
            dialect: "hanweb-jpage",
            requests: [
                1: host + "/module/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=45&page=1#POST:col=1&columnid=42&path=%2F&permissiontype=0&sourceContentType=1&unitid=31591&webid=18&webname=x",
                3: host + "/module/jpage/dataproxy.jsp?startrecord=91&endrecord=130&perpage=45&page=3#POST:col=1&columnid=42&path=%2F&permissiontype=0&sourceContentType=1&unitid=31591&webid=18&webname=x",
                4: nil,
            ], announced: 130),
        ListForm(
            name: "信息公开, the form as text", url: host + "/col/col1229/index.html",
            page: shell("<iframe src='/module/xxgk/tree.jsp?area=11330000'></iframe><script>$.post('/module/xxgk/search.jsp', 'infotypeId=&jdid=3096&area=11330000&divid=div1229&sortfield=compaltedate:0', draw);</script>"),
            dialect: "hanweb-xxgk",
            requests: [
                2: host
                    + "/module/xxgk/search.jsp#POST:area=11330000&divid=div1229&fbtime=-1&infotypeId=&isAllList=1&jdid=3096&sortfield=compaltedate%3A0&standardXxgk=0&texttype=1&vc_all=&vc_filenumber=&vc_number=&vc_title=&currpage=2"
            ]),
        // gkmlpt
        ListForm(
            name: "gkmlpt without counts", url: host + "/gkmlpt/index",
            page: shell("<script>window._CONFIG={SID:'755001',TREE:[{id:1,name:'机构职能',children:[{id:12,name:'领导',children:[]}]}],SERVICE_AREA_ID:'1'};</script>"), dialect: "gkmlpt",
            requests: [1: host + "/gkmlpt/api/all/12?sid=755001&page=1"]),
        ListForm(
            name: "gkmlpt without a tree", url: host + "/szfgw/gkmlpt/index", page: shell("<script>window._CONFIG={SID:'755001',TREE:[]};</script>"), dialect: "gkmlpt",
            requests: [1: host + "/szfgw/gkmlpt/api/all/0?sid=755001&page=1"]),
        // Lonsun
        ListForm(
            name: "Lonsun of a county, the office in the address", url: host + "/zwgk/public/column/6615904?type=4&catId=6718758&action=list",
            page:
                "<html><head><meta name='SiteId' content='6793339'></head><body><div id=list></div><script>Ls.ajax({url: '/huangshanzwgk/zwgk/site/label/8888?IsAjax=1&dataType=html&_=' + Math.random() + '&labelName=publicInfoList&pageSize=20&action=list&isDate=true&dateFormat=yyyy-MM-dd&length=200&type=4&file=%2Fc2%2Fhsxxgk%2FpublicInfoList_newest_hs'});</script></body></html>",
            dialect: "lonsun",
            requests: [
                2: host
                    + "/huangshanzwgk/zwgk/site/label/8888?IsAjax=1&action=list&catId=6718758&dataType=html&dateFormat=yyyy-MM-dd&file=%2Fc2%2Fhsxxgk%2FpublicInfoList_newest_hs&isDate=true&labelName=publicInfoList&length=200&organId=6615904&pageSize=20&siteId=6793339&type=4&pageIndex=2"
            ]),
        ListForm(
            name: "Lonsun, rows and pager in the page", url: host + "/public/column/4140867?type=4&action=list&nav=&sub=&catId=11908678",
            page: listPage(
                "<script>var params = {labelName:\"publicInfoList\",siteId:\"10914581\",pageSize:\"15\",organId:\"4140867\",type:\"4\",catId:\"11908678\",file:\"/xxgk/publicInfoList_newest2022\"};\n$.get('/site/label/8888', params, draw);\nLs.pagination('#page', go, {currPage:1,pageCount:12,total:'173'});</script>"),
            dialect: "lonsun", requests: [2: host + "/site/label/8888?IsAjax=1&action=list&catId=11908678&dataType=html&file=%2Fxxgk%2FpublicInfoList_newest2022&labelName=publicInfoList&organId=4140867&pageSize=15&siteId=10914581&type=4&pageIndex=2", 13: nil],
            announced: 173),
        // intertid
        ListForm(
            name: "intertid of an office, children joined", page: shell("<script>var chanIdStr = \"37764,37765\";\nqx_wbj_getSearchList(1,20,2,chanIdStr,1,\"openTime\");</script>"), dialect: "intertid",
            requests: [2: host + "/info_open/search#POST:channelIds=37764%2C37765&order=openTime&pageSize=20&searchType=1&siteId=2&pageIndex=2"]),
        ListForm(
            name: "intertid, four arguments", page: shell("<script>getSearchList(1,20,\"184\",\"37764\");</script>"), dialect: "intertid",
            requests: [1: host + "/info_open/search#POST:channelIds=37764&order=writeTime&pageSize=20&searchType=1&siteId=184&pageIndex=1"]),
        // Others
        ListForm(
            name: "CAC", url: host + "/wxzw/wxfb/A093702index_1.htm", page: shell("<script>var channelCode = 'A093702';\n$.ajax({type: 'POST', url: '/cms/JsonList', data: {channelCode:channelCode,perPage:'40',pageno:id}});</script>"),
            dialect: "cac", requests: [2: host + "/cms/JsonList#POST:channelCode=A093702&perPage=40&pageno=2"]),
        ListForm(
            name: "Suzhou, a field in the address", page: shell("<script>$.ajax({type:'post',url:'/szinf/xxgk/interfacesWebZcwj/loadData?pageSize=15',data:{pageIndex:n,channel_id:'\(hex)'}});</script>"),
            dialect: "suzhou", requests: [2: host + "/szinf/xxgk/interfacesWebZcwj/loadData?pageSize=15#POST:channel_id=\(hex)&pageIndex=2"]),
        ListForm(
            name: "export control", page: shell("<script>$.ajax({type:'POST', url:'/edi_ecms_web_front/front/column/getColumnList', contentType:'application/json', data: JSON.stringify({columnID: 1, pageNum: page, pageSize: 20})});</script>"),
            dialect: "mofcom-columns", requests: [2: host + "/edi_ecms_web_front/front/column/getColumnList#POST:{%22columnID%22:1,%22pageNum%22:2,%22pageSize%22:20}"]),
        ListForm(
            name: "trade notices of Wuxi", page: shell("<script>$.post('/info_open/searchPublicResource', {pageIndex: n, pageSize: 20, siteId: 2, chanId: '41208'}, draw);</script>"),
            dialect: "intertid", requests: [2: host + "/info_open/searchPublicResource#POST:chanId=41208&pageSize=20&siteId=2&pageIndex=2"]),
        ListForm(
            name: "laws", page: shell("<script>axios.post('/law-search/search/list', JSON.stringify({searchRange:1,searchType:2,flfgCodeId:[102],searchContent:'',pageNum:1,pageSize:20}));</script>"),
            dialect: "npc-laws", requests: [2: host + "/law-search/search/list#POST:{%22flfgCodeId%22:[102],%22pageNum%22:2,%22pageSize%22:50,%22searchContent%22:%22%22,%22searchRange%22:1,%22searchType%22:2}"]),
        ListForm(
            name: "NFRA", url: host + "/cn/view/pages/ItemList.html?itemPId=926&itemId=928&itemUrl=ItemListRightList.html", page: shell("<script src='/cn/js/common/ItemList.js'></script>"), dialect: "nfra",
            requests: [2: host + "/cbircweb/DocInfo/SelectDocByItemIdAndChild?itemId=928&pageSize=18&pageIndex=2"]),
        ListForm(
            name: "EWB, project in the page", url: host + "/dynamic/zwgk/govInfoPub.html?categorynum=003006",
            page: shell("<script>var siteInfo={\"projectName\":\"/EWB_YK_Mid\",\"siteGuid\":\"befc62b3\"};</script><script src='/EWB-FRONT/js/a.js'></script>"), dialect: "ewb",
            requests: [
                1: host + "/EWB_YK_Mid/rest/lightfrontaction/getgovinfolist#POST:{%22deptcode%22:%22%22,%22categorynum%22:%22003006%22,%22siteGuid%22:%22befc62b3%22,%22pageIndex%22:0,%22pageSize%22:50}"
            ]),
        ListForm(
            name: "Xinhua, the file in a script of its own", url: host + "/zfxxgk/fdzdgknr/index.htm", page: shell("<ul id=\"showData0\"></ul><script>xhList({id:'showData0', file:'ds_\(hex).json'});</script>"),
            dialect: "sibling-json", requests: [1: host + "/zfxxgk/fdzdgknr/ds_\(hex).json", 2: nil]),
        ListForm(
            name: "Xinhua, NEA's attribute", url: host + "/policy/zxwj.htm", page: shell("<ul id=\"showData0\" data=\"datasource:\(hex)\"></ul>"), dialect: "sibling-json",
            requests: [1: host + "/policy/ds_\(hex).json"]),
        ListForm(
            name: "gov.cn's file", url: host + "/zhengce/zuixin/home.htm", page: shell("<script>$.ajax({url:\"./ZUIXINZHENGCE.json\",type:\"get\"});</script>"), dialect: "sibling-json",
            requests: [1: host + "/zhengce/zuixin/ZUIXINZHENGCE.json"]),
        ListForm(
            name: "ASP.NET, a bold number", url: host + "/jyxx/MoreInfo.aspx?CategoryNum=003001",
            page: listPage(
                "<form method=post action='MoreInfo.aspx?CategoryNum=003001'><input type=hidden name=__VIEWSTATE value='/wEP'><div id='MoreInfoList1_Pager'><font color=blue><b>386</b></font> 条 <a href=\"javascript:__doPostBack('MoreInfoList1$Pager','2')\">2</a></div></form>"),
            dialect: "aspnet", requests: [2: host + "/jyxx/MoreInfo.aspx?CategoryNum=003001#POST:__EVENTTARGET=MoreInfoList1%24Pager&__EVENTARGUMENT=2"], announced: 386),
    ]

    @Test("each gives the requests for its pages", arguments: forms) func read(_ form: ListForm) throws { try form.check() }

    /// An answer that a column of a form gives, and what is read of its first row.
    struct Answer: Sendable, CustomTestStringConvertible {
        var form: String
        var body: String
        var title = "关于印发要点的通知"
        var url = "http://www.example.gov.cn/a/1.html"
        var date: String? = "2023-03-18"
        var number: String?
        var total: Int?
        var testDescription: String { "\(form): \(body.prefix(40))" }
    }

    static let answers: [Answer] = [
        Answer(
            form: "WAS5, docs", body: "\r\n\r\n{\"count\":\"262\",\"docs\":[{\"title\":\"关于印发<font color=red>要点</font>的通知\",\"url\":\"/a/1.html\",\"time\":\"2023.03.18\"}]}", total: 262),
        Answer(
            form: "WAS5, docs",
            body:
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ROOT><RECORDCOUNT>5598</RECORDCOUNT><REC><TITLE><![CDATA[关于印发要点的通知]]></TITLE><URL><![CDATA[/a/1.html]]></URL><WH>清政〔2023〕1号</WH><DOCRELTIME>2023-03-18 09:00:00</DOCRELTIME><FWDW>税务局</FWDW></REC></ROOT>",
            date: "2023-03-18T09:00:00", number: "清政〔2023〕1号", total: 5598),
        Answer(
            form: "IGS, no filter", body: "{\"page\":{\"content\":[{\"title\":\"关于<em>印发</em>要点的通知\",\"url\":\"/a/1.html\",\"trs_time\":\"2023-03-18 00:00:00\",\"filenum\":\"清政〔2023〕1号\"}],\"total\":\"12\",\"totalPages\":2}}", number: "清政〔2023〕1号", total: 12),
        Answer(
            form: "IGS of Nanjing, published data", body: "{\"rows\":[{\"DOCTITLE\":\"关于印发要点的通知\",\"DOCPUBURL\":\"/a/1.html\",\"DOCRELTIME\":\"2023-03-17T16:00:00.000Z\",\"INDEXNO\":\"QX\"}],\"total\":319}", total: 319),
        Answer(
            form: "IGS, no filter", body: "{\"page\":{\"content\":[{\"FileName\":\"关于印发要点的通知\",\"DOCPUBURL\":\"/a/1.html\",\"PUBDATE\":\"2023-03-18\",\"fileNum\":\"清政〔2023〕1号\"}],\"total\":\"1\"}}", number: "清政〔2023〕1号", total: 1),
        Answer(
            form: "IRS, a column's filter",
            body:
                "{\"success\":true,\"data\":{\"pager\":{\"pageNo\":1,\"pageSize\":10,\"pageCount\":3,\"total\":\"25\"},\"middle\":{\"listAndBox\":[{\"data\":{\"title\":\"<em>关于</em>\",\"title_no_tag\":\"关于印发要点的通知\",\"url\":\"/a/1.html\",\"time\":\"2023-03-18\"}}]}}}",
            total: 25),
        Answer(
            form: "IRS, a column's filter", body: "{\"resultDocs\":[{\"data\":{\"titleO\":\"关于印发要点的通知\",\"url\":\"/a/1.html\",\"docDate\":\"2023-03-18\"}}],\"pager\":{\"total\":1,\"pageCount\":1}}", total: 1),
        Answer(
            form: "UCAP, put together",
            body:
                "{\"data\":{\"total\":\"41\",\"page\":1,\"rows\":10,\"results\":[{\"title\":\"关于印发要点的通知\",\"url\":\"//www.example.gov.cn/a/1.html\",\"publishedTimeStr\":\"null\",\"publishedTime\":1679068800000,\"domainMetaList\":[{\"resultList\":[{\"name\":\"文号\",\"key\":\"wh\",\"value\":\"清政〔2023〕1号\"},{\"name\":\"索引号\",\"key\":\"syh\",\"value\":\"null\"}]}]}]}}",
            number: "清政〔2023〕1号", total: 41),
        Answer(
            form: "State Tax",
            body:
                "{\"code\":200,\"results\":{\"data\":{\"total\":35,\"page\":1,\"rows\":10,\"results\":[{\"titleHtml\":\"关于印发要点的通知\",\"url\":\"/a/1.html\",\"redirectUrl\":\"\",\"publishedTimeStr\":\"2023-03-18 00:00:00\",\"domainMetaList\":[{\"resultList\":[{\"key\":\"writtentext\",\"value\":\"清政〔2023〕1号\"}]}]}]}}}",
            number: "清政〔2023〕1号", total: 35),
        Answer(
            form: "jpaas, ColId for the page",
            body: "{\"success\":true,\"data\":{\"html\":\"<ul><li><a href='\\/a\\/1.html' title='关于印发要点的通知'>关于印发…<\\/a><span>2023-03-18<\\/span><\\/li><\\/ul><div class='pagination' count='386' rows='15' pageNo='1'><\\/div>\"}}",
            total: 386),
        Answer(
            form: "jpaas, ColId for the page", body: "{\"data\":\"<ul><li><span>2023-03-18</span><a href=\\\"/a/1.html\\\">关于印发要点的通知</a></li></ul>\"}"),
        Answer(
            form: "jpolicy of Jinan, posted with its query",
            body: "{\"success\":true,\"data\":{\"infoCount\":4819,\"pageNum\":1,\"pageSize\":10,\"bean\":{\"results\":[{\"infoid\":\"42\",\"title\":\"关于印发要点的通知\",\"issue\":\"清政〔2023〕1号\",\"publishdate\":\"2023-03-18\",\"validity\":\"0\"}]}}}",
            url: "http://www.example.gov.cn/detail?iid=42", number: "清政〔2023〕1号", total: 4819),
        Answer(
            form: "信息公开, the form as text",
            body: "<table><tr><td>1</td></tr><tr class=\"tr_main_value_odd\"><td><a href=\"/art/2023/3/18/art_1229_1.html\" title=\"关于印发要点的通知\">关于</a></td><td>2023-03-18</td></tr><tr><td><a href=\"/art/2023/3/18/art_7_1.html\">别的</a></td></tr></table>共<b>12</b>页",
            url: "http://www.example.gov.cn/art/2023/3/18/art_1229_1.html"),
        Answer(
            form: "gkmlpt without counts", body: "{\"classify\":{\"post_count\":\"250\"},\"articles\":[{\"id\":1,\"title\":\"关于印发要点的通知\",\"url\":\"/a/1.html\",\"date\":0,\"display_publish_time\":0,\"created_at\":\"2023-03-18 00:00:00\",\"document_number\":\"\"}]}", total: 250),
        Answer(
            form: "Lonsun, rows and pager in the page",
            body: "<ul class=\"clearfix xxgk_nav_list\"><li><a href=\"/a/1.html\" title=\"关于印发要点的通知\" class=\"title\">关于印发…</a><span class=\"date\">2023-03-18</span></li><li><a href=\"/a/2.html\" title=\"关于第二号事项的通知\">关于第二…</a><span>2023-03-17</span></li></ul><script>Ls.pagination('#p',f,{currPage:2,pageCount:12,total:'173'});</script>",
            total: 173),
        Answer(
            form: "intertid, four arguments",
            body: "{\"status\":0,\"data\":{\"totalElements\":57,\"totalPages\":3,\"page\":1,\"size\":20,\"data\":[{\"title\":\"关于印发要点的通知\",\"writeTime\":1679068800000,\"url\":\"/a/1.html\",\"effectStatus\":\"有效\"}]}}", total: 57),
        Answer(form: "CAC", body: "{\"totalRec\":\"112\",\"list\":[{\"topic\":\"关于印发要点的通知\",\"infourl\":\"//www.example.gov.cn/a/1.html\",\"pubtime\":\"2023-03-18 00:00:00.0\"}]}", total: 112),
        Answer(
            form: "Suzhou, a field in the address", body: "{\"data\":{\"allRow\":41,\"totalPage\":3,\"list\":[{\"TITLE\":\"关于印发要点的通知\",\"URL\":\"/a/1.html\",\"C_WJBH\":\"清政〔2023〕1号\",\"PUBLISHED_TIME_FORMAT\":\"2023-03-18\"}]}}", number: "清政〔2023〕1号", total: 41),
        Answer(
            form: "export control", body: "{\"pageInfo\":{\"total\":897,\"maxPageNum\":45,\"rows\":[{\"title\":\"关于印发要点的通知\",\"url\":\"/a/1.html\",\"publishTimeStr\":\"2023-03-18 10:00:00\"}]}}",
            date: "2023-03-18T10:00:00", total: 897),
        Answer(
            form: "trade notices of Wuxi", body: "{\"status\":0,\"data\":{\"totalElements\":57,\"totalPages\":3,\"data\":[{\"title\":\"关于印发要点的通知\",\"writeTime\":\"2023-03-18\",\"url\":\"/a/1.html\"}]}}", total: 57),
        Answer(
            form: "gov.cn's file", body: "cb_12371([{\"title\":\"关于印发要点的通知\",\"url\":\"/a/1.html\",\"date\":\"2023-03-18\"}]);"),
        Answer(
            form: "laws", body: "{\"code\":200,\"total\":29000,\"rows\":[{\"bbbs\":\"ff80\",\"title\":\"关于<em>印发</em>要点的通知\",\"gbrq\":\"2023-03-18\",\"zdjgName\":\"全国人大常委会\",\"sxx\":3}]}",
            url: "http://www.example.gov.cn/flfgDetails?bbbs=ff80", total: 29000),
        Answer(
            form: "Xinhua, NEA's attribute", body: "callback({\"datasource\":[{\"title\":\"<a href='../a/1.html'>关于印发要点的通知</a>\",\"publishUrl\":\"../a/1.html\",\"publishTime\":\"2023-03-18 10:00:00\"}]});", date: "2023-03-18T10:00:00"),
        Answer(form: "gov.cn's file", body: "\u{FEFF}[{\"TITLE\":\"关于印发要点的通知\",\"SUB_TITLE\":\"\",\"URL\":\"http://www.example.gov.cn/a/1.html\",\"DOCRELPUBTIME\":\"2023-03-18\"}]"),
    ]

    @Test("rows and totals are read", arguments: answers) func answer(_ wanted: Answer) throws {
        let form = try #require(Self.forms.first { $0.name == wanted.form })
        let column = try #require(try columns(in: form.page, at: form.url).first { $0.dialect == form.dialect })
        let read = try reading(wanted.body, of: column, number: column.firstRequest)
        let row = try #require(read.rows.first)
        #expect(row.title == wanted.title && row.url == wanted.url && row.date == wanted.date && row.number == wanted.number, "\(row)")
        #expect(read.announced == wanted.total)
    }

    @Test("what EWB does not understand is asked in the older form") func older() throws {
        let form = try #require(Self.forms.first { $0.name.hasPrefix("EWB") })
        var column = try #require(try columns(in: form.page, at: form.url).first)
        let refused = try reading("{\"status\":{\"code\":0,\"text\":\"params is null\"}}", of: column, number: 1)
        #expect(refused.goesOn && refused.rows.isEmpty)
        column.state.merge(refused.state) { $1 }
        let second = try #require(ListReader.request(for: 2, of: column))
        #expect(
            String(decoding: second.body, as: UTF8.self)
                == "{\"token\":\"\",\"params\":{\"categorynum\":\"003006\",\"deptcode\":\"\",\"pageIndex\":0,\"pageSize\":50,\"siteGuid\":\"befc62b3\"}}")
        let rows = try reading("{\"custom\":{\"total\":1,\"data\":[{\"infourl\":\"/a/1.html\",\"realtitle\":\"关于印发要点的通知\",\"infodate\":\"2023-03-18\"}]}}", of: column, number: 2)
        #expect(rows.rows.count == 1 && rows.pages == 2 && rows.announced == 1)
    }
}
