// The reports of a portal's runs, as they lie in its folder.

import Archive
import Foundation
import Web

/// Reads reports and changes.
public struct PortalReports: Sendable {
    public let folder: PortalFolder

    public init(_ folder: PortalFolder) {
        self.folder = folder
    }

    /// The time zone by which the portal's days are counted.
    public var time: LocalTime {
        let zone = (try? PortalFile(reading: folder.portalFile))?.portal.timeZone ?? Portal.defaultTimeZone
        return LocalTime(zone: zone.identifier)
    }

    /// The reports of the runs that began on a day or later, in the portal's time zone, oldest first; without a day the last one.
    /// Reports of an older schema are left out.
    public func reports(since day: String?) throws -> [MorningReport] {
        if let day { return try runs(since: day).compactMap(report) }
        for run in try runs(since: nil).reversed() {
            if let report = try report(run) { return [report] }
        }
        return []
    }

    /// The report of the run before another; `nil` if it has none, or none that can be read.
    func lastReport(before run: String) throws -> MorningReport? {
        for earlier in try runs(since: nil).reversed() where earlier < run {
            if let report = try? report(earlier) { return report }
        }
        return nil
    }

    /// Hands on the lines of `changes.jsonl` of the runs since a day, oldest first; without a day of the last run.
    public func forEachChange(since day: String?, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        let runs = try runs(since: day).filter { FileManager.default.fileExists(atPath: folder.changes(run: $0)) }
        for run in day == nil ? runs.suffix(1) : runs[...] {
            guard let data = FileManager.default.contents(atPath: folder.changes(run: run)) else { continue }
            for line in Array(data).split(separator: 0x0A) { try body(line) }
        }
    }

    private func runs(since day: String?) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder.path + "/runs") else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/runs").sorted()
        guard let start = day.flatMap(time.start(ofDay:)) else { return names }
        return names.filter { Timestamp(compact: String($0.prefix { $0 != "-" })).map { $0 >= start } ?? false }
    }

    private func report(_ run: String) throws -> MorningReport? {
        guard let data = FileManager.default.contents(atPath: folder.report(run: run)),
              let schema = (try? JSONDecoder().decode(Schema.self, from: data))?.schema else { return nil }
        if schema == "shilu.report/1" { return nil }
        guard schema == MorningReport.schema || MorningReport.olderSchemas.contains(schema) else { throw ArchiveError.newerFormat(path: folder.report(run: run), found: schema) }
        return try MorningReport(json: data)
    }

    private struct Schema: Decodable {
        var schema: String
    }
}
