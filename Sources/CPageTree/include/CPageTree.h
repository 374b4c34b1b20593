// A page as flat arrays in document order, filled by libxml2's SAX events: what Swift's PageTree copies.
#ifndef CPAGETREE_H
#define CPAGETREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "names.h"

// Elements open at one time, and attributes of one tag: libxml2 2.9 is quadratic in both.
#define PT_DEPTH_LIMIT 512
#define PT_ATTRIBUTE_LIMIT 1000
// Bytes of one page: what is longer is cut; text offsets are 32 bits and htmlParseChunk takes an int.
#define PT_SIZE_LIMIT ((size_t)1 << 30)

typedef enum pt_kind : unsigned char { PT_DOCUMENT = 0, PT_ELEMENT = 1, PT_TEXT = 2, PT_COMMENT = 3 } pt_kind;

typedef struct pt_node {
    pt_kind kind;
    uint16_t tag;              // pt_tag; elements only
    uint16_t attribute_count;
    int32_t parent;            // -1 of the document
    int32_t end;               // the subtree of node i is i ..< end
    uint32_t text_start;       // of texts and comments, and the name of an element whose tag is unknown
    uint32_t text_length;
    uint32_t first_attribute;
} pt_node;

typedef struct pt_attribute {
    uint16_t name;             // pt_attribute_name
    uint16_t name_length;      // the name as text where `name` is unknown, else 0
    uint32_t name_start;
    uint32_t value_start;
    uint32_t value_length;
} pt_attribute;

typedef struct pt_tree {
    pt_node *nodes;
    pt_attribute *attributes;
    uint8_t *text;             // UTF-8
    size_t node_count, node_capacity;
    size_t attribute_count, attribute_capacity;
    size_t text_count, text_capacity;
    size_t cut_depth;          // elements that became childless because PT_DEPTH_LIMIT elements were open
    size_t cut_attributes;     // attributes beyond PT_ATTRIBUTE_LIMIT in their tag
    size_t cut_bytes;          // bytes beyond PT_SIZE_LIMIT, or that libxml2 left unread
} pt_tree;

// Parses a page: valid UTF-8 without U+0000. Fills a zeroed tree; false when memory ran out, and then the tree is empty.
// The tree is freed with pt_free in both cases.
bool pt_parse(const uint8_t *bytes, size_t count, pt_tree *tree);
void pt_free(pt_tree *tree);

// The number of a lower-case name, 0 if the list does not have it; the spelling of a number, "" if there is none.
pt_tag pt_tag_named(const uint8_t *name, size_t length);
pt_attribute_name pt_attribute_named(const uint8_t *name, size_t length);
const char *pt_tag_spelling(uint16_t tag);
const char *pt_attribute_spelling(uint16_t name);

#endif
