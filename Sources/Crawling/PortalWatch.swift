// The portal file while a crawl runs: what is changed in it holds from then on.

import Foundation

/// Looks whether the portal file was changed.
struct PortalWatch {
    private let path: String
    private var stamp: Stamp?
    /// The file as it was read last.
    private var last: PortalFile?

    enum Finding {
        /// The portal as the file describes it now, and as it described it before.
        case changed(to: Portal, from: Portal, text: String, difference: String)
        /// The file cannot be used; the old one goes on.
        case broken(PortalFileError)
    }

    private struct Stamp: Equatable {
        let modified: Date?
        let size: Int?
        let inode: Int?
    }

    init(_ path: String) {
        self.path = path
        stamp = Self.stamp(of: path)
        last = try? PortalFile(reading: path)
    }

    /// What was changed since the last look; a file that is not there is no change.
    mutating func look() -> Finding? {
        guard let now = Self.stamp(of: path), now != stamp, let before = last else { return nil }
        stamp = now
        do {
            let file = try PortalFile(reading: path)
            guard file.text != before.text else { return nil }
            last = file
            return .changed(to: file.portal, from: before.portal, text: file.text, difference: PortalSource.difference(before.text, file.text))
        } catch let error as PortalFileError {
            return .broken(error)
        } catch {
            return .broken(PortalFileError(path: path, line: nil, message: "cannot be read"))
        }
    }

    private static func stamp(of path: String) -> Stamp? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        return Stamp(
            modified: attributes[.modificationDate] as? Date, size: attributes[.size] as? Int,
            inode: attributes[.systemFileNumber] as? Int)
    }
}

extension Portal {
    /// Takes over what may be changed in the midst of a run, where the file says other than before: what the command line set
    /// instead of the file stands until the file is changed there.
    mutating func takeChanges(to new: Portal, from old: Portal) {
        func take<Value: Equatable>(_ key: WritableKeyPath<Portal, Value>) {
            if new[keyPath: key] != old[keyPath: key] { self[keyPath: key] = new[keyPath: key] }
        }
        take(\.delay)
        take(\.concurrency)
        take(\.include)
        take(\.exclude)
        take(\.limits)
        take(\.hours)
        take(\.timeZone)
        take(\.minFreeBytes)
    }
}
