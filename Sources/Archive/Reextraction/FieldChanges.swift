// What differs between two makings of records, field by field.

import Foundation
import Records

/// The differences between old and new records, counted.
public struct FieldChanges: Sendable {
    /// What became of one field.
    public struct Field: Sendable {
        /// Records in which it has another value.
        public var changed = 0
        /// … in which it has a value and had none (null or an empty list).
        public var came = 0
        /// … in which it has none and had one.
        public var went = 0
        /// The first of them.
        public var samples: [Sample] = []
    }

    public struct Sample: Sendable {
        public var url: String?
        /// As JSON.
        public var before: String
        public var after: String
    }

    /// By the record's key, `footer.phone` for a key of an object in it.
    public internal(set) var fields: [String: Field] = [:]
    /// New records.
    public internal(set) var records = 0
    /// Records of which something differs.
    public internal(set) var differing = 0
    /// Records that were not there before, and that are not there any more.
    public internal(set) var added = 0
    public internal(set) var removed = 0

    public init() {}

    /// Whether nothing differs.
    public var isEmpty: Bool { differing == 0 && added == 0 && removed == 0 }

    /// Samples kept of a field.
    private static let sampleCount = 3

    mutating func note(_ before: [String: Any], _ after: [String: Any]) {
        differing += 1
        let (old, new) = (Self.flat(before), Self.flat(after))
        let url = after["url"] as? String
        for key in Set(old.keys).union(new.keys) {
            let (was, now) = (old[key] ?? "null", new[key] ?? "null")
            guard was != now else { continue }
            var field = fields[key] ?? Field()
            if Self.isNothing(was) { field.came += 1 } else if Self.isNothing(now) { field.went += 1 } else { field.changed += 1 }
            if field.samples.count < Self.sampleCount { field.samples.append(Sample(url: url, before: was, after: now)) }
            fields[key] = field
        }
    }

    /// Adds those of another run.
    public mutating func add(_ other: FieldChanges) {
        records += other.records
        differing += other.differing
        added += other.added
        removed += other.removed
        for (key, field) in other.fields {
            var sum = fields[key] ?? Field()
            sum.changed += field.changed
            sum.came += field.came
            sum.went += field.went
            sum.samples = Array((sum.samples + field.samples).prefix(Self.sampleCount))
            fields[key] = sum
        }
    }

    private static func isNothing(_ json: String) -> Bool { json == "null" || json == "[]" || json == "{}" }

    /// The values as JSON; those of an object by themselves.
    private static func flat(_ record: [String: Any]) -> [String: String] {
        var values: [String: String] = [:]
        for (key, value) in record {
            guard let object = value as? [String: Any] else {
                values[key] = text(value)
                continue
            }
            for (inner, value) in object { values["\(key).\(inner)"] = text(value) }
        }
        return values
    }

    private static func text(_ value: Any) -> String {
        let data = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .withoutEscapingSlashes, .sortedKeys])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}
