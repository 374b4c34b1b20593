// A figure of the last nights as bars, drawn in SVG.

/// A plot of one figure.
struct NightPlot {
    var title: String
    var chinese: String
    var values: [Double]
    /// A part of each value that is drawn darker, and what it is.
    var highlighted: [Double] = []
    var highlight = ""
    /// The day of each value.
    var labels: [String]
    /// How a value is written.
    var text: (Double) -> String

    private static let width = 300.0, height = 80.0

    var svg: String {
        let most = max(values.max() ?? 0, 1e-9)
        let step = Self.width / Double(max(values.count, 20))
        var bars = ""
        for (i, value) in values.enumerated() {
            let x = Self.width - step * Double(values.count - i)
            bars += bar(x, value / most, step, "bar", "\(labels[i]): \(text(value))")
            if i < highlighted.count, highlighted[i] > 0 {
                bars += bar(x, min(highlighted[i], value) / most, step, "part", "\(labels[i]): \(text(highlighted[i])) \(highlight)")
            }
        }
        let last = text(values.last ?? 0), highest = text(values.max() ?? 0)
        let label = "\(title), \(values.count) nights from \(labels.first ?? "") to \(labels.last ?? ""): last \(last), highest \(highest)"
        return """
            <figure><figcaption>\(HTML.text(title)) <span lang="zh" class="zh">\(chinese)</span> <b>\(HTML.text(last))</b>\
            <span class="most">highest \(HTML.text(highest))</span></figcaption>
            <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" aria-label="\(HTML.text(label))" preserveAspectRatio="none">
            <line x1="0" x2="\(Int(Self.width))" y1="\(Self.height - 0.5)" y2="\(Self.height - 0.5)" class="axis"/>
            \(bars)</svg>
            <p class="days"><span>\(HTML.text(labels.first ?? ""))</span><span>\(HTML.text(labels.last ?? ""))</span></p></figure>

            """
    }

    private func bar(_ x: Double, _ share: Double, _ step: Double, _ style: String, _ title: String) -> String {
        let height = share > 0 ? max(1, share * (Self.height - 2)) : 0
        return "<rect class=\"\(style)\" x=\"\(Self.short(x + step * 0.1))\" y=\"\(Self.short(Self.height - height))\" width=\"\(Self.short(step * 0.8))\" height=\"\(Self.short(height))\"><title>\(HTML.text(title))</title></rect>\n"
    }

    private static func short(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}
