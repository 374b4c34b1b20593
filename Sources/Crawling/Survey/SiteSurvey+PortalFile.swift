// The portal file that a first look at a site gives.

import Foundation
import Web

extension SiteSurvey {
    /// The text of a portal file: what was seen as keys where it is sure, as comments where it is for a person to decide.
    ///
    /// - Parameter day: of the look, as `2026-11-24`.
    public func portalFile(contact: String?, day: String) -> String {
        var portal = PortalSource.portal(for: home)
        portal.contact = contact
        var file = PortalFileText(portal: portal)
        file.remarks = ["", "Seen on \(day):"] + remarks
        if let host = home.host, let other = typed.host, other != host {
            file.values[.hosts] = "[\(PortalFileText.scalar(host)), \(PortalFileText.scalar(other))]"
        }
        if let crawlDelay, crawlDelay > 1 { file.values[.delay] = "\(Self.plain(crawlDelay))" }
        if let sitemap, !sitemap.isNamed, !hasRobots { file.values[.sitemaps] = "[\(PortalFileText.scalar(sitemap.url.href))]" }
        let always = fields.filter { articles >= 2 && $0.count == articles }.map(\.field.rawValue)
        if !always.isEmpty { file.values[.expect] = "[\(always.joined(separator: ", "))]" }
        let lists = columns.map { Portal.Column(name: $0.name.map(Self.line), url: $0.url, dialect: $0.dialect, announced: $0.announced) }
        if !lists.isEmpty { file.values[.columns] = PortalFileColumns(lists).value }
        if let contact { file.values[.contact] = PortalFileText.scalar(contact) }
        return file.text
    }

    private var remarks: [String] {
        var lines = ["- \(siteName.map(Self.line) ?? "a page without title"), \(home)"]
        if typed != home { lines.append("- \(typed) leads there") }
        lines.append(hasRobots
            ? "- robots.txt" + (crawlDelay.map { " asks for \(Self.plain($0)) s between requests" } ?? " allows it") : "- no robots.txt")
        if let sitemap {
            lines.append("- sitemap \(sitemap.url): \(sitemap.addresses) \(sitemap.isIndex ? "sitemaps" : "pages")"
                + (sitemap.isNamed ? "" : ", which robots.txt does not name"))
        } else if let foreignSitemap {
            let place = Self.line(foreignSitemap)
            lines.append("- robots.txt names a sitemap on another host, \(place); list it in `sitemaps` if it is this portal's")
        } else {
            lines.append("- no sitemap")
        }
        if columns.isEmpty {
            lines.append("- no list was found on the home page: its columns may need scripts, or lie on other hosts")
        }
        for column in columns {
            let name = column.name.map { "“\(Self.line($0))”, " } ?? ""
            let announced = column.announced.map { " of \($0) announced" } ?? ""
            let more = column.hasNextPage ? ", more pages behind it" : "", dialect = column.dialect.map { ", read as \($0)" } ?? ""
            lines.append("- column \(name)\(column.url): \(column.rows) rows\(announced)\(more)\(dialect)")
        }
        lines.append(articles == 0 ? "- no article was read" : "- \(articles) articles read; found: "
            + fields.map { "\($0.field.rawValue) \($0.count)" }.joined(separator: ", "))
        if !otherHosts.isEmpty {
            lines.append("- other hosts of the site, by links of the home page; add to `hosts` those that belong to this portal:")
            lines += otherHosts.prefix(12).map { "    \($0.host) (\($0.links))" }
            if otherHosts.count > 12 { lines.append("    and \(otherHosts.count - 12) more") }
        }
        return lines
    }

    /// A text as part of a comment.
    private static func line(_ text: String) -> String {
        let line = text.unicodeScalars.map { scalar in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control ? " " : String(scalar)
        }.joined()
        return String(line.prefix(60))
    }

    private static func plain(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }
}
