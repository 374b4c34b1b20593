// What libxml2 gets to see of a page: usually the page itself, else a copy in which the places are changed that it would not bear.
#ifndef CPAGETREE_PRESCAN_H
#define CPAGETREE_PRESCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct pt_input {
    const uint8_t *bytes;
    size_t count;
    uint8_t *owned;         // the copy, to be freed; NULL where the page is untouched
    size_t cut_attributes;  // attributes beyond PT_ATTRIBUTE_LIMIT in their tag
    bool failed;            // memory ran out
} pt_input;

// One linear pass over valid UTF-8 without U+0000, with these changes:
//   attributes beyond PT_ATTRIBUTE_LIMIT in a tag go: libxml2 compares each with all before it;
//   end tags before the first element or text go: libxml2 would stop at them and drop the page;
//   numeric references to what is no character (&#0; &#x80; &#55296;), or without a number, become what the HTML Standard says:
//   libxml2 ends an attribute there.
pt_input pt_prescan(const uint8_t *bytes, size_t count);

#endif
