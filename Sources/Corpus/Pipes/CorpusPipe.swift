// Lines from a file or standard input through a step to whoever takes them, in their order, on all cores.

import Archive

/// A step as a pipe.
public struct CorpusPipe: Sendable {
    private let step: PipeStep
    private let jobs: Int

    private static let batchBytes = 2 << 20

    /// - Parameter jobs: threads; the result is the same for any number.
    public init(_ step: PipeStep, jobs: Int) {
        self.step = step
        self.jobs = max(1, jobs)
    }

    /// Reads lines of a plain, gzip or zstd file, which may be a pipe, and gives what becomes of each to `emit`. Empty lines are passed over.
    ///
    /// - Throws: ``CorpusError`` for a line that is no text, once the lines before its batch were emitted; what `emit` throws.
    public func run(reading path: String, emit: ([UInt8]) throws -> Void) throws {
        var lines = try RecordLines(path)
        while true {
            let first = lines.number + 1
            let batch = try lines.batch(of: Self.batchBytes * jobs)
            if batch.isEmpty { return }
            let step = step
            let results = mapInParallel(batch.split(into: jobs * 4), jobs: jobs) { piece -> Result<[UInt8], Failure> in
                var worker = PipeWorker(step)
                var output: [UInt8] = []
                for index in piece where !batch[index].isEmpty {
                    do throws(SourceRecord.Refusal) {
                        output += try worker.line(of: batch[index])
                    } catch { return .failure(Failure(index: index, refusal: error)) }
                }
                return .success(output)
            }
            for result in results {
                switch result {
                case .success(let output): try emit(output)
                case .failure(let failure): throw failure.refusal.error(path: path, line: first + failure.index)
                }
            }
        }
    }

    private struct Failure: Error {
        let index: Int
        let refusal: SourceRecord.Refusal
    }
}
