// The published JSON Schemas of what a run writes about itself: its report, its changes, its ledger.

/// The schemas that `shilu schema report`, `shilu schema changes` and `shilu schema ledger` print: JSON Schema, draft 2020-12. Their
/// words are those of the closed tables in code.
public enum ReportSchema {
    /// Of `report.json`.
    public static let report = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:shilu:schema:report:3",
          "title": "\#(MorningReport.schema)",
          "description": "What a run found. A key without a value is left out.",
          "type": "object",
          "additionalProperties": false,
          "required": ["schema", "portal", "run", "vantage", "timezone", "started_at", "ended_at", "ending", "headline", "answers", "bytes",
            "tally", "states", "reasons", "known", "left", "hosts_given_up", "stray_seeds", "warc_files", "records", "portal_file_changes",
            "ledger_faults", "change_counts", "changes", "shared_changes", "findings", "columns", "servers", "nights"],
          "properties": {
            "schema": {"const": "\#(MorningReport.schema)"},
            "portal": {"type": "string"},
            "run": {"$ref": "#/$defs/run"},
            "vantage": {"type": "string", "description": "The place from which the crawl looked."},
            "timezone": {"type": "string", "description": "By which its days are counted, as Asia/Shanghai."},
            "started_at": {"$ref": "#/$defs/time"},
            "ended_at": {"$ref": "#/$defs/time"},
            "ending": {"enum": [\#(words(RunReport.Ending.allCases))]},
            "headline": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["mood", "text"],
                "properties": {"mood": {"enum": [\#(words(ReportSentence.Mood.allCases))]}, "text": {"type": "string"}}
              }
            },
            "answers": {"$ref": "#/$defs/count", "description": "Of any kind, robots.txt apart."},
            "bytes": {"$ref": "#/$defs/count", "description": "Received."},
            "tally": {
              "description": "URLs by what the run made of them.", "type": "object",
              "propertyNames": {"enum": [\#(quoted(RunReport.Tally().lines.map(\.name)))]},
              "additionalProperties": {"$ref": "#/$defs/count"}
            },
            "states": {
              "description": "All URLs by state; they sum to known.", "type": "object",
              "propertyNames": {"$ref": "#/$defs/state"}, "additionalProperties": {"$ref": "#/$defs/count"}
            },
            "reasons": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["state", "reason", "count"],
                "properties": {"state": {"$ref": "#/$defs/state"}, "reason": {"$ref": "#/$defs/reason"}, "count": {"$ref": "#/$defs/count"}}
              }
            },
            "known": {"$ref": "#/$defs/count"},
            "left": {"$ref": "#/$defs/count", "description": "URLs that are still to be asked for."},
            "hosts_given_up": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["host", "why"],
                "properties": {"host": {"type": "string"}, "why": {"type": "string"}}
              }
            },
            "stray_seeds": {"$ref": "#/$defs/texts"},
            "warc_files": {"$ref": "#/$defs/texts"},
            "records": {"$ref": "#/$defs/count"},
            "portal_file_changes": {"$ref": "#/$defs/texts"},
            "ledger_faults": {"$ref": "#/$defs/texts"},
            "change_counts": {
              "description": "How many changes there are, whatever is shown of them.", "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["kind", "matter", "count"],
                "properties": {"kind": {"$ref": "#/$defs/kind"}, "matter": {"$ref": "#/$defs/matter"}, "count": {"$ref": "#/$defs/count"}}
              }
            },
            "changes": {
              "description": "Of each kind the weightiest \#(MorningReport.mostShown).", "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": [\#(quoted(changeRequired))],
                "properties": {\#(changeKeys)}
              }
            },
            "shared_changes": {
              "description": "Changes that stand on several pages.", "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["change", "count", "urls", "weight"],
                "properties": {
                  "change": {"$ref": "#/$defs/block"}, "count": {"$ref": "#/$defs/count"}, "urls": {"$ref": "#/$defs/texts"},
                  "weight": {"$ref": "#/$defs/weight"}
                }
              }
            },
            "findings": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["kind", "text", "urls", "weight"],
                "properties": {
                  "kind": {"enum": [\#(words(Finding.Kind.allCases))]}, "column": {"type": "string"}, "text": {"type": "string"},
                  "urls": {"$ref": "#/$defs/texts"}, "weight": {"$ref": "#/$defs/weight"}
                }
              }
            },
            "columns": {
              "type": "array",
              "items": {
                "description": "A column (栏目); named is the sum of captured and uncaptured.",
                "type": "object", "additionalProperties": false, "required": ["name", "list_pages", "named", "captured", "since", "new"],
                "properties": {
                  "name": {"type": "string", "description": "Empty for what only sitemaps name."},
                  "url": {"type": "string", "description": "Its first list page."},
                  "list_pages": {"$ref": "#/$defs/count"},
                  "announced": {"$ref": "#/$defs/count", "description": "The total that its list announces."},
                  "named": {"$ref": "#/$defs/count"},
                  "listed": {"$ref": "#/$defs/count", "description": "Of these, those that its lists name."},
                  "in_sitemaps": {"$ref": "#/$defs/count", "description": "Of these, those that sitemaps and feeds name."},
                  "captured": {"$ref": "#/$defs/count"},
                  "uncaptured": {
                    "type": "object", "additionalProperties": {"$ref": "#/$defs/count"}, "description": "The rest, by state or reason."
                  },
                  "reached": {"$ref": "#/$defs/count", "description": "Entries that its list pages show."},
                  "short_by": {"$ref": "#/$defs/count", "description": "What announced is more than reached, though all was asked for."},
                  "since": {"type": "string"},
                  "last_growth": {"$ref": "#/$defs/time"},
                  "new": {"$ref": "#/$defs/count"},
                  "not_looked": {"type": "string"}
                }
              }
            },
            "servers": {
              "type": "array",
              "items": {
                "description": "Times in seconds.", "type": "object", "additionalProperties": false,
                "required": ["host", "requests", "bytes", "errors", "busy", "asked_to_wait", "too_early", "most_at_once"],
                "properties": {
                  "host": {"type": "string"}, "requests": {"$ref": "#/$defs/count"}, "bytes": {"$ref": "#/$defs/count"},
                  "errors": {"$ref": "#/$defs/count"}, "busy": {"$ref": "#/$defs/count"}, "asked_to_wait": {"$ref": "#/$defs/count"},
                  "too_early": {"$ref": "#/$defs/count"}, "smallest_gap": {"$ref": "#/$defs/seconds"},
                  "most_at_once": {"$ref": "#/$defs/count"}, "mean": {"$ref": "#/$defs/seconds"}, "median": {"$ref": "#/$defs/seconds"}, "slowest5": {"$ref": "#/$defs/seconds"}
                }
              }
            },
            "nights": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false,
                "required": ["run", "started_at", "answers", "new", "changed", "bytes", "errors"],
                "properties": {
                  "run": {"$ref": "#/$defs/run"}, "started_at": {"$ref": "#/$defs/time"}, "answers": {"$ref": "#/$defs/count"},
                  "new": {"$ref": "#/$defs/count"}, "changed": {"$ref": "#/$defs/count"}, "bytes": {"$ref": "#/$defs/count"},
                  "errors": {"$ref": "#/$defs/count"}, "answer_time": {"$ref": "#/$defs/seconds"}
                }
              }
            }
          },
          "$defs": {\#(definitions)}
        }
        """#

    /// Of a line of `changes.jsonl`.
    public static let changes = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:shilu:schema:change:1",
          "title": "\#(ChangeLine.schema)",
          "description": "What a run made of one URL, if it is news. A key without a value is left out.",
          "type": "object",
          "additionalProperties": false,
          "required": ["schema", "portal", "run", \#(quoted(changeRequired))],
          "properties": {
            "schema": {"const": "\#(ChangeLine.schema)"},
            "portal": {"type": "string"},
            "run": {"$ref": "#/$defs/run"},
            \#(changeKeys)
          },
          "$defs": {\#(definitions)}
        }
        """#

    /// Of a line of `ledger.jsonl`: a URL whose state changed, a portal file that was changed within the run, or the totals at the end.
    public static let ledger = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:shilu:schema:ledger:1",
          "title": "a line of ledger.jsonl",
          "oneOf": [
            {
              "type": "object", "additionalProperties": false,
              "required": ["url", "state", "reason", "before", "outcome", "status", "visited_at", "via", "warc", "offset"],
              "properties": {
                "url": {"type": "string"},
                "state": {"$ref": "#/$defs/state"},
                "reason": {"oneOf": [{"$ref": "#/$defs/reason"}, {"type": "null"}]},
                "detail": {"type": ["string", "null"], "description": "What was found, in words."},
                "before": {"$ref": "#/$defs/state"},
                "outcome": {"enum": [\#(words(VisitOutcome.allCases))]},
                "status": {"type": ["integer", "null"]},
                "effective": {"type": ["integer", "null"], "description": "The status that the answer should have had."},
                "attempt": {"type": "integer", "minimum": 1},
                "visited_at": {"oneOf": [{"$ref": "#/$defs/time"}, {"type": "null"}]},
                "via": {"type": ["string", "null"], "description": "The page on which it was found."},
                "warc": {"type": ["string", "null"]},
                "offset": {"type": ["integer", "null"], "minimum": 0}
              }
            },
            {
              "type": "object", "additionalProperties": false, "required": ["portal_file"],
              "properties": {
                "portal_file": {
                  "type": "object", "additionalProperties": false, "required": ["at", "captures", "resumes", "text"],
                  "description": "The portal file was changed within the run.",
                  "properties": {
                    "at": {"$ref": "#/$defs/time"},
                    "captures": {"$ref": "#/$defs/count", "description": "How many captures of the run came before."},
                    "resumes": {"type": "boolean", "description": "Whether the run went on with it, after a kill or an interrupt."},
                    "text": {"type": "string", "description": "The whole file as it is from there on."}
                  }
                }
              }
            },
            {
              "type": "object", "additionalProperties": false, "required": ["totals", "known", "vantage", "mode"],
              "properties": {
                "totals": {"type": "object", "propertyNames": {"$ref": "#/$defs/state"}, "additionalProperties": {"$ref": "#/$defs/count"}},
                "known": {"$ref": "#/$defs/count"},
                "vantage": {"type": "string"},
                "mode": {"enum": [\#(words(RunMode.allCases))], "description": "Which known URLs the run asked for."}
              }
            }
          ],
          "$defs": {\#(definitions)}
        }
        """#

    private static let changeRequired = ["kind", "matter", "url", "state", "visited_at", "weight"]

    private static let changeKeys = #"""
        "kind": {"$ref": "#/$defs/kind"}, "matter": {"$ref": "#/$defs/matter"}, "url": {"type": "string"}, "title": {"type": "string"},
        "column": {"type": "string"}, "published": {"type": "string", "description": "As the page says, local time."},
        "state": {"$ref": "#/$defs/state"}, "reason": {"$ref": "#/$defs/reason"}, "detail": {"type": "string"},
        "before": {"$ref": "#/$defs/state"}, "status": {"type": "integer"}, "visited_at": {"$ref": "#/$defs/time"},
        "warc": {"type": "string", "description": "The file of its last good copy."}, "offset": {"$ref": "#/$defs/count"},
        "moved_to": {"type": "string"}, "warc_before": {"type": "string"}, "offset_before": {"$ref": "#/$defs/count"},
        "entries_added": {"$ref": "#/$defs/count"}, "entries_lost": {"$ref": "#/$defs/count"},
        "difference": {"type": "array", "items": {"$ref": "#/$defs/block"}, "description": "What changed in its text."},
        "blocks_left": {"$ref": "#/$defs/count"}, "shared_changes": {"$ref": "#/$defs/count"}, "weight": {"$ref": "#/$defs/weight"}
        """#

    private static let definitions = #"""
        "run": {"type": "string", "pattern": "^[0-9]{8}T[0-9]{6}Z$"},
        "time": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", "description": "UTC."},
        "count": {"type": "integer", "minimum": 0},
        "seconds": {"type": "number", "minimum": 0},
        "weight": {"type": "integer", "minimum": 0, "maximum": 100},
        "texts": {"type": "array", "items": {"type": "string"}},
        "state": {"enum": [\#(words(URLState.allCases))]},
        "reason": {"enum": [\#(words(URLReason.allCases))]},
        "kind": {"enum": [\#(words(PageChange.Kind.allCases))]},
        "matter": {"enum": [\#(words(PageChange.Matter.allCases))]},
        "block": {
          "type": "object", "additionalProperties": false, "required": ["kind", "field", "segments", "is_minor"],
          "properties": {
            "kind": {"enum": ["changed", "added", "removed", "moved"]},
            "field": {"type": "string", "description": "The record's key, as title or document.number."},
            "segments": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["kind", "text"],
                "properties": {"kind": {"enum": ["same", "removed", "added"]}, "text": {"type": "string"}}
              }
            },
            "is_minor": {"type": "boolean", "description": "Whether only punctuation, spaces or the width of characters differ."}
          }
        }
        """#

    private static func words<Word: RawRepresentable<String>>(_ cases: [Word]) -> String { quoted(cases.map(\.rawValue)) }

    private static func quoted(_ words: [String]) -> String { words.map { "\"\($0)\"" }.joined(separator: ", ") }
}
