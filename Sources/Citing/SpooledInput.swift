// Standard input as a file that can be read twice.

import Archive
import Glibc
import WebArchive

/// What comes on standard input, kept in a file while it is wanted: citations are resolved in a second reading.
public final class SpooledInput {
    public let path: String

    /// Copies standard input into a file of the folder; it goes with its owner.
    public init(in folder: String) throws {
        try FileSystem.createFolder(folder)
        path = "\(folder)/.standard-input.\(getpid())"
        let copy = try ReplacedFile(path)
        var lines = try LineReader(path: "/dev/stdin")
        while let line = try lines.next() { try copy.write(line + [0x0A]) }
        try copy.commit()
    }

    deinit { unlink(path) }
}
