#!/usr/bin/env python3
"""Writes gb18030.c and big5.c beside this file: the indexes of the WHATWG Encoding Standard (section 5, "Indexes").

    python3 generate.py

Python's own codecs hold nearly the same tables. The differences are named below as BYTES:CODEPOINT; they were found with a browser's
TextDecoder, over all byte pairs.
"""
import os

# GB 18030-2022 has code points of their own for 18 characters that the 2005 edition kept in the private use area; A3A0 is a second
# U+3000, which old pages use; A8BC and its four-byte sequence 8135F437 (below, RANGES) change places.
GB18030 = """
a3a0:3000 a6d9:FE10 a6da:FE12 a6db:FE11 a6dc:FE13 a6dd:FE14 a6de:FE15 a6df:FE16 a6ec:FE17 a6ed:FE18 a6f3:FE19 a8bc:1E3F
fe59:9FB4 fe61:9FB5 fe66:9FB6 fe67:9FB7 fe6d:9FB8 fe7e:9FB9 fe90:9FBA fea0:9FBB
"""

# The Standard's Big5 is Big5-HKSCS in its 2008 edition with code page 950's punctuation.
BIG5 = """
877a:3875 877b:21D53 877c:2369E 877d:26021 877e:3EEC 87a1:258DE 87a2:3AF5 87a3:7AFC 87a4:9F97 87a5:24161 87a6:2890D 87a7:231EA
87a8:20A8A 87a9:2325E 87aa:430A 87ab:8484 87ac:9F96 87ad:942F 87ae:4930 87af:8613 87b0:5896 87b1:974A 87b2:9218 87b3:79D0
87b4:7A32 87b5:6660 87b6:6A29 87b7:889D 87b8:744C 87b9:7BC5 87ba:6782 87bb:7A2C 87bc:524F 87bd:9046 87be:34E6 87bf:73C4
87c0:25DB9 87c1:74C6 87c2:9FC7 87c3:57B3 87c4:492F 87c5:544C 87c6:4131 87c7:2368E 87c8:5818 87c9:7A72 87ca:27B65 87cb:8B8F
87cc:46AE 87cd:26E88 87ce:4181 87cf:25D99 87d0:7BAE 87d1:224BC 87d2:9FC8 87d3:224C1 87d4:224C9 87d5:224CC 87d6:9FC9 87d7:8504
87d8:235BB 87d9:40B4 87da:9FCA 87db:44E1 87dc:2ADFF 87dd:62C1 87de:706E 87df:9FCB 8e69:7BB8 8e6f:7C06 8e7e:7CCE 8eab:7DD2
8eb4:7E1D 8ecd:8005 8ed0:8028 8f57:83C1 8f69:84A8 8f6e:840F 8fcb:89A6 8fcc:89A9 8ffe:8D77 906d:90FD 907a:92B9 90dc:975C
90f1:97FF 91bf:9F16 9244:8503 92af:5159 92b0:515B 92b1:515D 92b2:515E 92c8:936E 92d1:7479 9447:6D67 94ca:799B 95d9:9097
9644:975D 96ed:701E 96fc:5B28 9b76:7201 9b78:77D7 9b7b:7E87 9bc6:99D6 9bde:91D4 9bec:60DE 9bf6:6FB6 9c42:8F36 9c53:4FBB
9c62:71DF 9c68:9104 9c6b:9DF0 9c77:83CF 9cbc:5C10 9cbd:79E3 9cd0:5A67 9d57:8F0B 9d5a:7B51 9dc4:62D0 9ea9:6062 9eef:75F9
9efd:6C4A 9f60:9B2E 9f66:9F17 9fcb:50ED 9fd8:5F0C a063:880F a077:62CE a0d5:7468 a0df:7162 a0e4:7250 a145:2027 a14e:FE51
a1c2:AF a1e3:FF5E a1f2:2295 a1f3:2299 a241:2215 a242:FE68 a244:FFE5 a246:FFE0 a247:FFE1 a3c0:2400 a3c1:2401 a3c2:2402
a3c3:2403 a3c4:2404 a3c5:2405 a3c6:2406 a3c7:2407 a3c8:2408 a3c9:2409 a3ca:240A a3cb:240B a3cc:240C a3cd:240D a3ce:240E
a3cf:240F a3d0:2410 a3d1:2411 a3d2:2412 a3d3:2413 a3d4:2414 a3d5:2415 a3d6:2416 a3d7:2417 a3d8:2418 a3d9:2419 a3da:241A
a3db:241B a3dc:241C a3dd:241D a3de:241E a3df:241F a3e0:2421 a3e1:20AC c6cf:5EF4 c6d3:65E0 c6d5:7676 c6d7:96B6 c6de:3003
c6df:4EDD fa5f:5029 fa66:507D fabd:5305 fac5:5344 fad5:537F fb48:5605 fbb8:5A77 fbf3:5E75 fbf9:5ED0 fc4f:5F58 fc6c:60A4
fcb9:6490 fce2:6674 fcf1:675E fdb7:6C9C fdb8:6E1D fdbb:6E2F fdf1:716E fe52:732A fe6f:745C feaa:74E9 fedd:7809
"""

