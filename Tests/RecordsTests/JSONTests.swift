import Foundation
import Records
import Testing

@Suite struct JSONTests {
    @Test func anyStringComesBack() throws {
        for text in ["", "\"", "\\", "\u{0}\u{1F}\u{7F}", "换\n行\t\r", "𠮷\u{2028}", String(repeating: "很长", count: 5000)] {
            var json = JSONLine()
            json.array { $0.value(text) }
            let back = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String]
            #expect(back == [text])
            #expect(!json.bytes.contains(0x0A))
        }
    }

    @Test func nestsWithCommasWhereTheyBelong() {
        var json = JSONLine()
        json.object { json in
            json.key("a"); json.value(1)
            json.key("b"); json.array { json in json.value("x"); json.null(); json.value(true); json.object { _ in } }
            json.key("c"); json.value(nil as String?)
        }
        #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"a":1,"b":["x",null,true,{}],"c":null}"#)
    }

    @Test func layingOutChangesNoValue() throws {
        let text = #"{"a":[],"b":{"c":["x:,{}[]\"","\\"],"d":{}},"e":null}"#
        let laidOut = JSONPretty.layOut(Array(text.utf8))
        let lines = String(decoding: laidOut, as: UTF8.self)
        #expect(lines.hasPrefix("{\n  \"a\": [],\n  \"b\": {\n    \"c\": [\n      \"x:,{}[]\\\"\",\n"))
        let (first, second) = (try JSONSerialization.jsonObject(with: Data(text.utf8)), try JSONSerialization.jsonObject(with: Data(laidOut)))
        #expect(first as? NSDictionary == second as? NSDictionary)
    }
}
