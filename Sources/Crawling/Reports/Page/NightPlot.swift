// A figure of the last nights as bars between axes, drawn in SVG.

import Foundation

/// A plot of one figure.
struct NightPlot {
    var title: String
    var chinese: String
    /// By night; `nil` where nobody answered.
    var values: [Double?]
    /// A part of each value that is drawn darker, and what it is.
    var highlighted: [Double] = []
    var highlight = ""
    /// The day of each value.
    var labels: [String]
    /// How a value is written.
    var text: (Double) -> String

    private static let width = 320.0, height = 132.0
    /// Where the axes stand.
    private static let left = 46.0, top = 8.0, bottom = 112.0
    /// Fewer nights stand at the right of the plot, as they would among so many.
    private static let fewest = 20

    var html: String {
        let known = values.compactMap { $0 }
        let last = values.last.flatMap { $0 }.map(text) ?? "none"
        let range = "\(values.count) nights from \(labels.first ?? "") to \(labels.last ?? "")"
        let label = "\(title), \(range): last \(last), highest \(text(known.max() ?? 0)), lowest \(text(known.min() ?? 0))"
        let key = highlight.isEmpty ? "" : "<p><span class=\"key\"></span>\(HTML.text(highlight))</p>"
        return """
            <figure><figcaption>\(HTML.text(title)) <span lang="zh" class="zh">\(HTML.text(chinese))</span>
            <b>\(HTML.text(last))</b></figcaption>
            <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" aria-label="\(HTML.text(label))">
            \(axes)\(bars)</svg>\(key)</figure>

            """
    }

    /// The top of the scale: 1, 2 or 5 times a power of ten.
    private var most: Double { Self.round(values.compactMap { $0 }.max() ?? 0) }

    static func round(_ value: Double) -> Double {
        guard value > 0 else { return 1 }
        let power = pow(10, floor(log10(value)))
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= value * 0.999_999 } ?? value
    }

    private var step: Double { (Self.width - Self.left) / Double(max(values.count, Self.fewest)) }

    private func x(_ i: Int) -> Double { Self.width - step * Double(values.count - i) }

    private func y(_ value: Double) -> Double { Self.bottom - value / most * (Self.bottom - Self.top) }

    private var axes: String {
        var svg = ""
        // A count has no halves below 2.
        for value in most < 2 ? [0, most] : [0, most / 2, most] {
            let at = Self.short(y(value))
            let style = value == 0 ? "axis" : "grid"
            svg += "<line class=\"\(style)\" x1=\"\(Self.short(Self.left))\" x2=\"\(Self.short(Self.width))\" y1=\"\(at)\" y2=\"\(at)\"/>"
            svg += word(text(value), Self.left - 5, y(value) + 4, "end")
        }
        guard let first = labels.first, let last = labels.last else { return svg }
        // Month and day; the year stands in the caption of the figures.
        let days = values.count > 1 ? [(max(x(0), Self.left), "start", first), (Self.width, "end", last)] : [(Self.width, "end", last)]
        for (at, anchor, day) in days {
            svg += word(String(day.dropFirst(5)), at, Self.bottom + 15, anchor)
        }
        return svg
    }

    private func word(_ text: String, _ x: Double, _ y: Double, _ anchor: String) -> String {
        "<text x=\"\(Self.short(x))\" y=\"\(Self.short(y))\" text-anchor=\"\(anchor)\">\(HTML.text(text))</text>\n"
    }

    private var bars: String {
        values.indices.map { i in
            guard let value = values[i] else {
                let at = Self.short(Self.bottom - 1), end = Self.short(x(i) + step * 0.85)
                return "<line class=\"none\" x1=\"\(Self.short(x(i) + step * 0.15))\" x2=\"\(end)\" y1=\"\(at)\" y2=\"\(at)\">"
                    + "<title>\(HTML.text(labels[i])): no answer</title></line>\n"
            }
            var svg = bar(i, value, "bar", "\(labels[i]): \(text(value))")
            if i < highlighted.count, highlighted[i] > 0 {
                svg += bar(i, min(highlighted[i], value), "part", "\(labels[i]): \(text(highlighted[i])) \(highlight)")
            }
            return svg
        }.joined()
    }

    private func bar(_ i: Int, _ value: Double, _ style: String, _ title: String) -> String {
        guard value > 0 else { return "" }
        let height = max(1, Self.bottom - y(value))
        return "<rect class=\"\(style)\" x=\"\(Self.short(x(i) + step * 0.12))\" y=\"\(Self.short(Self.bottom - height))\" "
            + "width=\"\(Self.short(step * 0.76))\" height=\"\(Self.short(height))\"><title>\(HTML.text(title))</title></rect>\n"
    }

    private static func short(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
