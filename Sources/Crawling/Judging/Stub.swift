// Stub: a 200 with a shell in which nothing stands.

/// The signs of a stub.
enum Stub {
    /// A body of no more bytes is none, whatever it says: the stubs that portals serve by the thousand have 13 to 16.
    static let smallest = 16
    /// A page without a visible character and no longer than this is a shell; a longer one has its text somewhere else
    /// (``URLReason/noText``).
    static let largest = 2_048

    static func sign(in answer: Answer) -> Sign? {
        guard answer.page?.dialect == nil else { return nil }  // a shell whose rows come by a call that can be made
        guard answer.isSuccess, answer.isForPage, answer.isWhole, let shell = answer.shell, answer.pageBytes > 0,
              !shell.isData else { return nil }
        if answer.pageBytes <= smallest { return Sign(.stub, "a page of \(answer.pageBytes) bytes") }
        guard answer.pageBytes <= largest, shell.isEmpty else { return nil }
        return Sign(.stub, "a page of \(answer.pageBytes) bytes without text")
    }
}
