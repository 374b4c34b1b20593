"""A first look at a data set that `shilu corpus build` made: python examples/first_look.py DIR

Needs pandas. Every field is as in the shards: dates are texts at the precision that the page shows.
"""
import gzip
import json
import pathlib
import sys

import pandas

folder = pathlib.Path(sys.argv[1])


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


documents = pandas.concat(
    [
        pandas.read_json(shard, lines=True, dtype=False, precise_float=True)
        for shard in sorted(folder.glob("data/*.jsonl.gz"))
    ],
    ignore_index=True,
)
print(f"{len(documents)} documents, {documents.text.str.len().sum()} characters")

# Documents a year and portal.
year = documents.published.str[:4].fillna("unknown")
print(documents.groupby([documents.host, year.rename("year")]).size().unstack(fill_value=0))

# A signal as a filter: the spec filters nothing unless it is told to, so the choice is yours.
signals = pandas.json_normalize(documents.signals)
print(f"{(signals.han_share < 0.5).sum()} documents have fewer Han characters than others: tables, addresses, numbers")

# What was left out, and why.
left_out = pandas.DataFrame(lines(folder / "left-out.jsonl.gz"), columns=["id", "stage", "rule", "value", "threshold", "kept"])
print(left_out.groupby(["stage", "rule"]).size().to_string() if len(left_out) else "nothing was left out")

# Who printed it first, and who after them.
for cluster in lines(folder / "clusters.jsonl.gz")[:3]:
    first = next(member for member in cluster["members"] if member["id"] == cluster["earliest"])
    others = [member["host"] for member in cluster["members"] if member is not first]
    print(f"{first['title']} ({first['host']}, {first['published']}), then {', '.join(map(str, others))}")

# The way back to the bytes of one document.
document = documents.iloc[0]
place = document.capture
print(f"{document.url}: {place['length']} bytes from {place['offset']} on in {place['warc']}, record {place['record_id']}")
