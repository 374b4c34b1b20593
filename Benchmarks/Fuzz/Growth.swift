// Pages that are one thing repeated, at two lengths: the time for a byte must stay the same.

struct Growth {
    let seed: UInt64
    /// How many random combinations come after each single thing.
    let count: Int

    /// The longer page's length, in bytes; the shorter one has a tenth.
    private static let length = 400_000
    /// The time for a byte may grow by so much; a page as deep as the bound has the depth as a factor, which the shorter one has not reached.
    private static let tolerance = 3.0
    /// What takes less is not worth telling, in nanoseconds a byte.
    private static let quick = 150.0

    /// Times all; prints what grows, and gives how many did.
    func run() -> Int {
        var random = SplitMix(seed: seed)
        var units = Vocabulary.phrases.flatMap { phrase in
            ["", "p", "div", "td", "li", "span"].map { $0.isEmpty ? phrase : "<\($0)>\(phrase)</\($0)>" } + ["\(phrase)<br>", "<li><a href=/a/1.html>\(phrase)</a></li>", "<div>\(phrase)"]
        }
        units += Vocabulary.tags.flatMap { ["<\($0)>x", "<\($0)>文</\($0)>", "x</\($0)>"] }
        for _ in 0 ..< count {
            units.append((0 ... random.below(4)).map { _ in random.oneIn(3) ? "<\(random.oneIn(3) ? "/" : "")\(random.pick(Vocabulary.tags))>" : random.pick(Vocabulary.phrases) }.joined())
        }
        var found = 0
        var slowest = (nanoseconds: 0.0, unit: "")
        for unit in units {
            let long = Self.nanosecondsPerByte(unit, Self.length)
            if long > slowest.nanoseconds { slowest = (long, unit) }
            guard long > Self.quick else { continue }
            // The best of three, since the machine may be shared.
            let times = (0 ..< 3).map { _ in (Self.nanosecondsPerByte(unit, Self.length / 10), Self.nanosecondsPerByte(unit, Self.length)) }
            let (short, best) = (times.map(\.0).min() ?? 1, times.map(\.1).min() ?? 1)
            if best > Self.tolerance * short {
                found += 1
                print("grows: \(Int(short)) ns a byte at \(Self.length / 10) bytes, \(Int(best)) at \(Self.length): \(unit)")
            }
        }
        print("\(units.count) pages of one thing repeated, at two lengths; \(found) grow faster than their bytes; the slowest takes \(Int(slowest.nanoseconds)) ns a byte: \(slowest.unit)")
        return found
    }

    private static func nanosecondsPerByte(_ unit: String, _ length: Int) -> Double {
        var page = Array("<html><head><title>标题</title></head><body><h1>标题</h1>".utf8)
        while page.count < length { page += unit.utf8 }
        return Double(Trial(FuzzInput(bytes: page, charsetHeader: nil, url: nil)).nanoseconds) / Double(page.count)
    }
}
