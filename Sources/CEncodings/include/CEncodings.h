// Tables of the multi-byte encodings, as the WHATWG Encoding Standard's indexes have them; generate.py makes them.
#ifndef CENCODINGS_H
#define CENCODINGS_H

#include <stdint.h>

#define ENC_GB18030_PAIRS 23940  // 126 lead bytes from 0x81, 190 trail bytes from 0x40 without 0x7F
#define ENC_BIG5_POINTS 19782    // 126 lead bytes from 0x81, 157 trail bytes 0x40-0x7E, 0xA1-0xFE

// A run of four-byte sequences: from this pointer on, code points grow with pointers.
typedef struct enc_range {
    uint16_t pointer, point;
} enc_range;

extern const uint16_t enc_gb18030_pairs[ENC_GB18030_PAIRS];
extern const enc_range enc_gb18030_ranges[];
extern const int enc_gb18030_range_count;
extern const uint16_t enc_big5_points[ENC_BIG5_POINTS];        // the lower 16 bits; 0: no character
extern const uint8_t enc_big5_plane2[(ENC_BIG5_POINTS + 7) / 8];  // a bit a point: it lies in plane 2

// By index, because Swift sees a C array as a tuple. The caller keeps to the bounds above.
static inline uint16_t enc_gb18030_pair(int pointer) { return enc_gb18030_pairs[pointer]; }
static inline enc_range enc_gb18030_range(int index) { return enc_gb18030_ranges[index]; }
static inline uint32_t enc_big5_point(int pointer) {
    return enc_big5_points[pointer] | (enc_big5_plane2[pointer >> 3] >> (pointer & 7) & 1u) << 17;
}

#endif
