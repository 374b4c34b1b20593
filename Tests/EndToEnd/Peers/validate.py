"""Validates JSON-lines on standard input by the JSON Schema (2020-12) in the file named; prints the number of lines, exits 1 on a fault."""
import json
import sys

from jsonschema import Draft202012Validator

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
count = faults = 0
for line in sys.stdin.buffer:
    count += 1
    for error in validator.iter_errors(json.loads(line.decode("utf-8"))):
        faults += 1
        print(f"line {count}: {error.json_path}: {error.message[:200]}", file=sys.stderr)
print(count)
sys.exit(1 if faults else 0)
