"""Prints what `shilu search` takes on archives of growing size. Called by Benchmarks/search.

The texts are drawn from pieces of the texts of fixtures/, the frequent ones far more often than the rare (Zipf); lengths are log-normal
about 340 characters (1 KB); a fifth are reprints of an earlier text on another portal with a few words changed, a quarter have the fixed
sentences of a template; portals hold from half to a few thousandths of all records; a tenth have no date, and recent years have more.
"""
import glob, itertools, json, os, random, resource, shutil, subprocess, sys, tempfile, time


def pieces():
    texts = []
    for path in sorted(glob.glob("fixtures/portal/**/*.record.json", recursive=True)):
        texts += json.load(open(path, encoding="utf-8"))["paragraphs"]
    chance = random.Random(7)
    found = []
    for text in texts:
        start = 0
        while start < len(text):
            end = start + chance.choice([2, 2, 2, 3, 4, 4, 6])
            found.append(text[start:end])
            start = end
    found = sorted(set(found))
    chance.shuffle(found)
    return found


class Texts:
    def __init__(self, chance):
        self.chance = chance
        self.pieces = pieces()
        self.weights = list(itertools.accumulate(1 / (rank + 3) ** 0.95 for rank in range(len(self.pieces))))
        self.templates = ["".join(self.draw(25)) + "。" for _ in range(40)]
        self.earlier = []

    def draw(self, count):
        return self.chance.choices(self.pieces, cum_weights=self.weights, k=count)

    def next(self):
        kind = self.chance.random()
        if kind < 0.2 and self.earlier:
            words = list(self.chance.choice(self.earlier))
            for _ in range(self.chance.randrange(4)):
                words[self.chance.randrange(len(words))] = self.draw(1)[0]
        else:
            words = self.draw(min(2500, max(8, int(self.chance.lognormvariate(4.3, 0.75)))))
            if kind < 0.45:
                words.insert(0, self.chance.choice(self.templates))
        if len(self.earlier) < 5000:
            self.earlier.append(words)
        else:
            self.earlier[self.chance.randrange(5000)] = words
        return words


def record(number, words, chance):
    text = "".join(words)
    paragraphs = [text[i:i + 150] for i in range(0, len(text), 150)]
    year = 2026 - min(20, int(chance.expovariate(0.3)))
    date = None if chance.random() < 0.1 else f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    none = None
    return {
        "schema": "shilu.record/1", "extractor": "shilu/0.1.0", "id": f"{number:064x}", "kind": chance.choices(["article", "document", "other"], [7, 2, 1])[0],
        "url": f"http://www.example.gov.cn/zwgk/{number // 1000}/t{number}.html", "site": {"host": "www.example.gov.cn", "name": none, "site_id": none},
        "title": "".join(words[:5])[:30], "kicker": none, "subtitle": none, "original_title": none, "breadcrumb": ["首页", "要闻"], "column": "要闻",
        "source": none, "author": none, "editor": none, "published": date, "reads": none, "paragraphs": paragraphs, "signoff": none, "previous": none,
        "next": none, "attachments": [], "images": [], "document": none,
        "footer": dict.fromkeys(["text", "owner", "organizer", "undertaker", "address", "postal_code", "phone", "icp", "public_security", "site_id"]),
        "links": [], "announced": none, "dialect": none, "next_page": none, "verbatim": {"breadcrumb": none, "byline": none}, "evidence": {},
        "capture": {"file": none, "fetched_at": "2026-11-24T05:00:00Z", "status": 200, "charset": "utf-8", "charset_declared": none,
                    "charset_from": "meta", "bad_bytes": 0, "cut": none, "warc": "a.warc.gz", "offset": number * 3000, "length": 3000,
                    "record_id": f"urn:uuid:{number}", "payload_digest": none}}, len(text.encode())


def make(folder, count):
    chance = random.Random(count)
    texts = Texts(chance)
    portals = [f"p{number}" for number in range(100)]
    shares = list(itertools.accumulate(1 / (rank + 1) for rank in range(100)))
    files = {}
    size = 0
    for portal in portals:
        os.makedirs(f"{folder}/{portal}/records")
        open(f"{folder}/{portal}/portal.yaml", "w").write(f"name: {portal}\n")
        files[portal] = open(f"{folder}/{portal}/records/20261124T050000Z.jsonl", "w", encoding="utf-8")
    for number in range(count):
        line, bytes = record(number, texts.next(), chance)
        size += bytes
        files[chance.choices(portals, cum_weights=shares)[0]].write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    for file in files.values():
        file.close()
    open(f"{folder}/format.json", "w").write('{"format":"shilu.archive/1"}\n')
    return texts, size


def run(arguments):
    start = time.monotonic()
    output = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
    return time.monotonic() - start, output


def best(arguments, times=5):
    return min((run(arguments) for _ in range(times)), key=lambda result: result[0])


def queries(texts):
    """Words of different lengths, from those of nearly all records to those of a few."""
    by_length = {length: [piece for piece in texts.pieces if len(piece) == length and all("一" <= c <= "鿿" for c in piece)] for length in (2, 3, 4, 6)}
    common, rare = by_length[2][0], by_length[2][-1]
    return [
        ["的"], [common[0]], [common], [rare], [by_length[3][0]], [by_length[4][0]], [by_length[4][-1]], [by_length[6][-1]],
        [common, by_length[2][1]], [common, rare], [common, "的"], [rare, "的"], [common, "--portal", "p3"], [common, "--since", "2026-06-01"], ["查无此词"],
    ]


def main():
    shilu, counts = sys.argv[1], [int(count) for argument in sys.argv[2:] for count in argument.split()]
    for count in counts:
        folder = tempfile.mkdtemp(prefix="shilu-search-", dir=os.environ.get("WORK"))
        try:
            texts, size = make(folder, count)
            seconds, _ = run([shilu, "search", "--rebuild", "--archive", folder])
            index = os.path.getsize(folder + "/search.sqlite")
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print(f"{count:,} records, {size / 1e6:,.0f} MB of text: index made in {seconds:,.1f} s ({size / 1e6 / seconds:.1f} MB/s), "
                  f"{index / size:.2f} times the text, {memory} MB of memory")
            print(f"{'words':<34}{'hits':>10}{'page of 20':>13}{'count':>11}")
            for query in queries(texts):
                page, _ = best([shilu, "search", "--json", "--limit", "20", "--archive", folder] + query)
                counted, output = best([shilu, "search", "--count", "--archive", folder] + query)
                shown = " ".join(query)
                width = sum(2 if ord(c) > 0x2E7F else 1 for c in shown)
                print(f"{shown}{' ' * (34 - width)}{int(output):>10,}{page * 1000:>10.0f} ms{counted * 1000:>8.0f} ms")
            print(flush=True)
        finally:
            shutil.rmtree(folder)


main()
