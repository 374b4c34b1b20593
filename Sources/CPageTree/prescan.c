// Walks over a page's tags exactly as libxml2 2.9's HTML parser does, and notes what has to change before it gets the page.
//
// "Exactly" matters: were a tag seen here as the content of a comment, a script or a quoted value that libxml2 takes for a tag, its
// attributes would go unbounded.
#include "prescan.h"
#include "CPageTree.h"
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct scan {
    const uint8_t *at, *end;
    const uint8_t *reference;  // the first "&#" at or after `at`, or `end`
    pt_change *changes;
    size_t change_count, change_capacity;
    size_t cut_attributes;
    bool marks;                // long texts become marks
    bool has_content;          // an element or text came
    bool failed;
} scan;

static void note(scan *s, const uint8_t *start, const uint8_t *end, const void *instead, size_t length) {
    if (s->change_count == s->change_capacity) {
        size_t capacity = s->change_capacity ? s->change_capacity * 2 : 64;
        pt_change *bigger = realloc(s->changes, capacity * sizeof(pt_change));
        if (!bigger) {
            s->failed = true;
            return;
        }
        s->changes = bigger;
        s->change_capacity = capacity;
    }
    pt_change c = {.start = start, .end = end, .instead_length = (uint8_t)length};
    memcpy(c.instead, instead, length);
    s->changes[s->change_count++] = c;
}

// Puts a mark in the place of a long text.
static void mark(scan *s, const uint8_t *start, const uint8_t *end) {
    uint8_t instead[PT_MARK_LENGTH];
    if (s->marks && end - start >= PT_MARKED_LENGTH && pt_write_mark(s->change_count, instead)) note(s, start, end, instead, sizeof instead);
}

// MARK: characters

enum { BLANK = 1, LETTER = 2, DIGIT = 4, STARTS_NAME = 8, CONTINUES_NAME = 16, ENDS_BARE_VALUE = 32 };

#define LETTERS(first, last) [first ... last] = LETTER | STARTS_NAME | CONTINUES_NAME
static const uint8_t class_of[256] = {
    LETTERS('A', 'Z'), LETTERS('a', 'z'), ['0' ... '9'] = DIGIT | CONTINUES_NAME,
    ['_'] = STARTS_NAME | CONTINUES_NAME, [':'] = STARTS_NAME | CONTINUES_NAME, ['.'] = STARTS_NAME | CONTINUES_NAME,
    ['-'] = CONTINUES_NAME, ['>'] = ENDS_BARE_VALUE,
    [' '] = BLANK | ENDS_BARE_VALUE, ['\t'] = BLANK | ENDS_BARE_VALUE, ['\n'] = BLANK | ENDS_BARE_VALUE, ['\r'] = BLANK | ENDS_BARE_VALUE,
};

static bool is(uint8_t c, uint8_t class) { return class_of[c] & class; }

static uint8_t peek(const scan *s, size_t offset) { return offset < (size_t)(s->end - s->at) ? s->at[offset] : 0; }

static bool looking_at(const scan *s, const char *text, size_t length) {
    return (size_t)(s->end - s->at) >= length && strncasecmp((const char *)s->at, text, length) == 0;
}

static const uint8_t *find(const uint8_t *from, const uint8_t *end, uint8_t c) {
    const uint8_t *found = from < end ? memchr(from, c, (size_t)(end - from)) : NULL;
    return found ? found : end;
}

static void skip_blanks(scan *s) {
    const uint8_t *p = s->at, *end = s->end;
    while (p < end && is(*p, BLANK)) p++;
    s->at = p;
}

// Past the next `c`, or to the end.
static void skip_past(scan *s, uint8_t c) {
    s->at = find(s->at, s->end, c);
    if (s->at < s->end) s->at++;
}

// htmlParseHTMLName: at most 100 bytes.
static size_t skip_html_name(scan *s) {
    const uint8_t *start = s->at, *p = start;
    const uint8_t *end = s->end - start > 100 ? start + 100 : s->end;
    if (p == end || !is(*p, STARTS_NAME)) return 0;
    while (p < end && is(*p, CONTINUES_NAME)) p++;
    s->at = p;
    return (size_t)(p - start);
}

