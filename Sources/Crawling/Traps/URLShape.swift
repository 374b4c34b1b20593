// Traps that show in the shape of one URL: its length, and folders that repeat.

import Web

enum URLShape {
    /// Bytes of a URL. Portals' longest real ones carry search words and return addresses, and stay under 1,500.
    private static let longest = 2000
    private static let mostFolders = 24

    /// `.tooLong`, `.repeatingPath`, or `nil`.
    static func trap(_ url: WebURL) -> URLReason? {
        if url.href.utf8.count > longest { return .tooLong }
        let folders = url.path.split(separator: "/", omittingEmptySubsequences: true).dropLast(url.path.hasSuffix("/") ? 0 : 1)
        if folders.count > mostFolders { return .tooLong }
        return repeats(Array(folders)) ? .repeatingPath : nil
    }

    /// Whether one to four folders stand three times in a row; where all of them are numbers, as in `/1/1/1/`, four times.
    private static func repeats(_ folders: [Substring]) -> Bool {
        guard folders.count >= 3 else { return false }
        for length in 1...4 where folders.count >= 3 * length {
            for start in 0...(folders.count - 3 * length) {
                let group = folders[start..<(start + length)]
                let times = group.allSatisfy({ $0.allSatisfy(\.isNumber) }) ? 4 : 3
                guard start + times * length <= folders.count else { continue }
                let isRepeated = (1..<times).allSatisfy { folders[(start + $0 * length)..<(start + ($0 + 1) * length)] == group }
                if isRepeated { return true }
            }
        }
        return false
    }
}
