// A portal with a queue, and frontiers over it, for tests of who is asked when.
@testable import Crawling
import Archive
import Testing
import Web

/// A state file with a run that has begun.
struct QueuedPortal {
    let folder: TemporaryFolder
    let state: PortalState
    let memory: HostMemory
    private let run = RunRow(
        name: "r1", startedAt: Timestamp(secondsSince1970: 0), vantage: "local", recordsLength: 0, ledgerLength: 0, answers: 0)
    /// The date at which nights begin here.
    static let date = Timestamp(secondsSince1970: 1_800_000_000)

    init(memory: HostMemory = HostMemory()) throws {
        folder = try TemporaryFolder()
        self.memory = memory
        state = try PortalState(path: folder.path + "/state.sqlite")
        try state.begin(run, scope: "")
    }

    func seed(_ urls: [WebURL]) throws { try state.add(seeds: urls, run: run) }
    func seed(_ urls: String...) throws { try seed(urls.map { try WebURL($0) }) }

    func frontier(
        delay: Double = 1, concurrency: Int = 1, robots: Bool = false, proxy: String? = nil, vantage: String = "local",
        budget: HostBudget = HostBudget(), memory: HostMemory? = nil, date: Timestamp = QueuedPortal.date,
        robotsSince: Timestamp? = nil
    ) throws -> Frontier {
        var portal = Portal(name: "a", seeds: [try WebURL("http://a.example/")])
        portal.delay = delay
        portal.concurrency = concurrency
        portal.obeysRobots = robots
        portal.proxy = proxy
        portal.vantage = vantage
        var politeness = Politeness(portal)
        politeness.budget = budget
        return try Frontier(state: state, politeness: politeness, memory: memory ?? self.memory, clock: WallClock { date },
            robotsSince: robotsSince)
    }
}

extension PortalState {
    /// The next URLs of an origin, whenever they are to be tried again.
    func next(origin: String, limit: Int, underWay: Set<Int64>) throws -> [QueuedURL] {
        try next(origin: origin, limit: limit, underWay: underWay, at: Timestamp(secondsSince1970: .max))
    }
}

extension Frontier.Step {
    /// The page that is to be asked for, if this is one.
    var asked: (url: String, host: String, turn: Frontier.Turn)? {
        if case .fetch(let queued, let turn) = self { (queued.url.href, queued.url.host ?? "", turn) } else { nil }
    }
}
