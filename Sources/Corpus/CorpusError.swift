// What can end the making of a data set.

import WebArchive

/// An error of the corpus; each names the file, and the line where there is one.
public enum CorpusError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A mistake in the spec.
    case spec(path: String, line: Int?, message: String)
    /// A pattern of `input` that matches nothing; a relative one is looked up from the folder.
    case noInput(pattern: String, folder: String)
    /// A line that is no record.
    case record(path: String, line: Int, cause: String)
    /// A record of a schema that this version does not know.
    case laterSchema(path: String, line: Int, found: String)
    /// A compressed file that cannot be read on.
    case damaged(path: String, cause: String)
    /// A folder that holds no data set.
    case noDataSet(path: String)
    /// A record that is neither in a data set nor told of there.
    case notInSet(name: String, path: String)
    /// The target is there, and is no data set that this program built.
    case occupied(path: String)
    /// The work of another spec, other input or another version stands where this one would go on.
    case otherWork(path: String)
    /// A file of the input is not as it was when the build began.
    case inputChanged(path: String)
    /// Another build works in the same folder.
    case busy(path: String)
    /// The system refused.
    case file(FileError)
    /// A signal came; what was done so far stands.
    case interrupted(path: String)

    public var description: String {
        switch self {
        case .spec(let path, let line, let message): line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)"
        case .noInput(let pattern, let folder):
            "input: “\(pattern)” matches no file" + (pattern.hasPrefix("/") ? "" : "; it is looked up from the spec's folder, \(folder)")
        case .record(let path, let line, let cause): "\(path):\(line): is no record: \(cause)"
        case .laterSchema(let path, let line, let found):
            "\(path):\(line): a record of the schema “\(found)”, which this version does not know; use a newer shilu"
        case .damaged(let path, let cause): "\(path): is damaged: \(cause)"
        case .noDataSet(let path): "\(path): is no data set that `shilu corpus build` made"
        case .notInSet(let name, let path): "\(name): no record of this id or URL is in \(path)"
        case .occupied(let path): "\(path): is there, and was not made by `shilu corpus build`; name another folder"
        case .otherWork(let path):
            "\(path): holds the work of another spec, other input or another shilu; begin anew without --resume, or delete it"
        case .inputChanged(let path): "a file of the input was changed while it was read; begin anew without --resume (the work lies in \(path))"
        case .busy(let path): "\(path): another command is working here (it holds the lock)"
        case .file(let error): "\(error)"
        case .interrupted(let path): "interrupted; what was read so far stands in \(path), and the same command with --resume goes on"
        }
    }

    /// Whether the disk, or the user's share of it, is full.
    public var isFull: Bool { if case .file(let error) = self { error.isFull } else { false } }
}
