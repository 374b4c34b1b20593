// The status that an answer should have had, beside the one that it had.

extension URLReason {
    /// The HTTP status (RFC 9110, section 15) that says what an answer with this reason really was, whatever status it came with.
    ///
    /// | reason | effective status |
    /// |---|---|
    /// | refused | 403; 429 and 451 where the server said so itself |
    /// | challenged | 412, as most challenges are sent; 429 where it says “too often” |
    /// | login wall | 401 |
    /// | soft 404 | 404 |
    /// | stub | 406: there is nothing in a form that this client can read |
    /// | wrong page | 421: the answer is meant for another request |
    ///
    /// Any other answer counts as what its status says; a page that sends the browser on by itself counts as 302.
    public var effectiveStatus: Int? {
        switch self {
        case .refused: 403
        case .challenged: 412
        case .loginWall: 401
        case .softNotFound: 404
        case .stub: 406
        case .wrongPage: 421
        default: nil
        }
    }

    /// The state to which a sign with this reason leads.
    var state: URLState {
        switch self {
        case .softNotFound: .missingOnce
        case .serverError: .failed
        default: .turnedAway
        }
    }
}
