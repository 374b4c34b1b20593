"""The curve of `Benchmarks/frontier`: a state file with many known URLs, and a night on which 1,000 of them are due."""

import http.server
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

DUE = 1000
DAY = 86_400


class Portal(http.server.BaseHTTPRequestHandler):
    """Answers every article with a page that links to twenty others, and notes when it was asked."""

    protocol_version = "HTTP/1.1"
    known = 0
    asked = []

    def do_GET(self):
        Portal.asked.append(time.monotonic())
        status, body = 200, b""
        if self.path == "/robots.txt":
            status = 404
        elif self.path == "/":
            body = b"<html><body><h1>Home</h1></body></html>"
        else:
            number = int(self.path.rsplit("/", 1)[1].split(".")[0])
            links = "".join(f'<a href="/art/{(number * 7919 + i * 104_729) % max(Portal.known, 1)}.html">{i}</a>' for i in range(20))
            body = f"<html><head><title>{number}</title></head><body><h1>{number}</h1><p>{'text ' * 100}</p>{links}</body></html>".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def fill(path, base, known):
    """Adds known URLs, each captured once; DUE of them are due, the others within the next 90 days."""
    random.seed(known)
    now = int(time.time())
    state = sqlite3.connect(path)
    state.execute("PRAGMA synchronous = OFF")
    run, = state.execute("SELECT name FROM run").fetchone()
    first = state.execute("SELECT max(id) FROM url").fetchone()[0] + 1
    first_capture = (state.execute("SELECT max(id) FROM capture").fetchone()[0] or 0) + 1
    numbers = list(range(known))
    due = set(random.sample(numbers, DUE))
    state.executemany(
        """INSERT INTO url (id, url, origin, role, depth, via, priority, pending, due, interval, kind, first_seen, changed_at, state,
               status, attempts, visited_run, visited_at, outcome, text_digest)
           VALUES (?, ?, ?, 'page', 2, 1, 3, 0, ?, ?, 'article', ?, ?, 'captured', 200, 1, ?, ?, 'new', ?)""",
        ((first + n, f"{base}/art/{n}.html", base, now - 60 if n in due else now + random.randrange(DAY, 90 * DAY), 30 * DAY,
          now - 40 * DAY, now - 40 * DAY, run, now - 40 * DAY, f"{n:064x}") for n in numbers))
    state.executemany(
        """INSERT INTO capture (id, url, run, fetched_at, status, mime, index_status, revisit, payload_digest, record_id, warc, offset,
               length, indexed)
           VALUES (?, ?, ?, ?, 200, 'text/html', '200', 0, ?, ?, 'none.warc.gz', ?, 3000, 1)""",
        ((first_capture + n, first + n, run, now - 40 * DAY, f"sha256:{n:064x}", f"urn:uuid:{n:032x}", n * 3000) for n in numbers))
    state.execute("UPDATE url SET capture = id - ? + ? WHERE id >= ?", (first, first_capture, first))
    state.commit()
    state.close()


def measure(shilu, known):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as folder:
        command = [shilu, "crawl", base + "/", "--archive", folder, "--delay", "0"]
        Portal.known = 0
        subprocess.run(command, check=True, capture_output=True)
        name = next(entry for entry in os.listdir(folder) if entry.startswith("127."))
        fill(f"{folder}/{name}/state.sqlite", base, known)
        Portal.known = known
        Portal.asked = []
        begin = time.monotonic()
        with open(f"{folder}/out", "wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=out)
            _, status, usage = os.wait4(process.pid, 0)
        end = time.monotonic()
        asked = Portal.asked
        if status != 0 or len(asked) not in (DUE + 1, DUE + 2):  # a robots.txt is remembered for a day
            sys.exit(f"{len(asked)} requests, status {status}:\n" + open(f"{folder}/out").read()[-2000:])
    server.shutdown()
    print(f"{known:>9,} known  {asked[0] - begin:6.2f} s to the first request  {(asked[-1] - asked[0]) / DUE * 1000:6.2f} ms a page"
          f"  {end - asked[-1]:6.2f} s to close  {usage.ru_maxrss / 1024:6.1f} MB", flush=True)
    return usage.ru_maxrss * 1024


def main():
    shilu, counts = sys.argv[1], [int(count) for count in " ".join(sys.argv[2:]).split()]
    memory = [measure(shilu, count) for count in counts]
    if len(counts) > 1:
        print(f"{(memory[-1] - memory[0]) / (counts[-1] - counts[0]):.1f} bytes of memory a known URL")


main()
