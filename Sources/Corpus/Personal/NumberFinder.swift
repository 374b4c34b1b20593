// ID numbers, telephones and cards among the numbers of a text.

/// Looks at each number that begins anew and asks what it can be: the kinds with a check digit first.
struct NumberFinder {
    let text: FoldedText

    func find(into finds: inout [PersonalData.Find]) {
        let others = finds
        var index = 0
        /// Where a land line ended, behind which another may follow with less to show for it.
        var lastLine = -1
        while index < text.count {
            guard text.isDigit(index), !text.isWord(index - 1), text[index - 1] != 0x5F else { index += 1; continue }
            if let other = others.first(where: { $0.range.contains(index) }) { index = other.range.upperBound; continue }
            if let find = idNumber(at: index) ?? bankCard(at: index) ?? mobile(at: index) ?? landLine(at: index, after: lastLine) {
                finds.append(find)
                index = find.range.upperBound
                if find.kind == .landLine { lastLine = index }
            } else {
                while text.isDigit(index) { index += 1 }
            }
        }
    }

    /// The end of the digits that begin at `index`.
    private func end(of index: Int) -> Int {
        var end = index
        while text.isDigit(end) { end += 1 }
        return end
    }

    /// Digits in groups of the given sizes, one space or hyphen between two; the place behind them.
    private func groups(_ sizes: [Int], at index: Int) -> Int? {
        var place = index
        for (number, size) in sizes.enumerated() {
            if number > 0 {
                guard text[place] == 0x20 || text[place] == 0x2D else { return nil }
                place += 1
            }
            guard (0..<size).allSatisfy({ text.isDigit(place + $0) }) else { return nil }
            place += size
        }
        return place
    }

    private func digits(_ range: Range<Int>) -> [UInt32] { text.scalars[range].filter { $0 &- 0x30 < 10 } }

    // MARK: ID numbers

    private func idNumber(at index: Int) -> PersonalData.Find? {
        for head in [[17], [6, 8, 3]] {
            guard let end = groups(head, at: index) else { continue }
            guard text.isDigit(end) || text[end] | 0x20 == 0x78, !text.isWord(end + 1) else { continue }
            guard CheckDigits.isIDNumber(digits(index..<end) + [text[end]]) else { continue }
            guard NumberContext.label(before: index, in: text) != .code else { continue }
            return .init(kind: .idNumber, range: index..<(end + 1))
        }
        let end = end(of: index)
        guard end - index == 15, !text.isWord(end), CheckDigits.isOldIDNumber(digits(index..<end)),
              NumberContext.label(before: index, in: text) == .identity else { return nil }
        return .init(kind: .idNumber, range: index..<end)
    }

    // MARK: Cards

    private func bankCard(at index: Int) -> PersonalData.Find? {
        let shapes = [[4, 4, 4, 4, 3], [4, 4, 4, 4, 2], [4, 4, 4, 4, 1], [4, 4, 4, 4], [6, 13], [6, 10]]
        var ends = shapes.compactMap { groups($0, at: index) }
        ends.insert(end(of: index), at: 0)
        for end in ends {
            let number = digits(index..<end)
            guard (16...19).contains(number.count), !text.isWord(end), !(text[end] == 0x2D && text.isDigit(end + 1)),
                  !(text[index - 1] == 0x2D && text.isWord(index - 2)), text[index - 1] != 0x2E,
                  CheckDigits.isCardPrefix(number), CheckDigits.isLuhn(number) else { continue }
            switch NumberContext.label(before: index, in: text) {
            case .code, .identity: continue
            default: return .init(kind: .bankCard, range: index..<end)
            }
        }
        return nil
    }

    // MARK: Mobiles

    private func mobile(at index: Int) -> PersonalData.Find? {
        var start = index
        // +86, 86 or 0086 before it.
        for prefix in ["0086", "86"].map({ Scalars.decode($0) }) where text.starts(prefix, at: index) {
            var place = index + prefix.count
            if text[place] == 0x2D || text[place] == 0x20 { place += 1 }
            if isMobileHead(place) { start = place }
        }
        guard isMobileHead(start) else { return nil }
        let contiguous = end(of: start)
        let end: Int
        if contiguous - start == 11 {
            end = contiguous
        } else if let grouped = groups([3, 4, 4], at: start) ?? groups([3, 3, 5], at: start) ?? groups([4, 3, 4], at: start) ?? groups([7, 4], at: start) {
            end = grouped
        } else {
            return nil
        }
        guard !text.isWord(end), text[end] != 0x5F, !(text[end] == 0x2E && text.isDigit(end + 1)),
              !(text[end] == 0x2D && text.isDigit(end + 1)), text[index - 1] != 0x2E, !(text[index - 1] == 0x2D && text.isWord(index - 2)),
              !(text[index - 1] == 0x2F && text.isLetter(index - 2)), !Self.isUnit(text[skippingSpace(end)]),
              text[index - 1] != 0xA5, text[index - 1] != 0xFFE5, text[index - 1] != 0x24 else { return nil }
        switch NumberContext.label(before: index, in: text) {
        case .code, .card, .identity: return nil
        default: return .init(kind: .mobile, range: (text[index - 1] == 0x2B ? index - 1 : index)..<end)
        }
    }

