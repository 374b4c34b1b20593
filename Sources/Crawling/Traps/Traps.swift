// Links that lead into endless series: calendars, session numbers, growing paths, ways to sort and filter.
//
// The rules, in this order; the first that applies is the reason. They err on the side of asking: a URL that a rule cuts is
// not in the archive, one that no rule cuts costs a request.
//
// | reason         | what is cut                                                                                              |
// |----------------|----------------------------------------------------------------------------------------------------------|
// | too long       | URLs of more than 2,048 bytes, or with more than 24 folders                                              |
// | repeating path | folders that stand three times in a row, alone (/zw/zw/zw/) or in groups of two to four (/a/b/a/b/a/b/); |
// |                | numbers alone four times                                                                                 |
// | session id     | jsessionid, PHPSESSID and the like; the URL without it is asked for instead                              |
// | calendar       | a month or day in the query, or behind a folder named as a calendar, before 1800 or beyond the year after|
// |                | next; and of one calendar all beyond the first 800 URLs                                                  |
// | query variants | of URLs that differ in nothing but sorting, layout and random numbers all beyond the first ten; of those |
// |                | with four parameters or more, three of which vary, all beyond the first 1,000 of a path                  |

import Web

/// Tells traps. What a URL alone does not tell is counted by the URLs that the state holds.
struct Traps {
    private let known: any KnownURLs
    private var series: [String: URLSeries] = [:]

    /// Series that are remembered at a time; a forgotten one is counted again.
    private static let remembered = 32

    init(_ known: any KnownURLs) {
        self.known = known
    }

    /// Why a URL is not to be asked for; `nil` if it is. What is found to be no trap counts as one more of its series.
    mutating func trap(for url: WebURL, at time: Timestamp) throws -> Trap? {
        if let reason = URLShape.trap(url) { return Trap(reason: reason) }
        if let clean = SessionID.removed(from: url) { return Trap(reason: .sessionID, instead: clean) }
        if let calendar = CalendarPath(url) {
            if calendar.isFarAway(from: time) { return Trap(reason: .calendar) }
            return try trap(url, in: calendar.prefix, QueryParameters([]), isCalendar: true)
        }
        guard let query = url.query else { return nil }
        let parameters = QueryParameters(query)
        if parameters.isFarAway(from: time) { return Trap(reason: .calendar) }
        guard parameters.isOfManyVariants else { return nil }
        return try trap(url, in: String(url.href.prefix { $0 != "?" }) + "?", parameters, isCalendar: parameters.hasDay)
    }

    private mutating func trap(_ url: WebURL, in prefix: String, _ parameters: QueryParameters, isCalendar: Bool) throws -> Trap? {
        if series[prefix] == nil {
            if series.count >= Self.remembered { series.removeAll() }
            series[prefix] = URLSeries(try known.urls(beginning: prefix, limit: URLSeries.limit))
        }
        return series[prefix]?.trap(url, parameters, isCalendar: isCalendar)
    }
}

/// What is known of a portal's URLs.
protocol KnownURLs {
    /// URLs that begin so and are not trapped, in any order.
    func urls(beginning prefix: String, limit: Int) throws -> [String]
}
