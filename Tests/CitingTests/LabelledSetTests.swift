// The finders against sentences that were marked by hand.
@testable import Citing
import Foundation
import Testing

@Suite struct LabelledSetTests {
    private func found(in text: String) -> [LabelledText.Label] {
        var titles = TitleFinder()
        return References.find(in: text, &titles).map { .init(start: $0.range.lowerBound, end: $0.range.upperBound, name: $0.canonical) }
    }

    @Test func referencesAreFoundWithAPrecisionOf98AndARecallOf95Percent() throws {
        let texts = try LabelledText.all()
        #expect(texts.count >= 300)
        var (right, wrong, missed) = (0, 0, 0)
        var faults: [String] = []
        for text in texts {
            let (found, expected) = (Set(found(in: text.text)), Set(text.labels))
            right += found.intersection(expected).count
            wrong += found.subtracting(expected).count
            missed += expected.subtracting(found).count
            for label in found.subtracting(expected) { faults.append("line \(text.line): wrongly \(label)") }
            for label in expected.subtracting(found) { faults.append("line \(text.line): misses \(label)") }
        }
        let precision = Double(right) / Double(right + wrong), recall = Double(right) / Double(right + missed)
        let report = "precision \(precision), recall \(recall), \(right) right\n" + faults.joined(separator: "\n")
        #expect(precision >= 0.98 && recall >= 0.95, "\(report)")
        if ProcessInfo.processInfo.environment["SHILU_SHOW_FAULTS"] != nil { print(report) }
    }
}
