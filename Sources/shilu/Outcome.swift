// The exit codes: one table, and one place that maps errors to them.

import Archive
import ArgumentParser
import Corpus
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
    case turnedAway = 11
    case diskFull = 12
    case ledgerDoesNotAddUp = 13
    case damagedState = 14
    case outOfTime = 15
    case unsound = 16
    case withheld = 17
    case notHeld = 18
    case redirected = 19
    case columnsShort = 20
    case clash = 21
    case badSpec = 22

    var meaning: String {
        switch self {
        case .allWell: "all well"
        case .unexpected: "an error that this table does not name"
        case .someFailed: "finished, but some URLs failed or were turned away, or a seed leads nowhere"
        case .gotNothing: "no answer at all: the portal is unreachable"
        case .interrupted: "interrupted; the same command goes on"
        case .busy: "already running: another command works on this portal, another night on this archive, or another program holds the state"
        case .badPortalFile: "a bad portal file, one that differs from the archive's, or none"
        case .archiveUnwritable: "the archive cannot be written"
        case .newerFormat: "the archive was written by a newer shilu"
        case .unreadableInput: "some input could not be read"
        case .differs: "a record differs from the one expected"
        case .turnedAway: "turned away: the portal answered, and refused all that was asked for"
        case .diskFull: "the disk is full; what was committed stands, and the same command goes on when there is room"
        case .ledgerDoesNotAddUp: "the ledger does not add up: the states of all URLs do not sum to the URLs known"
        case .damagedState: "the state of the portal is damaged; `shilu rebuild` makes it again"
        case .outOfTime: "the night's time was over before all portals had their turn"
        case .unsound: "a file, or the archive, is not sound"
        case .withheld: "the URL is withheld"
        case .notHeld: "the archive holds no copy of what was asked for"
        case .redirected: "of what was asked for the archive holds a redirect only"
        case .columnsShort: "finished, and no URL failed; but a column announces more entries than its list shows"
        case .clash: "two archives hold different files by one name; nothing was overwritten"
        case .badSpec: "a bad spec of a data set, or one whose input is not there"
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
        case NightError.noPortals: .badPortalFile
        case NightError.alreadyRunning: .busy
        case is InputError, is WARCReadError, is WARCConversionError: .unreadableInput
        case BagExport.Refusal.withheld: .withheld
        case BagExport.Refusal.changed: .unsound
        case BagExport.Refusal.exists: .archiveUnwritable
        case FileTransfer.Refusal.clash: .clash
        case FileTransfer.Refusal.changed: .unsound
        case let error as CorpusError: Outcome(error)
        case SurveyError.unreachable, SurveyError.noPage: .gotNothing
        case SurveyError.turnedAway, SurveyError.robots: .turnedAway
        case SurveyError.interrupted: .interrupted
        case StandardOutput.Failure.closed: .allWell
        case is StandardOutput.Failure: .archiveUnwritable
        default: isParserError(error) ? nil : Outcome(CrawlOutcome(error))
        }
    }

    /// The exit code of what a crawl, or a night, came to.
    init(_ outcome: CrawlOutcome) {
        self = switch outcome {
        case .allWell: .allWell
        case .columnsShort: .columnsShort
        case .someFailed: .someFailed
        case .outOfTime, .notReached: .outOfTime
        case .turnedAway: .turnedAway
        case .unreachable: .gotNothing
        case .alreadyRunning: .busy
        case .badPortalFile: .badPortalFile
        case .newerFormat: .newerFormat
        case .unexpected: .unexpected
        case .damagedState: .damagedState
        case .ledgerDoesNotAddUp: .ledgerDoesNotAddUp
        case .unwritable: .archiveUnwritable
        case .diskFull: .diskFull
        case .interrupted: .interrupted
        }
    }

    private static func isParserError(_ error: any Error) -> Bool {
        String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }
}