    private func isMobileHead(_ index: Int) -> Bool { text[index] == 0x31 && (0x33...0x39).contains(text[index + 1]) }

    private func skippingSpace(_ index: Int) -> Int { text[index] == 0x20 ? index + 1 : index }

    /// A quantity follows: 元万亿吨千公平立亩人件套个户米度 %.
    private static func isUnit(_ scalar: UInt32) -> Bool { units.contains(scalar) }
    private static let units = Set("元万亿吨千公平立亩人件套个户米度%￥股份次条册号".unicodeScalars.map(\.value))

    // MARK: Land lines

    private func landLine(at index: Int, after lastLine: Int) -> PersonalData.Find? {
        guard text[index - 1] != 0x2E, !(text[index - 1] == 0x2D && text.isWord(index - 2)) else { return nil }
        let label = NumberContext.label(before: index, in: text)
        if label == .code || label == .card || label == .identity { return nil }
        if let end = subscriber(behindArea: index) { return landLine(index, end) }
        let follows = lastLine >= 0 && index - lastLine <= 3 && (lastLine..<index).allSatisfy { "、/,，;； 或".unicodeScalars.map(\.value).contains(text[$0]) }
        let end = end(of: index)
        guard (7...8).contains(end - index), text[index] != 0x30, text[index] != 0x31, !text.isWord(end),
              !(text[end] == 0x2E && text.isDigit(end + 1)), !Self.isUnit(text[skippingSpace(end)]) else { return nil }
        if follows { return landLine(index, end) }
        // Without an area code the label must stand right before it.
        guard label == .phone, isRightBehindLabel(index) else { return nil }
        return landLine(index, end)
    }

    private func landLine(_ index: Int, _ end: Int) -> PersonalData.Find {
        var start = index
        var end = end
        if text[index - 1] == 0x28, text[end] != 0x29 { start -= 1 }
        // An extension: -801, 转801.
        if text[end] == 0x2D || text[end] == 0x8F6C {
            let more = self.end(of: end + 1)
            if (1...6).contains(more - end - 1), !text.isWord(more) { end = more }
        }
        if text[start - 1] == 0x2B { start -= 1 }
        return .init(kind: .landLine, range: start..<end)
    }

    private func isRightBehindLabel(_ index: Int) -> Bool {
        var place = index - 1
        while text[place] == 0x3A || text[place] == 0x20 || text[place] == 0x28 || text[place] == 0x29 || text[place] == 0x4E3A || text[place] == 0x662F { place -= 1 }
        return NumberContext.label(before: place + 1, in: text) == .phone && [0x8BDD, 0x771F, 0x7EBF, 0x673A, 0x5F0F, 0x6C, 0x4C, 0x7CFB, 0x8BE2].contains(text[place])
    }

    /// The end of a number with an area code (010, 02x, 03xx–09xx, or +86 and the code without its 0) that begins at `index`.
    private func subscriber(behindArea index: Int) -> Int? {
        var area = index
        var hasTrunk = true
        if text.starts([0x38, 0x36], at: index) || text.starts(Scalars.decode("0086"), at: index) {
            area = end(of: index) + 1
            guard text[area - 1] == 0x2D || text[area - 1] == 0x20 else { return nil }
            hasTrunk = text[area] == 0x30
        }
        let end = end(of: area)
        let length = end - area
        if hasTrunk, text[area] != 0x30 { return nil }
        let head = hasTrunk ? area + 1 : area
        let isShort = text[head] == 0x31 ? text[head + 1] == 0x30 : text[head] == 0x32
        guard isShort || (0x33...0x39).contains(text[head]) else { return nil }
        let areaLength = (isShort ? 2 : 3) + (hasTrunk ? 1 : 0)
        if length == areaLength {
            var place = end
            if text[place] == 0x29 || text[place] == 0x2D || text[place] == 0x20 || text[place] == 0x2F { place += 1 } else { return nil }
            while text[place] == 0x20 || text[place] == 0x2D { place += 1 }
            guard place - end <= 3 else { return nil }
            let last = self.end(of: place)
            if let grouped = groups([4, 4], at: place) ?? groups([3, 4], at: place), last - place < 7 {
                return text.isWord(grouped) ? nil : grouped
            }
            guard (7...8).contains(last - place), text[place] != 0x30, text[place] != 0x31, !text.isWord(last),
                  !(text[last] == 0x2E && text.isDigit(last + 1)) else { return nil }
            return last
        }
        // Without a mark between: 01012345678.
        guard hasTrunk, length == areaLength + 8 || (length == areaLength + 7 && !isShort), text[area + areaLength] != 0x30,
              text[area + areaLength] != 0x31, !text.isWord(end), !(text[end] == 0x2E && text.isDigit(end + 1)),
              !Self.isUnit(text[skippingSpace(end)]) else { return nil }
        return end
    }
}
