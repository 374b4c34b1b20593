// Two nights of a portal of many systems: how many requests they take, and whether everything is found.
import ArgumentParser
import Foundation
import PortalSimulator

@main
struct ListsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shilu-lists", abstract: "Crawls a simulated portal of 20 columns on loopback for two nights and prints the requests of each.")

    @Option(help: "Articles of all columns together.")
    var articles = 20_000

    @Option(help: "The command to measure.")
    var shilu: String

    func run() throws {
        let portal = try SimulatedPortal(MixedPortal.columns(articles: articles))
        defer { portal.stop() }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shilu-lists-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }

        print("night\tseconds\trequests\tof lists\tof articles\tarticles there\tmissed")
        var night = try Night(1, portal, archive: folder.path, shilu: shilu, before: [:])
        let first = portal.targets.keys
        night.print(articles: first.count, missed: first.count { night.requests[$0] == nil })
        let before = portal.server.log.requestsByTarget

        let change = MixedPortal.change(portal)
        try letADayPass(archive: folder.path)
        night = try Night(2, portal, archive: folder.path, shilu: shilu, before: before)
        night.print(articles: portal.targets.count, missed: change.appeared.count { night.requests[$0] == nil })
        if night.missed + first.count(where: { before[$0] == nil }) > 0 { throw ExitCode(1) }
    }
}

/// Makes what the state knows a day older, so that all that is due each night is due.
private func letADayPass(archive: String) throws {
    Thread.sleep(forTimeInterval: 1.1)  // runs are named by their second
    let python = """
        import glob, sqlite3, sys
        for path in glob.glob(sys.argv[1] + '/*/state.sqlite'):
            db = sqlite3.connect(path)
            for table, names in {'url': ('due', 'visited_at', 'first_seen', 'changed_at'), 'list_column': ('walked_at', 'seen_at'), 'robots': ('fetched_at',)}.items():
                for name in names: db.execute(f'UPDATE {table} SET {name} = {name} - 86400 WHERE {name} IS NOT NULL')
            db.commit()
        """
    let process = try Process.run(URL(fileURLWithPath: "/usr/bin/python3"), arguments: ["-c", python, archive])
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ExitCode(2) }
}

/// One run of the command, and what the portal was asked for in it.
private struct Night {
    let number: Int
    let seconds: Double
    /// By target.
    let requests: [String: Int]
    private let articleRequests: Int
    private(set) var missed = 0

    init(_ number: Int, _ portal: SimulatedPortal, archive: String, shilu: String, before: [String: Int]) throws {
        self.number = number
        let process = Process()
        process.executableURL = URL(fileURLWithPath: shilu)
        process.arguments = ["crawl", portal.base, "--archive", archive, "--delay", "0"] + (number > 1 ? ["--new"] : [])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let start = Date()
        try process.run()
        process.waitUntilExit()
        seconds = Date().timeIntervalSince(start)
        requests = portal.server.log.requestsByTarget.reduce(into: [:]) { found, entry in
            let count = entry.value - before[entry.key, default: 0]
            if count > 0 { found[entry.key] = count }
        }
        let targets = portal.targets
        articleRequests = requests.reduce(0) { $0 + (targets[$1.key] == nil ? 0 : $1.value) }
    }

    mutating func print(articles: Int, missed: Int) {
        self.missed = missed
        let all = requests.values.reduce(0, +)
        Swift.print("\(number)\t\(Int(seconds.rounded()))\t\(all)\t\(all - articleRequests)\t\(articleRequests)\t\(articles)\t\(missed)")
    }
}
