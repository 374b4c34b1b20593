// Marks: what stands in the place of a long text while libxml2 walks over its page.
#include "marks.h"
#include <string.h>

enum { LETTERS = 52, NUMBER_LENGTH = PT_MARK_LENGTH - 1 };

bool pt_bears_marks(const uint8_t *bytes, size_t count) {
    // One sum over all bytes, without a branch: the compiler makes vectors of it.
    uint8_t found = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t c = bytes[i];
        found |= (c == PT_MARK) | ((c < ' ') & (c != '\t') & (c != '\n') & (c != '\r'));
    }
    for (size_t i = 2; i < count; i++) {  // U+FFFE and U+FFFF
        found |= (bytes[i - 2] == 0xEF) & (bytes[i - 1] == 0xBF) & (bytes[i] >= 0xBE);
    }
    return !found;
}

bool pt_write_mark(size_t number, uint8_t mark[PT_MARK_LENGTH]) {
    mark[0] = PT_MARK;
    for (int i = NUMBER_LENGTH; i > 0; i--, number /= LETTERS) {
        uint8_t digit = (uint8_t)(number % LETTERS);
        mark[i] = digit < 26 ? 'A' + digit : 'a' + (digit - 26);
    }
    return number == 0;
}

size_t pt_read_mark(const uint8_t mark[PT_MARK_LENGTH]) {
    size_t number = 0;
    for (int i = 1; i <= NUMBER_LENGTH; i++) number = number * LETTERS + (mark[i] >= 'a' ? mark[i] - 'a' + 26 : mark[i] - 'A');
    return number;
}
