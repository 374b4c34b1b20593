"""Pages a second of `shilu get -`, on an index of many lines of which some thousand lead to pages."""

import gzip
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid

PAGES = 5000


def page(number):
    """About 10 KB of a portal page."""
    words = random.Random(number)
    paragraphs = "".join(
        "<p>" + "".join(chr(words.randrange(0x4E00, 0x9000)) for _ in range(150)) + "。</p>\n" for _ in range(20))
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知%d</title></head><body>'
        '<div class="position">当前位置：<a href="/">首页</a> &gt; 通知公告 &gt; 正文</div><h1>关于第%d号通知</h1>'
        '<div class="info">来源：办公室 时间：2019-09-18</div><div class="content">%s</div></body></html>' % (number, number, paragraphs)
    ).encode()


def record(kind, identifier, url, fields, block):
    head = "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <%s>\r\nWARC-Date: 2026-11-24T05:00:00Z\r\nWARC-Target-URI: %s\r\n" % (kind, identifier, url)
    head += "".join("%s: %s\r\n" % field for field in fields) + "Content-Length: %d\r\n\r\n" % len(block)
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0)


def url_of(number):
    return "http://www.example.gov.cn/zwgk/t%010d.html" % number


def make(folder, lines):
    portal = os.path.join(folder, "www.example.gov.cn")
    os.makedirs(portal + "/warc")
    with open(portal + "/portal.yaml", "w") as file:
        file.write("name: www.example.gov.cn\nseeds: [http://www.example.gov.cn/]\n")
    name = "www.example.gov.cn-20261124T050000Z-local-00001.warc.gz"
    step = lines // PAGES
    places = {}
    with open(portal + "/warc/" + name, "wb") as file:
        for index in range(PAGES):
            number = index * step
            body = page(number)
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
            digest = "sha256:" + hashlib.sha256(body).hexdigest()
            identifier = "urn:uuid:%s" % uuid.UUID(int=number + 1)
            stored = record("response", identifier, url_of(number), [("WARC-Payload-Digest", digest), ("Content-Type", "application/http; msgtype=response")], block)
            places[number] = (file.tell(), len(stored), digest)
            file.write(stored)
            file.write(record("metadata", "urn:uuid:%s" % uuid.uuid4(), url_of(number), [
                ("WARC-Concurrent-To", "<%s>" % identifier), ("Content-Type", "application/warc-fields")], b"role: page\r\nfetchTimeMs: 12\r\n"))
    with open(portal + "/index.cdxj", "w", buffering=1 << 20) as file:
        for number in range(lines):
            offset, length, digest = places.get(number, (number, 1000, "sha256:%064x" % number))
            file.write('cn,gov,example)/zwgk/t%010d.html 20261124050000 {"url": "%s", "mime": "text/html", "status": "200", "digest": "%s", "length": "%d", "offset": "%d", "filename": "%s"}\n' % (
                number, url_of(number), digest, length, offset, name))
    size = os.path.getsize(portal + "/index.cdxj")
    print("index: %d lines, %.2f GB; %d pages of %d bytes" % (lines, size / 1e9, PAGES, len(page(0))))
    return [url_of(index * step) for index in range(PAGES)]


def main():
    shilu, lines = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        urls = make(folder, lines)
        random.Random(1).shuffle(urls)
        for form in ["--original", "--record", "--text"]:
            start = time.monotonic()
            result = subprocess.run(
                [shilu, "get", "-", form, "--archive", folder], input="".join(url + "\n" for url in urls).encode(), stdout=subprocess.PIPE)
            seconds = time.monotonic() - start
            held = result.stdout.count(b'"answer":"held"')
            if result.returncode != 0 or held != len(urls):
                sys.exit("shilu get %s: exit code %d, %d of %d held" % (form, result.returncode, held, len(urls)))
            print("shilu get - %-10s %6.0f a second" % (form, len(urls) / seconds))
    print("memory at most: %.0f MB" % (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))


if __name__ == "__main__":
    main()
