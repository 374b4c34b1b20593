// A line of a report's headline.

/// A sentence, and whether it is good news.
public struct ReportSentence: Sendable, Codable, Equatable {
    public enum Mood: String, Sendable, Codable, CaseIterable {
        case good
        case note
        case bad
    }

    public var mood: Mood
    public var text: String

    init(_ mood: Mood, _ text: String) {
        self.mood = mood
        self.text = text
    }
}
