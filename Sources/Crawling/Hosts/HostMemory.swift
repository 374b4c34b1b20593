// The memory of hosts: one for all runs of a process, and in a file for other processes and later nights.

import Archive
import GRDB
import Synchronization
import Web

/// What an archive knows of the hosts that its portals ask: the pace of each server, who wants to be left alone, who failed.
///
/// Servers are known by their addresses, so hosts that share an address share a pace, across the runs of this process (they share
/// this object) and across processes (they share the archive's `hosts.sqlite`). The file is memory and not truth: where it is
/// damaged or locked, the night goes on without what it said.
///
/// Times called `now` are seconds on the machine's monotonic clock, which all processes share; ``Timestamp``s are the date.
public final class HostMemory: Sendable {
    private let shared: Mutex<Shared>
    private let path: String?

    private struct Shared {
        var file: HostFile?
        var warnings: [String] = []
        var addresses: [String: String] = [:]
        var sites: [String: HostFile.Site] = [:]
        var servers: [String: ServerPace] = [:]
        /// Servers reserved in the file, and until when.
        var reserved: [String: Double] = [:]
    }

    /// How long a server is reserved for a request in hand, in seconds. Longer ones reserve on; after a crash it is free again.
    static let reservation = 3.0

    /// Memory for this process alone.
    public init() {
        path = nil
        shared = Mutex(Shared())
    }

    /// The memory of an archive.
    public convenience init(of archive: ArchiveFolder, at time: Timestamp = .now()) {
        self.init(path: archive.path + "/hosts.sqlite", at: time)
    }

    init(path: String, at time: Timestamp) {
        self.path = path
        var opened = Shared()
        do {
            opened.file = try HostFile(path: path, at: time)
        } catch {
            opened.warnings.append(Self.warning(error, path))
            if Self.isDamage(error) {
                Self.setAside(path)
                opened.file = try? HostFile(path: path, at: time)
            }
        }
        shared = Mutex(opened)
    }

    /// What went wrong with the file since the last call.
    func takeWarnings() -> [String] {
        shared.withLock { shared in
            defer { shared.warnings = [] }
            return shared.warnings
        }
    }

    // MARK: Servers

    /// The server of a host: its address, if that is known, else the host's name.
    func server(of host: String, from viewpoint: String) -> String {
        let key = viewpoint + "\n" + host
        return shared.withLock { shared in
            if let known = shared.addresses[key] { return known }
            let address = use(&shared) { try $0.address(of: host, from: viewpoint) } ?? nil
            // An address in a URL is the server's own, but for the brackets of IPv6.
            let server = address ?? (host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host)
            shared.addresses[key] = server
            return server
        }
    }

    /// Notes the address from which a host answered.
    func learn(_ address: String, of host: String, from viewpoint: String, at time: Timestamp) {
        let key = viewpoint + "\n" + host
        shared.withLock { shared in
            guard shared.addresses[key] != address else { return }
            shared.addresses[key] = address
            use(&shared) { try $0.set(address: address, of: host, from: viewpoint, at: time) }
        }
    }

    /// A request in hand. Should its run end by an error, it is given back when this goes, or others would wait for it for ever.
    final class Turn: Sendable {
        let server: String
        private let memory: HostMemory
        private let isOpen = Atomic<Bool>(true)

        fileprivate init(_ server: String, _ memory: HostMemory) {
            self.server = server
            self.memory = memory
        }

        deinit { if close() { memory.abandon(server) } }

        /// Whether it was open.
        fileprivate func close() -> Bool { isOpen.exchange(false, ordering: .acquiringAndReleasing) }
    }

    enum Begun {
        case turn(Turn)
        /// Not before this time.
        case later(Double)
        /// Not before a request under way has ended.
        case full
    }

    /// Begins a request to a server, if it may be asked now.
    func begin(at server: String, pace: Pace, now: Double, time: Timestamp) -> Begun {
        shared.withLock { shared in
            var state = shared.servers[server] ?? recall(server, &shared)
            defer { shared.servers[server] = state }
            switch state.readiness(for: pace, at: now) {
            case .later(let next): return .later(next)
            case .full: return .full
            case .now: break
            }
            let pause = state.pause(for: pace)
            // Without a delay nothing is shared with other processes: it would cost more than the request.
            if pause > 0 {
                let until = now + Self.reservation
                let busy = use(&shared) { try $0.reserve(server, pause: pause, until: until, now: now, at: time) } ?? nil
                if let busy { return .later(max(busy, now + 0.01)) }
                shared.reserved[server] = until
            }
            state.begin(at: now)
            return .turn(Turn(server, self))
        }
    }

