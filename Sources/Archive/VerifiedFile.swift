// What came of the verification of one file.

import WebArchive

/// The findings in one file, counted, and what was read of it.
struct VerifiedFile: Sendable {
    var findings: [Finding] = []
    var records = 0
    var errors = 0
    var notes = 0
    var unreadable: InputError?

    mutating func add(_ finding: Finding) {
        findings.append(finding)
        if finding.severity == .error { errors += 1 } else { notes += 1 }
    }
}