// htmlParseName, of doctypes and processing instructions, which takes letters of any script.
static bool skip_xml_name(scan *s) {
    const uint8_t *start = s->at;
    while (s->at < s->end) {
        int length = (int)(s->end - s->at);
        int c = xmlGetUTF8Char(s->at, &length);
        if (c < 0) break;
        bool begins = IS_LETTER(c) || c == '_' || c == ':';
        if (!begins && (s->at == start || !(IS_DIGIT(c) || c == '.' || c == '-' || IS_COMBINING(c) || IS_EXTENDER(c)))) break;
        s->at += length;
    }
    return s->at > start;
}

// MARK: numeric references

static size_t encode(uint32_t c, uint8_t *out) {
    if (c < 0x80) {
        out[0] = (uint8_t)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (uint8_t)(0xC0 | c >> 6);
        out[1] = (uint8_t)(0x80 | (c & 0x3F));
        return 2;
    }
    out[0] = (uint8_t)(0xE0 | c >> 12);
    out[1] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    out[2] = (uint8_t)(0x80 | (c & 0x3F));
    return 3;
}

// HTML Standard, "numeric character reference end state": bytes 80-9F are read as windows-1252.
static uint32_t standard_value(uint32_t c) {
    static const uint16_t from_80[32] = {
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    };
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) || c == 0xFFFE || c == 0xFFFF) return 0xFFFD;
    return c >= 0x80 && c < 0xA0 ? from_80[c - 0x80] : c;
}

// The first "&#" at or after `from`, or `end`. (memmem is slower.)
static const uint8_t *next_reference(const uint8_t *from, const uint8_t *end) {
    while ((from = find(from, end, '&')) < end && !(end - from > 1 && from[1] == '#')) from++;
    return from;
}

// Notes the references in `start ..< end` that libxml2 gets wrong. The text is walked in order, so all searches together are linear.
static void check_references(scan *s, const uint8_t *start, const uint8_t *end) {
    while (s->reference < end) {
        const uint8_t *p = s->reference;
        if (p >= start) {
            const uint8_t *digits = p + 2;
            bool hex = digits < end && (*digits | 0x20) == 'x';
            digits += hex;
            uint32_t c = 0;
            const uint8_t *q = digits;
            for (; q < end && (is(*q, DIGIT) || (hex && (uint8_t)((*q | 0x20) - 'a') < 6)); q++) {
                if (c < 0x110000) c = c * (hex ? 16 : 10) + (is(*q, DIGIT) ? *q - '0' : (*q | 0x20) - 'a' + 10);
            }
            bool written = q > digits;
            if (written && q < end && *q == ';') q++;
            if (!written) {
                note(s, p, p + 1, "&amp;", 5);
            } else if (c > 0x7F ? standard_value(c) != c : c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                uint8_t instead[4];
                note(s, p, q, instead, encode(standard_value(c), instead));
            }
        }
        s->reference = next_reference(p + 2, s->end);
    }
}

// MARK: tags

// htmlParseAttValue
static void skip_value(scan *s) {
    const uint8_t *start = s->at;
    uint8_t quote = peek(s, 0);
    if (quote == '"' || quote == '\'') {
        s->at = find(s->at + 1, s->end, quote);
        if (s->reference < s->at) check_references(s, start, s->at);
        if (s->at < s->end) s->at++;
        return;
    }
    const uint8_t *p = start, *end = s->end;
    while (p < end && !is(*p, ENDS_BARE_VALUE)) p++;
    s->at = p;
    if (s->reference < p) check_references(s, start, p);
}

