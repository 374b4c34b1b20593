// The record's keys for people: their Chinese names, their places and colours in a page's view.

/// How a key of the record is shown.
public enum FieldName {
    private static let names: [String: String] = [
        "kind": "类型", "site.name": "网站", "site.site_id": "网站标识码", "title": "标题", "kicker": "引题", "subtitle": "副题", "original_title": "原标题",
        "breadcrumb": "当前位置", "column": "栏目", "byline": "署名行", "source": "来源", "author": "作者", "editor": "编辑", "published": "发布时间", "reads": "阅读",
        "paragraphs": "正文", "signoff": "文末署名", "previous": "上一篇", "next": "下一篇", "attachments": "附件", "images": "图片", "document": "公文信息",
        "document.index_number": "索引号", "document.issuer": "发文机关", "document.number": "文号", "document.written": "成文日期", "document.released": "发布日期",
        "document.effective": "施行日期", "document.category": "主题分类", "document.keywords": "主题词", "document.validity": "有效性",
        "footer": "页脚", "footer.owner": "版权所有", "footer.organizer": "主办", "footer.undertaker": "承办", "footer.address": "地址", "footer.postal_code": "邮编",
        "footer.phone": "电话", "footer.icp": "备案号", "footer.public_security": "公安备案", "footer.site_id": "标识码",
        "links": "列表", "announced": "总数", "next_page": "下一页",
    ]

    public static func chinese(_ key: String) -> String { names[key] ?? "" }

    /// The name of a field's place in the view.
    static func anchor(_ key: String) -> String { "f-" + key.replacing(".", with: "-") }

    /// The class that colours a field: fields of one part share the part's colour.
    static func color(_ key: String) -> String {
        switch key {
        case "title", "kicker", "subtitle", "original_title": "title"
        case "breadcrumb", "column": "crumb"
        case "byline": "byline"
        case "source", "author", "editor", "published", "reads", "signoff", "paragraphs", "attachments", "images": key
        case "previous", "next": "neighbor"
        case "links", "announced", "next_page": "links"
        default: key.hasPrefix("document") ? "document" : key.hasPrefix("footer") ? "footer" : "site"
        }
    }
}
