// How the crawl of a portal ended, in one word: the words that summaries, the night's report and the exit codes share.

import Archive
import GRDB
import Web
import WebArchive

/// What a crawl of a portal came to. In the order of gravity: a night ends as the gravest of its portals.
public enum CrawlOutcome: String, Sendable, CaseIterable, Codable, Comparable {
    case allWell = "all well"
    /// All that was asked for came, but a column announces more entries than its list shows.
    case columnsShort = "columns short"
    /// Some URLs failed or were turned away, or a host was left alone.
    case someFailed = "some pages failed"
    /// The time of the night was over before all was asked for.
    case outOfTime = "out of time"
    /// The time of the night was over, or the night was interrupted, before the portal had its turn.
    case notReached = "not reached"
    /// The site answered, and refused all that was asked for.
    case turnedAway = "turned away"
    /// Nobody answered.
    case unreachable
    /// Another command holds the portal's lock, or another program its state.
    case alreadyRunning = "already running"
    case badPortalFile = "bad portal file"
    case newerFormat = "newer format"
    /// What this table does not name.
    case unexpected = "unexpected error"
    case damagedState = "damaged state"
    /// The states of all URLs do not sum to the URLs known.
    case ledgerDoesNotAddUp = "ledger does not add up"
    case unwritable = "cannot be written"
    case diskFull = "disk full"
    case interrupted

    /// By the report of a run that came to its end.
    public init(_ report: RunReport) {
        let tally = report.tally
        let taken = tally.new + tally.changed + tally.sameText + tally.unchanged + tally.redirected + tally.missing + tally.overLimit
        self = if report.ending == .interrupted {
            .interrupted
        } else if !report.addsUp {
            .ledgerDoesNotAddUp
        } else if report.ending == .diskFull {
            .diskFull
        } else if report.answers == 0 {
            report.ending == .hoursOver ? .allWell : .unreachable
        } else if tally.turnedAway > 0, taken == 0 {
            .turnedAway
        } else {
            report.hasFailures ? .someFailed : report.shortColumns > 0 ? .columnsShort : .allWell
        }
    }

    /// By the error that ended a crawl.
    public init(_ error: any Error) {
        self = switch error {
        case is PortalFileError, is PortalConflict, ArchiveError.portalName, ArchiveError.noPortal: .badPortalFile
        case ArchiveError.locked, ArchiveError.stateInUse, ArchiveError.beingRewritten, ArchiveError.beingRead: .alreadyRunning
        case ArchiveError.newerFormat: .newerFormat
        case ArchiveError.damagedState: .damagedState
        case ArchiveError.full: .diskFull
        case ArchiveError.file: .unwritable
        case let error as FileError: error.isFull ? .diskFull : .unwritable
        case WARCWriteError.file(let error): error.isFull ? .diskFull : .unwritable
        case WARCWriteError.notCutBack(_, _, let error, _): error.isFull ? .diskFull : .unwritable
        case is WARCWriteError, is CDXJIndexError: .unwritable
        default: .unexpected
        }
    }

    public static func < (left: CrawlOutcome, right: CrawlOutcome) -> Bool { left.gravity < right.gravity }

    private var gravity: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
