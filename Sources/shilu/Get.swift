// `shilu get`

import Archive
import ArgumentParser
import Crawling
import Foundation
import Web
import WebArchive

struct Get: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gives a page out of the archive: its bytes, its record or its text.",
        discussion: """
            Without --at it is the newest good copy: a refusal, an error or a redirect that came later does not stand in its way, \
            and is told of on standard error. What the server called unchanged is given from the capture that this refers to. \
            With - URLs are read from standard input, a line each, and for each a line of JSON is written, in their order: \
            "asked", "answer" (held, redirected, turned away, missing, failed, withheld, not held, no URL), time, status, place, and \
            "body" in Base64, "record" or "text".
            """)

    @Argument(help: ArgumentHelp("The URL, as a browser shows it; - for a list on standard input.", valueName: "url"))
    var url: String

    @Option(help: ArgumentHelp("The capture nearest to this time: 2026-11-24 (its noon in China), 2026-11-24T05:00:00Z or 20261124050000.", valueName: "date"))
    var at: PointInTime?

    @Flag(exclusivity: .exclusive)
    var form: CaptureForm = .original

    @Flag(help: "Take the nearest capture whatever it is: the page of a refusal or an error too.")
    var any = false

    @Option(help: "The folder of the archive.")
    var archive = "archive"

    @Option(help: ArgumentHelp("Look in this portal only.", valueName: "name"))
    var portal: String?

    func run() throws {
        let folder = try ArchiveFolder(existing: archive)
        let portals = try portal.map { [try PortalChoice.folder(of: $0, in: folder)] } ?? folder.portals()
        if portals.isEmpty { throw InputError(path: archive, cause: "holds no portal") }
        let search = CaptureSearch(portals: portals, withheld: try WithheldList(of: folder)) { try StateReading(of: $0) }
        try url == "-" ? answerAll(search) : answer(search)
    }

    private func answer(_ search: CaptureSearch) throws {
        guard let address = try? WebURL(url), address.isHTTP else { throw ValidationError("“\(url)” is no http or https URL") }
        switch try search.answer(for: address, at: at?.time, takesAny: any) {
        case .held(let capture):
            if let other = capture.passedOver { Console.say("shilu: nearer in time it \(other.text); this is the copy of \(capture.time?.iso8601 ?? "?")") }
            if capture.line.url != address.withoutFragment.href { Console.say("shilu: held as \(capture.line.url)") }
            try give(capture)
        case .other(let other):
            Console.say("shilu: \(url): no copy of the page is held: it \(other.text)" + (Self.hint(other) ?? ""))
            throw ExitCode(Self.outcome(of: other).rawValue)
        case .withheld(let reason):
            Console.say("shilu: \(url): is withheld: \(reason)")
            throw ExitCode(Outcome.withheld.rawValue)
        case .notHeld, .noURL:
            Console.say("shilu: \(url): the archive \(archive) does not hold it; shilu why tells what is known of it")
            throw ExitCode(Outcome.notHeld.rawValue)
        }
    }

    private func give(_ capture: HeldCapture) throws {
        var output = StandardOutput()
        if form == .original {
            let lack = try capture.forEachPieceOfBody { try output.write($0) }
            try output.flush()
            if let lack { Console.say("shilu: \(url): the body is not whole: \(lack)") }
            return
        }
        guard let record = try capture.record() else {
            throw InputError(path: url, cause: "is no page (\(capture.mime ?? "no type")): there are its bytes only")
        }
        try output.write(form == .record ? record.jsonLine() : Array("\(record.text)\n".utf8))
        try output.flush()
    }

    private static func hint(_ other: CaptureAnswer.Other) -> String? {
        if case .redirected(.some) = other.kind { "; ask for that URL" } else { "; --any gives that answer" }
    }

    private static func outcome(of other: CaptureAnswer.Other) -> Outcome {
        switch other.kind {
        case .redirected: .redirected
        case .turnedAway: .turnedAway
        case .missing, .failed, .originalMissing: .notHeld
        }
    }

    private func answerAll(_ search: CaptureSearch) throws {
        var output = StandardOutput()
        var reader = try LineReader(path: "/dev/stdin")
        var unheld = 0
        while let line = try reader.next() {
            let asked = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
            guard !asked.isEmpty else { continue }
            let address = (try? WebURL(asked)).flatMap { $0.isHTTP ? $0 : nil }
            let answer = try address.map { try search.answer(for: $0, at: at?.time, takesAny: any) } ?? .noURL
            if case .held = answer {} else { unheld += 1 }
            try output.write(try answer.line(asked: asked, form: form))
            // Who asks for one URL after the other waits for the answer before the next.
            if !reader.hasLineAtHand { try output.flush() }
        }
        try output.flush()
        if unheld > 0 { throw ExitCode(Outcome.someFailed.rawValue) }
    }
}

extension CaptureForm: EnumerableFlag {
    public static func help(for form: CaptureForm) -> ArgumentHelp? {
        switch form {
        case .original: "The body as the server meant it, without transfer and content codings (the default)."
        case .record: "The record of the page, a line of JSON."
        case .text: "The text of the page: title and paragraphs."
        }
    }
}