// htmlParseAttribute; false where no name begins, and then libxml2 skips to the next blank.
static bool skip_attribute(scan *s) {
    if (!skip_html_name(s)) {
        while (s->at < s->end && !is(*s->at, BLANK) && *s->at != '>' && !(*s->at == '/' && peek(s, 1) == '>')) s->at++;
        return false;
    }
    skip_blanks(s);
    if (peek(s, 0) == '=') {
        s->at++;
        skip_blanks(s);
        skip_value(s);
    }
    return true;
}

// htmlParseScript: the content up to the end tag, which need only begin with the name.
static void skip_raw_text(scan *s, const char *name, size_t length) {
    const uint8_t *start = s->at;
    while (s->at < s->end) {
        s->at = find(s->at, s->end, '<');
        if (peek(s, 1) != '/' || strncasecmp((const char *)s->at + 2, name, length < (size_t)(s->end - s->at) - 2 ? length : (size_t)(s->end - s->at) - 2)) {
            if (s->at < s->end) s->at++;
            continue;
        }
        mark(s, start, s->at);
        s->at += 2;
        size_t written = skip_html_name(s);
        skip_past(s, '>');
        if (written == length) return;  // else </scripts>: libxml2 skips it and goes on in the script
        start = s->at;
    }
    mark(s, start, s->at);
}

// htmlParseStartTag, at "<" and a letter.
static void scan_start_tag(scan *s) {
    s->at++;
    const char *name = (const char *)s->at;
    size_t length = skip_html_name(s), attributes = 0;
    const uint8_t *cut = NULL;
    size_t changes_before_cut = 0;
    skip_blanks(s);
    while (s->at < s->end && *s->at != '>' && !(*s->at == '/' && peek(s, 1) == '>')) {
        const uint8_t *start = s->at;
        size_t changes = s->change_count;
        if (skip_attribute(s) && ++attributes > PT_ATTRIBUTE_LIMIT && !cut) {
            cut = start;
            changes_before_cut = changes;
        }
        skip_blanks(s);
    }
    if (cut) {
        s->change_count = changes_before_cut;  // of references inside what goes
        note(s, cut, s->at, " ", 1);  // not nothing: its neighbours must not become a tag together
        s->cut_attributes += attributes - PT_ATTRIBUTE_LIMIT;
    }
    bool closed = peek(s, 0) == '/';
    skip_past(s, '>');
    if (closed) return;
    if (length == 6 && strncasecmp(name, "script", 6) == 0) skip_raw_text(s, "script", 6);
    if (length == 5 && strncasecmp(name, "style", 5) == 0) skip_raw_text(s, "style", 5);
}

// htmlParseEndTag
static void scan_end_tag(scan *s) {
    const uint8_t *start = s->at;
    s->at += 2;
    if (skip_html_name(s)) skip_past(s, '>');
    if (!s->has_content) note(s, start, s->at, " ", 1);
}

// htmlParseComment: two characters at least before "-->" or "--!>"; without an end it takes the rest of the page.
static void skip_comment(scan *s) {
    const uint8_t *content = s->at + 4;
    s->at = content + 2 < s->end ? content + 2 : s->end;
    while ((s->at = find(s->at, s->end, '>')) < s->end) {
        s->at++;
        const uint8_t *close = s->at[-2] == '!' ? s->at - 4 : s->at - 3;
        if (close >= content && close[0] == '-' && close[1] == '-') {
            mark(s, content, close);
            return;
        }
    }
}

static bool skip_literal(scan *s) {
    uint8_t quote = peek(s, 0);
    if (quote != '"' && quote != '\'') return false;
    s->at++;
    skip_past(s, quote);
    return true;
}

// htmlParseDocTypeDecl
static void skip_doctype(scan *s) {
    s->at += 9;
    skip_blanks(s);
    skip_xml_name(s);
    skip_blanks(s);
    if (looking_at(s, "SYSTEM", 6)) {
        s->at += 6;
        skip_blanks(s);
        skip_literal(s);
    } else if (looking_at(s, "PUBLIC", 6)) {
        s->at += 6;
        skip_blanks(s);
        skip_literal(s);
        skip_blanks(s);
        skip_literal(s);
    }
    skip_past(s, '>');
}

