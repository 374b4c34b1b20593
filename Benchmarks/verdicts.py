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


def failed_records(path):
    """The records that fastwarc faults, and by which digest; its exit code says no more than whether there are any. None where it reads none to the end."""
    command = [TOOLS + "/fastwarc", "check", "-p", "-q", "-o", "-", path]
    try:
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    except subprocess.TimeoutExpired:
        return None
    text = result.stdout.decode(errors="replace")
    if "Traceback" in text or result.returncode not in (0, 1):
        return None
    return {line for line in text.splitlines() if "FAIL" in line}


def judges(shilu, path, alarms):
    """What each judge says of a file; None where it does not read files of that kind. fastwarc faults revisits, chunked bodies and
    what is no HTTP in sound files too, `alarms`: what counts is what it faults besides."""
    is_zstd, is_gzip = path.endswith(".zst"), path.endswith(".gz")
    failed = failed_records(path)
    return {
        "shilu verify": exit_code([shilu, "verify", path]) != 0,
        "warcio check": None if is_zstd else exit_code([TOOLS + "/warcio", "check", path]) != 0,
        "fastwarc check -p": failed is None or not failed <= alarms,
        "gzip -t": exit_code(["gzip", "-t", path]) != 0 if is_gzip else None,
        "zstd -t": exit_code(["zstd", "-t", "-q", path]) != 0 if is_zstd else None,
    }


def main():
    shilu, folder = sys.argv[1], sys.argv[2]
    names = sorted(os.listdir(folder))
    alarms = set()
    for name in names:
        if name.split(" ")[1].startswith("valid"):
            failed = failed_records(os.path.join(folder, name))
            print("fastwarc check -p of the sound “%s”: %s" % (name, "cannot read it" if failed is None else "faults %d records" % len(failed)))
            alarms |= failed or set()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        def verdicts(name):
            return judges(shilu, os.path.join(folder, name), alarms)
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
