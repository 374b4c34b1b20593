// Measures a text.

/// Measures texts; keep one a thread, its tables are used again.
public struct SignalReader {
    private var grams = NGramCounter()
    private var letters: [UInt32] = []
    /// The hashes of the different lines of the text that was measured last.
    private(set) var differentLines: Set<UInt64> = []
    private var unique = UniqueScalars()

    public init() {}

    /// The signals of a text.
    public mutating func values(of text: String) -> SignalValues { values(of: Scalars.decode(text)) }

    mutating func values(of scalars: [UInt32]) -> SignalValues {
        letters.removeAll(keepingCapacity: true)
        var classes = [Int](repeating: 0, count: 8)
        var stops = 0
        var stopMask: UInt32 = 0
        var sentences = 0
        unique.begin()
        let (plane, stopPlaces) = (CharacterClass.plane, Self.stopPlaces)
        for scalar in scalars {
            let kind = CharacterClass.of(scalar, in: plane)
            classes[Int(kind.rawValue)] += 1
            guard kind != .whiteSpace else { continue }
            letters.append(scalar)
            unique.insert(scalar)
            if scalar < 0x10000 {
                let stop = stopPlaces[Int(scalar)]
                if stop > 0 {
                    stops += 1
                    stopMask |= 1 << UInt32(stop)
                }
            }
            if Self.endsSentence(scalar) { sentences += 1 }
        }
        var values = SignalValues()
        let count = letters.count
        func share(_ part: Int) -> Double { count == 0 ? 0 : Double(part) / Double(count) }
        func number(_ kind: CharacterClass) -> Int { classes[Int(kind.rawValue)] }
        values[.characters] = Double(count)
        values[.sentences] = Double(sentences)
        values[.hanShare] = share(number(.han))
        values[.letterShare] = share(number(.han) + number(.latin) + number(.otherLetter))
        values[.digitShare] = share(number(.digit))
        values[.punctuationShare] = share(number(.punctuation))
        values[.symbolShare] = share(number(.symbol))
        values[.unreadableShare] = share(number(.unreadable))
        values[.stopShare] = share(stops)
        values[.stopCharacters] = Double(stopMask.nonzeroBitCount)
        values[.uniqueShare] = share(unique.count)
        readLines(scalars, into: &values)
        let shares = grams.shares(of: letters)
        for (signal, share) in zip([Signal.top2Gram, .top3Gram, .top4Gram], shares.top) { values[signal] = share }
        let duplicates: [Signal] = [.duplicate5Gram, .duplicate6Gram, .duplicate7Gram, .duplicate8Gram, .duplicate9Gram, .duplicate10Gram]
        for (signal, share) in zip(duplicates, shares.duplicate) { values[signal] = share }
        values[.templateResidue] = Double(TemplateResidue.count(in: scalars))
        return values
    }

    private mutating func readLines(_ scalars: [UInt32], into values: inout SignalValues) {
        differentLines.removeAll(keepingCapacity: true)
        var lines = 0, short = 0, marked = 0, repeated = 0, repeatedCharacters = 0, characters = 0
        TextLines.forEach(in: scalars) { line in
            lines += 1
            characters += line.count
            if line.count < 10 { short += 1 }
            if let last = scalars[line].last(where: { !Self.closes($0) }), Self.endsClause(last) { marked += 1 }
            if !differentLines.insert(TextLines.hash(scalars[line])).inserted {
                repeated += 1
                repeatedCharacters += line.count
            }
        }
        guard lines > 0 else { return }
        values[.lines] = Double(lines)
        values[.meanLine] = Double(characters) / Double(lines)
        values[.shortLineShare] = Double(short) / Double(lines)
        values[.markedLineShare] = Double(marked) / Double(lines)
        values[.duplicateLineShare] = Double(repeated) / Double(lines)
        values[.duplicateLineCharacterShare] = Double(repeatedCharacters) / Double(characters)
    }

    /// For each code unit its place in the list of stop characters, from 1; 0 for all others.
    private static let stopPlaces: [UInt8] = {
        var places = [UInt8](repeating: 0, count: 0x10000)
        for (index, scalar) in "的年在月是和日了於·為有被人中为他與後也而由".unicodeScalars.enumerated() { places[Int(scalar.value)] = UInt8(index + 1) }
        return places
    }()

    private static func endsSentence(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0x21, 0x3F, 0x3B: true
        default: false
        }
    }

    private static func endsClause(_ scalar: UInt32) -> Bool {
        endsSentence(scalar) || scalar == 0xFF1A || scalar == 0x3A || scalar == 0x2E || scalar == 0x2026 || scalar == 0xFF0E
    }

    private static func closes(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x22, 0x27, 0x29, 0x5D, 0x2019, 0x201D, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0xFF09: true
        default: false
        }
    }
}

/// The lines of a text.
enum TextLines {
    /// Calls `body` with each line's place, white space at its ends left out, empty lines too.
    static func forEach(in scalars: [UInt32], _ body: (Range<Int>) -> Void) {
        var start = 0
        while start <= scalars.count {
            var end = start
            while end < scalars.count, scalars[end] != 0x0A { end += 1 }
            var line = start..<end
            while let first = line.first, CharacterClass.of(scalars[first]) == .whiteSpace { line = (first + 1)..<line.upperBound }
            while let last = line.last, CharacterClass.of(scalars[last]) == .whiteSpace { line = line.lowerBound..<last }
            if !line.isEmpty { body(line) }
            start = end + 1
        }
    }

    static func hash(_ line: ArraySlice<UInt32>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for scalar in line { hash = (hash ^ UInt64(scalar)) &* 0x9FB2_1C65_1E98_DF25; hash ^= hash >> 29 }
        return mixed(hash)
    }
}

/// What page templates leave in texts that were cut out carelessly.
enum TemplateResidue {
    private static let words = [
        "{{", "${", "<%", "javascript:", "function(", "undefined", "&nbsp;", "lorem ipsum", "正在加载", "加载中", "扫一扫在手机打开", "分享到",
        "打印本页", "关闭窗口", "您的浏览器不支持",
    ].map { Scalars.decode($0) }
    /// For each code unit whether a word begins with it.
    private static let begins: [Bool] = {
        var begins = [Bool](repeating: false, count: 0x10000)
        for word in words { begins[Int(word[0])] = true }
        return begins
    }()

    static func count(in scalars: [UInt32]) -> Int {
        var count = 0
        let begins = begins
        for index in scalars.indices where scalars[index] < 0x10000 && begins[Int(scalars[index])] {
            if words.contains(where: { scalars[index...].starts(with: $0) }) { count += 1 }
        }
        return count
    }
}
