// Bars as SVG: enough to see what a data set holds, readable without a script or a font of its own.

/// A chart of bars, each of one or several pieces one upon the other.
struct Chart {
    var title: String
    /// What is counted, beside the values.
    var unit: String
    /// The pieces' names, for the legend; one or none for bars of one piece.
    var series: [String] = []
    var bars: [Bar]

    struct Bar {
        var label: String
        /// One for each of the series.
        var values: [Int]
        /// Stands behind the bar's value.
        var note = ""

        var total: Int { values.reduce(0, +) }
    }

    /// Colours that differ in brightness too (Okabe and Ito 2008), for eyes that see hues differently and for print.
    private static let colors = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999"]
    private static let (left, barWidth, right, row) = (190, 560, 190, 24)

    /// The chart with horizontal bars, so that labels of any length stay readable.
    var svg: String {
        let width = Self.left + Self.barWidth + Self.right
        let top = series.count > 1 ? 48 + 20 * ((series.count + 2) / 3) : 48
        let height = top + bars.count * Self.row + 16
        let most = max(1, bars.map(\.total).max() ?? 1)
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img" \
            font-family="sans-serif" font-size="13">
            <title>\(Self.escaped(title))</title>
            <rect width="\(width)" height="\(height)" fill="#ffffff"/>
            <text x="16" y="28" font-size="17" fill="#111111">\(Self.escaped(title))</text>

            """
        if series.count > 1 {
            for (index, name) in series.enumerated() {
                let (x, y) = (16 + index % 3 * 310, 44 + index / 3 * 20)
                svg += "<rect x=\"\(x)\" y=\"\(y)\" width=\"12\" height=\"12\" fill=\"\(Self.color(index))\"/>"
                svg += "<text x=\"\(x + 18)\" y=\"\(y + 11)\" fill=\"#111111\">\(Self.escaped(name))</text>\n"
            }
        }
        for (index, bar) in bars.enumerated() {
            let y = top + index * Self.row
            svg += "<text x=\"\(Self.left - 8)\" y=\"\(y + 14)\" text-anchor=\"end\" fill=\"#111111\">\(Self.escaped(bar.label))</text>"
            var x = Self.left
            var passed = 0
            for (piece, value) in bar.values.enumerated() {
                passed += value
                let end = Self.left + passed * Self.barWidth / most
                if value > 0 { svg += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(max(1, end - x))\" height=\"18\" fill=\"\(Self.color(piece))\"/>" }
                x = max(x, end)
            }
            let note = bar.note.isEmpty ? "" : " (\(bar.note))"
            svg += "<text x=\"\(x + 6)\" y=\"\(y + 14)\" fill=\"#111111\">\(bar.total) \(Self.escaped(unit + note))</text>\n"
        }
        return svg + "</svg>\n"
    }

    private static func color(_ index: Int) -> String { colors[index % colors.count] }

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
