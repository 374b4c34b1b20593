// The published JSON Schema of a record.

/// The schema that `shilu schema` prints.
public enum RecordSchema {
    /// A JSON Schema, draft 2020-12, of one line of a records file.
    public static let json = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:shilu:schema:record:1",
          "title": "shilu.record/1",
          "description": "One page of a portal as Shilu publishes it. Every key is always there; null or [] where the page shows nothing.",
          "type": "object",
          "additionalProperties": false,
          "required": ["schema", "extractor", "id", "kind", "url", "site", "title", "kicker", "subtitle", "original_title",
            "breadcrumb", "column", "source", "author", "editor", "published", "reads", "paragraphs", "signoff", "previous",
            "next", "attachments", "images", "document", "footer", "links", "announced", "dialect", "next_page", "verbatim",
            "evidence", "capture"],
          "properties": {
            "schema": {"const": "shilu.record/1"},
            "extractor": {"type": "string", "pattern": "^shilu/[0-9]+\\.[0-9]+\\.[0-9]+$"},
            "id": {"$ref": "#/$defs/sha256", "description": "SHA-256 of URL, line feed, SHA-256 of the content-decoded body; for a page without URL the URL is empty."},
            "kind": {"enum": ["article", "document", "list", "other"]},
            "url": {"$ref": "#/$defs/text", "description": "WHATWG serialization without fragment."},
            "site": {
              "type": "object", "additionalProperties": false, "required": ["host", "name", "site_id"],
              "properties": {
                "host": {"$ref": "#/$defs/text"}, "name": {"$ref": "#/$defs/text"},
                "site_id": {"$ref": "#/$defs/text", "description": "网站标识码"}
              }
            },
            "title": {"$ref": "#/$defs/text"},
            "kicker": {"$ref": "#/$defs/text", "description": "引题"},
            "subtitle": {"$ref": "#/$defs/text", "description": "副题"},
            "original_title": {"$ref": "#/$defs/text", "description": "原标题"},
            "breadcrumb": {"$ref": "#/$defs/texts"},
            "column": {"$ref": "#/$defs/text", "description": "栏目"},
            "source": {"$ref": "#/$defs/text", "description": "来源"},
            "author": {"$ref": "#/$defs/text", "description": "作者"},
            "editor": {"$ref": "#/$defs/text", "description": "责任编辑"},
            "published": {"$ref": "#/$defs/localTime"},
            "reads": {"type": ["integer", "null"], "minimum": 0, "description": "阅读"},
            "paragraphs": {"$ref": "#/$defs/texts", "description": "Body paragraphs in reading order; a table row is one, its cells joined by a tab."},
            "signoff": {"$ref": "#/$defs/text", "description": "Closing attribution lines, joined by a line feed."},
            "previous": {"$ref": "#/$defs/reference", "description": "上一篇"},
            "next": {"$ref": "#/$defs/reference", "description": "下一篇"},
            "attachments": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["name", "url"],
                "properties": {"name": {"$ref": "#/$defs/text"}, "url": {"$ref": "#/$defs/text"}}
              }
            },
            "images": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["alt", "url"],
                "properties": {"alt": {"$ref": "#/$defs/text"}, "url": {"$ref": "#/$defs/text"}}
              }
            },
            "document": {
              "type": ["object", "null"], "additionalProperties": false,
              "required": ["index_number", "issuer", "number", "written", "released", "effective", "category", "keywords", "validity"],
              "properties": {
                "index_number": {"$ref": "#/$defs/text", "description": "索引号"},
                "issuer": {"$ref": "#/$defs/text", "description": "发文机关"},
                "number": {"$ref": "#/$defs/text", "description": "文号"},
                "written": {"$ref": "#/$defs/text", "description": "成文日期"},
                "released": {"$ref": "#/$defs/text", "description": "发布日期"},
                "effective": {"$ref": "#/$defs/text", "description": "施行日期"},
                "category": {"$ref": "#/$defs/text", "description": "主题分类"},
                "keywords": {"$ref": "#/$defs/text", "description": "主题词"},
                "validity": {"$ref": "#/$defs/text", "description": "有效性"}
              }
            },
            "footer": {
              "type": "object", "additionalProperties": false,
              "required": ["text", "owner", "organizer", "undertaker", "address", "postal_code", "phone", "icp", "public_security", "site_id"],
              "properties": {
                "text": {"$ref": "#/$defs/text"},
                "owner": {"$ref": "#/$defs/text", "description": "版权所有"},
                "organizer": {"$ref": "#/$defs/text", "description": "主办"},
                "undertaker": {"$ref": "#/$defs/text", "description": "承办"},
                "address": {"$ref": "#/$defs/text", "description": "地址"},
                "postal_code": {"type": ["string", "null"], "pattern": "^[0-9]{6}$", "description": "邮编"},
                "phone": {"$ref": "#/$defs/text", "description": "电话"},
                "icp": {"$ref": "#/$defs/text", "description": "ICP备案"},
                "public_security": {"type": ["string", "null"], "pattern": "^[0-9]+$", "description": "公网安备"},
                "site_id": {"$ref": "#/$defs/text", "description": "网站标识码"}
              }
            },
            "links": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false,
                "required": ["title", "url", "date", "number", "index_number", "issuer", "validity"],
                "properties": {
                  "title": {"$ref": "#/$defs/text"}, "url": {"$ref": "#/$defs/text"}, "date": {"$ref": "#/$defs/text"},
                  "number": {"$ref": "#/$defs/text"}, "index_number": {"$ref": "#/$defs/text"},
                  "issuer": {"$ref": "#/$defs/text"}, "validity": {"$ref": "#/$defs/text"}
                }
              }
            },
            "announced": {"type": ["integer", "null"], "minimum": 0, "description": "The total that a list announces."},
            "dialect": {"$ref": "#/$defs/text"},
            "next_page": {"$ref": "#/$defs/text"},
            "verbatim": {
              "type": "object", "additionalProperties": false, "required": ["breadcrumb", "byline"],
              "properties": {"breadcrumb": {"$ref": "#/$defs/text"}, "byline": {"$ref": "#/$defs/text"}}
            },
            "evidence": {
              "type": "object", "description": "For each found field, where it was found.",
              "additionalProperties": {"type": "string", "minLength": 1}
            },
            "capture": {
              "type": "object", "additionalProperties": false,
              "required": ["file", "fetched_at", "status", "charset", "charset_declared", "charset_from", "bad_bytes", "cut", "warc",
                "offset", "length", "record_id", "payload_digest"],
              "properties": {
                "file": {"type": ["string", "null"]},
                "fetched_at": {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$"},
                "status": {"type": ["integer", "null"], "minimum": 100, "maximum": 999},
                "charset": {"enum": ["utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "windows-1252"]},
                "charset_declared": {"type": ["string", "null"]},
                "charset_from": {"enum": ["bom", "header", "utf8", "meta", "guess", "fallback"]},
                "bad_bytes": {"type": "integer", "minimum": 0},
                "cut": {
                  "type": ["object", "null"], "additionalProperties": false, "required": ["elements", "attributes", "body"],
                  "properties": {
                    "elements": {"type": "integer", "minimum": 0}, "attributes": {"type": "integer", "minimum": 0},
                    "body": {"type": ["string", "null"]}
                  }
                },
                "warc": {"type": ["string", "null"]},
                "offset": {"type": ["integer", "null"], "minimum": 0},
                "length": {"type": ["integer", "null"], "minimum": 0},
                "record_id": {"type": ["string", "null"]},
                "payload_digest": {"type": ["string", "null"]}
              }
            }
          },
          "$defs": {
            "text": {"type": ["string", "null"], "minLength": 1},
            "texts": {"type": "array", "items": {"type": "string", "minLength": 1}},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "localTime": {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}(:[0-9]{2}(:[0-9]{2})?)?)?)?)?$"},
            "reference": {
              "type": ["object", "null"], "additionalProperties": false, "required": ["title", "url"],
              "properties": {"title": {"$ref": "#/$defs/text"}, "url": {"$ref": "#/$defs/text"}}
            }
          }
        }
        """#
}
