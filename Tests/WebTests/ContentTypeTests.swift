// Content-Type fields and file kinds.

import Testing
import Web

@Suite struct ContentTypeTests {
    @Test(arguments: [
        ("text/html", "text/html", nil), ("Text/HTML; Charset=GB2312", "text/html", "GB2312"), ("text/html;charset=\"utf-8\"", "text/html", "utf-8"),
        ("text/html; charset=\"a\\\"b", "text/html", "a\"b"), (" text/html ;; charset = gbk ; x", "text/html", "gbk"), ("text/html charset=gbk", "text/html", "gbk"),
        ("text/html; charset=", "text/html", nil), ("text/html; charset=gbk; charset=utf-8", "text/html", "gbk"), ("text/html,text/html; charset=gbk", "text/html", "gbk"),
        ("text/html; charset=gbk, text/html", "text/html", "gbk"), ("application/xhtml+xml;q=1", "application/xhtml+xml", nil), ("text/html; x=\"a;charset=b\"; charset=c", "text/html", "c"),
        ("text/html; =x; charset=y", "text/html", "y"), ("text/html;charset='gbk'", "text/html", "'gbk'"),
    ] as [(String, String, String?)])
    func parsed(_ value: String, _ essence: String, _ charset: String?) {
        let type = ContentType(headerValue: value)
        #expect(type?.essence == essence)
        #expect(type?.charset == charset)
        #expect(type?.isHTML == true)
    }

    @Test(arguments: ["", "text", "/html", "text/", "; charset=gbk", "te xt/html", "text/ht<ml", "中/文"])
    func notAType(_ value: String) { #expect(ContentType(headerValue: value) == nil) }

    @Test func onlyHTMLIsHTML() {
        for value in ["text/plain", "application/json", "text/htmlx", "application/xml"] { #expect(ContentType(headerValue: value)?.isHTML == false) }
    }

    @Test func allParametersInOrder() {
        let type = ContentType(headerValue: "multipart/form-data; Boundary=x; a=\"1, 2\"")
        #expect(type?.parameters.map(\.name) == ["boundary", "a"])
        #expect(type?["a"] == "1, 2")
        #expect(type?["boundary"] == "x")
    }
}

@Suite struct FileKindTests {
    @Test(arguments: [
        ("/", .page), ("/zwgk/", .page), ("/zwgk", .page), ("/a/index.SHTML", .page), ("/a.jsp", .page), ("/v1.2", .page), ("/a.b/c", .page), ("/P0201.pdf", .document),
        ("/%E9%99%84%E4%BB%B6.DOCX", .document), ("/a.wps", .document), ("/a.ofd", .document), ("/a.txt", .document), ("/a.et", .spreadsheet), ("/a.xls", .spreadsheet),
        ("/a.csv", .spreadsheet), ("/a.ppt", .presentation), ("/a.7z", .package), ("/a.rar", .package), ("/a.tar.gz", .package), ("/a.jpeg", .image), ("/a.mp4", .media),
        ("/a.css", .style), ("/a.js", .script), ("/a.woff2", .font), ("/rss.xml", .data), ("/a.exe", .program), ("/a.xyz", .unknown), ("/down.jsp?f=a.doc", .page), ("/.", .page),
    ] as [(String, FileKind)])
    func byExtension(_ path: String, _ kind: FileKind) throws { #expect(try FileKind(of: WebURL("http://www.x.gov.cn" + path)) == kind) }

    @Test func documentsAreAttachmentsPagesAndImagesAreNot() {
        for name in ["附件1.doc", "a.pdf", "a.xlsx", "a.zip", "a.pptx"] { #expect(FileKind(fileName: name).isAttachment) }
        for name in ["a.html", "a.png", "a.css", "a", "a.mp4"] { #expect(!FileKind(fileName: name).isAttachment) }
    }

    @Test func extensionsAreLowerCaseWithoutDot() {
        #expect(FileKind.fileExtension(of: "通知.PDF") == "pdf")
        #expect(FileKind.fileExtension(of: "no") == "")
        #expect(FileKind.fileExtension(of: "2026.11.24") == "")
        #expect(FileKind.fileExtension(of: "a.") == "")
        #expect(FileKind.fileExtension(of: "a.verylongname") == "")
    }
}
