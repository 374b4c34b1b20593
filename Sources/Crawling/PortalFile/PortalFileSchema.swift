// The published JSON Schema of a portal file.

import Lists

/// The schema that `shilu schema portal` prints; editors that know YAML check portal files with it while they are written.
///
/// It accepts what the reader accepts, but for what a schema cannot know: whether the seeds lie in the scope, whether a host is
/// one that a URL can have, whether a zone of time exists, and which of two bounds is the larger.
public enum PortalFileSchema {
    /// A JSON Schema, draft 2020-12.
    public static let json = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:shilu:schema:portal:1",
          "title": "portal file",
          "description": "One site that shilu archives.",
          "type": "object",
          "additionalProperties": false,
          "required": ["name", "seeds"],
          "properties": {
            "name": {"type": "string", "pattern": "^[a-z0-9][a-z0-9._-]*$", "description": "The folder's name."},
            "seeds": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/url"}, "description": "Where a crawl begins."},
            "hosts": {"$ref": "#/$defs/hosts", "description": "Whose pages are taken; those of the seeds if neither hosts nor surt are given."},
            "surt": {"type": "array", "items": {"type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://)?\\(?[A-Za-z0-9._:-]+(,[A-Za-z0-9._:-]+)*,?(\\)(/.*)?)?$"}, "description": "Beginnings of SURT keys whose pages are taken besides."},
            "include": {"$ref": "#/$defs/patterns", "description": "Only pages that match one of them."},
            "exclude": {"$ref": "#/$defs/patterns", "description": "Nothing that matches one of them."},
            "embeds": {"enum": ["scope", "any"], "default": "scope", "description": "From which hosts images, style sheets and scripts are taken."},
            "attachments": {"enum": ["scope", "any"], "default": "scope", "description": "From which hosts files that pages link to are taken."},
            "types": {"type": "array", "items": {"type": "string", "pattern": "^(\\*/\\*|[A-Za-z0-9!#$%&'+.^_`|~-]+/(\\*|[A-Za-z0-9!#$%&'+.^_`|~-]+))$"}, "description": "Media types that are kept, besides HTML."},
            "sitemaps": {"oneOf": [{"enum": ["follow", "ignore"]}, {"type": "array", "items": {"$ref": "#/$defs/url"}}], "default": "follow"},
            "columns": {
              "type": "array", "description": "Lists that are asked for in each run.",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["url"],
                "properties": {
                  "name": {"type": "string", "minLength": 1}, "url": {"type": "string", "format": "uri", "pattern": "^https?://"},
                  "dialect": {"enum": [\#(dialects)]}, "announced": {"type": "integer", "minimum": 0}
                }
              }
            },
            "expect": {"type": "array", "items": {"enum": [\#(fields)]}, "description": "Fields that articles are expected to have."},
            "delay": {"type": "number", "minimum": 0, "maximum": 86400, "default": 1, "description": "Seconds between two requests to a host."},
            "concurrency": {"type": "integer", "minimum": 1, "maximum": 64, "description": "Requests to a host at a time."},
            "limits": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "pages": {"type": "integer", "minimum": 1, "description": "Answers in a run."},
                "bytes": {"$ref": "#/$defs/size", "description": "Bytes received in a run."},
                "time": {"$ref": "#/$defs/duration", "description": "Of a run."},
                "body": {"$ref": "#/$defs/size", "default": "512 MB", "description": "Of one answer."},
                "seconds": {"type": "number", "minimum": 1, "maximum": 86400, "default": 600, "description": "For one answer."},
                "attempts": {"type": "integer", "minimum": 1, "maximum": 3, "default": 3, "description": "At a URL that fails, in a run."},
                "depth": {"type": "integer", "minimum": 0, "description": "Links between a seed and a page."},
                "host": {
                  "type": "object", "additionalProperties": false, "description": "What of a run one host may have.",
                  "properties": {"pages": {"type": "integer", "minimum": 1}, "time": {"$ref": "#/$defs/duration"}}
                }
              }
            },
            "revisit": {
              "type": "object", "additionalProperties": false, "description": "Days between two visits of an article, and between two walks through a whole list.",
              "properties": {
                "min": {"type": "number", "minimum": 0.01, "maximum": 3650, "default": 1},
                "max": {"type": "number", "minimum": 0.01, "maximum": 3650, "default": 90},
                "lists": {"type": "number", "minimum": 0.01, "maximum": 3650, "default": 30}
              }
            },
            "hours": {"oneOf": [{"$ref": "#/$defs/hours"}, {"type": "array", "items": {"$ref": "#/$defs/hours"}}], "description": "When the site may be asked."},
            "timezone": {"type": "string", "minLength": 1, "default": "Asia/Shanghai"},
            "min_free": {"oneOf": [{"const": 0}, {"$ref": "#/$defs/size"}, {"type": "string", "pattern": "^0{1,9} *([Kk]|[Mm]|[Gg]|[Tt])?[Bb]$"}], "default": "256 MB", "description": "Less free space on the disk ends a run."},
            "robots": {"enum": ["obey", "ignore"], "default": "obey"},
            "contact": {"$ref": "#/$defs/line", "description": "An address or URL that goes into the user agent."},
            "user_agent": {"$ref": "#/$defs/line"},
            "headers": {
              "type": "object", "additionalProperties": {"$ref": "#/$defs/line"}, "description": "Sent to the portal's own hosts besides the usual ones.",
              "propertyNames": {"allOf": [
                {"pattern": "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"},
                {"not": {"pattern": "^(\#(refusedHeaders)|\#(insensitive("Proxy-")).*)$"}}
              ]}
            },
            "cookies": {"enum": ["none", "run"], "default": "none"},
            "proxy": {"type": "string", "pattern": "^(http|https|socks5|socks5h)://[!-~]+$"},
            "addresses": {"enum": ["public", "any"], "default": "public"},
            "tls_exceptions": {"$ref": "#/$defs/hosts", "description": "Hosts whose certificates need not be valid."},
            "vantage": {"type": "string", "pattern": "^[a-z0-9][a-z0-9._]*$", "default": "local"},
            "timestamp": {"$ref": "#/$defs/url", "description": "A time stamping authority (RFC 3161) that stamps each night's manifest."},
            "compression": {"enum": ["gzip", "zstd"], "default": "gzip", "description": "Of WARC files, from the next run on."}
          },
          "$defs": {
            "url": {"type": "string", "pattern": "^ *[Hh][Tt][Tt][Pp][Ss]?:"},
            "line": {"type": "string", "pattern": "^[ -~]+$"},
            "hosts": {"type": "array", "items": {"type": "string", "pattern": "^(\\[[0-9A-Fa-f:.]+\\]|[^/@*?#\\\\ :]+)$"}},
            "patterns": {"type": "array", "items": {"type": "string", "pattern": "^(/|\\*|[Hh][Tt][Tt][Pp][Ss]?://)[^ ]*$"}},
            "size": {"oneOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "^(?=0*[1-9])[0-9]{1,9} *([Kk]|[Mm]|[Gg]|[Tt])?[Bb]$"}]},
            "duration": {"oneOf": [{"type": "number", "minimum": 1, "maximum": 1000000000}, {"type": "string", "pattern": "^(?=0*[1-9])[0-9]{1,9} *([Ss]|[Mm][Ii][Nn]|[Hh])$"}]},
            "hours": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"}
          }
        }
        """#

    private static let dialects = Dialects.all.map { "\"\($0.name)\"" }.joined(separator: ", ")
    private static let fields = ExpectedField.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")

    private static let refusedHeaders = RefusedHeader.names.map(insensitive).joined(separator: "|")

    /// A pattern for a name in any case: JSON Schema knows no flag for it.
    private static func insensitive(_ name: String) -> String {
        name.map { $0.isLetter ? "[\($0.uppercased())\($0.lowercased())]" : "\($0)" }.joined()
    }
}
