// What is missing in the series of an agency's 文号: what was never published, or never found.

import Records

/// The numbers of one agency and year.
public struct NumberSeries: Sendable {
    public let agency: String
    public let form: DocumentNumber.Form
    public let year: Int
    /// Serials of documents that the archive holds, that only lists name, and that only texts cite.
    public internal(set) var held: Set<Int> = []
    public internal(set) var listed: Set<Int> = []
    public internal(set) var cited: Set<Int> = []

    /// The highest serial that anything shows.
    public var highest: Int { held.union(listed).union(cited).max() ?? 0 }

    /// Serials up to the highest that the archive does not hold, as ranges.
    public var missing: [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        var next = 1
        for serial in held.sorted() + [highest + 1] {
            if serial > next { ranges.append(next...(serial - 1)) }
            next = serial + 1
        }
        return ranges
    }

    /// The series as a line of JSON.
    public var jsonLine: [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("agency"); json.value(agency)
            json.key("form"); json.value(form.rawValue)
            json.key("year"); json.value(year)
            json.key("highest"); json.value(highest)
            json.key("held"); json.value(held.count)
            json.key("missing"); json.value(highest - held.count)
            json.key("missing_serials"); json.array { json in
                for range in missing { json.array { $0.value(range.lowerBound); $0.value(range.upperBound) } }
            }
            json.key("listed"); json.array { json in for serial in listed.sorted() { json.value(serial) } }
            json.key("cited"); json.array { json in for serial in cited.sorted() { json.value(serial) } }
        }
        json.endLine()
        return json.bytes
    }

    private struct Key: Hashable {
        var agency: String
        var form: DocumentNumber.Form
        var year: Int
    }

    /// The series of all agencies of which the archive holds something, by agency and year.
    static func all(held: some Sequence<DocumentNumber>, listed: Set<DocumentNumber>, cited: Set<DocumentNumber>) -> [NumberSeries] {
        var series: [Key: NumberSeries] = [:]
        func key(_ number: DocumentNumber) -> Key? { number.year.map { Key(agency: number.agency, form: number.form, year: $0) } }
        for number in held {
            guard let key = key(number) else { continue }
            series[key, default: NumberSeries(agency: key.agency, form: key.form, year: key.year)].held.insert(number.serial)
        }
        for number in listed { if let key = key(number), series[key]?.held.contains(number.serial) == false { series[key]?.listed.insert(number.serial) } }
        for number in cited {
            if let key = key(number), let known = series[key], !known.held.contains(number.serial), !known.listed.contains(number.serial) {
                series[key]?.cited.insert(number.serial)
            }
        }
        return series.values.sorted { ($0.agency, $0.form.rawValue, $0.year) < ($1.agency, $1.form.rawValue, $1.year) }
    }
}
