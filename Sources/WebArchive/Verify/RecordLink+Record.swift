// What one record says of itself and of others, as links.

extension RecordLink {
    /// The links of a record whose header was judged.
    static func links(of header: HeaderJudge, file: Int32, _ digester: inout MessageDigester) -> [RecordLink] {
        let (entry, scan) = (header.entry, header.scan)
        guard !entry.isARC else { return [] }
        var links: [RecordLink] = []
        let isRevisit = entry.type == .revisit
        let date = scan[.date].map { hash($0, &digester) } ?? 0
        let digest = scan[.payloadDigest].map { payload($0, &digester) } ?? (hash: 0, key: nil)
        func add(_ key: Key, _ kind: Kind, first: UInt64 = 0, second: UInt64 = 0, third: UInt64 = 0) {
            links.append(RecordLink(
                key: key, kind: kind, isRevisit: isRevisit, file: file, offset: entry.offset, first: first, second: second, third: third))
        }
        func id(_ value: ArraySlice<UInt8>) -> Key { Self.key(FieldGrammar.bracketed(value) ?? value, &digester) }

        if let own = scan[.recordID].map(id) {
            add(own, .id, first: date, second: digest.hash)
            if scan[.segmentNumber] != nil, entry.type != .continuation { addSegment(own) }
        }
        for value in scan.concurrent { add(id(value), .concurrentTo, first: date) }
        if let value = scan[.refersTo] { add(id(value), .refersTo, second: isIdentical(header) ? digest.hash : 0) }
        if let value = scan[.warcinfoID] { add(id(value), .warcinfoID) }
        if entry.type == .continuation, let origin = scan[.segmentOriginID].map(id) {
            addSegment(origin)
            if let total = scan[.segmentTotalLength].flatMap({ UInt64(FieldGrammar.text($0)) }) { add(origin, .segmentTotal, first: total) }
        }
        switch entry.type {
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
            add(origin, .segment, first: number, second: UInt64(entry.contentLength), third: header.targetURI.map { hash($0, &digester) } ?? 0)
        }
    }

    private static func isIdentical(_ header: HeaderJudge) -> Bool {
        header.scan[.profile].map { RevisitProfile(FieldGrammar.bracketed($0) ?? $0) } == .identicalPayload
    }

    private static func key(_ bytes: some Collection<UInt8>, _ digester: inout MessageDigester) -> Key {
        digester.update(bytes)
        let digest = digester.finish()
        return Key(high: ZstdFrame.littleEndian(digest[0..<8]), low: ZstdFrame.littleEndian(digest[8..<16]))
    }

    private static func hash(_ bytes: ArraySlice<UInt8>, _ digester: inout MessageDigester) -> UInt64 { key(bytes, &digester).high | 1 }

    private static func capture(_ uri: ArraySlice<UInt8>, _ date: ArraySlice<UInt8>, _ digester: inout MessageDigester) -> Key {
        key(Array(uri) + [LF] + date, &digester)
    }

    /// A payload digest as a number whose first byte is its algorithm, and as a key; equal in whichever base it is written.
    private static func payload(_ value: ArraySlice<UInt8>, _ digester: inout MessageDigester) -> (hash: UInt64, key: Key?) {
        guard case .known(let algorithm, let bytes, _) = LabelledDigest(parsing: value) else { return (0, nil) }
        let label = UInt64(algorithm.rawValue) + 1
        let key = key([UInt8(label), 0] + bytes, &digester)
        return (label << 56 | key.low & 0xFF_FFFF_FFFF_FFFF, key)
    }
}
