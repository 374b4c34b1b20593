// The file funnel.json: the counts of a data set, written by the build and read again where records are withdrawn.

import Foundation
import Records
import WebArchive

/// What stands in funnel.json.
struct FunnelFile: Equatable {
    static let name = "funnel.json"
    static let schema = "shilu.funnel/1"

    var digest: String
    /// Of the data set.
    var version: String
    var funnel: Funnel
    /// Lines that recur over a portal's pages.
    var boilerplate: [Boilerplate] = []

    struct Boilerplate: Codable, Equatable {
        var host: String
        var lines: Int
        var occurrences: Int
    }

    var bytes: [UInt8] {
        var json = JSONText()
        json.object { json in
            json.key("schema"); json.value(Self.schema)
            json.key("program"); json.value(ShiluVersion.product)
            json.key("digest"); json.value(digest)
            json.key("version"); json.value(version)
            json.key("read"); json.value(funnel.read)
            json.key("stages"); json.array { json in
                for step in funnel.steps {
                    json.object { json in
                        json.key("stage"); json.value(step.name)
                        json.key("in"); json.value(step.into)
                        json.key("left_out"); json.value(step.leftOut)
                        json.key("out"); json.value(step.into - step.leftOut)
                        json.key("rules"); json.counts(step.rules)
                    }
                }
            }
            json.key("kept"); json.value(funnel.kept)
            json.key("parts"); json.object { json in
                for part in Part.allCases {
                    guard let total = funnel.parts[part] else { continue }
                    json.key(named: part.rawValue); json.object { json in
                        json.key("documents"); json.value(total.documents)
                        json.key("characters"); json.value(total.characters)
                    }
                }
            }
            json.key("clusters"); json.value(funnel.clusters)
            json.key("cluster_sizes"); json.counts(funnel.clusterSizes)
            json.key("excerpts"); json.value(funnel.excerpts)
            json.key("last_seen"); json.value(Version(firstSeen: funnel.lastSeen).firstSeenText)
            json.key("portals"); json.object { json in
                for (host, portal) in funnel.portals.sorted(by: { $0.key < $1.key }) {
                    json.key(named: host); json.object { json in
                        json.key("read"); json.value(portal.read)
                        json.key("kept"); json.value(portal.kept)
                        json.key("years"); json.counts(portal.years)
                    }
                }
            }
            json.key("years"); json.counts(funnel.years)
            json.key("lengths"); json.counts(funnel.lengths)
            json.key("boilerplate"); json.array { json in
                for portal in boilerplate {
                    json.object { json in
                        json.key("host"); json.value(portal.host)
                        json.key("lines"); json.value(portal.lines)
                        json.key("occurrences"); json.value(portal.occurrences)
                    }
                }
            }
        }
        json.endLine()
        return json.bytes
    }
}

extension FunnelFile {
    /// Reads what does not follow from the documents of a data set: what was read, left out and compared.
    init(reading folder: String) throws(CorpusError) {
        let path = folder + "/" + Self.name
        guard let data = FileManager.default.contents(atPath: path) else { throw .noDataSet(path: folder) }
        let contents: Contents
        do { contents = try JSONDecoder().decode(Contents.self, from: data) } catch {
            throw .damaged(path: path, cause: "it is not as the build writes it")
        }
        guard contents.schema == Self.schema else { throw .damaged(path: path, cause: "its schema is “\(contents.schema)”, not \(Self.schema)") }
        var funnel = Funnel()
        for (host, portal) in contents.portals { funnel.readOne(of: host, count: portal.read) }
        for stage in Stage.allCases { funnel.leftOut[stage] = contents.stages.first { $0.stage == stage.name }?.rules ?? [:] }
        funnel.leftOut = funnel.leftOut.filter { !$0.value.isEmpty }
        funnel.withdrawn = contents.stages.first { $0.stage == Funnel.withdrawal }?.left_out ?? 0
        funnel.clusterSizes = Dictionary(contents.cluster_sizes.compactMap { size, count in Int(size).map { ($0, count) } }) { $1 }
        funnel.excerpts = contents.excerpts
        funnel.lastSeen = contents.last_seen.flatMap(LocalTime.seconds) ?? Entry.unknown
        self.init(digest: contents.digest, version: contents.version, funnel: funnel, boilerplate: contents.boilerplate)
    }

    private struct Contents: Decodable {
        let schema: String
        let digest: String
        let version: String
        let stages: [Stage]
        let cluster_sizes: [String: Int]
        let excerpts: Int
        let last_seen: String?
        let portals: [String: Portal]
        let boilerplate: [Boilerplate]

        struct Stage: Decodable {
            let stage: String
            let left_out: Int
            let rules: [String: Int]
        }

        struct Portal: Decodable { let read: Int }
    }
}

extension JSONLine {
    /// Counts by name; numbers in their order.
    fileprivate mutating func counts(_ counts: [String: Int]) {
        object { json in
            for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
                json.key(named: name)
                json.value(count)
            }
        }
    }

    fileprivate mutating func counts(_ counts: [Int: Int]) {
        object { json in
            for (number, count) in counts.sorted(by: { $0.key < $1.key }) {
                json.key(named: String(number))
                json.value(count)
            }
        }
    }
}
