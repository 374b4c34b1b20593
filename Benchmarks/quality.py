"""Prints how right shilu and its peers read the same pages; `Benchmarks/quality` calls it.

Gold is a list of pages read by people (../shared/real, where it is there) and the records expected of the project's own fixtures.
A peer's cells show – for what it never gives. A mark after shilu's cell says that it is better (▲) or worse (▼) than accepted in quality.json.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import peers
import score

ROOT = pathlib.Path(__file__).resolve().parent.parent
ACCEPTED = ROOT / "Benchmarks/quality.json"
BODY = {"body F1", "body precision", "body recall", "paragraph F1", "bodies ≥ 0.98", "leaked strings"}


def real_pages():
    """(path, gold) of the pages beside the repository."""
    folder = ROOT.parent / "shared/real"
    if not (folder / "gold.jsonl").exists():
        return []
    with open(folder / "gold.jsonl", encoding="utf-8") as lines:
        return [(folder / "pages" / gold["file"], gold) for gold in map(json.loads, filter(str.strip, lines))]


def fixtures():
    """(path, gold) of the project's own pages: the record expected is the gold."""
    pages = []
    for path in sorted((ROOT / "fixtures/portal").rglob("*.record.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        gold["links"] = [(row["title"], row["url"]) for row in gold["links"]]
        pages.append((path.with_name(path.name.replace(".record.json", ".html")), gold))
    return pages


def records(shilu, paths):
    """What `shilu extract` makes of the pages, by path."""
    with tempfile.TemporaryFile() as output:  # not a pipe, so that no order of reading and writing can block
        subprocess.run([shilu, "extract", *map(str, paths)], stdout=output, check=True)
        output.seek(0)
        return {record["capture"]["file"]: record for record in map(json.loads, output)}


def measure(shilu, pages):
    """Measures by column, and shilu's misses."""
    columns, misses = {}, []
    made = records(shilu, [path for path, _ in pages])
    for name in ["shilu", *peers.READ]:
        total, days = score.Score(), [0, 0]
        for path, gold in pages:
            record = made.get(str(path), {}) if name == "shilu" else peers.attempt(peers.READ[name], path.read_bytes())
            total.add(path.name, gold, record)
            if gold.get("published"):
                days[0] += any(str(want)[:10] == (record.get("published") or "")[:10] for want in score.alternatives(gold["published"]))
                days[1] += 1
        columns[name] = total.summary() | {"published: day": tuple(days)}
        if name == "shilu":
            misses = total.misses
    return columns, misses


def gives(name, measure):
    return name == "shilu" or measure in BODY or measure.split(":")[0] in peers.GIVES[name]


def text(value):
    if value is None:
        return "–"
    if isinstance(value, (tuple, list)):
        return f"{value[0]}/{value[1]}"
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def mark(name, now, before):
    """Whether shilu's figure is better or worse than the one accepted."""
    def share(value):
        return value[0] / max(value[1], 1) if isinstance(value, (tuple, list)) else value
    if before is None or now is None or abs(share(now) - share(before)) < 0.00005:
        return ""
    return " ▲" if (share(now) > share(before)) != (name == "leaked strings") else " ▼"


def show(title, columns, accepted):
    """Prints one table; gives the measures in which shilu is worse than accepted."""
    worse = []
    print(f"\n## {title}\n\n| | {' | '.join(columns)} |\n|---{'|---:' * len(columns)}|")
    rows = sorted(columns["shilu"], key=lambda name: (name not in BODY and "F1" not in name, name == "all fields"))
    for row in rows:
        sign = mark(row, columns["shilu"][row], accepted.get(row))
        if sign == " ▼":
            worse.append(f"{title}: {row} {text(columns['shilu'][row])}, accepted {text(accepted[row])}")
        cells = [text(values[row]) if gives(name, row) else "–" for name, values in columns.items()]
        print(f"| {row} | {cells[0]}{sign} | {' | '.join(cells[1:])} |")
    return worse


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shilu", help="the built command")
    parser.add_argument("--misses", action="store_true", help="print every value that shilu has wrong")
    parser.add_argument("--accept", action="store_true", help="write shilu's figures to quality.json, to compare with from now on")
    options = parser.parse_args()
    accepted = json.loads(ACCEPTED.read_text(encoding="utf-8")) if ACCEPTED.exists() else {}
    worse = []
    for title, pages in (("real pages", real_pages()), ("fixtures", fixtures())):
        if not pages:
            print(f"\n## {title}\n\nnot here")
            continue
        columns, misses = measure(options.shilu, pages)
        worse += show(title, columns, {} if options.accept else accepted.get(title, {}))
        print(f"\n{len(pages)} pages")
        accepted[title] = columns["shilu"]
        for page, field, gold, got in misses if options.misses else ():
            print(f"{page}\t{field}\texpected {json.dumps(gold, ensure_ascii=False)[:160]}\tgot {json.dumps(got, ensure_ascii=False)[:160]}")
    if options.accept:
        tables = [f'"{title}": {{\n' + ",\n".join(f'  "{name}": {json.dumps(value)}' for name, value in measures.items()) + "\n}"
                  for title, measures in accepted.items()]
        ACCEPTED.write_text("{" + ",\n".join(tables) + "}\n", encoding="utf-8")
    for line in worse:
        print(f"worse than accepted: {line}", file=sys.stderr)
    sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main()
