// Finds the number of an element or attribute name: one hash table each, made of the list in names.h at first use.
#include "CPageTree.h"
#include <pthread.h>
#include <string.h>

#define TABLE_SIZE 2048  // a power of two, several times the number of names, so that nearly every name has its slot alone

typedef struct entry { const char *name; uint8_t length; uint16_t number; } entry;

static const char *const tag_spellings[] = {
    "",
#define X(identifier, name) name,
    PT_TAGS(X)
#undef X
};

static const char *const attribute_spellings[] = {
    "",
#define X(identifier, name) name,
    PT_ATTRIBUTES(X)
#undef X
};

static entry tags[TABLE_SIZE], attributes[TABLE_SIZE];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static uint32_t slot_of(const uint8_t *name, size_t length) {
    uint32_t hash = (uint32_t)length * 0x9E3779B1u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ name[i]) * 0x01000193u;
    return (hash ^ (hash >> 15)) & (TABLE_SIZE - 1);
}

static void fill_one(entry *table, const char *const *spellings, size_t count) {
    for (size_t number = 1; number < count; number++) {
        size_t length = strlen(spellings[number]);
        uint32_t slot = slot_of((const uint8_t *)spellings[number], length);
        while (table[slot].name) slot = (slot + 1) & (TABLE_SIZE - 1);
        table[slot] = (entry){spellings[number], (uint8_t)length, (uint16_t)number};
    }
}

static void fill(void) {
    fill_one(tags, tag_spellings, PT_TAG_count);
    fill_one(attributes, attribute_spellings, PT_ATTRIBUTE_count);
}

static uint16_t find(const entry *table, const uint8_t *name, size_t length) {
    pthread_once(&once, fill);
    uint32_t slot = slot_of(name, length);
    while (table[slot].name) {
        if (table[slot].length == length && memcmp(table[slot].name, name, length) == 0) return table[slot].number;
        slot = (slot + 1) & (TABLE_SIZE - 1);
    }
    return 0;
}

pt_tag pt_tag_named(const uint8_t *name, size_t length) { return (pt_tag)find(tags, name, length); }

pt_attribute_name pt_attribute_named(const uint8_t *name, size_t length) {
    return (pt_attribute_name)find(attributes, name, length);
}

const char *pt_tag_spelling(uint16_t tag) { return tag < PT_TAG_count ? tag_spellings[tag] : ""; }

const char *pt_attribute_spelling(uint16_t name) { return name < PT_ATTRIBUTE_count ? attribute_spellings[name] : ""; }
