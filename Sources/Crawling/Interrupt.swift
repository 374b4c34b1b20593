// Ctrl-C: once to end cleanly, twice to end at once.

import Dispatch
import Glibc
import Synchronization

/// Notes SIGINT, SIGTERM and SIGHUP (a terminal that closes). After the first one the process ends by the signal's default action at the second.
public final class Interrupt {
    private let flag = Flag()
    private var sources: [any DispatchSourceSignal] = []

    public init() {
        let queue = DispatchQueue(label: "shilu.interrupt")
        for number in [SIGINT, SIGTERM, SIGHUP] where !(number == SIGHUP && Self.isIgnored(number)) {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [flag] in
                signal(number, SIG_DFL)
                flag.raise()
            }
            source.activate()
            sources.append(source)
        }
    }

    /// Whether whoever started the process wants a signal ignored: `nohup` does so.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        // Function pointers have no other comparison; SIG_IGN is the address 1.
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    deinit {
        for source in sources { source.cancel() }
    }

    /// Whether the run is to end.
    public var isRaised: Bool { flag.noted.load(ordering: .acquiring) }

    /// Ends the run as Ctrl-C would.
    public func raise() { flag.raise() }

    /// What is done when the signal comes, besides noting it.
    func onRaise(_ action: @escaping @Sendable () -> Void) {
        flag.action.withLock { $0 = action }
    }

    /// What the signal's queue and the run's thread share.
    private final class Flag: Sendable {
        let noted = Atomic<Bool>(false)
        let action = Mutex<(@Sendable () -> Void)?>(nil)

        func raise() {
            noted.store(true, ordering: .releasing)
            action.withLock { $0 }?()
        }
    }
}
