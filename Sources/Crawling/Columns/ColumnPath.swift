// Where the pages of a column lie: some pagers lead into another column.

import Web

/// The place of a column, by the address of its page.
struct ColumnPath {
    private let host: String
    private let folder: Substring
    /// The file's name without its ending, where it is not one that every folder has.
    private let stem: Substring

    init(_ page: WebURL) {
        host = page.hostAndPort
        folder = Self.folder(page.path)
        let file = page.path.dropFirst(folder.count).prefix { $0 != "." }
        stem = ["index", "list", "default", "main"].contains(file) ? "" : file
    }

    /// Whether an address can be that of a page of the same column: in the folder of its page, whatever numbers stand in the path
    /// (`/lists/3/0/32.html`), or below it (`/xw/tzgg.htm` goes on in `/xw/tzgg/`).
    func holds(_ next: WebURL) -> Bool {
        guard next.hostAndPort == host else { return false }
        let other = Self.folder(next.path)
        if Self.names(other) == Self.names(folder) { return true }
        let own = stem.isEmpty ? String(folder) : "\(folder)\(stem)/"
        return own != "/" && other.hasPrefix(own)
    }

    private static func folder(_ path: String) -> Substring { path[...(path.lastIndex(of: "/") ?? path.startIndex)] }

    private static func names(_ folder: Substring) -> [Substring] { folder.split(separator: "/").filter { !$0.allSatisfy(\.isNumber) } }
}
