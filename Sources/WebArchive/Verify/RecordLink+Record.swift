// What one record says of itself and of others, as links.

extension RecordLink {
    /// The links of a record whose header was judged.
    /// - Parameter warcinfo: the last warcinfo record of the file: what leads to it needs no link.
    static func links(of header: HeaderJudge, file: Int32, warcinfo: inout Key?, _ digester: inout MessageDigester) -> [RecordLink] {
        let (entry, scan) = (header.entry, header.scan)
        guard !entry.isARC else { return [] }
        var links: [RecordLink] = []
        links.reserveCapacity(6)
        let isRevisit = header.type == .revisit
        let date = scan[.date].map { hash($0) } ?? 0
        let digest = header.payloadDigest.map { payload($0) } ?? (hash: 0, key: nil)
        func add(_ key: Key, _ kind: Kind, first: UInt64 = 0, second: UInt64 = 0, third: UInt64 = 0) {
            links.append(RecordLink(
                key: key, kind: kind, isRevisit: isRevisit, file: file, offset: entry.offset, first: first, second: second, third: third))
        }
        func id(_ value: ArraySlice<UInt8>) -> Key { Self.id(FieldGrammar.bracketed(value) ?? value, &digester) }

        if let own = scan[.recordID].map(id) {
            add(own, .id, first: date, second: digest.hash)
            if header.type == .warcinfo { warcinfo = own }
            if scan[.segmentNumber] != nil, header.type != .continuation { addSegment(own) }
        }
        for value in scan.concurrent { add(id(value), .concurrentTo, first: date) }
        if let value = scan[.refersTo] { add(id(value), .refersTo, second: isIdentical(header) ? digest.hash : 0) }
        if let target = scan[.warcinfoID].map(id), target != warcinfo { add(target, .warcinfoID) }
        if header.type == .continuation, let origin = scan[.segmentOriginID].map(id) {
            addSegment(origin)
            if let total = scan[.segmentTotalLength].flatMap({ UInt64(FieldGrammar.text($0)) }) { add(origin, .segmentTotal, first: total) }
        }
        switch header.type {
        case .response, .resource, .revisit, .conversion:
            if let uri = header.targetURI, let when = scan[.date] {
                add(capture(uri, when, &digester), .capture, second: digest.hash)
            }
            if !isRevisit, let key = digest.key { add(key, .payload, second: digest.hash) }
        default: break
        }
        if isRevisit {
            if let uri = scan[.refersToTargetURI], let when = scan[.refersToDate] {
                add(capture(FieldGrammar.bracketed(uri) ?? uri, when, &digester), .originalCapture, second: isIdentical(header) ? digest.hash : 0)
            } else if scan[.refersTo] == nil, isIdentical(header), let key = digest.key {
                add(key, .originalPayload)
            }
        }
        return links

        func addSegment(_ origin: Key) {
            let number = scan[.segmentNumber].flatMap { UInt64(FieldGrammar.text($0)) } ?? 0
            add(origin, .segment, first: number, second: UInt64(entry.contentLength), third: header.targetURI.map { hash($0) } ?? 0)
        }
    }

    /// The links that say of a record that it is lost.
    static func links(of lost: LostRecord, _ digester: inout MessageDigester) -> [RecordLink] {
        func link(_ key: Key) -> RecordLink { RecordLink(key: key, kind: .lost, file: -1, offset: 0) }
        let own = link(id(Array(lost.id.utf8)[...], &digester))
        guard let uri = lost.targetURI, let date = lost.date else { return [own] }
        return [own, link(capture(Array(uri.utf8)[...], Array(date.utf8)[...], &digester))]
    }

    private static func isIdentical(_ header: HeaderJudge) -> Bool {
        header.scan[.profile].map { RevisitProfile(FieldGrammar.bracketed($0) ?? $0) } == .identicalPayload
    }

    private static func key(_ bytes: some Collection<UInt8>, _ digester: inout MessageDigester) -> Key {
        digester.update(bytes)
        let digest = digester.finish()
        return Key(high: ZstdFrame.littleEndian(digest[0..<8]), low: ZstdFrame.littleEndian(digest[8..<16]))
    }

    /// The key of an ID: the number that a UUID is, else its digest.
    private static func id(_ uri: ArraySlice<UInt8>, _ digester: inout MessageDigester) -> Key {
        uuid(uri) ?? key(uri, &digester)
    }

    /// The number of a UUID in its usual form (RFC 9562 §4), in small letters: in capitals it would be another URI.
    private static func uuid(_ uri: ArraySlice<UInt8>) -> Key? {
        let prefix = "urn:uuid:".utf8
        guard uri.count == prefix.count + 36, uri.starts(with: prefix) else { return nil }
        var key = Key(high: 0, low: 0)
        for (index, byte) in uri.dropFirst(prefix.count).enumerated() {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Hexadecimal.value(of: byte), lowerCase(byte) == byte else { return nil }
            key = Key(high: key.high << 4 | key.low >> 60, low: key.low << 4 | UInt64(digit))
        }
        return key
    }

    /// FNV-1a: dates and target URIs are only compared with those of the records that an ID ties together.
    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash | 1
    }

    private static func capture(_ uri: ArraySlice<UInt8>, _ date: ArraySlice<UInt8>, _ digester: inout MessageDigester) -> Key {
        key(Array(uri) + [LF] + date, &digester)
    }

    /// A payload digest as a number whose first byte is its algorithm, and as a key; equal in whichever base it is written.
    private static func payload(_ digest: LabelledDigest) -> (hash: UInt64, key: Key?) {
        guard case .known(let algorithm, let bytes, _) = digest else { return (0, nil) }
        let label = UInt64(algorithm.rawValue) + 1
        let key = Key(high: ZstdFrame.littleEndian(bytes[0..<8]) ^ label, low: ZstdFrame.littleEndian(bytes[8..<16]))
        return (label << 56 | key.low & 0xFF_FFFF_FFFF_FFFF, key)
    }
}
