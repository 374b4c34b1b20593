// Writes selected captures to one WARC file.

import Web
import WebArchive

/// `shilu export warc`.
public struct WARCExport {
    private let portals: [PortalFolder]
    private let selection: ExportSelection
    private let export: CaptureExport

    /// - Parameter complain: is told of each record that could not be brought.
    public init(
        of portals: [PortalFolder], withheld: WithheldList, selection: ExportSelection, complain: @escaping (InputError) -> Void
    ) {
        self.portals = portals
        self.selection = selection
        export = CaptureExport(portals: portals, withheld: withheld, selection: selection, complain: complain)
    }

    /// Writes the file, which must not be there. It takes its name when it is whole; without any capture there is none.
    public func write(to path: String, date: Timestamp) throws -> ExportSummary {
        let output = WARCOutput(try OutputFile(creating: path))
        let name = ArchiveFileName.last(of: path)
        try output.append(try WARCMember.encode(.warcinfo(WARCInfo(exportOf: portals, selection), filename: name, date: date))[...])
        let summary = try export.run(to: output)
        if summary.captures > 0 { try output.file.commit() }
        return summary
    }
}

/// A WARC file that takes records as they come.
private final class WARCOutput: ExportOutput {
    let file: OutputFile

    init(_ file: OutputFile) { self.file = file }

    var position: Int64 { file.length }
    func append(_ bytes: ArraySlice<UInt8>) throws { try file.append(bytes) }
    func wantsBlock(_ entry: WARCEntry) -> Bool { false }
    func take(_ copied: ExchangeCopier.Copied, line: CDXJLine, at offset: Int64, from folder: PortalFolder) {}
}
