// A point in time, as `--at` takes it.

import ArgumentParser
import Web

/// A second; a day stands for its noon in China.
struct PointInTime: ExpressibleByArgument {
    let time: Timestamp

    init?(argument: String) {
        if let time = Timestamp(cdx14: argument) {
            self.time = time
        } else if Day(argument: argument) != nil, let start = Timestamp(iso8601: argument) {
            time = start + 4 * 3600
        } else if argument.hasSuffix("Z"), let time = Timestamp(iso8601: argument) {
            self.time = time
        } else {
            return nil
        }
    }
}
