// Marks: what stands in the place of a long text while libxml2 walks over its page.
//
// libxml2 takes a character at a time of texts, comments, scripts and style sheets, though nothing in them decides what becomes of
// the page. So it gets six bytes instead of each long one, and the events put the text back.
#ifndef CPAGETREE_MARKS_H
#define CPAGETREE_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A mark is this byte, which no other text of the page may hold, and a number in letters.
#define PT_MARK 0x7F
#define PT_MARK_LENGTH 6
// Shorter texts are left to libxml2.
#define PT_MARKED_LENGTH 16

// Whether a page holds neither the byte of marks nor characters that libxml2 drops, so that its texts may be put back as they are.
bool pt_bears_marks(const uint8_t *bytes, size_t count);

// False where the number is too large for a mark.
bool pt_write_mark(size_t number, uint8_t mark[PT_MARK_LENGTH]);
size_t pt_read_mark(const uint8_t mark[PT_MARK_LENGTH]);

#endif
