"""Measures `shilu verify` and `shilu index` beside fastwarc, over files, and on large records: verify.py SHILU RECORDS GB."""
import base64
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
import zlib

ROUNDS = 3
WORDS = "基层 党建 工作 会议 干部 群众 服务 建设 发展 学习 精神 组织 部门 项目 农村 社区 生态 文化 教育 安全 监督 管理 全面 推进 落实".split()


def digest(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def page(numbers):
    """About 10 KB of a page: a template that all share, and paragraphs of its own."""
    parts = ["<html><head><meta charset=utf-8><title>" + "".join(numbers.choices(WORDS, k=6)) + "</title></head><body>" + "<div class=nav>首页</div>" * 20]
    while sum(map(len, parts)) < 4000:
        parts.append("<p>" + "".join(numbers.choices(WORDS, k=40)) + str(numbers.random()) + "。</p>\n")
    return "".join(parts).encode()


def member(lines, block):
    compressor = zlib.compressobj(6, zlib.DEFLATED, 31)
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines) + "\r\n"
    return compressor.compress(head.encode() + block + b"\r\n\r\n") + compressor.flush()


def write(path, count):
    numbers = random.Random(1)
    with open(path, "wb") as out:
        info = b"software: a benchmark\r\n"
        info_id = uuid.UUID(int=numbers.getrandbits(128), version=4)
        out.write(member([
            ("WARC-Type", "warcinfo"), ("WARC-Record-ID", f"<urn:uuid:{info_id}>"), ("WARC-Date", "2026-11-24T05:00:00Z"),
            ("WARC-Block-Digest", digest(info)), ("Content-Type", "application/warc-fields"), ("Content-Length", len(info))], info))
        for index in range(count):
            body = page(numbers)
            block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
            out.write(member([
                ("WARC-Type", "response"), ("WARC-Record-ID", f"<urn:uuid:{uuid.UUID(int=numbers.getrandbits(128), version=4)}>"),
                ("WARC-Date", "2026-11-24T05:00:00Z"), ("WARC-Target-URI", f"http://www.example.gov.cn/art/2026/{index}.html"),
                ("WARC-IP-Address", "192.0.2.1"), ("WARC-Warcinfo-ID", f"<urn:uuid:{info_id}>"), ("WARC-Payload-Digest", digest(body)),
                ("WARC-Block-Digest", digest(block)), ("Content-Type", "application/http; msgtype=response"), ("Content-Length", len(block))], block))


def run(command, allowed=(0,)):
    """CPU and wall seconds, and the most memory in MB; the command must end with an allowed status."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def compare(title, commands, count):
    """Runs the commands in turns on one core and prints the best of each; the first one is ours."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    seconds = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            seconds[name].append(run(command))
    os.sched_setaffinity(0, cores)
    print(title)
    for name, rounds in seconds.items():
        cpu, wall, memory = min(r[0] for r in rounds), min(r[1] for r in rounds), max(r[2] for r in rounds)
        print(f"  {name:20} {cpu:6.2f} s CPU, {wall:6.2f} s wall, {count / cpu:8.0f} records a second of CPU, {memory:.0f} MB")
    ours, theirs = (min(r[0] for r in seconds[name]) for name in commands)
    print(f"  {list(commands)[0]} is {theirs / ours:.2f} times as fast")


def scale(shilu, folder, path):
    """Four copies of the file, read by one job and by two."""
    copies = [f"{folder}/{number}.warc.gz" for number in range(4)]
    for copy in copies:
        os.link(path, copy)
    for name, more in {"verify": [], "index": ["-o", folder + "/all.cdxj"]}.items():
        # Each ID stands in all copies, so the verdict is not looked at.
        wall = [min(run([shilu, name, "--jobs", str(jobs), *more, *copies], (0, 16))[1] for _ in range(ROUNDS)) for jobs in (1, 2)]
        print(f"  shilu {name}: two jobs are {wall[0] / wall[1]:.2f} times as fast as one over four files")


def large(shilu, folder, size):
    """One record of so many zeros: plain, where it takes no room on the disk, and as one gzip member of repeated deflate blocks."""
    piece = bytes(1 << 26)
    count = max(1, round(size * 1e9 / len(piece)))
    length = count * len(piece)
    sha1, crc = hashlib.sha1(), 0
    for _ in range(count):
        sha1.update(piece)
    value = "sha1:" + base64.b32encode(sha1.digest()).decode()
    head = ("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
            "WARC-Date: 2026-11-24T05:00:00Z\r\nWARC-Target-URI: http://www.example.gov.cn/zeros\r\nContent-Type: application/octet-stream\r\n"
            f"WARC-Block-Digest: {value}\r\nWARC-Payload-Digest: {value}\r\nContent-Length: {length}\r\n\r\n").encode()
    plain, packed = folder + "/zeros.warc", folder + "/zeros.warc.gz"
    with open(plain, "wb") as out:
        out.write(head)
        out.seek(length, 1)
        out.write(b"\r\n\r\n")
    for data in (head, *(piece for _ in range(count)), b"\r\n\r\n"):
        crc = zlib.crc32(data, crc)
    compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
    start = compressor.compress(head) + compressor.flush(zlib.Z_FULL_FLUSH)
    block = compressor.compress(piece) + compressor.flush(zlib.Z_FULL_FLUSH)
    end = compressor.compress(b"\r\n\r\n") + compressor.flush()
    with open(packed, "wb") as out:
        out.write(b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + start)
        for _ in range(count):
            out.write(block)
        total = len(head) + length + 4
        out.write(end + crc.to_bytes(4, "little") + (total & 0xFFFFFFFF).to_bytes(4, "little"))
    for path in (plain, packed):
        for name, more in {"verify": [], "index": ["-o", folder + "/zeros.cdxj"]}.items():
            cpu, _, memory = run([shilu, name, *more, path])
            print(f"  shilu {name} of {os.path.basename(path)}: {length / 1e9:.1f} GB in {cpu:.1f} s CPU, {memory:.0f} MB of memory")


def main():
    shilu, count, size = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    fastwarc = os.path.join(os.path.dirname(sys.executable), "fastwarc")
    fields = "offset,length,filename,warc-date,warc-target-uri,warc-payload-digest,http:status,http:content-type"
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        path = folder + "/pages.warc.gz"
        write(path, count)
        print(f"{count + 1} records, {os.path.getsize(path) / 1e6:.0f} MB, {ROUNDS} rounds")
        compare("Strict judgement, one core", {
            "shilu verify": [shilu, "verify", "--jobs", "1", path], "fastwarc check -p": [fastwarc, "check", "-p", path],
        }, count)
        compare("An index, one core; only ours is sorted and has keys", {
            "shilu index": [shilu, "index", "--jobs", "1", "-o", folder + "/ours.cdxj", path],
            "fastwarc index": [fastwarc, "index", "-f", fields, "-o", folder + "/theirs.cdxj", path],
        }, count)
        print("Jobs")
        scale(shilu, folder, path)
        print("Large records")
        large(shilu, folder, size)


main()
