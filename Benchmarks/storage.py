"""What zstd with a portal's dictionary takes beside gzip, and how fast `shilu convert` is."""

import collections
import glob
import gzip
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import uuid


def templates():
    """The pages of the demo's portal, by site: bytes and charset."""
    pages = collections.defaultdict(list)
    for path in sorted(glob.glob("fixtures/portal/**/*.html", recursive=True)):
        content = open(path, "rb").read()
        for charset in ["utf-8", "gb18030"]:
            try:
                text = content.decode(charset)
            except UnicodeDecodeError:
                continue
            if "<p" in text:
                pages[os.path.dirname(path)].append((text, charset))
            break
    return pages


def variants(pages, count, chance):
    """Pages with the templates of `pages`; each Chinese character of a paragraph is another one, by the frequency that it has there,
    so that nothing but the template comes twice: real text repeats more."""
    characters = "".join(re.findall(r"[\u4e00-\u9fff]", "".join("".join(re.findall(r"<p[^>]*>.*?</p>", text, re.S)) for text, _ in pages)))
    for number in range(count):
        text, charset = chance.choice(pages)
        yield re.sub(
            r"(<p[^>]*>)(.*?)(</p>)",
            lambda part: part[1] + re.sub(r"[\u4e00-\u9fff]", lambda _: chance.choice(characters), part[2]) + part[3],
            text, flags=re.S).encode(charset, "replace"), charset, number


def record(kind, identifier, url, fields, block):
    head = "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <%s>\r\nWARC-Date: 2026-11-24T05:00:00Z\r\nWARC-Target-URI: %s\r\n" % (kind, identifier, url)
    head += "".join("%s: %s\r\n" % field for field in fields) + "Content-Length: %d\r\n\r\n" % len(block)
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0)


def make(path, pages, count, chance):
    """A file of exchanges as a crawl writes them; gives the number of bytes before compression."""
    plain = 0
    with open(path, "wb") as file:
        for body, charset, number in variants(pages, count, chance):
            url = "http://www.example.gov.cn/zwgk/t%06d.html" % number
            identifier = "urn:uuid:%s" % uuid.UUID(int=chance.getrandbits(128))
            block = b"HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html; charset=%s\r\nContent-Length: %d\r\n\r\n" % (charset.encode(), len(body)) + body
            request = b"GET /zwgk/t%06d.html HTTP/1.1\r\nHost: www.example.gov.cn\r\nUser-Agent: shilu/0.1.0\r\nAccept-Encoding: gzip\r\n\r\n" % number
            digest = ("WARC-Payload-Digest", "sha256:" + hashlib.sha256(body).hexdigest())
            tied = ("WARC-Concurrent-To", "<%s>" % identifier)
            others = ["urn:uuid:%s" % uuid.UUID(int=chance.getrandbits(128)) for _ in range(2)]
            file.write(record("response", identifier, url, [digest, ("Content-Type", "application/http; msgtype=response")], block))
            file.write(record("request", others[0], url, [tied, ("Content-Type", "application/http; msgtype=request")], request))
            file.write(record("metadata", others[1], url, [tied, ("Content-Type", "application/warc-fields")], b"hopsFromSeed: 2\r\nrole: page\r\nfetchTimeMs: 31\r\n"))
            plain += len(block) + len(request)
    return plain


def convert(shilu, path, form):
    start = time.monotonic()
    subprocess.run([shilu, "convert", path, "--to", form], check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - start


def measure(shilu, name, path, plain, folder):
    packed = os.path.join(folder, "a.warc.gz")
    shutil.copyfile(path, packed)
    seconds = convert(shilu, packed, "zstd")
    small = os.path.join(folder, "a.warc.zst")
    sizes = os.path.getsize(packed), os.path.getsize(small)
    os.remove(packed)
    back = convert(shilu, small, "gzip")
    for file in [small, packed]:
        subprocess.run([shilu, "verify", file], check=True, stdout=subprocess.DEVNULL)
        os.remove(file)
    rate = "; to zstd %.0f MB/s, to gzip %.0f MB/s, each read back" % (plain / seconds / 1e6, plain / back / 1e6) if plain else ""
    print("%-28s gzip %8.2f MB, zstd with dictionary %8.2f MB: %.1f times smaller%s" % (name, sizes[0] / 1e6, sizes[1] / 1e6, sizes[0] / sizes[1], rate), flush=True)


def main():
    shilu, arguments = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        if not arguments[0].isdigit():
            for path in arguments:
                measure(shilu, os.path.basename(path), path, 0, folder)
            return
        for site, pages in templates().items():
            chance = random.Random(2016)
            path = os.path.join(folder, "made")
            plain = make(path, pages, int(arguments[0]), chance)
            measure(shilu, "templates of %s" % os.path.basename(site), path, plain, folder)


if __name__ == "__main__":
    main()
