// The exit codes: one table, and one place that maps errors to them.

import Archive
import ArgumentParser
import Crawling
import WebArchive

/// How a command ended.
enum Outcome: Int32, CaseIterable, Error {
    case allWell = 0
    case unexpected = 1
    case someFailed = 2
    case gotNothing = 3
    case interrupted = 4
    case busy = 5
    case badPortalFile = 6
    case archiveUnwritable = 7
    case newerFormat = 8
    case unreadableInput = 9
    case differs = 10

    var meaning: String {
        switch self {
        case .allWell: "all well"
        case .unexpected: "an error that this table does not name"
        case .someFailed: "finished, but some URLs failed or were turned away"
        case .gotNothing: "no answer at all"
        case .interrupted: "interrupted; the same command goes on"
        case .busy: "another command is working on this portal"
        case .badPortalFile: "a bad portal file, or one that differs from the archive's"
        case .archiveUnwritable: "the archive cannot be written"
        case .newerFormat: "the archive was written by a newer shilu"
        case .unreadableInput: "some input could not be read"
        case .differs: "a record differs from the one expected"
        }
    }

    /// The table as it stands in the help; the command line's own mistakes end with 64.
    static let table = "EXIT CODES:\n" + (allCases.map { "  \($0.rawValue)  \($0.meaning)" } + ["  64  a bad command line"])
        .joined(separator: "\n")

    /// What was to be said has been said already.
    var isSilent: Bool { self == .allWell }

    /// The exit code of an error; `nil` for those that the argument parser prints.
    static func of(_ error: any Error) -> Outcome? {
        switch error {
        case is ExitCode, is ValidationError, is CleanExit: nil
        case let outcome as Outcome: outcome
        case is PortalFileError, is PortalConflict: .badPortalFile
        case ArchiveError.locked: .busy
        case ArchiveError.newerFormat: .newerFormat
        case ArchiveError.file: .archiveUnwritable
        case ArchiveError.portalName: .badPortalFile
        case is InputError: .unreadableInput
        case is FileError, is WARCWriteError, is CDXJIndexError: .archiveUnwritable
        case StandardOutput.Failure.closed: .allWell
        case is StandardOutput.Failure: .archiveUnwritable
        default: isParserError(error) ? nil : .unexpected
        }
    }

    private static func isParserError(_ error: any Error) -> Bool {
        String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }
}