HERE = os.path.dirname(os.path.abspath(__file__))


def named(text):
    return {bytes.fromhex(pair[:4]): int(pair[5:], 16) for pair in text.split()}


def one(codec, code, differences):
    """The code point of a byte sequence, 0 if it has none or several."""
    if code in differences:
        return differences[code]
    try:
        text = code.decode(codec)
    except UnicodeDecodeError:
        return 0
    return ord(text) if len(text) == 1 else 0


def write(name, head, arrays, tail=''):
    with open(os.path.join(HERE, name), 'w') as out:
        out.write(head)
        for declaration, values, columns, form in arrays:
            out.write('\n' + declaration + ' = {\n')
            for i in range(0, len(values), columns):
                out.write(','.join(form % value for value in values[i:i + columns]) + ',\n')
            out.write('};\n')
        out.write(tail)


def gb18030():
    differences = named(GB18030)
    trails = [t for t in range(0x40, 0xFF) if t != 0x7F]
    pairs = [one('gb18030', bytes([lead, trail]), differences) for lead in range(0x81, 0xFF) for trail in trails]
    assert len(pairs) == 126 * 190 and 0 not in pairs and max(pairs) < 0x10000
    # RANGES: the four-byte sequences of the Basic Multilingual Plane, as runs in which both numbers grow by one.
    starts = []
    for pointer in range(39420):
        rest, d = divmod(pointer, 10)
        rest, c = divmod(rest, 126)
        a, b = divmod(rest, 10)
        code = bytes([0x81 + a, 0x30 + b, 0x81 + c, 0x30 + d])
        point = 0xE7C7 if code.hex() == '8135f437' else one('gb18030', code, {})
        if not starts or point - starts[-1][1] != pointer - starts[-1][0]:
            starts.append((pointer, point))
    write('gb18030.c', '// Made by generate.py: index gb18030 and index gb18030 ranges of the WHATWG Encoding Standard.\n'
          '#include "CEncodings.h"\n', [
              ('const uint16_t enc_gb18030_pairs[ENC_GB18030_PAIRS]', pairs, 95, '0x%X'),
              ('const enc_range enc_gb18030_ranges[]', starts, 8, '{%d,0x%X}'),
          ], 'const int enc_gb18030_range_count = sizeof enc_gb18030_ranges / sizeof *enc_gb18030_ranges;\n')
    return len(starts)


def big5():
    differences = named(BIG5)
    trails = [t for t in range(0x40, 0xFF) if t <= 0x7E or t >= 0xA1]
    points = [one('big5hkscs', bytes([lead, trail]), differences) for lead in range(0x81, 0xFF) for trail in trails]
    assert len(points) == 126 * 157 and all(p < 0x10000 or p >> 16 == 2 for p in points)
    bits = [sum(1 << bit for bit in range(8) if i + bit < len(points) and points[i + bit] >> 16) for i in range(0, len(points), 8)]
    write('big5.c', '// Made by generate.py: index Big5 of the WHATWG Encoding Standard; 0 where there is no character.\n'
          '#include "CEncodings.h"\n', [
              ('const uint16_t enc_big5_points[ENC_BIG5_POINTS]', [p & 0xFFFF for p in points], 157, '0x%X'),
              ('const uint8_t enc_big5_plane2[(ENC_BIG5_POINTS + 7) / 8]', bits, 32, '0x%X'),
          ])


print(gb18030(), 'ranges')
big5()
