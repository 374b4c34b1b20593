"""Finds equal texts with DuckDB and compares them with the clusters of a data set: corpus_exact.py RECORDS.jsonl CLUSTERS.jsonl.gz"""
import sys

import duckdb

records, clusters = sys.argv[1:3]
theirs = duckdb.sql(f"""
    select list_sort(list(id)) from read_json('{records}', format='newline_delimited', columns={{id: 'VARCHAR', paragraphs: 'VARCHAR[]'}})
    group by nfc_normalize(array_to_string(paragraphs, chr(10))) having count(*) > 1""").fetchall()
ours = duckdb.sql(f"""
    select list_sort([member.id for member in members]) from read_json('{clusters}', format='newline_delimited',
        columns={{members: 'STRUCT(id VARCHAR, relation VARCHAR)[]'}})""").fetchall()
theirs, ours = sorted(row[0] for row in theirs), sorted(row[0] for row in ours)
if ours == theirs and ours:
    print(f"the same: {len(ours)} groups of {sum(map(len, ours))} texts")
else:
    print(f"different: {len(ours)} and {len(theirs)}, as {[g for g in ours if g not in theirs][:2]} {[g for g in theirs if g not in ours][:2]}")
    sys.exit(1)
