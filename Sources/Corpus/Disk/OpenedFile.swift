// Opening files with the errors of this module.

import WebArchive

extension OpenFile {
    /// An open file, or the error that names it.
    static func opened(_ path: String, _ access: Access) throws(CorpusError) -> OpenFile {
        do throws(FileError) { return try OpenFile(path, access) } catch { throw .file(error) }
    }
}
