// What can be wrong with an archive's folder.

import Glibc

/// An error of the archive's folder; each names the path.
public enum ArchiveError: Error, Sendable, CustomStringConvertible {
    /// The folder was written by a newer version of Shilu.
    case newerFormat(path: String, found: String)
    /// A file cannot be read or written.
    case file(path: String, action: String, cause: String)
    /// The disk, or the user's share of it, is full.
    case full(path: String, action: String)
    /// The state file of a portal is damaged.
    case damagedState(path: String, cause: String)
    /// Another program holds the state file of a portal, as a backup or an SQLite shell may.
    case stateInUse(path: String)
    /// Another command holds the portal's lock.
    case locked(path: String)
    /// A command that moves or replaces a portal's files is at work, and all of them were to be read.
    case beingRewritten(path: String)
    /// All files of a portal are being read, and some were to be moved or replaced.
    case beingRead(path: String)
    /// A path that is no portal's folder.
    case noPortal(path: String)
    /// A name that may not be a portal's.
    case portalName(String)

    public var description: String {
        switch self {
        case .newerFormat(let path, let found):
            "\(path): written in the format “\(found)”, which this version does not know; use a newer shilu"
        case .file(let path, let action, let cause):
            "\(path): cannot \(action): \(cause)"
        case .full(let path, let action):
            "\(path): cannot \(action): the disk is full; make room, and the same command goes on"
        case .damagedState(let path, let cause):
            "\(path): is damaged: \(cause); `shilu rebuild` makes it again from the WARC files and ledgers"
        case .stateInUse(let path):
            "\(path): another program holds it locked; nothing is lost, and the same command goes on when that has ended"
        case .locked(let path):
            "\(path): another command is working on this portal (it holds the lock)"
        case .beingRewritten(let path):
            "\(path): a command is moving or replacing this portal's files; what is read of them meanwhile would not be of one moment: try again when it has ended"
        case .beingRead(let path):
            "\(path): shilu verify or fixity is reading all files of this portal, which must stay as they are until it has ended"
        case .noPortal(let path):
            "\(path): is no portal's folder: there is no portal.yaml in it"
        case .portalName(let name):
            "“\(name)” cannot be a portal's name: it must be of a–z, 0–9, ‘.’, ‘_’ and ‘-’, begin with a letter or a digit, and not be “nights”"
        }
    }

    /// What the system refused, by its `errno`.
    public static func system(path: String, action: String, code: Int32 = errno) -> ArchiveError {
        code == ENOSPC || code == EDQUOT
            ? .full(path: path, action: action) : .file(path: path, action: action, cause: String(cString: strerror(code)))
    }
}
