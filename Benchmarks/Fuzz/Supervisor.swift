// Starts the workers, starts one again after a page that killed it, and sums up.

import Foundation

struct Supervisor {
    let folders: [String]
    /// What the workers are told besides.
    let options: [String]
    let seed: UInt64
    let range: Range<Int>
    let jobs: Int
    /// Where the workers' files lie.
    let state: String

    /// A worker that dies so often is not started again.
    private static let deathLimit = 200

    /// Tries all numbers; gives how many findings there are.
    func run() throws -> Int {
        try? FileManager.default.removeItem(atPath: state)
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        let began = Date()
        var lanes = try (0 ..< jobs).map { Lane(files: WorkerFiles(folder: state, worker: $0), process: try start($0, from: range.lowerBound + $0)) }
        var told = Date()
        while lanes.contains(where: { $0.process != nil }) {
            usleep(50_000)
            for worker in lanes.indices {
                guard let process = lanes[worker].process, !process.isRunning else { continue }
                lanes[worker].process = nil
                let progress = Progress(path: lanes[worker].files.progress) ?? Progress()
                lanes[worker].done = lanes[worker].done + progress
                if let death = Self.death(of: process) {
                    lanes[worker].files.note(progress.index, death)
                    lanes[worker].deaths += 1
                    lanes[worker].done.pages += 1
                    if lanes[worker].deaths < Self.deathLimit { lanes[worker].process = try start(worker, from: progress.index + jobs) }
                }
            }
            if -told.timeIntervalSinceNow > 15 {
                told = Date()
                say("\(total(lanes).pages) of \(range.count) inputs, \(findings().count) findings")
            }
        }
        return summary(total(lanes), seconds: -began.timeIntervalSinceNow)
    }

    private struct Lane {
        let files: WorkerFiles
        var process: Process?
        var done = Progress()
        var deaths = 0
    }

    private func start(_ worker: Int, from index: Int) throws -> Process? {
        guard index < range.upperBound else { return nil }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = folders + options + [
            "--seed", String(seed), "--first", String(index), "--count", String(range.upperBound - index), "--jobs", String(jobs), "--state", state, "--worker", String(worker),
        ]
        // malloc gives memory back at once, so that what a page takes is not hidden behind what an earlier one took.
        let settings = ["SWIFT_BACKTRACE": "enable=no", "MALLOC_MMAP_THRESHOLD_": "1048576", "MALLOC_TRIM_THRESHOLD_": "4194304"]
        process.environment = ProcessInfo.processInfo.environment.merging(settings) { $1 }
        try process.run()
        return process
    }

    private static func death(of process: Process) -> String? {
        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): nil
        case (.exit, Watchdog.exitStatus): "hang: ended by the watchdog"
        case (.exit, let status): "crash: exit status \(status)"
        case (_, let signal): "crash: signal \(signal)"
        }
    }

    private func total(_ lanes: [Lane]) -> Progress {
        lanes.reduce(Progress()) { sum, lane in
            sum + lane.done + (lane.process == nil ? Progress() : Progress(path: lane.files.progress) ?? Progress())
        }
    }

    private func findings() -> [Substring] {
        (0 ..< jobs).flatMap { worker in
            let data = FileManager.default.contents(atPath: WorkerFiles(folder: state, worker: worker).findings) ?? Data()
            return String(decoding: data, as: UTF8.self).split(separator: "\n")
        }
    }

    private func summary(_ sum: Progress, seconds: Double) -> Int {
        let found = findings().sorted { Int($0.prefix { $0 != "\t" }) ?? 0 < Int($1.prefix { $0 != "\t" }) ?? 0 }
        print("""
            \(sum.pages) inputs, \(sum.bytes >> 20) MB, in \(Int(seconds)) s with \(jobs) job\(jobs == 1 ? "" : "s"), seed \(seed)
            \(sum.nanoseconds / max(sum.bytes, 1)) ns a byte on average, \(sum.slowest) at most (number \(sum.slowestIndex), those of 20 KB and more)
            \(sum.memory >> 20) MB of memory at most above the start
            \(found.count) findings
            """)
        for line in found.prefix(50) { print(line) }
        if let first = found.first {
            let index = first.prefix { $0 != "\t" }
            print("make the input again: shilu-fuzz --replay \((folders + options).joined(separator: " ")) --seed \(seed) --index \(index) -o bad")
        }
        return found.count
    }

    private func say(_ text: String) {
        FileHandle.standardError.write(Data("shilu-fuzz: \(text)\n".utf8))
    }
}
