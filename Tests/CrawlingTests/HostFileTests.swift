// hosts.sqlite is memory, not truth: damaged, locked or of a newer version, it ends no night.
@testable import Crawling
import Archive
import Foundation
import GRDB
import Testing
import Web

@Suite struct HostFileTests {
    private let folder: TemporaryFolder
    private let path: String
    private let date = QueuedPortal.date

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/hosts.sqlite"
    }

    private func works(_ memory: HostMemory) -> Bool {
        guard case .turn(let turn) = memory.begin(at: "192.0.2.1", pace: Pace(delay: 1, concurrency: 1), now: 9, time: date) else { return false }
        memory.end(turn, address: "192.0.2.1", answerTime: 0.1, now: 9.1, time: date)
        memory.leave("a.example", from: "local", why: "refused", at: date)
        return memory.wasLeft("a.example", from: "local")
    }

    @Test func whatOneProcessLearnsAnotherKnows() {
        let first = HostMemory(path: path, at: date)
        #expect(works(first))
        first.learn("192.0.2.7", of: "b.example", from: "local", at: date)
        let second = HostMemory(path: path, at: date)
        #expect(second.wasLeft("a.example", from: "local") && !second.wasLeft("a.example", from: "elsewhere"))
        #expect(second.server(of: "b.example", from: "local") == "192.0.2.7")
        #expect(second.server(of: "b.example", from: "elsewhere") == "b.example")
        #expect(second.server(of: "[2001:db8::1]", from: "local") == "2001:db8::1")
        second.takeBack("a.example", from: "local", at: date)
        #expect(!first.wasLeft("a.example", from: "local"))
        #expect(first.takeWarnings().isEmpty && second.takeWarnings().isEmpty)
    }

    @Test func aDamagedFileIsSetAsideAndANewOneBegun() throws {
        try folder.write("this was a database once, and is none any more", to: "hosts.sqlite")
        let memory = HostMemory(path: path, at: date)
        let warnings = memory.takeWarnings()
        #expect(warnings.count == 1 && warnings[0].contains(path) && warnings[0].contains("damaged"), "\(warnings)")
        #expect(works(memory) && memory.takeWarnings().isEmpty)
        #expect(folder.read("hosts.sqlite.damaged")?.hasPrefix("this was") == true)
        #expect(HostMemory(path: path, at: date).wasLeft("a.example", from: "local"))
    }

    @Test func aFileThatIsDamagedMeanwhileEndsNoRun() throws {
        let memory = HostMemory(path: path, at: date)
        let other = try DatabaseQueue(path: path)
        try other.write { db in try db.execute(sql: "DROP TABLE server; DROP TABLE site") }
        #expect(works(memory))
        #expect(memory.takeWarnings().count == 1)
        #expect(FileManager.default.fileExists(atPath: path + ".damaged"))
    }

    @Test func aLockedFileEndsNoRun() throws {
        let memory = HostMemory(path: path, at: date)
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { db in
            try db.execute(sql: "BEGIN EXCLUSIVE")
            #expect(works(memory))
            try db.execute(sql: "ROLLBACK")
        }
        let warnings = memory.takeWarnings()
        #expect(warnings.count == 1 && warnings[0].contains("locked"), "\(warnings)")
        #expect(!FileManager.default.fileExists(atPath: path + ".damaged"))
    }

    @Test func aFileOfANewerVersionIsLeftAsItIs() throws {
        try DatabaseQueue(path: path).write { db in try db.execute(sql: "PRAGMA user_version = 99") }
        let memory = HostMemory(path: path, at: date)
        #expect(works(memory))
        let warnings = memory.takeWarnings()
        #expect(warnings.count == 1 && warnings[0].contains("newer"), "\(warnings)")
        #expect(try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 99)
    }

    @Test func aFolderThatCannotBeWrittenEndsNoRun() {
        let memory = HostMemory(path: "/nonexistent/folder/hosts.sqlite", at: date)
        #expect(works(memory) && memory.takeWarnings().count == 1)
    }
}
