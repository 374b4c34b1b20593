// The URLs of an archive that are withheld: every command that shows captures asks this list.

import Foundation
import Web
import WebArchive

/// The orders of `withheld.jsonl` that stand.
///
///     let withheld = try WithheldList(of: ArchiveFolder(existing: "archive"))
///     if let order = withheld.order(for: url) { … }  // do not show it
///
/// A list that cannot be read to its end is an error, and nothing may be shown then.
public struct WithheldList: Sendable {
    /// The orders that stand, in the order in which they were given.
    public let orders: [WithholdingOrder]
    private var exact: [String: Int] = [:]
    /// By the URL without its scheme.
    private var twins: [Substring: Int] = [:]
    private var prefixes: [Int] = []

    /// Reads the list of an archive; empty where there is none.
    ///
    /// - Throws: ``InputError`` where it was damaged or changed.
    public init(of archive: ArchiveFolder) throws { self.init(try WithheldFile(of: archive).read().orders) }

    /// Reads the list of the archive that a portal belongs to.
    public init(of portal: PortalFolder) throws { self.init(try WithheldFile(of: portal).read().orders) }

    /// - Parameter history: all orders and releases, in their order.
    init(_ history: [WithholdingOrder]) {
        var orders: [WithholdingOrder] = []
        for order in history {
            switch order.action {
            case .withhold: orders.append(order)
            case .release: orders.removeAll { $0.url == order.url }
            }
        }
        self.orders = orders
        for (number, order) in orders.enumerated() {
            if order.covers.isPrefix {
                prefixes.append(number)
            } else if order.covers.withTwins {
                twins[WithholdingOrder.withoutScheme(order.url)] = number
            } else {
                exact[order.url] = number
            }
        }
    }

    /// Whether nothing is withheld.
    public var isEmpty: Bool { orders.isEmpty }

    /// The order by which a URL, with all its captures, is withheld; nil where none is.
    public func order(for url: WebURL) -> WithholdingOrder? {
        orders.isEmpty ? nil : order(serialized: url.withoutFragment.href)
    }

    /// The order by which a URL as a WARC file or an index has it is withheld. It is parsed as the crawl parses it, so that
    /// another spelling of the URL is withheld too; what is no URL is compared as it stands.
    public func order(for url: String) -> WithholdingOrder? {
        guard !orders.isEmpty else { return nil }
        return order(serialized: (try? WebURL(url))?.withoutFragment.href ?? url)
    }

    private func order(serialized url: String) -> WithholdingOrder? {
        let number = exact[url] ?? twins[WithholdingOrder.withoutScheme(url)] ?? prefixes.first { orders[$0].covers(url) }
        return number.map { orders[$0] }
    }
}
