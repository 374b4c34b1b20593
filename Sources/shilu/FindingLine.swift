// A judge's finding as a line of JSON.

import Records
import WebArchive

extension Finding {
    var jsonLine: [UInt8] {
        var json = JSONLine()
        json.object { json in
            json.key("file"); json.value(file)
            json.key("offset"); json.value(offset.map { Int($0) })
            json.key("record_id"); json.value(recordID)
            json.key("severity"); json.value(severity.rawValue)
            json.key("rule"); json.value(rule.rawValue)
            json.key("section"); json.value(section)
            json.key("message"); json.value(message)
        }
        json.endLine()
        return json.bytes
    }
}
