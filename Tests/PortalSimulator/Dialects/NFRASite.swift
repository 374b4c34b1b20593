// NFRA: an Angular shell; the item stands in the page's address, the text of a document in JSON alone.

public struct NFRASite: SimulatedDialect {
    /// Whether the list lies in static files beside, as `data_itemId=861,pageIndex=1,pageSize=18.json`, and the service is off.
    public var isStatic: Bool

    public init(isStatic: Bool = false) { self.isStatic = isStatic }

    public func landing(_ column: SimulatedColumn) -> String { "/cn/view/pages/ItemList.html?itemPId=923&itemId=\(column.id)&itemUrl=ItemListRightList.html" }
    public func address(_ article: SimulatedArticle, _ column: SimulatedColumn) -> String {
        isStatic ? "/cn/static/data/DocInfo/SelectByDocId/data_docId=\(article.number).json" : "/cbircweb/DocInfo/SelectByDocId?docId=\(article.number)"
    }

    /// The text stands in JSON; the page that people see is the same shell for all documents.
    public func page(_ article: SimulatedArticle, _ column: SimulatedColumn) -> SimulatedAnswer {
        .json([
            "rptCode": 200,
            "data": [
                "docId": .number(article.number), "docTitle": .string(article.title), "publishDate": .string("\(article.date) 17:20:00"),
                "docClob": .string(article.paragraphs.map { "<p>\($0)</p>" }.joined()), "attachmentInfoVOList": [],
            ],
        ])
    }

    public func answer(_ request: SimulatedRequest, _ column: SimulatedColumn) -> SimulatedAnswer? {
        if request.target == landing(column) {
            let call =
                isStatic
                ? "$http.get('/cn/static/data/DocInfo/SelectDocByItemIdAndChild/data_itemId=' + itemId + ',pageIndex=' + pageIndex + ',pageSize=18.json')"
                : "$http.get('/cbircweb/DocInfo/SelectDocByItemIdAndChild', {params: {itemId: itemId, pageSize: 18, pageIndex: pageIndex}})"
            return .html(
                """
                <!DOCTYPE html><html ng-app="cbircweb"><head><meta charset="utf-8"><title>国家金融监督管理总局</title></head><body><div ng-controller="list"></div>
                <script>\(call); var detail = 'ItemDetail.html?docId=';</script></body></html>
                """)
        }
        let size = 18, number: Int
        if isStatic {
            let head = "/cn/static/data/DocInfo/SelectDocByItemIdAndChild/data_itemId=\(column.id),pageIndex="
            guard request.path.hasPrefix(head), request.path.hasSuffix(",pageSize=18.json"),
                let named = Int(request.path.dropFirst(head.count).prefix { $0 != "," })
            else { return nil }
            guard (1...column.pages(of: size)).contains(named) else { return .missing }
            number = named
        } else {
            guard request.path == "/cbircweb/DocInfo/SelectDocByItemIdAndChild", request.query["itemId"] == "\(column.id)" else { return nil }
            number = max(1, request.number("pageIndex") ?? 1)
        }
        let rows: [JSON] = column.page(number - 1, of: size).map { article in
            [
                "docId": .number(article.number), "docTitle": .string(article.title), "docSubtitle": .string(article.title),
                "publishDate": .string("\(article.date) 17:20:00"), "docFileUrl": "", "documentNo": .string(article.documentNumber),
                "indexNo": .string(article.indexNumber),
            ]
        }
        return .json(["rptCode": 200, "msg": "成功", "data": ["total": .number(column.articles.count), "rows": .array(rows)]])
    }
}
