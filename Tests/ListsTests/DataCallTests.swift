// Calls in scripts, in the forms in which they are written.

import Lists
import Markup
import Reading
import Testing
import Web

@Suite("Calls in scripts")
struct DataCallTests {
    private func call(_ script: String, _ path: String = "/x/list") throws -> DataCall? {
        let url = try WebURL("http://www.example.gov.cn/zwgk/index.html")
        let html = HTMLPage.parse(Array("<html><body><script>\(script)</script></body></html>".utf8), charsetHeader: "utf-8")
        return ListPage(html, page: PageReader.read(html, url: url, capturedAt: nil), url: url).dataCalls(path).first
    }

    struct Form: Sendable, CustomTestStringConvertible {
        var script: String
        var isPost = false
        var fields: [String: String?]
        var testDescription: String { String(script.prefix(60)) }
    }

    static let forms: [Form] = [
        Form(script: "$.get('/x/list?code=7&page=' + page, draw);", fields: ["code": "7", "page": nil]),
        Form(script: "$.getJSON(\"/x/list?code=7&amp;size=15&page=\"+page);", fields: ["code": "7", "size": "15", "page": nil]),
        Form(script: "$.post('/x/list', {code: '7', page: page}, draw, 'json');", isPost: true, fields: ["code": "7", "page": nil]),
        Form(
            script: "$.ajax({type: 'POST', url: '/x/list', data: {code: \"7\", \"page\": pageIndex + 1, size: 20}, success: draw});", isPost: true,
            fields: ["code": "7", "page": nil, "size": "20"]),
        Form(
            script: "$.ajax({\n url : \"/x/list\",\n type : \"get\",\n data : {\n code : 7,\n page : getPage(1, {a: 2}),\n size : 20\n }\n});",
            fields: ["code": "7", "page": nil, "size": "20"]),
        Form(script: "$.ajax({data: {code: '7', page: page}, method: \"post\", url: '/x/list'});", isPost: true, fields: ["code": "7", "page": nil]),
        Form(script: "axios.post(`/x/list`, {code: '7'}).then(draw);", isPost: true, fields: ["code": "7"]),
        Form(script: "$http.get('/x/list', {params: {code: code, size: 18}})", fields: ["code": nil, "size": "18"]),
        Form(script: "var url = '/x/list?code=7&name=%E6%94%BF%E5%BA%9C';", fields: ["code": "7", "name": "政府"]),
        Form(script: "$.ajax({type:'post',url:'/other',data:{code:'1'}}); $.get('/x/list?code=7');", fields: ["code": "7"]),
    ]

    @Test("address, method and literal fields are found", arguments: forms) func read(_ form: Form) throws {
        let found = try #require(try call(form.script))
        #expect(found.url.href == "http://www.example.gov.cn/x/list")
        #expect(found.method == (form.isPost ? .post : .get))
        #expect(found.fields == form.fields)
    }

    @Test(
        "what is no literal address is no call",
        arguments: [
            "var path = base + '/x' + '/list';", "// see /x/list", "$.get(\"/x/list?code=7", "$.get('data:text/plain,/x/list');",
        ]) func none(_ script: String) throws {
        #expect(try call(script) == nil)
    }

    @Test("a call without end is read in time") func long() throws {
        let script = "$.ajax({url: '/x/list', data: {" + String(repeating: "a: {", count: 20_000)
        #expect(try call(script)?.url.href == "http://www.example.gov.cn/x/list")
        #expect(try call(String(repeating: "'/x/list", count: 20_000))?.url.path == "/x/list")
    }
}

@Suite("What is no column")
struct NoColumnTests {
    static let searches = [
        "<form action=\"/was5/web/search\"><input name=channelid value=7></form><script>var s = '/was5/web/search?channelid=7&searchword=' + word;</script>",
        "<script>$.get('/igs/front/search.jhtml?code=0123456789abcdef0123456789abcdef&siteId=7&searchWord=' + word + '&pageNumber=1');</script>",
        "<script>location.href = '/irs-c-web/search.shtml?code=17e50b77dab&dataTypeId=18&searchWord=' + word;</script>",
        "<form action=\"/search5/html/searchResult.html\"><input type=hidden name=siteCode value=4690051234></form>",
        "<script>var url = '/search-front-server/api/search/info?websiteid=1&q=' + word + '&p=1';</script>",
        "<script>$.getJSON('/js/weather.json', draw); $.getJSON('../menu/menu.json', draw);</script>",
        "<script>getSearchList(1, 20, siteId, channel, 1, 'writeTime');</script>",
        "<script>var _CONFIG = {SID: '755001', TREE: []};</script>",
        "<form><input type=hidden name=__VIEWSTATE value=x></form><script>__doPostBack('lnkLogin','');</script>",
    ]

    @Test("a site's search box, and data of other things, make no column", arguments: searches) func search(_ html: String) throws {
        #expect(try columns(in: listPage(html, rows: 8)).isEmpty)
        #expect(try columns(in: "<html><head><title>清溪县人民政府</title></head><body><div>首页</div>\(html)</body></html>", at: "http://www.example.gov.cn/").isEmpty)
    }
}
