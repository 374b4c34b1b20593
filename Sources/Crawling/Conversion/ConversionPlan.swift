// Which files a conversion makes anew; kept in the portal's folder until all is done, so that a killed one goes on.

import Archive
import Foundation
import WebArchive

/// `conversion.json`: the files of a portal that are being converted.
struct ConversionPlan: Codable, Equatable {
    struct Step: Codable, Equatable {
        /// Base names in `warc/`.
        var from: String
        var to: String
        var run: String
    }

    var steps: [Step]

    static func path(in folder: PortalFolder) -> String { folder.path + "/conversion.json" }

    /// The plan of a conversion that was not finished.
    init?(in folder: PortalFolder) throws {
        guard let data = FileManager.default.contents(atPath: Self.path(in: folder)) else { return nil }
        do {
            self = try JSONDecoder().decode(ConversionPlan.self, from: data)
        } catch {
            throw InputError(path: Self.path(in: folder), cause: "is no plan of a conversion")
        }
    }

    init(steps: [Step]) { self.steps = steps }

    func write(in folder: PortalFolder) throws {
        try FileSystem.write(String(decoding: try JSONEncoder().encode(self), as: UTF8.self) + "\n", to: Self.path(in: folder))
    }

    static func remove(in folder: PortalFolder) throws {
        do {
            try FileManager.default.removeItem(atPath: path(in: folder))
        } catch {
            throw ArchiveError.file(path: path(in: folder), action: "remove", cause: error.localizedDescription)
        }
    }
}
