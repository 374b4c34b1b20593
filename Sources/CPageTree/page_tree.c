// Runs libxml2's HTML push parser over a page and writes its SAX events into flat arrays; no DOM is built.
#include "CPageTree.h"
#include "prescan.h"
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

typedef struct builder {
    pt_tree *tree;
    htmlParserCtxtPtr parser;
    const pt_input *input;
    int32_t open[PT_DEPTH_LIMIT + 2];  // nodes of the open elements, the document first
    int depth;                         // last index in use of `open`
    int32_t text_node;                 // the text node that more characters go to, or -1
    const xmlChar **hidden;            // names of open elements deeper than the limit, see hide()
    size_t hidden_count, hidden_capacity;
    bool failed;                       // memory ran out
} builder;

// MARK: arrays that grow

static bool grow(void **array, size_t *capacity, size_t need, size_t element_size) {
    if (need <= *capacity) return true;
    size_t next = *capacity * 2 > need ? *capacity * 2 : need;
    void *bigger = realloc(*array, next * element_size);
    if (!bigger) return false;
    *array = bigger;
    *capacity = next;
    return true;
}

static bool add_text(builder *b, const void *bytes, size_t count) {
    pt_tree *t = b->tree;
    if (t->text_count + count > UINT32_MAX ||
        !grow((void **)&t->text, &t->text_capacity, t->text_count + count, 1)) {
        b->failed = true;
        return false;
    }
    if (count) memcpy(t->text + t->text_count, bytes, count);
    t->text_count += count;
    return true;
}

static int32_t add_node(builder *b, pt_kind kind) {
    pt_tree *t = b->tree;
    if (t->node_count >= INT32_MAX ||
        !grow((void **)&t->nodes, &t->node_capacity, t->node_count + 1, sizeof(pt_node))) {
        b->failed = true;
        return -1;
    }
    int32_t index = (int32_t)t->node_count++;
    t->nodes[index] = (pt_node){
        .kind = kind, .parent = b->depth < 0 ? -1 : b->open[b->depth], .end = index + 1,
        .text_start = (uint32_t)t->text_count, .first_attribute = (uint32_t)t->attribute_count,
    };
    return index;
}

static void close_node(builder *b) {
    b->text_node = -1;
    b->tree->nodes[b->open[b->depth--]].end = (int32_t)b->tree->node_count;
}

// MARK: depth

// libxml2 searches its stack of open names at every end tag. So beyond PT_DEPTH_LIMIT only the newest name lies on its stack; the
// ones below it wait here, and each comes back when the one above it is closed. What libxml2 does to the kept elements is exact.
static void hide(builder *b) {
    htmlParserCtxtPtr p = b->parser;
    if (p->nameNr <= PT_DEPTH_LIMIT + 1) return;
    if (!grow((void **)&b->hidden, &b->hidden_capacity, b->hidden_count + 1, sizeof *b->hidden)) {
        b->failed = true;
        return;
    }
    b->hidden[b->hidden_count++] = p->nameTab[p->nameNr - 2];
    p->nameTab[p->nameNr - 2] = p->nameTab[p->nameNr - 1];
    p->nameTab[--p->nameNr] = NULL;
}

// Called while libxml2 closes the newest name, which it pops right after: puts the hidden one below it.
static void unhide(builder *b) {
    htmlParserCtxtPtr p = b->parser;
    if (!b->hidden_count || p->nameNr >= p->nameMax) return;
    p->nameTab[p->nameNr] = p->nameTab[p->nameNr - 1];
    p->nameTab[p->nameNr - 1] = b->hidden[--b->hidden_count];
    p->nameNr++;
}

// MARK: events

static void add_attributes(builder *b, int32_t node, const xmlChar **pairs) {
    pt_tree *t = b->tree;
    size_t count = 0;
    for (; pairs[0]; pairs += 2, count++) {
        size_t name_length = strlen((const char *)pairs[0]), value_length = pairs[1] ? strlen((const char *)pairs[1]) : 0;
        if (!grow((void **)&t->attributes, &t->attribute_capacity, t->attribute_count + 1, sizeof(pt_attribute))) {
            b->failed = true;
            return;
        }
        pt_attribute a = {.name = pt_attribute_named(pairs[0], name_length)};
        if (a.name == PT_ATTRIBUTE_unknown) {
            a.name_start = (uint32_t)t->text_count;
            a.name_length = (uint16_t)name_length;  // libxml2 takes at most 100 bytes
            if (!add_text(b, pairs[0], name_length)) return;
        }
        a.value_start = (uint32_t)t->text_count;
        a.value_length = (uint32_t)value_length;
        if (!add_text(b, pairs[1], value_length)) return;
        t->attributes[t->attribute_count++] = a;
        t->nodes[node].attribute_count = (uint16_t)(count + 1);
    }
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes) {
    builder *b = context;
    if (b->failed) return;
    b->text_node = -1;
    int32_t node = add_node(b, PT_ELEMENT);
    if (node < 0) return;
    size_t length = strlen((const char *)name);
    pt_tag tag = pt_tag_named(name, length);
    b->tree->nodes[node].tag = tag;
    if (tag == PT_TAG_unknown) {
        if (!add_text(b, name, length)) return;
        b->tree->nodes[node].text_length = (uint32_t)length;
    }
    if (attributes) add_attributes(b, node, attributes);
    if (b->parser->nameNr <= PT_DEPTH_LIMIT) {
        b->open[++b->depth] = node;
        return;
    }
    // Too deep: the element keeps its attributes and stays childless, what it holds goes to the deepest open element.
    const htmlElemDesc *known = htmlTagLookup(name);
    if (tag == PT_TAG_script || tag == PT_TAG_style) {
        b->open[++b->depth] = node;  // holds text only, and that text is not the page's
    } else if (!known || !known->empty) {
        b->tree->cut_depth++;
    }
    hide(b);
}