// libxml2 delivers a thousand characters at a time. A mark must not be cut by that, so no more than this stands before one.
enum { PT_DELIVERED_LENGTH = 256 };

// Past what libxml2 may take as a reference: up to a character that ends any name, or if that is not near to the next "&".
static const uint8_t *skip_reference(const uint8_t *ampersand, const uint8_t *end) {
    const uint8_t *p = ampersand;
    if (p == end) return end;
    for (p++; p < end && (*p >= 0x80 || *p == '#' || is(*p, CONTINUES_NAME)); p++) {
        if (p - ampersand > PT_DELIVERED_LENGTH) return find(p, end, '&');
    }
    return p < end && *p == ';' ? p + 1 : p;
}

// Text between tags and references, but for the white space before it: libxml2 decides by that whether a paragraph begins.
static void mark_text(scan *s, const uint8_t *start, const uint8_t *end) {
    const uint8_t *p = start;
    while (p < end && is(*p, BLANK)) p++;
    if (p - start < PT_DELIVERED_LENGTH) mark(s, p, end);
}

static void scan_text(scan *s) {
    const uint8_t *start = s->at;
    s->at = find(s->at, s->end, '<');
    for (const uint8_t *p = start; !s->has_content && p < s->at; p++) s->has_content = *p > ' ';  // libxml2 drops control characters
    if (!s->marks) {
        if (s->reference < s->at) check_references(s, start, s->at);
        return;
    }
    for (const uint8_t *p = start; p < s->at;) {
        const uint8_t *ampersand = find(p, s->at, '&');
        mark_text(s, p, ampersand);
        p = skip_reference(ampersand, s->at);
        if (s->reference < p) check_references(s, ampersand, p);
    }
}

static void scan_page(scan *s) {
    while (s->at < s->end) {
        if (*s->at != '<') {
            scan_text(s);
        } else if (is(peek(s, 1), LETTER)) {
            s->has_content = true;
            scan_start_tag(s);
        } else if (peek(s, 1) == '/') {
            scan_end_tag(s);
        } else if (looking_at(s, "<!--", 4)) {
            skip_comment(s);
        } else if (looking_at(s, "<!DOCTYPE", 9)) {
            skip_doctype(s);
        } else if (peek(s, 1) == '?') {
            s->at += 2;
            if (skip_xml_name(s)) skip_past(s, '>');
        } else {
            s->at++;
        }
    }
}

// MARK: the copy

static void apply(const scan *s, pt_input *input, const uint8_t *bytes, size_t count) {
    size_t room = count;
    for (const pt_change *c = s->changes; c < s->changes + s->change_count; c++) room += c->instead_length;
    uint8_t *copy = malloc(room), *to = copy;
    if (!copy) {
        input->failed = true;
        return;
    }
    const uint8_t *from = bytes;
    for (const pt_change *c = s->changes; c < s->changes + s->change_count; c++) {
        memcpy(to, from, (size_t)(c->start - from));
        to += c->start - from;
        memcpy(to, c->instead, c->instead_length);
        to += c->instead_length;
        from = c->end;
    }
    memcpy(to, from, (size_t)(bytes + count - from));
    to += bytes + count - from;
    input->bytes = input->owned = copy;
    input->count = (size_t)(to - copy);
}

pt_input pt_prescan(const uint8_t *bytes, size_t count) {
    scan s = {.at = bytes, .end = bytes + count, .marks = pt_bears_marks(bytes, count)};
    s.reference = next_reference(s.at, s.end);
    scan_page(&s);
    pt_input input = {
        .bytes = bytes, .count = count, .changes = s.changes, .change_count = s.change_count,
        .cut_attributes = s.cut_attributes, .failed = s.failed,
    };
    if (s.change_count && !s.failed) apply(&s, &input, bytes, count);
    return input;
}

void pt_input_free(pt_input *input) {
    free(input->owned);
    free(input->changes);
    memset(input, 0, sizeof *input);
}
