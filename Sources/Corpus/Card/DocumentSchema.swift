// The JSON Schema (2020-12) of a document, made of the table of fields.

/// The schema that lies in the data set as schema.json.
enum DocumentSchema {
    static var json: JSONText {
        var json = JSONText()
        json.object { json in
            json.key("$schema"); json.value("https://json-schema.org/draft/2020-12/schema")
            json.key("$id"); json.value("urn:shilu:schema:document:1")
            json.key("title"); json.value(Document.schema)
            write(FieldTable.documents, to: &json)
        }
        return json
    }

    private static func write(_ fields: [DataField], to json: inout JSONText) {
        json.key("type"); json.value("object")
        members(fields, to: &json)
    }

    private static func members(_ fields: [DataField], to json: inout JSONText) {
        json.key("additionalProperties"); json.value(false)
        json.key("required"); json.strings(fields.map(\.name))
        json.key("properties"); json.object { json in
            for field in fields {
                json.key(named: field.name)
                json.object { json in
                    type(field.kind, isNullable: field.isNullable, to: &json)
                    if !field.meaning.isEmpty { json.key("description"); json.value(field.meaning) }
                }
            }
        }
    }

    private static func type(_ kind: DataField.Kind, isNullable: Bool, to json: inout JSONText) {
        let name = switch kind {
        case .text, .date: "string"
        case .integer: "integer"
        case .number: "number"
        case .list: "array"
        case .object: "object"
        }
        json.key("type")
        if isNullable { json.strings([name, "null"]) } else { json.value(name) }
        switch kind {
        case .list(let element): json.key("items"); json.object { json in type(element, isNullable: false, to: &json) }
        case .object(let fields): members(fields, to: &json)
        case .text, .date, .integer, .number: break
        }
    }
}
