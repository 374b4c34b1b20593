// Ctrl-C: once to end cleanly, twice to end at once.

import Dispatch
import Glibc
import Synchronization

/// Whether runs are to end: one for all runs of a process, on whatever threads they are. It notes SIGINT, SIGTERM and SIGHUP
/// (a terminal that closes); after the first one the process ends by the signal's default action at the second.
public final class Interrupt: Sendable {
    private let flag = Atomic<Bool>(false)
    private let actions = Mutex(Actions())
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    private struct Actions {
        var last = 0
        var byNumber: [Int: @Sendable () -> Void] = [:]
    }

    public init() {
        let queue = DispatchQueue(label: "shilu.interrupt")
        sources.withLock { sources in
            for number in [SIGINT, SIGTERM, SIGHUP] where !(number == SIGHUP && Self.isIgnored(number)) {
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler { [weak self] in
                    signal(number, SIG_DFL)
                    self?.raise()
                }
                source.activate()
                sources.append(source)
            }
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
        sources.withLock { for source in $0 { source.cancel() } }
    }

    /// Whether the runs are to end.
    public var isRaised: Bool { flag.load(ordering: .acquiring) }

    /// Ends the runs as Ctrl-C would.
    public func raise() {
        flag.store(true, ordering: .releasing)
        for action in actions.withLock({ Array($0.byNumber.values) }) { action() }
    }

    /// What is done when it is raised, besides noting it, as long as the result is kept.
    func onRaise(_ action: @escaping @Sendable () -> Void) -> Registration {
        let number = actions.withLock { actions in
            actions.last += 1
            actions.byNumber[actions.last] = action
            return actions.last
        }
        return Registration(interrupt: self, number: number)
    }

    /// Takes an action away when it goes itself.
    final class Registration {
        private let interrupt: Interrupt
        private let number: Int

        fileprivate init(interrupt: Interrupt, number: Int) {
            self.interrupt = interrupt
            self.number = number
        }

        deinit { interrupt.actions.withLock { $0.byNumber[number] = nil } }
    }
}
