"""Measures `shilu corpus`: corpus.py SHILU MODE …

    near COUNT           near-duplicates: `shilu corpus build` beside rensa with its shingling in Python, on the same texts, one core
    growth COUNT…        the whole build at so many documents, one core: seconds, MB/s of text, most memory
    memory COUNT         the same set with --memory 64M and 8G, one and two jobs: the same bytes, and the most memory and disk of each
    recall COUNT         near-duplicates against all pairs (Jaccard counted exactly): planted pairs spread from 0.6 to 1.0
"""
import collections
import gzip
import hashlib
import json
import math
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata

shilu, mode, *counts = sys.argv[1:]
os.environ["RAYON_NUM_THREADS"] = "1"
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}
THRESHOLD = 0.8
WORDS = [
    a + b
    for a in "组织党建会议干部群众服务发展学习精神项目农村社区生态文化教育安全监督管理推进落实水务财政税务统计审计住房交通卫生应急民政司法"
    for b in "工作建设通知公告意见办法规定方案报告决定计划标准条例制度体系机制平台中心机关单位企业个人"
]


class Texts:
    """Texts as portals have them: lengths with a long tail, sentences of templates, reprints, changed copies, excerpts."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.templates = [self.sentence() for _ in range(400)]
        self.old = []

    def sentence(self):
        # Words by a Zipf-like law.
        size = 6 + int(self.chance.expovariate(1 / 8))
        return "".join(WORDS[min(len(WORDS) - 1, int(self.chance.paretovariate(0.6)) - 1 + self.chance.randrange(40))] for _ in range(size)) + "。"

    def fresh(self):
        count = max(2, min(600, int(self.chance.lognormvariate(2.4, 0.8))))
        return [self.chance.choice(self.templates) if self.chance.random() < 0.12 else self.sentence() for _ in range(count)]

    def next(self):
        dice = self.chance.random()
        if self.old and dice < 0.12:
            text = list(self.chance.choice(self.old))  # a reprint, to the letter
        elif self.old and dice < 0.24:
            text = list(self.chance.choice(self.old))  # a changed copy
            for _ in range(max(1, len(text) // self.chance.randrange(8, 40))):
                text[self.chance.randrange(len(text))] = self.sentence()
        elif self.old and dice < 0.28:
            text = list(self.chance.choice(self.old))  # an excerpt
            text = text[: max(2, len(text) // 2)]
        else:
            text = self.fresh()
        if len(self.old) < 20000 or self.chance.random() < 0.1:
            self.old.append(text) if len(self.old) < 20000 else self.old.__setitem__(self.chance.randrange(20000), text)
        return text


def record(number, paragraphs):
    url = f"http://www.{number % 97}.gov.cn/art/{number}.html"
    body = "\n".join(paragraphs)
    return {
        "schema": "shilu.record/1", "extractor": "shilu/0.1.0", "id": hashlib.sha256(f"{url}\n{body}".encode()).hexdigest(), "kind": "article",
        "url": url, "site": {"host": f"www.{number % 97}.gov.cn", "name": None, "site_id": None}, "title": paragraphs[0][:30],
        "breadcrumb": ["首页", "通知公告"], "column": "通知公告", "source": "清溪县水务局", "published": f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}",
        "paragraphs": paragraphs, "attachments": [], "document": None, "footer": {"text": "版权所有", "owner": None},
        "capture": {"file": None, "fetched_at": "2026-11-24T05:00:00Z", "warc": "a.warc.gz", "offset": number, "length": 1},
    }


def write(path, count, seed=1):
    """Writes records; gives the bytes of their texts."""
    texts, size = Texts(seed), 0
    with open(path, "w", encoding="utf-8") as out:
        for number in range(count):
            sentences = texts.next()
            paragraphs = ["".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)]
            size += sum(len(paragraph.encode()) + 1 for paragraph in paragraphs)
            out.write(json.dumps(record(number, paragraphs), ensure_ascii=False, separators=(",", ":")) + "\n")
    return size


class Disk:
    """The most bytes that files in a folder take, looked at five times a second."""

    def __init__(self, *folders):
        self.folders, self.most, self.done = folders, 0, threading.Event()
        self.thread = threading.Thread(target=self.watch)

    def watch(self):
        while not self.done.wait(0.2):
            size = 0
            for folder in self.folders:
                for path, _, names in os.walk(folder):
                    for name in names:
                        try:
                            size += os.stat(os.path.join(path, name)).st_size
                        except FileNotFoundError:
                            pass
            self.most = max(self.most, size)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()


def run(*arguments):
    """CPU and wall seconds, and the most memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen([shilu, *map(str, arguments)], stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"shilu {arguments} ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def spec(folder, more=""):
    path = folder / "spec.yaml"
    path.write_text(f"name: n\ninput: records.jsonl\n{more}", encoding="utf-8")
    return path


def digests(folder):
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


def sign_text(text):
    """The text that is compared: NFKC without white space, punctuation, controls and formats."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and unicodedata.category(c)[0] not in "PCZ")


def shingles(sign):
    return {sign[i : i + 5] for i in range(max(1, len(sign) - 4))} if sign else set()


def rensa(texts):
    """The best path through rensa: signatures in batches of plain lists, candidates by its LSH, then the exact check."""
    from rensa import RMinHash, RMinHashLSH

    start = time.process_time()
    signs, signatures, shingling = [], [], 0
    for first in range(0, len(texts), 1000):
        begin = time.process_time()
        batch = [sign_text(text) for text in texts[first : first + 1000]]
        grams = [[sign[i : i + 5] for i in range(max(1, len(sign) - 4))] for sign in batch]
        shingling += time.process_time() - begin
        signs += batch
        signatures += RMinHash.from_token_sets(grams, 96, 1)
    index = RMinHashLSH(THRESHOLD, 96, 16)
    index.insert_many(signatures)
    candidates = index.query_all(signatures)
    pairs, sets = set(), {}
    for number, others in enumerate(candidates):
        for other in others:
            if other < number:
                one, two = (sets.setdefault(n, shingles(signs[n])) for n in (other, number))
                shared = len(one & two)
                if shared >= THRESHOLD * (len(one) + len(two) - shared):
                    pairs.add((other, number))
    return shingling, time.process_time() - start, pairs


def near(folder, count):
    size = write(folder / "records.jsonl", count)
    texts = ["\n".join(json.loads(line)["paragraphs"]) for line in open(folder / "records.jsonl", encoding="utf-8")]
    # What the build takes with duplicates and without: the difference is what near-duplicates cost, but for the signatures that a pipe makes.
    shingled, whole, pairs = rensa(texts)
    copies = {later for _, later in pairs}
    print(f"{count} texts, {size / 1e6:.0f} MB")
    print(f"rensa with shingling in Python: {whole:.1f} s ({size / 1e6 / whole:.1f} MB/s), of it signatures and look-ups {whole - shingled:.1f} s; {len(copies)} copies")
    plain, _, _ = run("corpus", "normalize", folder / "records.jsonl", "--jobs", 1)
    signed, _, _ = run("corpus", "sign", folder / "records.jsonl", "--jobs", 1)
    with_near, _, memory = run("corpus", "build", spec(folder, "duplicates: {excerpts: 'off'}\n"), "-o", folder / "near", "--jobs", 1)
    without, _, _ = run("corpus", "build", spec(folder, "duplicates: {exact: 'off', near: 'off', excerpts: 'off'}\n"), "-o", folder / "off", "--jobs", 1)
    ours = signed + max(0, with_near - without)
    left_out = sum(1 for line in gzip.open(folder / "near/left-out.jsonl.gz", "rt") if json.loads(line)["stage"] in ("exact", "near"))
    print(
        f"shilu, reading, normalizing, shingling and signing ({signed:.1f} s, of it reading {plain:.1f}) and the search ({with_near - without:.1f} s): "
        f"{ours:.1f} s ({size / 1e6 / ours:.1f} MB/s), {whole / ours:.1f} times as fast; {left_out} copies")


def growth(folder, counts):
    for count in counts:
        size = write(folder / "records.jsonl", count)
        cpu, wall, memory = run("corpus", "build", spec(folder), "-o", folder / "set", "--jobs", 1)
        funnel = json.loads((folder / "set/funnel.json").read_text())
        print(f"{count} documents, {size / 1e6:.0f} MB of text: {cpu:.1f} s of one core, {size / 1e6 / cpu:.1f} MB/s, {memory:.0f} MB; kept {funnel['kept']}", flush=True)


def memory(folder, count):
    size = write(folder / "records.jsonl", count)
    found = []
    for limit, jobs in [("8G", 1), ("64M", 1), ("64M", 2)]:
        with Disk(folder / "set.work") as disk:
            cpu, wall, most = run("corpus", "build", spec(folder), "-o", folder / "set", "--jobs", jobs, "--memory", limit)
        found.append(digests(folder / "set"))
        print(
            f"{count} texts, {size / 1e6:.0f} MB, --memory {limit} --jobs {jobs}: {wall:.0f} s, {cpu:.0f} s of CPU, {most:.0f} MB of memory, "
            f"{disk.most / count:.0f} bytes of disk a text", flush=True)
    print("the same bytes" if found[0] == found[1] == found[2] else "DIFFERENT BYTES")
    return found[0] == found[1] == found[2]


def recall(folder, count):
    """A tenth of the texts are changed copies of others, at similarities spread evenly from 0.6 to 1.0."""
    chance = random.Random(3)
    texts = []
    while len(texts) < count:
        base = [chr(0x4E00 + chance.randrange(3000)) for _ in range(chance.randrange(80, 600))]
        texts.append("".join(base))
        if len(texts) % 10 == 1 and len(texts) < count:
            similarity = 0.6 + 0.4 * chance.random()
            # n changed characters far from each other spoil 5n shingles of both texts.
            changes = round((1 - similarity) / (1 + similarity) * (len(base) - 4) / 5)
            for change in range(changes):
                base[(change * len(base)) // changes + chance.randrange(max(1, len(base) // changes - 4))] = chr(0x8000 + chance.randrange(2000))
            texts.append("".join(base))
    chance.shuffle(texts)
    with open(folder / "records.jsonl", "w", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            out.write(json.dumps(record(number, [text]), ensure_ascii=False) + "\n")
    run("corpus", "build", spec(folder, "duplicates: {exact: mark, near: mark, excerpts: 'off'}\n"), "-o", folder / "set")
    ids = {record(number, [text])["id"]: number for number, text in enumerate(texts)}

    # All pairs that share a shingle at all; the others have the similarity 0.
    grams = [shingles(sign_text(text)) for text in texts]
    where = collections.defaultdict(list)
    shared = collections.Counter()
    for number, gram in enumerate(grams):
        for shingle in gram:
            for other in where[shingle]:
                shared[other, number] += 1
            where[shingle].append(number)
    true = {pair: n / (len(grams[pair[0]]) + len(grams[pair[1]]) - n) for pair, n in shared.items()}
    true = {pair: value for pair, value in true.items() if value >= THRESHOLD}
    found = {}
    for line in gzip.open(folder / "set/clusters.jsonl.gz", "rt"):
        cluster = json.loads(line)
        for member in cluster["members"]:
            if member["relation"] != "kept":
                found[tuple(sorted([ids[cluster["kept"]], ids[member["id"]]]))] = member["similarity"]
    right = [pair for pair in found if pair in true and abs(found[pair] - true[pair]) < 1e-4]
    print(f"{count} texts, {len(true)} pairs at {THRESHOLD} or more, {len(found)} found: recall {len(right) / len(true):.4f}, precision {len(right) / max(1, len(found)):.4f}")
    return len(right) >= 0.99 * len(true) and len(right) == len(found)


with tempfile.TemporaryDirectory(prefix="shilu-corpus-") as name:
    folder = pathlib.Path(name)
    numbers = [int(count) for count in counts]
    good = {"near": lambda: near(folder, *numbers), "growth": lambda: growth(folder, numbers), "memory": lambda: memory(folder, *numbers), "recall": lambda: recall(folder, *numbers)}[mode]()
sys.exit(1 if good is False else 0)
