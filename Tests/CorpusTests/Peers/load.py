"""Loads a data set with a library and compares every field of every document with the lines of its shards.

    load.py LIBRARY DIR CACHE
"""
import glob, gzip, json, math, os, sys

library, folder, cache = sys.argv[1:4]
os.environ["HF_HOME"] = cache
os.environ["HF_HUB_OFFLINE"] = "1"
shards = sorted(glob.glob(folder + "/data/*.jsonl.gz"))
expected = {}
for shard in shards:
    for line in gzip.open(shard, "rt", encoding="utf-8"):
        document = json.loads(line)
        expected[document["id"]] = document


def plain(value):
    """Arrays, timestamps and NaN of a library as JSON has them."""
    if hasattr(value, "tolist") and not isinstance(value, (str, bytes)):
        value = value.tolist()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, bytes):
        return value.decode()
    return value


def check(rows, keys=None):
    count = 0
    for row in rows:
        row = plain(row)
        document = expected[row["id"]]
        for key in keys or document:
            assert row.get(key) == document[key], (library, row["id"], key, row.get(key), document[key])
        count += 1
    assert count == len(expected) > 0, (library, count, len(expected))


def year(value):
    return str(value) if isinstance(value, int) else value


def columns():
    """The columns of the data card's line for DuckDB."""
    card = open(folder + "/README.md", encoding="utf-8").read()
    start = card.index("columns={") + len("columns=")
    return card[start:card.index("})", start) + 1]


if library == "pandas":
    import pandas
    for shard in shards:
        frame = pandas.read_json(shard, lines=True, dtype=False, precise_float=True)
        expected = {k: v for k, v in [(json.loads(l)["id"], json.loads(l)) for l in gzip.open(shard, "rt", encoding="utf-8")]}
        check(frame.astype(object).where(frame.notna(), None).to_dict("records"))
elif library == "duckdb":
    import duckdb
    relation = duckdb.sql(f"select * from read_json('{folder}/data/*.jsonl.gz', format='newline_delimited', columns={columns()})")
    check(dict(zip(relation.columns, row)) for row in relation.fetchall())
elif library == "parquet":
    import duckdb, pyarrow.parquet
    target = cache + "/documents.parquet"
    duckdb.sql(f"COPY (SELECT * FROM read_json('{folder}/data/*.jsonl.gz', format='newline_delimited', columns={columns()})) TO '{target}' (FORMAT parquet)")
    check(pyarrow.parquet.read_table(target).to_pylist())
elif library == "polars":
    import polars
    for shard in shards:
        expected = {k: v for k, v in [(json.loads(l)["id"], json.loads(l)) for l in gzip.open(shard, "rt", encoding="utf-8")]}
        check(polars.read_ndjson(shard, infer_schema_length=None).to_dicts())
elif library == "pyarrow":
    import pyarrow, pyarrow.json
    # Arrow takes texts that look like days for timestamps; a schema says that they are texts.
    dates = pyarrow.schema([(key, pyarrow.string()) for key in ["published", "first_seen", "last_seen"]])
    nested = {"document": ["written", "released", "effective"], "capture": ["fetched_at"]}
    fields = list(dates) + [pyarrow.field(key, pyarrow.struct([(name, pyarrow.string()) for name in names])) for key, names in nested.items()]
    options = pyarrow.json.ParseOptions(explicit_schema=pyarrow.schema(fields))
    tables = [pyarrow.json.read_json(pyarrow.CompressedInputStream(pyarrow.OSFile(shard), "gzip"), parse_options=options) for shard in shards]
    check(row for table in tables for row in table.to_pylist())
elif library == "datasets":
    import datasets
    loaded = datasets.load_dataset(folder, "default")
    # The data card says so: a year alone comes as a number.
    check({**row, "published": year(row["published"])} for split in loaded.values() for row in split)
    for name in ["left_out", "clusters"]:
        file = f"{folder}/{name.replace('_', '-')}.jsonl.gz"
        lines = [json.loads(line) for line in gzip.open(file, "rt", encoding="utf-8")]
        rows = list(datasets.load_dataset(folder, name)["train"]) if lines else []
        assert rows == lines, (name, rows[:1], lines[:1])
elif library == "mlcroissant":
    import mlcroissant
    dataset = mlcroissant.Dataset(folder + "/croissant.json")
    names = [record_set.uuid for record_set in dataset.metadata.record_sets if record_set.uuid in ("train", "validation", "test")]
    keys = ["url", "title", "published", "text", "source", "column", "version", "first_seen"]
    rows = ({key.split("/")[1]: value for key, value in row.items()} for name in names for row in dataset.records(name))
    check(rows, keys)
elif library == "huggingface_hub":
    from huggingface_hub import DatasetCard
    card = DatasetCard.load(folder + "/README.md")
    assert card.data.language == ["zh"] and [c["config_name"] for c in card.data.configs] == ["default", "left_out", "clusters"]
elif library == "jsonschema":
    import jsonschema
    validator = jsonschema.Draft202012Validator(json.load(open(folder + "/schema.json", encoding="utf-8")))
    for document in expected.values():
        validator.validate(document)
elif library == "card":
    # The data card's own lines, as they stand there.
    import re
    os.chdir(folder)
    blocks = re.findall("```python\n(.*?)```", open("README.md", encoding="utf-8").read(), re.S)
    assert len(blocks) == 3
    for block in blocks:
        names = {}
        exec(block, names)
        documents = names["documents"]
        if "pandas" in block:
            check(documents.astype(object).where(documents.notna(), None).to_dict("records"))
        else:
            assert len(documents["train"] if "datasets" in block else documents) > 0
print(library, "ok")
