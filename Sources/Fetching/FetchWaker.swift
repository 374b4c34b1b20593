// Ends another thread's wait for the network.
//
// Unsafe, because curl_multi_wakeup takes libcurl's pointer from any thread; the lock keeps the fetcher from freeing it meanwhile.
import CCurl
import Synchronization

/// Ends the ``Fetcher/poll(timeout:)`` that is waiting, or the next one. Outlives its fetcher harmlessly.
///
/// Not for use inside a C signal handler (it takes a lock): let a thread in `sigwait`, or a dispatch source, call it.
public final class FetchWaker: Sendable {
    /// The multi handle's address; 0 when it is gone.
    private let multi: Mutex<UInt>
    private let isWoken = Atomic<Bool>(false)

    init(_ multi: UnsafeMutableRawPointer) { self.multi = Mutex(UInt(bitPattern: multi)) }

    public func wake() {
        multi.withLock { address in
            guard let pointer = UnsafeMutableRawPointer(bitPattern: address) else { return }
            isWoken.store(true, ordering: .releasing)
            curl_multi_wakeup(pointer)
        }
    }

    /// Whether it was called since the last question.
    func takeCall() -> Bool { isWoken.exchange(false, ordering: .acquiringAndReleasing) }

    /// The multi handle is about to be freed.
    func detach() { multi.withLock { $0 = 0 } }
}
