// The data set's metadata as Croissant 1.0 (JSON-LD), by which other programs find files, digests and fields.

/// The file croissant.json.
enum Croissant {
    static func json(_ facts: DataSetFacts) -> JSONText {
        var json = JSONText()
        json.object { json in
            json.key("@context"); json.value(json: Array(context.utf8))
            json.key("@type"); json.value("sc:Dataset")
            json.key("conformsTo"); json.value("http://mlcommons.org/croissant/1.0")
            json.key("name"); json.value(facts.spec.name)
            json.key("description"); json.value(facts.description)
            json.key("license"); json.value(facts.spec.licenseLink ?? facts.spec.license)
            json.key("url"); json.value(facts.url)
            json.key("version"); json.value(facts.version)
            json.key("datePublished"); json.value(facts.date)
            json.key("inLanguage"); json.value("zh")
            json.key("citeAs"); json.value(facts.citation)
            json.key("creator"); json.array { json in
                for creator in facts.creators {
                    json.object { json in
                        json.key("@type"); json.value("sc:Organization")
                        json.key("name"); json.value(creator)
                    }
                }
            }
            json.key("distribution"); json.array { json in distribution(facts, to: &json) }
            json.key("recordSet"); json.array { json in
                for part in facts.parts { recordSet(part.rawValue, fileSet: "\(part.rawValue)-files", FieldTable.documents, to: &json) }
                recordSet("left_out", fileObject: "left-out.jsonl.gz", FieldTable.leftOut, to: &json)
                recordSet("clusters", fileObject: "clusters.jsonl.gz", FieldTable.clusters, to: &json)
            }
        }
        json.endLine()
        return json
    }

    private static func distribution(_ facts: DataSetFacts, to json: inout JSONText) {
        for file in facts.files {
            json.object { json in
                json.key("@type"); json.value("cr:FileObject")
                json.key("@id"); json.value(file.name)
                json.key("name"); json.value(file.name)
                json.key("contentUrl"); json.value(file.name)
                json.key("contentSize"); json.value("\(file.bytes) B")
                json.key("encodingFormat"); json.value("application/jsonlines")
                json.key("sha256"); json.value(file.sha256)
            }
        }
        for part in facts.parts {
            json.object { json in
                json.key("@type"); json.value("cr:FileSet")
                json.key("@id"); json.value("\(part.rawValue)-files")
                json.key("name"); json.value("\(part.rawValue)-files")
                json.key("encodingFormat"); json.value("application/jsonlines")
                json.key("includes"); json.value("data/\(part.rawValue)-*.\(facts.spec.compression.fileExtension)")
            }
        }
    }

    private static func recordSet(
        _ name: String, fileSet: String? = nil, fileObject: String? = nil, _ fields: [DataField], to json: inout JSONText
    ) {
        json.object { json in
            json.key("@type"); json.value("cr:RecordSet")
            json.key("@id"); json.value(name)
            json.key("name"); json.value(name)
            json.key("field"); json.array { json in
                for field in fields {
                    guard let type = type(of: field.kind) else { continue }
                    json.object { json in
                        json.key("@type"); json.value("cr:Field")
                        json.key("@id"); json.value("\(name)/\(field.name)")
                        json.key("name"); json.value(field.name)
                        json.key("description"); json.value(field.meaning)
                        json.key("dataType"); json.value(type)
                        json.key("source"); json.object { json in
                            if let fileSet { json.key("fileSet"); json.object { $0.key("@id"); $0.value(fileSet) } }
                            if let fileObject { json.key("fileObject"); json.object { $0.key("@id"); $0.value(fileObject) } }
                            json.key("extract"); json.object { $0.key("column"); $0.value(field.name) }
                        }
                    }
                }
            }
        }
    }

    /// Croissant's types of plain fields; nested ones are read from the files.
    private static func type(of kind: DataField.Kind) -> String? {
        switch kind {
        case .text, .date: "sc:Text"
        case .integer: "sc:Integer"
        case .number: "sc:Float"
        case .list, .object: nil
        }
    }

    /// The context that the specification gives.
    private static let context = """
        {"@language":"en","@vocab":"https://schema.org/","citeAs":"cr:citeAs","column":"cr:column","conformsTo":"dct:conformsTo",\
        "cr":"http://mlcommons.org/croissant/","data":{"@id":"cr:data","@type":"@json"},"dataBiases":"cr:dataBiases",\
        "dataCollection":"cr:dataCollection","dataType":{"@id":"cr:dataType","@type":"@vocab"},"dct":"http://purl.org/dc/terms/",\
        "examples":{"@id":"cr:examples","@type":"@json"},"extract":"cr:extract","field":"cr:field","fileObject":"cr:fileObject",\
        "fileProperty":"cr:fileProperty","fileSet":"cr:fileSet","format":"cr:format","includes":"cr:includes","isLiveDataset":"cr:isLiveDataset",\
        "jsonPath":"cr:jsonPath","key":"cr:key","md5":"cr:md5","parentField":"cr:parentField","path":"cr:path",\
        "personalSensitiveInformation":"cr:personalSensitiveInformation","rai":"http://mlcommons.org/croissant/RAI/","recordSet":"cr:recordSet",\
        "references":"cr:references","regex":"cr:regex","repeated":"cr:repeated","replace":"cr:replace","sc":"https://schema.org/",\
        "separator":"cr:separator","source":"cr:source","subField":"cr:subField","transform":"cr:transform"}
        """
}
