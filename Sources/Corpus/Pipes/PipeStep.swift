// The steps of a build that look at one text by itself, as lines in and lines out.

import WebArchive

/// What is done with each line.
public enum PipeStep: Sendable {
    /// `{"id", "script", "signals": {…}}`
    case signals
    /// `{"id", "finds": [{"kind", "start", "end"}]}`, places in code points of the text; with masks `text` too.
    case personalData(masks: Set<PersonalData.Kind>)
    /// `{"id", "text"}`
    case normalize(CorpusSpec.TextForm)
    /// A signature for near-duplicates at a threshold: ``PipeWorker/signature(_:)`` says what stands in it.
    case sign(threshold: Double, withText: Bool)
}

/// Does a step; keep one a thread, its tables are used again.
struct PipeWorker {
    private let step: PipeStep
    private var signals = SignalReader()
    private var sketcher: Sketcher
    private let banding: Banding

    init(_ step: PipeStep) {
        self.step = step
        banding = if case .sign(let threshold, _) = step { Banding(threshold: threshold) } else { Banding(threshold: 0.8) }
        sketcher = Sketcher(banding)
    }

    /// The line that a line becomes, with its line feed.
    mutating func line(of line: [UInt8]) throws(SourceRecord.Refusal) -> [UInt8] {
        let text = try PipeText(line: line)
        var json = JSONText(capacity: 1024)
        switch step {
        case .signals: writeSignals(text, to: &json)
        case .personalData(let masks): Self.writePersonalData(text, masks, to: &json)
        case .normalize(let form):
            let scalars = Preparation.normalized(Scalars.decode(text.text), form)
            json.object { json in
                json.key("id"); json.value(text.id)
                json.key("text"); json.value(utf8: Scalars.encode(scalars))
            }
        case .sign(_, let withText): writeSignature(text, withText: withText, to: &json)
        }
        json.endLine()
        return json.bytes
    }

    private mutating func writeSignals(_ text: PipeText, to json: inout JSONText) {
        let scalars = Scalars.decode(text.text)
        let values = signals.values(of: scalars)
        json.object { json in
            json.key("id"); json.value(text.id)
            json.key("script"); json.value(Script.of(scalars).rawValue)
            json.key("signals"); json.signals(values)
        }
    }

    private static func writePersonalData(_ text: PipeText, _ masks: Set<PersonalData.Kind>, to json: inout JSONText) {
        let scalars = Scalars.decode(text.text)
        let finds = PersonalData.finds(in: scalars)
        json.object { json in
            json.key("id"); json.value(text.id)
            json.key("finds"); json.array { json in
                for find in finds {
                    json.object { json in
                        json.key("kind"); json.value(find.kind.rawValue)
                        json.key("start"); json.value(find.range.lowerBound)
                        json.key("end"); json.value(find.range.upperBound)
                    }
                }
            }
            guard !masks.isEmpty else { return }
            json.key("text"); json.value(utf8: Scalars.encode(PersonalData.masking(scalars, finds, kinds: masks)))
        }
    }

    /// The schema `shilu.signature/1`. `keys` has one key for each band, 16 hexadecimal digits: two texts of which one key agrees are
    /// candidates, whose similarity is then counted in 5-grams of `sign`. `page` is the same for versions of a page, which are no
    /// duplicates; `text` the same for equal texts; of two copies the one with the smaller `grade`, then `time` (null last), then `id` stays.
    private mutating func writeSignature(_ text: PipeText, withText: Bool, to json: inout JSONText) {
        let scalars = Scalars.decode(text.text)
        var sign: [UInt32] = []
        SignText.append(scalars, to: &sign)
        let keys = sketcher.keys(of: sign)
        json.object { json in
            json.key("schema"); json.value("shilu.signature/1")
            json.key("id"); json.value(text.id)
            json.key("page"); json.value(text.page.hexadecimal)
            json.key("text"); json.value(Digest128(SHA256Digest(of: text.text)).hexadecimal)
            json.key("grade"); json.value(text.official.grade)
            json.key("time"); json.value(text.time.map { Int($0) })
            json.key("bands"); json.value(banding.bands)
            json.key("rows"); json.value(banding.rows)
            json.key("keys"); json.strings((keys ?? []).map(Self.hexadecimal))
            guard withText else { return }
            json.key("sign"); json.value(utf8: Scalars.encode(sign))
        }
    }

    private static func hexadecimal(_ key: UInt64) -> String {
        let digits = String(key, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
