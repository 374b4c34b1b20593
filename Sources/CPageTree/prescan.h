// What libxml2 gets to see of a page: usually the page itself, else a copy in which the places are changed that it would not bear.
#ifndef CPAGETREE_PRESCAN_H
#define CPAGETREE_PRESCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "marks.h"

// A place of the page that libxml2 sees otherwise.
typedef struct pt_change {
    const uint8_t *start, *end;
    uint8_t instead[PT_MARK_LENGTH];
    uint8_t instead_length;
} pt_change;

typedef struct pt_input {
    const uint8_t *bytes;
    size_t count;
    uint8_t *owned;         // the copy, NULL where the page is untouched
    pt_change *changes;     // in their order
    size_t change_count;
    size_t cut_attributes;  // attributes beyond PT_ATTRIBUTE_LIMIT in their tag
    bool failed;            // memory ran out
} pt_input;

// One linear pass over valid UTF-8 without U+0000, with these changes:
//   attributes beyond PT_ATTRIBUTE_LIMIT in a tag go: libxml2 compares each with all before it;
//   end tags before the first element or text go: libxml2 would stop at them and drop the page;
//   numeric references to what is no character (&#0; &#x80; &#55296;), or without a number, become what the HTML Standard says:
//   libxml2 ends an attribute there;
//   long texts, comments, scripts and style sheets become marks, whose number is that of the change (see marks.h).
pt_input pt_prescan(const uint8_t *bytes, size_t count);
void pt_input_free(pt_input *input);

#endif
