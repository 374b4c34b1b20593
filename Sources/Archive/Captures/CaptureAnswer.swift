// What an archive has to say of a URL: the page, or why there is none to give.

import Web
import WebArchive

/// A capture that is the page asked for.
public struct HeldCapture: Sendable {
    /// The portal that holds it.
    public let portal: PortalFolder
    /// The capture that was found.
    public let line: CDXJLine
    /// The record that has its bytes: of a revisit, its original's.
    public let source: CDXJLine
    /// The captures nearer to the time asked for that were passed over, as the first of them is: a refusal, an error.
    public let passedOver: CaptureAnswer.Other?
    /// The source's block, where it was read to judge it.
    let block: HeldBlock?

    /// When it was captured.
    public var time: Timestamp? { Timestamp(cdx14: line.timestamp) }
}

/// The answer to a question for a URL.
public enum CaptureAnswer: Sendable {
    case held(HeldCapture)
    /// There are captures, and none is the page asked for.
    case other(Other)
    /// It is withheld, and nothing is said of it but why.
    case withheld(reason: String)
    case notHeld
    /// What was asked for is no http or https URL.
    case noURL

    /// An answer of the server that is not the page asked for.
    public struct Other: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            /// It leads to another URL.
            case redirected(to: String?)
            /// The server refused, or asked for something that a crawler does not do.
            case turnedAway(CaptureFinding)
            /// 404 or 410, or a page that says so.
            case missing
            /// Any other status, such as 500.
            case failed
            /// The record that it refers to is not there.
            case originalMissing
        }

        public var kind: Kind
        /// As the server sent it.
        public var status: Int?
        /// When it came.
        public var time: Timestamp?

        /// In words.
        public var text: String {
            let http = status.map { "HTTP \($0)" } ?? "no status"
            let when = time.map { " on \($0.iso8601)" } ?? ""
            switch kind {
            case .redirected(let target): return "redirected\(when) (\(http))" + (target.map { " to \($0)" } ?? "")
            case .turnedAway(let finding):
                return "turned away\(when): \(finding.reason) (\(http)" + (finding.mark.map { ", \($0)" } ?? "") + ")"
            case .missing: return "was missing\(when) (\(http))"
            case .failed: return "failed\(when) (\(http))"
            case .originalMissing: return "was unchanged\(when), but the capture that this refers to is not in the index"
            }
        }
    }
}
