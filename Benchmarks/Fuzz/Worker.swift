// Tries every n-th number, one page after another, in a process of its own.

import Foundation

struct Worker {
    let source: any InputSource
    let files: WorkerFiles
    /// The numbers to try.
    let indexes: StrideTo<Int>

    func run() {
        let progressFile = open(files.progress, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        defer { close(progressFile) }
        let watchdog = Watchdog()
        var progress = Progress()
        let start = Usage.residentNow
        let scratch = try? ScratchFile()
        for index in indexes {
            // Before anything else, so that a page that kills the process can be made again.
            progress.index = index
            progress.write(to: progressFile)
            let input = source.input(index)
            let size = max(input.bytes.count, input.weight)
            Usage.forgetPeak()
            watchdog.begin(bytes: size)
            let trial = if let kind = input.archive, let scratch { Trial(archive: input, kind, scratch: scratch) } else { Trial(input) }
            watchdog.end()
            var broken = trial.broken

            let growth = Usage.residentPeak - start
            if growth > Limits.memory(bytes: input.archive == nil ? size : input.bytes.count) { broken.append("memory: \(growth >> 20) MB for \(size) bytes") }

            progress.pages += 1
            progress.bytes += size
            progress.nanoseconds += trial.nanoseconds
            progress.memory = max(progress.memory, growth)
            let rate = trial.nanoseconds / max(size, 1)
            if size >= 20_000, rate > progress.slowest { (progress.slowest, progress.slowestIndex) = (rate, index) }
            for text in broken { files.note(index, text) }
        }
        progress.write(to: progressFile)
    }
}

/// The files of one worker.
struct WorkerFiles {
    let progress, findings: String

    init(folder: String, worker: Int) {
        progress = "\(folder)/worker-\(worker).progress"
        findings = "\(folder)/worker-\(worker).findings"
    }

    /// Appends what was found at a number.
    func note(_ index: Int, _ text: String) {
        let file = open(findings, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        guard file >= 0 else { return }
        let line = "\(index)\t\(text)\n"
        _ = line.withCString { write(file, $0, strlen($0)) }
        close(file)
    }
}
