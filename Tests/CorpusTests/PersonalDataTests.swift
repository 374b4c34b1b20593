import Foundation
import Testing
@testable import Corpus

@Suite("Personal data") struct PersonalDataTests {
    /// A line of the labelled set: the text, and what stands in it, marked as ⟦kind:value⟧.
    struct Labelled {
        var text = ""
        var finds: [PersonalData.Find] = []

        init(_ line: some StringProtocol) throws {
            var rest = Substring(line)
            while let open = rest.firstIndex(of: "⟦") {
                text += rest[..<open]
                let close = try #require(rest.firstIndex(of: "⟧"))
                let mark = rest[rest.index(after: open)..<close]
                let colon = try #require(mark.firstIndex(of: ":"))
                let kind = try #require(PersonalData.Kind(rawValue: String(mark[..<colon])))
                let start = text.unicodeScalars.count
                text += mark[mark.index(after: colon)...]
                finds.append(.init(kind: kind, range: start..<text.unicodeScalars.count))
                rest = rest[rest.index(after: close)...]
            }
            text += rest
        }
    }

    @Test("recall and precision on the labelled set are 0.98 at least, for each kind")
    func labelled() throws {
        let file = try String(contentsOf: Sample.folder.appendingPathComponent("personal-data.txt"), encoding: .utf8)
        let lines = try file.split(separator: "\n").map { try Labelled($0) }
        #expect(lines.count >= 500)
        var right: [PersonalData.Kind: Int] = [:], missed: [PersonalData.Kind: Int] = [:], wrong: [PersonalData.Kind: Int] = [:]
        var examples: [String] = []
        for line in lines {
            let found = PersonalData.finds(in: line.text)
            let scalars = Array(line.text.unicodeScalars)
            func text(_ find: PersonalData.Find) -> String { "\(find.kind.rawValue) “\(String(String.UnicodeScalarView(scalars[find.range])))”" }
            for find in line.finds {
                if found.contains(find) { right[find.kind, default: 0] += 1 } else {
                    missed[find.kind, default: 0] += 1
                    examples.append("missed \(text(find)) in \(line.text)")
                }
            }
            for find in found where !line.finds.contains(find) {
                wrong[find.kind, default: 0] += 1
                examples.append("wrong \(text(find)) in \(line.text)")
            }
        }
        for kind in PersonalData.Kind.allCases {
            let hits = Double(right[kind] ?? 0)
            let recall = hits / (hits + Double(missed[kind] ?? 0))
            let precision = hits / (hits + Double(wrong[kind] ?? 0))
            print("personal data: \(kind.rawValue): \(Int(hits)) right, recall \(recall), precision \(precision)")
            #expect(recall >= 0.98 && precision >= 0.98, "\(kind.rawValue): \(examples.joined(separator: "\n"))")
        }
    }

    @Test("masks stand in the place of what is asked for, and of nothing else")
    func masks() {
        let text = Scalars.decode("王某，电话13993112345，邮箱a@b.cn。")
        let finds = PersonalData.finds(in: text)
        #expect(Sample.string(PersonalData.masking(text, finds, kinds: [.mobile])) == "王某，电话[手机号]，邮箱a@b.cn。")
        #expect(Sample.string(PersonalData.masking(text, finds, kinds: [.mobile, .email])) == "王某，电话[手机号]，邮箱[电子邮箱]。")
    }

    @Test("check digits")
    func checkDigits() {
        #expect(CheckDigits.isIDNumber(Scalars.decode("11010519491231002X")))  // the example of GB 11643-1999
        #expect(CheckDigits.isIDNumber(Scalars.decode("440524188001010014")) == false)  // 1880: too long ago
        #expect(!CheckDigits.isIDNumber(Scalars.decode("110105194912310021")))
        #expect(CheckDigits.isLuhn(Scalars.decode("4111111111111111")) && !CheckDigits.isLuhn(Scalars.decode("4111111111111112")))
    }

    @Test("no text makes it fail")
    func mutations() {
        var dice = Dice(state: 5)
        let letters = Scalars.decode("0123456789-() +@.转住址号省市x电话：、，\n〔〕身份证卡A")
        for _ in 0..<3000 {
            let text = (0..<dice.roll(60)).map { _ in letters[dice.roll(letters.count)] }
            let finds = PersonalData.finds(in: text)
            for (one, other) in zip(finds, finds.dropFirst()) { #expect(one.range.upperBound <= other.range.lowerBound) }
            #expect(finds.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= text.count && !$0.range.isEmpty })
        }
    }
}
