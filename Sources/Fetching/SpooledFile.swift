// Bodies too large for memory: a temporary file that is gone when nobody needs it any more.
import Foundation

/// A body in a temporary file. The file is removed when the last reference to this object goes.
public final class SpooledFile: Sendable {
    /// Where it lies.
    public let path: String
    /// Its bytes.
    public let count: Int

    /// Takes over a file that exists.
    public init(path: String, count: Int) {
        self.path = path
        self.count = count
    }

    deinit { unlink(path) }

    /// Removes what a killed process left behind in a spool folder. Nobody may be spooling there.
    public static func removeLeftovers(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(namePrefix) {
            unlink(folder + "/" + name)
        }
    }

    static let namePrefix = ".shilu-body-"
}

/// A spool file that could not be made or written.
struct SpoolError: Error {
    let path: String
    let code: Int32

    var description: String { "\(path): \(String(cString: strerror(code)))" }
}

/// The file while it is written; removed unless it is ``finish()``ed.
final class SpoolWriter {
    private let path: String
    private var descriptor: Int32
    private var count = 0
    private var isFinished = false

    init(folder: String) throws(SpoolError) {
        path = "\(folder)/\(SpooledFile.namePrefix)\(UUID().uuidString)"
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            isFinished = true  // nothing to remove
            throw SpoolError(path: path, code: errno)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isFinished { unlink(path) }
    }

    func write<Bytes: Collection>(_ bytes: Bytes) throws(SpoolError) where Bytes.Element == UInt8 {
        if let failure = bytes.withContiguousStorageIfAvailable(writeAll) ?? Array(bytes).withUnsafeBufferPointer(writeAll) {
            throw failure
        }
        count += bytes.count
    }

    /// Closes the file and hands it over.
    func finish() throws(SpoolError) -> SpooledFile {
        let result = close(descriptor)
        descriptor = -1
        if result != 0 { throw SpoolError(path: path, code: errno) }
        isFinished = true
        return SpooledFile(path: path, count: count)
    }

    /// write(2) takes a pointer; the buffer outlives the call.
    private func writeAll(_ bytes: UnsafeBufferPointer<UInt8>) -> SpoolError? {
        var offset = 0
        while offset < bytes.count {
            let written = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            if written > 0 {
                offset += written
            } else if written == 0 || errno != EINTR {
                return SpoolError(path: path, code: written == 0 ? EIO : errno)
            }
        }
        return nil
    }
}
