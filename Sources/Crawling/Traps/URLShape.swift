// Traps that show in the shape of one URL: its length, and folders that repeat.

import Web

enum URLShape {
    /// Bytes of a URL. The longest link of real pages, an advertisement's, has 1,863.
    private static let longest = 2048
    private static let mostFolders = 24

    /// `.tooLong`, `.repeatingPath`, or `nil`.
    static func trap(_ url: WebURL) -> URLReason? {
        if url.href.utf8.count > longest { return .tooLong }
        let folders = url.path.split(separator: "/", omittingEmptySubsequences: true).dropLast(url.path.hasSuffix("/") ? 0 : 1)
        // A list of files with commas between them is one address: servers join scripts so.
        if folders.count > mostFolders, !folders.contains(where: { $0.hasSuffix(",") }) { return .tooLong }
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
