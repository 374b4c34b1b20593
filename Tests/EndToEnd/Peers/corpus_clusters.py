"""Finds the clusters of a data set in the signatures of its texts, by DuckDB and the rule that stands in `shilu help corpus sign`.

    corpus_clusters.py SIGNATURES.jsonl CLUSTERS.jsonl.gz
"""
import gzip, json, sys

import duckdb

signatures, clusters = sys.argv[1:3]
duckdb.sql(f"""
    create table signature as
    select *, row_number() over (order by grade, time nulls last, id) as place,
           list_distinct([sign[i:i + 4] for i in range(1, greatest(length(sign) - 3, 2))]) as grams
    from read_json('{signatures}', format='newline_delimited')
""")
rows = {row[0]: row[1:] for row in duckdb.sql("select place, id, page, text from signature").fetchall()}

# Exact copies: of equal texts of different pages the first stays.
kept = {}
relation = {}
for (places,) in duckdb.sql("select list(place order by place) from signature group by text having count(*) > 1").fetchall():
    for copy in places[1:]:
        if rows[copy][1] != rows[places[0]][1]:
            kept[copy], relation[copy] = places[0], "exact"

# Near copies: candidates share a key; a text stays unless it is a copy of one before it that stays.
candidates = duckdb.sql("""
    with key as (select place, unnest(keys) as key from signature)
    select distinct b.place, a.place from key a join key b on a.key = b.key and a.place < b.place order by all
""").fetchall()
near = {}
for later, earlier in candidates:
    if {later, earlier} & (kept.keys() | near.keys()) or rows[later][1] == rows[earlier][1]:
        continue
    (shared, together), = duckdb.sql(f"""
        select len(list_intersect(a.grams, b.grams)), len(a.grams) + len(b.grams)
        from signature a, signature b where a.place = {earlier} and b.place = {later}
    """).fetchall()
    if shared / (together - shared) >= 0.8:
        near[later] = earlier
# What is an exact copy of a near copy is as near to the twin that stays.
for copy, twin in list(kept.items()):
    if twin in near:
        if rows[copy][1] == rows[near[twin]][1]:
            del kept[copy], relation[copy]
        else:
            kept[copy], relation[copy] = near[twin], "near"
for copy, twin in near.items():
    kept[copy], relation[copy] = twin, "near"

found = {(rows[copy][0], rows[twin][0], relation[copy]) for copy, twin in kept.items()}
expected = set()
for line in gzip.open(clusters, "rt", encoding="utf-8"):
    cluster = json.loads(line)
    for member in cluster["members"]:
        if member["relation"] != "kept":
            expected.add((member["id"], cluster["kept"], member["relation"]))
assert found == expected, (sorted(found - expected)[:3], sorted(expected - found)[:3], len(found), len(expected))
assert {"exact", "near"} <= {name for _, _, name in found}
print("the same:", len(found), "copies")
