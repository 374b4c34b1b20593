// The text of a new portal file, with every key explained.

import Web

extension PortalFile {
    /// The text of a new portal file, for a bare URL.
    public static func text(for portal: Portal) -> String { PortalFileText(portal: portal).text }
}

/// Writes a portal file: the keys that are known, and the others as comments that show their use.
struct PortalFileText {
    var portal: Portal
    /// What was seen of the site, above all keys; each a line without `#`.
    var remarks: [String] = []
    /// Keys to write out, with their values in YAML; the others stand as comments.
    var values: [PortalKey: String] = [:]

    var text: String {
        var lines = ["# A portal: one site that shilu archives. Change it as you like; a crawl reads it anew.",
                     "# `shilu portal check` tells every mistake."]
        lines += remarks.map { $0.isEmpty ? "#" : "# \($0)" }
        lines.append("name: \(portal.name)")
        lines.append("seeds:")
        lines += portal.seeds.map { "  - \(Self.scalar($0.href))" }
        for key in PortalKey.allCases where key != .name && key != .seeds {
            let (example, meaning) = Self.example(of: key)
            if let value = values[key] {
                lines.append("\(key.rawValue):\(value.hasPrefix("\n") ? "" : " ")\(value)")
            } else {
                let start = "# \(key.rawValue): \(example)"
                let gap = String(repeating: " ", count: max(44 - start.count, 3))
                lines.append(start + gap + "# " + meaning)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A value that may be given, and what it means.
    private static func example(of key: PortalKey) -> (value: String, meaning: String) {
        switch key {
        case .name, .seeds: ("", "")
        case .hosts: ("[www.example.gov.cn]", "whose pages are taken; those of the seeds if not given")
        case .surt: ("['cn,gov,example']", "or by the beginnings of SURT keys: this host and all below it")
        case .include: ("[/zwgk/, /*/art_]", "only pages whose paths begin so")
        case .exclude: ("[/search/, '/*.mp4$']", "nothing whose path begins so; * and $ as in robots.txt")
        case .embeds: ("scope", "images, style sheets and scripts: of the hosts above, or of any")
        case .attachments: ("scope", "files that pages link to: of the hosts above, or of any")
        case .types: ("[text/*, application/pdf]", "only these are kept, and HTML")
        case .sitemaps: ("follow", "or ignore, or a list of their URLs")
        case .columns: ("[{name: 通知公告, url: http://www.example.gov.cn/tzgg/, dialect: trs-static}]", "lists that are asked for in each run; shilu portal columns")
        case .expect: ("[source, published]", "what its articles show; a night that no longer finds it says so")
        case .delay: ("1", "seconds between two requests to a host")
        case .concurrency: ("1", "requests to a host at a time")
        case .limits: ("{pages: 10000, bytes: 20 GB, time: 6 h, body: 512 MB, seconds: 600, depth: 20}", "of a run")
        case .revisit: ("{min: 1, max: 90, lists: 30}", "days between two visits of an article, as it changes or not; and between two walks through a whole list")
        case .hours: ("20:00-07:30", "when the site may be asked")
        case .timezone: ("Asia/Shanghai", "of hours and of days in reports")
        case .minFree: ("256 MB", "less free space on the disk ends a run")
        case .robots: ("obey", "or ignore")
        case .contact: ("https://example.org/crawl", "goes into the user agent, so that the site can write to you")
        case .userAgent: ("MyArchive/1.0", "the whole of it")
        case .headers: ("{X-Archive: example}", "sent to the hosts above besides the usual ones")
        case .cookies: ("none", "or run: those that the site sets are kept until the run ends")
        case .proxy: ("http://proxy.example.org:3128", "none is taken from the environment")
        case .addresses: ("public", "or any, for hosts in one's own network")
        case .tlsExceptions: ("[old.example.gov.cn]", "hosts whose certificates need not be valid")
        case .compression: ("gzip", "of WARC files; zstd with a dictionary of the portal takes less, and fewer programs read it")
        case .vantage: ("local", "the place from which the crawl looks, in file names")
        case .timestamp: ("http://timestamp.example.org/", "a time stamping authority (RFC 3161) that stamps each night's manifest")
        }
    }

    /// A text without line breaks as a YAML scalar: plain, but quoted where a plain one would be no text or another.
    static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.first.map { $0 &- 0x61 < 26 || $0 == 0x2F || $0 >= 0x80 } ?? false
            && !text.hasSuffix(":") && !text.hasSuffix(" ")
            && !text.contains(": ") && !text.contains(" #") && !text.contains { ",[]{}&*!|>'\"%@`".contains($0) }
            && !["yes", "no", "true", "false", "on", "off", "null"].contains(text.lowercased())
        return isPlain ? text : "'\(text.replacing("'", with: "''"))'"
    }
}
