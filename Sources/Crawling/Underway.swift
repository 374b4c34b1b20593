// Something that is made on another thread, while the run goes on asking.

import Dispatch
import Synchronization

/// A value on its way.
final class Underway<Value: Sendable>: Sendable {
    private let made = Mutex<Result<Value, any Error>?>(nil)
    private let done = DispatchGroup()

    /// Begins at once.
    ///
    /// - Parameter onDone: called on the other thread when the value is there.
    init(on queue: DispatchQueue, onDone: @escaping @Sendable () -> Void, make: @escaping @Sendable () throws -> Value) {
        queue.async(group: done) { [self] in
            let result = Result { try make() }
            made.withLock { $0 = result }
            onDone()
        }
    }

    /// Whether the value is there.
    var isDone: Bool { made.withLock { $0 != nil } }

    /// Waits for the value.
    func value() throws -> Value {
        done.wait()
        // The group is left only behind the line that keeps the result.
        guard let result = made.withLock({ $0 }) else { preconditionFailure("what is done was made") }
        return try result.get()
    }
}
