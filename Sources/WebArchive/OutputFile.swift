// A new file that is there as a whole or not at all: it is written beside its name and takes it at its end.

/// A file that is being written. Until `commit` it is called `NAME.part`, and goes when its owner goes.
public final class OutputFile {
    /// The name that it will have.
    public let path: String
    /// How many bytes were written.
    public private(set) var length: Int64 = 0
    private let file: OpenFile
    private var isCommitted = false

    /// The name that it has until then.
    var partPath: String { path + ".part" }

    /// Begins the file; an error (EEXIST) where one of that name is there already.
    public init(creating path: String) throws(FileError) {
        guard !OpenFile.exists(path) else { throw FileError(path: path, operation: "create", code: FileError.exists) }
        self.path = path
        file = try OpenFile(path + ".part", .replacing)
    }

    deinit {
        if !isCommitted { try? OpenFile.unlink(partPath) }
    }

    /// Appends bytes.
    public func append(_ bytes: ArraySlice<UInt8>) throws(FileError) {
        try file.write(bytes, at: length)
        length += Int64(bytes.count)
    }

    /// Writes over bytes that were written before.
    func overwrite(_ bytes: [UInt8], at offset: Int64) throws(FileError) { try file.write(bytes[...], at: offset) }

    /// Waits until all is on the disk, and gives the file its name.
    public func commit() throws(FileError) {
        try file.syncData()
        try OpenFile.rename(partPath, to: path)
        try OpenFile.syncFolder(of: path)
        isCommitted = true
    }
}
