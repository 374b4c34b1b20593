// How many records came to each stage, how many it left out, and by which rule: sums that must add up.

import Records

/// The counts of a build.
struct Funnel: Sendable, Equatable {
    var read = 0
    /// By stage and rule.
    private(set) var leftOut: [Stage: [String: Int]] = [:]
    private(set) var parts: [Part: Total] = [:]
    /// By host: read and kept.
    private(set) var portals: [String: (read: Int, kept: Int)] = [:]
    /// Kept, by the year of `published`.
    private(set) var years: [String: Int] = [:]
    private(set) var personal: [PersonalData.Kind: Int] = [:]
    var clusters = 0
    var excerpts = 0
    var lastSeen = Entry.unknown

    struct Total: Sendable, Equatable {
        var documents = 0
        var characters = 0
    }

    static func == (left: Self, right: Self) -> Bool {
        left.read == right.read && left.leftOut == right.leftOut && left.parts == right.parts && left.clusters == right.clusters
    }

    var kept: Int { parts.values.reduce(0) { $0 + $1.documents } }
    var characters: Int { parts.values.reduce(0) { $0 + $1.characters } }

    mutating func readOne(of host: String) {
        read += 1
        portals[host, default: (0, 0)].read += 1
    }

    mutating func leaveOut(_ stage: Stage, _ rule: String) { leftOut[stage, default: [:]][rule, default: 0] += 1 }

    mutating func keep(_ entry: Entry, host: String, part: Part) {
        parts[part, default: Total()].documents += 1
        parts[part, default: Total()].characters += Int(entry.characters)
        portals[host, default: (0, 0)].kept += 1
        let year = entry.published == Entry.unknown ? "unknown" : String(Version(firstSeen: entry.published).firstSeenText?.prefix(4) ?? "unknown")
        years[year, default: 0] += 1
    }

    func leftOut(at stage: Stage) -> Int { leftOut[stage]?.values.reduce(0, +) ?? 0 }

    /// Whether what went in came out at every stage.
    var addsUp: Bool { read == kept + Stage.allCases.reduce(0) { $0 + leftOut(at: $1) } && portals.values.reduce(0) { $0 + $1.kept } == kept }

    /// The file `funnel.json`.
    func json(digest: String, program: String, boilerplate: [(host: String, lines: Int, occurrences: Int)]) -> JSONText {
        var json = JSONText()
        json.object { json in
            json.key("schema"); json.value("shilu.funnel/1")
            json.key("program"); json.value(program)
            json.key("digest"); json.value(digest)
            json.key("read"); json.value(read)
            json.key("stages"); json.array { json in
                var left = read
                for stage in Stage.allCases {
                    let out = leftOut(at: stage)
                    json.object { json in
                        json.key("stage"); json.value(stage.name)
                        json.key("in"); json.value(left)
                        json.key("left_out"); json.value(out)
                        json.key("out"); json.value(left - out)
                        json.key("rules"); json.counts(leftOut[stage] ?? [:])
                    }
                    left -= out
                }
            }
            json.key("kept"); json.value(kept)
            json.key("parts"); json.object { json in
                for part in Part.allCases {
                    guard let total = parts[part] else { continue }
                    json.key(named: part.rawValue); json.object { json in
                        json.key("documents"); json.value(total.documents)
                        json.key("characters"); json.value(total.characters)
                    }
                }
            }
            json.key("clusters"); json.value(clusters)
            json.key("excerpts"); json.value(excerpts)
            json.key("portals"); json.object { json in
                for (host, count) in portals.sorted(by: { $0.key < $1.key }) {
                    json.key(named: host); json.object { json in
                        json.key("read"); json.value(count.read)
                        json.key("kept"); json.value(count.kept)
                    }
                }
            }
            json.key("years"); json.counts(years)
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
        return json
    }
}

extension JSONLine {
    fileprivate mutating func counts(_ counts: [String: Int]) {
        object { json in
            for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
                json.key(named: name)
                json.value(count)
            }
        }
    }
}
