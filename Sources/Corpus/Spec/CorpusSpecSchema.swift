// The published JSON Schema (2020-12) of a spec, by which editors check YAML.

/// What `shilu schema corpus` prints.
public enum CorpusSpecSchema {
    public static let json = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:shilu:schema:corpus:1",
          "title": "The spec of a data set of Shilu",
          "type": "object",
          "required": ["name", "input"],
          "additionalProperties": false,
          "properties": {
            "name": {"type": "string", "pattern": "^[a-z0-9][a-z0-9._-]*$"},
            "input": {"$ref": "#/$defs/texts", "description": "Patterns of record and WARC files, from the spec's folder on."},
            "title": {"type": "string", "minLength": 1},
            "description": {"type": "string", "minLength": 1},
            "version": {"type": "string", "pattern": "^[0-9]+\\\\.[0-9]+\\\\.[0-9]+$", "default": "1.0.0"},
            "creators": {"$ref": "#/$defs/texts"},
            "license": {"type": "string", "minLength": 1, "default": "other", "description": "An SPDX identifier, or other."},
            "license_link": {"$ref": "#/$defs/link"},
            "url": {"$ref": "#/$defs/link"},
            "select": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "portals": {"$ref": "#/$defs/texts", "description": "Hosts, or *. and a domain for all below it."},
                "kinds": {"$ref": "#/$defs/kinds", "default": ["article", "document"]},
                "since": {"$ref": "#/$defs/date"},
                "until": {"$ref": "#/$defs/date"},
                "columns": {"$ref": "#/$defs/texts"},
                "fields": {"$ref": "#/$defs/fields", "default": ["text"], "description": "Fields that must not be empty."}
              }
            },
            "normalize": {"enum": ["\(words(CorpusSpec.TextForm.self))"], "default": "nfc"},
            "boilerplate": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "cut": {"type": "boolean", "default": false},
                "pages": {"type": "integer", "minimum": 2, "maximum": 1000000000, "default": 20},
                "share": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.2}
              }
            },
            "filters": {
              "type": "array",
              "items": {
                "oneOf": [
                  {"enum": ["\(RuleSet.all.map(\.name).joined(separator: "\", \""))"]},
                  {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["signal"],
                    "anyOf": [{"required": ["min"]}, {"required": ["max"]}],
                    "properties": {
                      "signal": {"enum": ["\(words(Signal.self))"]},
                      "min": {"type": "number"},
                      "max": {"type": "number"}
                    }
                  }
                ]
              }
            },
            "personal_data": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "mask": {
                  "oneOf": [
                    {"enum": ["none", "all"]},
                    {"type": "array", "items": {"enum": ["\(words(PersonalData.Kind.self))"]}}
                  ],
                  "default": "none"
                }
              }
            },
            "duplicates": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "exact": {"$ref": "#/$defs/action"},
                "near": {"$ref": "#/$defs/action"},
                "threshold": {"type": "number", "minimum": 0.5, "maximum": 1, "default": 0.8},
                "excerpts": {"enum": ["mark", "off"], "default": "mark"},
                "containment": {"type": "number", "minimum": 0.5, "maximum": 1, "default": 0.9},
                "keep": {"enum": ["\(words(CorpusSpec.Duplicates.Preference.self))"], "default": "official"}
              }
            },
            "split": {
              "oneOf": [
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["by"],
                  "anyOf": [{"required": ["validation"]}, {"required": ["test"]}],
                  "properties": {
                    "by": {"const": "portal"},
                    "validation": {"type": "number", "minimum": 0, "maximum": 0.5},
                    "test": {"type": "number", "minimum": 0, "maximum": 0.5}
                  }
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["by"],
                  "anyOf": [{"required": ["validation"]}, {"required": ["test"]}],
                  "properties": {"by": {"const": "time"}, "validation": {"$ref": "#/$defs/date"}, "test": {"$ref": "#/$defs/date"}}
                }
              ]
            },
            "shard": {
              "type": ["integer", "string"], "minimum": 1024, "pattern": "^[0-9]+ *([KMG]?B|[KMG])?$", "default": "256 MB", "description": "Before compression."
            },
            "compression": {"enum": ["\(words(CorpusSpec.Compression.self))"], "default": "gzip"}
          },
          "$defs": {
            "texts": {"oneOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]},
            "link": {"type": "string", "pattern": "^https?://[^ ]+$"},
            "date": {"type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
            "action": {"enum": ["\(words(CorpusSpec.Duplicates.Action.self))"], "default": "leave-out"},
            "kinds": {"oneOf": [{"$ref": "#/$defs/kind"}, {"type": "array", "items": {"$ref": "#/$defs/kind"}}]},
            "kind": {"enum": ["article", "document", "list", "other"]},
            "fields": {"oneOf": [{"$ref": "#/$defs/field"}, {"type": "array", "items": {"$ref": "#/$defs/field"}}]},
            "field": {"enum": ["\(words(CorpusSpec.Field.self))"]}
          }
        }
        """

    /// All cases of a list of words, for between two quotation marks.
    private static func words<Words: RawRepresentable<String> & CaseIterable>(_ list: Words.Type) -> String {
        list.allCases.map(\.rawValue).joined(separator: "\", \"")
    }
}
