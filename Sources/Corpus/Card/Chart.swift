// Bars as SVG: enough to see what a data set holds, readable without a script or a font of its own, on a phone and in the dark too.

/// A chart of bars, each of one or several pieces one upon the other.
struct Chart {
    var title: String
    /// The pieces' names, for the legend; one or none for bars of one piece.
    var series: [String] = []
    var bars: [Bar]
    /// Stands in the place of bars where there are none.
    var nothing = "None."

    struct Bar {
        var label: String
        /// One for each of the series.
        var values: [Int]
        /// Stands behind the bar's value.
        var note = ""

        var total: Int { values.reduce(0, +) }
        var text: String { Chart.grouped(total) + (note.isEmpty ? "" : " (\(note))") }
    }

    /// Colours that differ in brightness too (Okabe and Ito 2008), for eyes that see hues differently and for print.
    private static let colors = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999"]
    /// So wide that a phone need not shrink its letters beyond reading.
    private static let width = 600
    private static let (margin, row) = (16, 24)
    private static let (font, titleFont) = (14, 17)

    /// The chart with horizontal bars, so that labels of any length stay readable.
    var svg: String {
        let legend = series.count > 1 ? Legend(series) : nil
        let top = 48 + (legend?.height ?? 0)
        let height = top + max(1, bars.count) * Self.row + Self.margin
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.width)" height="\(height)" viewBox="0 0 \(Self.width) \(height)" role="img" \
            font-family="sans-serif" font-size="\(Self.font)" fill="#111111">
            <title>\(Self.escaped(title))</title>
            <style>@media (prefers-color-scheme: dark) { svg { fill: #e6e6e6 } .ground { fill: #16181d } }</style>
            <rect class="ground" width="\(Self.width)" height="\(height)" fill="#ffffff"/>
            <text x="\(Self.margin)" y="28" font-size="\(Self.titleFont)">\(Self.escaped(title))</text>

            """
        if let legend { svg += legend.svg }
        if bars.isEmpty { svg += "<text x=\"\(Self.margin)\" y=\"\(top + 14)\">\(Self.escaped(nothing))</text>\n" }
        let left = Self.margin + (bars.map { Self.width(of: $0.label) }.max() ?? 0) + 8
        let room = max(80, Self.width - left - (bars.map { Self.width(of: $0.text) }.max() ?? 0) - 6 - Self.margin)
        let most = max(1, bars.map(\.total).max() ?? 1)
        for (index, bar) in bars.enumerated() { svg += Self.svg(of: bar, y: top + index * Self.row, left: left, room: room, most: most) }
        return svg + "</svg>\n"
    }

    private static func svg(of bar: Bar, y: Int, left: Int, room: Int, most: Int) -> String {
        var svg = "<text x=\"\(left - 8)\" y=\"\(y + 14)\" text-anchor=\"end\">\(escaped(bar.label))</text>"
        var x = left
        var passed = 0
        for (piece, value) in bar.values.enumerated() {
            passed += value
            // As a fraction of what is most: a product of counts may be too large for a number.
            let end = left + Int(Double(passed) / Double(most) * Double(room))
            if value > 0 { svg += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(max(1, end - x))\" height=\"18\" fill=\"\(color(piece))\"/>" }
            x = max(x, end)
        }
        return svg + "<text x=\"\(x + 6)\" y=\"\(y + 14)\">\(escaped(bar.text))</text>\n"
    }

    /// The names of the series with their colours, in as many columns as the longest name leaves room for.
    private struct Legend {
        private let names: [String]
        private let columns: Int
        private static let row = 20

        init(_ series: [String]) {
            names = series.map { Chart.cut($0, to: Chart.width - 2 * Chart.margin - 18) }
            let longest = names.map { Chart.width(of: $0) }.max() ?? 0
            columns = max(1, min(3, (Chart.width - 2 * Chart.margin) / (longest + 34)))
        }

        var height: Int { (names.count + columns - 1) / columns * Self.row }

        var svg: String {
            names.enumerated().map { index, name in
                let (x, y) = (Chart.margin + index % columns * ((Chart.width - 2 * Chart.margin) / columns), 40 + index / columns * Self.row)
                return "<rect x=\"\(x)\" y=\"\(y)\" width=\"12\" height=\"12\" fill=\"\(Chart.color(index))\"/>"
                    + "<text x=\"\(x + 18)\" y=\"\(y + 11)\">\(Chart.escaped(name))</text>\n"
            }.joined()
        }
    }

    private static func color(_ index: Int) -> String { colors[index % colors.count] }

    /// About how wide a text is, in pixels: fonts differ.
    private static func width(of text: String) -> Int {
        Int(text.unicodeScalars.reduce(0.0) { $0 + ($1.value >= 0x2E80 ? 1 : 0.66) } * Double(font))
    }

    /// A text that is too long without its middle.
    private static func cut(_ text: String, to most: Int) -> String {
        guard width(of: text) > most else { return text }
        let half = text.count * most / width(of: text) / 2 - 1
        return text.prefix(half) + "…" + text.suffix(half)
    }

    /// 1,234,567
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.indices.map { (($0 > 0 && (digits.count - $0) % 3 == 0) ? "," : "") + String(digits[$0]) }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
