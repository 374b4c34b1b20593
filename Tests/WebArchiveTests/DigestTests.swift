import Testing
@testable import WebArchive

@Suite struct DigestTests {
    @Test("SHA-256 gives the vectors of FIPS 180-4, at once and in pieces")
    func vectors() {
        #expect(SHA256Digest(of: []).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(SHA256Digest(of: Array("abc".utf8)).labelled == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        var hasher = SHA256Hasher()
        for byte in "abc".utf8 { hasher.update(CollectionOfOne(byte)) }
        #expect(hasher.finish() == SHA256Digest(of: Array("abc".utf8)))
        #expect(hasher.finish() == SHA256Digest(of: []), "a finished hasher begins anew")
    }

    @Test("A digest is read back from its hexadecimal digits, and from nothing else")
    func parsing() {
        let digest = SHA256Digest(of: [1, 2, 3])
        #expect(SHA256Digest(hex: digest.hex.uppercased()) == digest)
        #expect(SHA256Digest(hex: digest.hex.dropLast()) == nil)
        #expect(SHA256Digest(hex: String(repeating: "g", count: 64)) == nil)
    }

    @Test("SHA-1 in base32 is spelled as other archives spell it")
    func base32() {
        var digester = MessageDigester(.sha1)
        digester.update(Array<UInt8>())
        #expect(Base32.text(of: digester.finish()) == "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
        #expect(Base32.text(of: Array("foob".utf8)) == "MZXW6YQ")
    }
}
