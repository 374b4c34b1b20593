// Numbers that look like chance and are the same each time.

import Foundation

/// SplitMix64.
struct Chance {
    var state: UInt64

    /// From 0 up to but not including 1.
    mutating func unit() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 53)
    }

    /// Between two numbers, each order of magnitude as likely as another.
    mutating func spread(_ least: Double, _ most: Double) -> Double { least * pow(most / least, unit()) }

    /// Days to the next of events that come so many a day.
    mutating func gap(_ perDay: Double) -> Double { -log(1 - unit()) / perDay }
}
