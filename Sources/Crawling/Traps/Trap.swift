// A URL that leads into an endless series.

import Web

/// Why a URL is cut.
struct Trap: Equatable {
    var reason: URLReason
    /// The URL that shows the same, if that can be told.
    var instead: WebURL?
}
