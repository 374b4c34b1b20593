// Reads every byte of a portal's folder and tells what changed, vanished or came since it was written.

import Foundation
import WebArchive

/// What `shilu fixity` does to one portal.
public struct Fixity {
    /// What was found.
    public struct Summary: Sendable {
        public var files = 0
        public var bytes = 0
        /// Manifests in the chain.
        public var manifests = 0
        /// The manifest, counted from 1, that the newest time stamp vouches for with all before it, and its time.
        public var stamp: (manifest: Int, time: String)?
        public var errors = 0
        public var notes = 0
    }

    /// Files read at a time.
    public var jobs: Int
    /// A PEM file of certificates of time stamping authorities, trusted besides the system's.
    public var authorities: String?

    public init(jobs: Int, authorities: String? = nil) {
        self.jobs = jobs
        self.authorities = authorities
    }

    /// Checks a portal's folder; nothing is written. A crawl may go on meanwhile: what is of a run that had not ended when this began,
    /// or has not when it ends, is not missed. No command that moves or replaces files can.
    ///
    /// - Parameter unfinished: asks the state which runs have not ended now.
    public func check(_ folder: PortalFolder, unfinished: () throws -> Set<String>, report: (Finding) throws -> Void) throws -> Summary {
        let lock = try ReadingLock(folder)
        defer { withExtendedLifetime(lock) {} }
        var findings: [Finding] = []
        let verification = ManifestVerification(folder: folder, jobs: jobs, authorities: authorities)
        let found = try verification.run(readsFiles: true, unfinished: unfinished) { findings.append($0) }
        var summary = Summary(files: found.files, bytes: found.bytes, manifests: found.links, stamp: found.stamp.map { ($0.line, $0.time) })
        for finding in findings {
            if finding.severity == .error { summary.errors += 1 } else { summary.notes += 1 }
            try report(finding)
        }
        return summary
    }
}