static void end_element(void *context, const xmlChar *name) {
    (void)name;
    builder *b = context;
    htmlParserCtxtPtr p = b->parser;
    if (p->nameNr > PT_DEPTH_LIMIT) {
        if (b->depth > PT_DEPTH_LIMIT) close_node(b);
        unhide(b);
    } else if (p->nameNr == 1) {
        // The outermost element, </html> as a rule. Were its name popped, libxml2 would drop all that follows; portals that
        // paste whole pages into pages have their text there. So it stays open until the end of the input.
        if (p->nameMax > 1) {
            p->nameTab[1] = p->nameTab[0];
            p->nameNr = 2;
        }
    } else if (b->depth > 0) {
        close_node(b);
    }
}

// Adds text as it stands in the page: the marks in it give way to what they stand for.
static size_t add_page_text(builder *b, const uint8_t *bytes, size_t count) {
    size_t before = b->tree->text_count;
    for (const uint8_t *end = bytes + count; bytes < end;) {
        const uint8_t *mark = memchr(bytes, PT_MARK, (size_t)(end - bytes));
        size_t number = mark && end - mark >= PT_MARK_LENGTH ? pt_read_mark(mark) : SIZE_MAX;
        if (number >= b->input->change_count || b->input->changes[number].instead[0] != PT_MARK) {
            add_text(b, bytes, (size_t)(end - bytes));  // a page that has the byte itself has no marks
            break;
        }
        const pt_change *c = &b->input->changes[number];
        if (!add_text(b, bytes, (size_t)(mark - bytes)) || !add_text(b, c->start, (size_t)(c->end - c->start))) break;
        bytes = mark + PT_MARK_LENGTH;
    }
    return b->tree->text_count - before;
}

static void characters(void *context, const xmlChar *bytes, int count) {
    builder *b = context;
    if (b->failed || count <= 0) return;
    if (b->text_node < 0) {
        if (b->depth == 0) {  // white space before the first element belongs to nobody
            int blank = 0;
            while (blank < count && strchr(" \t\n\r", bytes[blank])) blank++;
            if (blank == count) return;
        }
        b->text_node = add_node(b, PT_TEXT);
        if (b->text_node < 0) return;
    }
    b->tree->nodes[b->text_node].text_length += (uint32_t)add_page_text(b, bytes, (size_t)count);
}

static void comment(void *context, const xmlChar *text) {
    builder *b = context;
    if (b->failed) return;
    b->text_node = -1;
    int32_t node = add_node(b, PT_COMMENT);
    if (node >= 0) b->tree->nodes[node].text_length = (uint32_t)add_page_text(b, text, strlen((const char *)text));
}

// MARK: the parse

static void run_parser(builder *b, const uint8_t *bytes, size_t count) {
    htmlSAXHandler events;
    memset(&events, 0, sizeof events);
    events.startElement = start_element;
    events.endElement = end_element;
    events.characters = characters;
    events.ignorableWhitespace = characters;
    events.cdataBlock = characters;
    events.comment = comment;
    htmlParserCtxtPtr p = htmlCreatePushParserCtxt(&events, b, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!p) {
        b->failed = true;
        return;
    }
    b->parser = p;
    // IGNORE_ENC: a <meta charset> changes nothing, the bytes are UTF-8 already.
    htmlCtxtUseOptions(p, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                              HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
    // One push: the tree that libxml2 makes depends on where pushes end.
    htmlParseChunk(p, (const char *)bytes, (int)count, 1);
    // Later errors replace the number of an earlier one; SAX is off only after memory ran out.
    if (p->errNo == XML_ERR_NO_MEMORY || p->disableSAX) b->failed = true;
    // A tag or comment that the end of the input breaks off leaves a few bytes; more would be a stop half-way.
    ptrdiff_t unread = p->input ? p->input->end - p->input->cur : 0;
    if (unread > 8) b->tree->cut_bytes += (size_t)unread;
    htmlFreeParserCtxt(p);
    b->parser = NULL;
}

bool pt_parse(const uint8_t *bytes, size_t count, pt_tree *tree) {
    builder b = {.tree = tree, .depth = -1, .text_node = -1};
    if (count > PT_SIZE_LIMIT) {
        tree->cut_bytes = count - PT_SIZE_LIMIT;
        count = PT_SIZE_LIMIT;
        while (count && (bytes[count] & 0xC0) == 0x80) count--;  // not inside a character
    }
    // Usual pages: a node for 18 bytes, an attribute for 20, text for half. Reserved memory that is not touched costs nothing.
    if (!grow((void **)&tree->nodes, &tree->node_capacity, count / 16 + 16, sizeof(pt_node)) ||
        !grow((void **)&tree->attributes, &tree->attribute_capacity, count / 16 + 16, sizeof(pt_attribute)) ||
        !grow((void **)&tree->text, &tree->text_capacity, count + 64, 1)) {
        pt_free(tree);
        return false;
    }
    b.open[0] = add_node(&b, PT_DOCUMENT);
    b.depth = 0;
    if (count) {
        pt_input input = pt_prescan(bytes, count);
        b.input = &input;
        if (input.failed) b.failed = true;
        else run_parser(&b, input.bytes, input.count);
        tree->cut_attributes = input.cut_attributes;
        pt_input_free(&input);
    }
    while (b.depth >= 0) close_node(&b);
    free(b.hidden);
    if (b.failed) pt_free(tree);
    return !b.failed;
}

void pt_free(pt_tree *tree) {
    free(tree->nodes);
    free(tree->attributes);
    free(tree->text);
    memset(tree, 0, sizeof *tree);
}