    /// Ends a request to a server.
    ///
    /// - Parameter address: from where it was answered; until that is known, a server goes by the host's name.
    func end(_ turn: Turn, address: String?, answerTime: Double?, now: Double, time: Timestamp) {
        guard turn.close() else { return }
        let server = turn.server
        shared.withLock { shared in
            shared.servers[server]?.end(at: now, answerTime: answerTime)
            if let state = shared.servers[server], state.inFlight == 0, shared.reserved.removeValue(forKey: server) != nil {
                use(&shared) { try $0.release(server, now: now, answerTime: state.answerTime, at: time) }
            }
            if let address, address != server {
                var state = shared.servers[address] ?? recall(address, &shared)
                state.touch(at: now)
                shared.servers[address] = state
                use(&shared) { try $0.release(address, now: now, answerTime: state.answerTime, at: time) }
            }
        }
    }

    /// Takes back a request whose end nobody tells of.
    private func abandon(_ server: String) {
        shared.withLock { shared in
            shared.servers[server]?.abandon()
            shared.reserved[server] = nil
        }
    }

    /// Reserves on for requests that take longer; to be called about once a second.
    func extendReservations(now: Double) {
        shared.withLock { shared in
            let ending = shared.reserved.filter { $0.value - now < Self.reservation / 2 }.map(\.key)
            guard !ending.isEmpty else { return }
            for server in ending { shared.reserved[server] = now + Self.reservation }
            use(&shared) { try $0.extend(ending, until: now + Self.reservation) }
        }
    }

    private func recall(_ server: String, _ shared: inout Shared) -> ServerPace {
        var state = ServerPace()
        state.recall(answerTime: use(&shared) { try $0.answerTime(of: server) } ?? nil)
        return state
    }

    // MARK: Sites

    /// Whether a site was left in its last run. Reads the file anew: a run asks it once a site.
    func wasLeft(_ site: String, from viewpoint: String) -> Bool {
        shared.withLock { shared in
            let known = use(&shared) { try $0.site(site, from: viewpoint) } ?? shared.sites[viewpoint + "\n" + site]
            shared.sites[viewpoint + "\n" + site] = known
            return known?.leftAt != nil
        }
    }

    /// Until when a site wants to be left alone, as this process knows.
    func quietUntil(_ site: String, from viewpoint: String) -> Timestamp? {
        shared.withLock { $0.sites[viewpoint + "\n" + site]?.quietUntil }
    }

    /// Notes that a site wants to be left alone.
    func keepQuiet(_ site: String, from viewpoint: String, until: Timestamp, at time: Timestamp) {
        change(site, from: viewpoint, at: time) { $0.quietUntil = until }
    }

    /// Notes that a site fails and was left for this night.
    func leave(_ site: String, from viewpoint: String, why: String, at time: Timestamp) {
        change(site, from: viewpoint, at: time) { memory in
            memory.leftAt = time
            memory.leftWhy = why
        }
    }

    /// Notes that a site which was left answers again.
    func takeBack(_ site: String, from viewpoint: String, at time: Timestamp) {
        change(site, from: viewpoint, at: time) { $0 = HostFile.Site() }
    }

    private func change(_ site: String, from viewpoint: String, at time: Timestamp, _ edit: (inout HostFile.Site) -> Void) {
        let key = viewpoint + "\n" + site
        shared.withLock { shared in
            var memory = shared.sites[key] ?? HostFile.Site()
            edit(&memory)
            shared.sites[key] = memory
            use(&shared) { [memory] in try $0.set(site, from: viewpoint, to: memory, at: time) }
        }
    }

    // MARK: The file

    /// Uses the file; where it proves damaged or locked, does without it from then on.
    @discardableResult
    private func use<Result>(_ shared: inout Shared, _ body: (HostFile) throws -> Result) -> Result? {
        guard let file = shared.file, let path else { return nil }
        do {
            return try body(file)
        } catch {
            shared.file = nil
            shared.warnings.append(Self.warning(error, path))
            if Self.isDamage(error) { Self.setAside(path) }
            return nil
        }
    }

    private static func isDamage(_ error: any Error) -> Bool {
        guard let code = (error as? DatabaseError)?.resultCode else { return false }
        return [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_FORMAT].contains(code)
    }

    /// Renames a damaged file; its log belongs to it.
    private static func setAside(_ path: String) {
        for ending in ["", "-wal", "-shm"] { try? FileSystem.move(path + ending, to: path + ".damaged" + ending) }
    }

    private static func warning(_ error: any Error, _ path: String) -> String {
        switch error {
        case let newer as HostFile.Newer: "\(path) is of a newer shilu (version \(newer.version)); this run remembers nothing of hosts"
        case let error as DatabaseError where isDamage(error):
            "\(path) is damaged (\(error.message ?? "\(error.resultCode)")); it is set aside as \(path).damaged, and what it knew of hosts is learned anew"
        case let error as DatabaseError:
            "\(path) cannot be used (\(error.message ?? "\(error.resultCode)")); this run remembers nothing of hosts"
        default: "\(path) cannot be used (\(error)); this run remembers nothing of hosts"
        }
    }
}
