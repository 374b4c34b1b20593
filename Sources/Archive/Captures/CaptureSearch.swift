// Finds the capture of a URL that is nearest to a time, in the portals of an archive: the good copy, not the refusal beside it.

import Web
import WebArchive

/// Looks up captures, one URL after the other. One owner, one thread.
///
///     let search = CaptureSearch(portals: folders, withheld: list) { try StateReading(of: $0) }
///     if case .held(let capture) = try search.answer(for: url, at: nil) { … }
public final class CaptureSearch {
    private let portals: [PortalFolder]
    private let withheld: WithheldList
    private let openState: (PortalFolder) throws -> (any PortalStateReading)?
    /// The portals that hold something of a host, by the host's part of a SURT key.
    private var byHost: [String: [SearchedPortal]] = [:]
    private var opened: [String: SearchedPortal] = [:]

    private final class SearchedPortal {
        let index: CaptureIndex
        let state: (any PortalStateReading)?

        init(index: CaptureIndex, state: (any PortalStateReading)?) {
            self.index = index
            self.state = state
        }
    }

    /// - Parameters:
    ///   - withheld: what is not to be shown.
    ///   - openState: opens the state of a portal for reading; nil where there is none.
    public init(
        portals: [PortalFolder], withheld: WithheldList, openState: @escaping (PortalFolder) throws -> (any PortalStateReading)?
    ) {
        self.portals = portals
        self.withheld = withheld
        self.openState = openState
    }

    /// The good capture nearest to a time; without one, the newest. A capture is good if the server gave the page with a 2xx
    /// status and no judgement says that it was another; a revisit is as good as its original.
    ///
    /// - Parameter takesAny: whether the nearest capture will do, whatever it is.
    public func answer(for url: WebURL, at time: Timestamp?, takesAny: Bool = false) throws -> CaptureAnswer {
        if let order = withheld.order(for: url) { return .withheld(reason: order.reason) }
        var candidates: [Candidate] = []
        for portal in try portals(of: url) {
            candidates += try portal.index.captures(of: url).map { Candidate(portal: portal, line: $0) }
        }
        candidates.sort { $0.isBefore($1, for: time) }
        // A URL by the other scheme may be withheld by itself.
        candidates.removeAll { withheld.order(for: $0.line.url) != nil }
        var passedOver: CaptureAnswer.Other?
        for candidate in candidates {
            switch try verdict(on: candidate, takesAny: takesAny) {
            case .good(let source, let block):
                return .held(HeldCapture(
                    portal: candidate.portal.index.folder, line: candidate.line, source: source, passedOver: passedOver, block: block))
            case .other(let other): passedOver = passedOver ?? other()
            }
        }
        return passedOver.map { .other($0) } ?? .notHeld
    }

    private struct Candidate {
        let portal: SearchedPortal
        let line: CDXJLine

        /// Nearer to `time`, or newer; equal times by place, so that the answer is the same each time.
        func isBefore(_ other: Candidate, for time: Timestamp?) -> Bool {
            if let time, let own = Timestamp(cdx14: line.timestamp), let others = Timestamp(cdx14: other.line.timestamp) {
                let (distance, otherDistance) = (abs(own - time), abs(others - time))
                if distance != otherDistance { return distance < otherDistance }
            }
            return line.timestamp != other.line.timestamp
                ? line.timestamp > other.line.timestamp : (line.filename, line.offset) > (other.line.filename, other.line.offset)
        }
    }

    private func portals(of url: WebURL) throws -> [SearchedPortal] {
        let key = url.surtKey
        let host = SURTHost.of(key)
        if let known = byHost[host] { return known }
        let found = try portals.compactMap { folder -> SearchedPortal? in
            if let known = opened[folder.path] { return try known.index.holds(hostOf: key) ? known : nil }
            // An index that holds nothing of the host is closed again: an archive has more portals than a process may have files.
            guard let index = try CaptureIndex(of: folder), try index.holds(hostOf: key) else { return nil }
            let portal = SearchedPortal(index: index, state: try openState(folder))
            opened[folder.path] = portal
            return portal
        }
        byHost[host] = found
        return found
    }

    // MARK: Judging

    private enum Verdict {
        /// The record that has the bytes, and these, where they were read.
        case good(CDXJLine, HeldBlock?)
        /// Told only if it is asked for.
        case other(() -> CaptureAnswer.Other)
    }

    private func verdict(on candidate: Candidate, takesAny: Bool) throws -> Verdict {
        let line = candidate.line
        if line.mime == "warc/revisit" {
            let revisit = try OpenCapture.open(line, in: candidate.portal.index.folder)
            guard let original = try candidate.portal.index.original(of: revisit.entry), withheld.order(for: original.url) == nil || original.url == line.url else {
                return .other { .init(kind: .originalMissing, status: line.status.flatMap { Int($0) }, time: Timestamp(cdx14: line.timestamp)) }
            }
            return try verdict(on: original, found: line, candidate, takesAny)
        }
        return try verdict(on: line, found: line, candidate, takesAny)
    }

    private func verdict(on source: CDXJLine, found line: CDXJLine, _ candidate: Candidate, _ takesAny: Bool) throws -> Verdict {
        let folder = candidate.portal.index.folder
        let time = Timestamp(cdx14: line.timestamp)
        if takesAny { return .good(source, nil) }
        guard let status = source.status.flatMap({ Int($0) }) else { return .good(source, nil) }  // a resource: it came without HTTP
        guard (200..<300).contains(status) else {
            return .other { Self.other(source, status, time, in: folder) }
        }
        var capture = try OpenCapture.open(source, in: folder)
        let block = try capture.heldBlock()
        if let finding = capture.finding(in: folder) {
            return .other { .init(kind: Self.kind(of: finding), status: status, time: time) }
        }
        let place = CapturePlace(warc: source.filename, offset: Int(source.offset))
        if try candidate.portal.state?.isWithdrawn(url: source.url, at: place) ?? false {
            return .other { .init(kind: .turnedAway(CaptureFinding(reason: "wrong page", mark: "the page of another URL", effectiveStatus: 421)), status: status, time: time) }
        }
        return .good(source, block)
    }

    private static func other(_ line: CDXJLine, _ status: Int, _ time: Timestamp?, in folder: PortalFolder) -> CaptureAnswer.Other {
        guard var capture = try? OpenCapture.open(line, in: folder) else { return .init(kind: .failed, status: status, time: time) }
        if let finding = capture.finding(in: folder) { return .init(kind: kind(of: finding), status: status, time: time) }
        let kind: CaptureAnswer.Other.Kind
        switch status {
        case 300..<400:
            let location = capture.message?.fields["Location"]
            let base = try? WebURL(line.url)
            kind = .redirected(to: location.map { (try? WebURL($0, base: base))?.href ?? $0 })
        case 404, 410: kind = .missing
        case 401, 403, 405, 407, 412, 418, 429, 451: kind = .turnedAway(CaptureFinding(reason: "refused"))
        default: kind = .failed
        }
        return .init(kind: kind, status: status, time: time)
    }

    private static func kind(of finding: CaptureFinding) -> CaptureAnswer.Other.Kind {
        [404, 410].contains(finding.effectiveStatus ?? 0) ? .missing : .turnedAway(finding)
    }
}
