"""Validates each YAML file named by the JSON Schema (2020-12) in the first; prints the path and ok or bad, and why."""
import sys

import json
import yaml
from jsonschema import Draft202012Validator

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        faults = [f"{error.json_path} {error.message[:100]}" for error in validator.iter_errors(yaml.safe_load(file))]
    print(path, "bad" if faults else "ok", "; ".join(faults))
