@testable import Archive
import Foundation
import Testing

@Suite struct FolderTests {
    @Test(arguments: ["a", "www.tongwei.example", "127.0.0.1_8377", "a-b_c.d"])
    func isAPortalName(_ name: String) { #expect(PortalFolder.isName(name)) }

    @Test(arguments: ["", ".", "..", ".a", "-a", "_a", "A", "a/b", "a b", "通渭"])
    func isNoPortalName(_ name: String) { #expect(!PortalFolder.isName(name)) }

    @Test func aNewerFormatIsRefused() throws {
        let folder = try TemporaryFolder()
        _ = try ArchiveFolder(opening: folder.path)
        #expect(folder.read("format.json") == "{\"format\":\"shilu.archive/1\"}\n")
        _ = try ArchiveFolder(opening: folder.path)
        try folder.write("{\"format\":\"shilu.archive/2\"}", to: "format.json")
        #expect(throws: ArchiveError.self) { try ArchiveFolder(opening: folder.path) }
        try folder.write("rubbish", to: "format.json")
        #expect(throws: ArchiveError.self) { try ArchiveFolder(opening: folder.path) }
    }

    @Test func theSecondLockIsRefusedAndTheThirdIsGivenAfterTheFirstEnds() throws {
        let folder = try TemporaryFolder()
        let portal = try ArchiveFolder(opening: folder.path).portal("a")
        do {
            let first = try FolderLock(portal)
            #expect(throws: ArchiveError.self) { try FolderLock(portal) }
            withExtendedLifetime(first) {}
        }
        _ = try FolderLock(portal)
    }

    @Test func warcNamesSortInTheOrderOfTheirSerials() throws {
        let portal = PortalFolder(name: "a", path: "/x/a")
        #expect(portal.warcName(run: "20261124T050000Z", vantage: "local", serial: 7) == "a-20261124T050000Z-local-00007.warc.gz")
    }

    @Test func anAppendedFileIsCutBackToWhatWasCommitted() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/lines"
        do {
            let file = try AppendedFile(path)
            try file.append(Array("one\ntwo\n".utf8))
            #expect(file.length == 8)
        }
        let file = try AppendedFile(path, cutTo: 4)
        try file.append(Array("three\n".utf8))
        #expect(folder.read("lines") == "one\nthree\n")
    }

    @Test func theManifestHoldsOneLineAFileAndNeverChangesIt() throws {
        let folder = try TemporaryFolder()
        try folder.write("abc", to: "warc/b")
        try folder.write("", to: "warc/a")
        let portal = PortalFolder(name: "x", path: folder.path)
        var manifest = try Manifest(folder: portal)
        for path in ["warc/b", "warc/a"] { try manifest.add(path) }
        try manifest.write("test")
        try folder.write("damaged", to: "warc/b")
        manifest = try Manifest(folder: portal)
        try manifest.add("warc/b")  // what it said is not changed
        try manifest.write("test")
        #expect(folder.read("manifest-sha256.txt") == """
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  warc/a
            ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  warc/b

            """)
    }
}
