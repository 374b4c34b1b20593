"""Asks several judges about broken files: verdicts.py SHILU FOLDER [TABLE.md]. A file's name says how grave its breach is."""
import concurrent.futures
import os
import subprocess
import sys

TOOLS = os.path.dirname(sys.executable)


def exit_code(command):
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60).returncode
    except subprocess.TimeoutExpired:
        return 124


def judges(shilu, path):
    """Each judge with its command; None where it does not read files of that kind."""
    is_zstd, is_gzip = path.endswith(".zst"), path.endswith(".gz")
    return {
        "shilu verify": [shilu, "verify", path],
        "warcio check": None if is_zstd else [TOOLS + "/warcio", "check", path],
        "fastwarc check -p": None if is_zstd else [TOOLS + "/fastwarc", "check", "-p", path],
        "gzip -t": ["gzip", "-t", path] if is_gzip else None,
    }


def main():
    shilu, folder = sys.argv[1], sys.argv[2]
    names = sorted(os.listdir(folder))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        def verdicts(name):
            path = os.path.join(folder, name)
            return {tool: command and exit_code(command) != 0 for tool, command in judges(shilu, path).items()}
        rows = list(zip(names, pool.map(verdicts, names)))
    tools = list(rows[0][1])
    lines = ["| layout | what is wrong | " + " | ".join(tools) + " |", "|---" * (len(tools) + 2) + "|"]
    counts = {kind: {tool: [0, 0] for tool in tools} for kind in ("error", "note", "valid")}
    for name, found in rows:
        layout, kind, rest = (name.split(" ", 2) + [""])[:3]
        kind = kind.split(".")[0]
        for tool in tools:
            if found[tool] is not None:
                counts[kind][tool][1] += 1
                counts[kind][tool][0] += found[tool]
        words = {True: "faulted", False: "passed", None: "–"}
        lines.append(f"| {layout} | {kind}: {rest.split('.warc')[0]} | " + " | ".join(words[found[tool]] for tool in tools) + " |")
    for kind, of_kind in counts.items():
        print(f"{kind}: " + ", ".join(f"{tool} faults {faulted} of {total}" for tool, (faulted, total) in of_kind.items() if total))
    if len(sys.argv) > 3:
        with open(sys.argv[3], "w", encoding="utf-8") as table:
            table.write("\n".join(lines) + "\n")


main()
