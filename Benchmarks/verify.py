"""Measures `shilu verify` beside `fastwarc check -p` on one core: verify.py SHILU RECORDS."""
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


def run(command):
    """CPU and wall seconds, and the most memory in MB; the command must pass the file."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    shilu, count = sys.argv[1], int(sys.argv[2])
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/pages.warc.gz"
        write(path, count)
        print(f"{count + 1} records, {os.path.getsize(path) / 1e6:.0f} MB, one core, {ROUNDS} rounds")
        commands = {
            "shilu verify": [shilu, "verify", "--jobs", "1", path],
            "fastwarc check -p": [os.path.join(os.path.dirname(sys.executable), "fastwarc"), "check", "-p", path],
        }
        seconds = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                seconds[name].append(run(command))
        for name, rounds in seconds.items():
            cpu, wall, memory = min(r[0] for r in rounds), min(r[1] for r in rounds), max(r[2] for r in rounds)
            print(f"{name:18} {cpu:6.2f} s CPU, {wall:6.2f} s wall, {count / cpu:8.0f} records a second of CPU, {memory:.0f} MB")
        ours, theirs = (min(r[0] for r in seconds[name]) for name in commands)
        print(f"shilu verify is {theirs / ours:.2f} times as fast")


main()
