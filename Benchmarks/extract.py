"""Prints how fast shilu and its peers extract saved pages; `Benchmarks/extract` calls it.

shilu reads the files and writes whole records; the peers get the bytes in memory and give text. Rates on one core are by CPU time,
since the machine may be shared, and the best of three rounds counts, taken in turn; only what two jobs gain is by the clock.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROUNDS = 3
TARGET = 2.0  # seconds that a round of a quick one should take


def run_shilu(shilu, arguments):
    """Seconds by the clock, CPU seconds, and the most resident memory in MB of `shilu extract`."""
    start = time.perf_counter()
    process = subprocess.Popen([shilu, "extract", *map(str, arguments)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"shilu extract ended with status {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def run_peer(function, data):
    """CPU seconds of a peer over the pages; a page that it gives up counts as read."""
    start = time.process_time()
    for page in data:
        try:
            function(page)
        except Exception:
            pass
    return time.process_time() - start


def jobs(shilu, folder, largest):
    """Prints what two jobs gain, and the memory that they take; gives how often a round goes over the pages."""
    times = max(1, round(TARGET / run_shilu(shilu, ["--jobs", "1", folder])[1]))
    best, memory = {1: float("inf"), 2: float("inf")}, 0
    for _ in range(ROUNDS):
        for count in best:
            seconds, _, resident = run_shilu(shilu, ["--jobs", count, *[folder] * times])
            best[count], memory = min(best[count], seconds), max(memory, resident)
    print(f"\n--jobs 2 is {best[1] / best[2]:.2f} times as fast as --jobs 1 by the clock, on {os.cpu_count()} cores with a load of {os.getloadavg()[0]:.1f}; "
          f"memory {memory:.0f} MB, where 64 MB and 20 times the largest page are {64 + 20 * largest / 1_048_576:.0f}")
    return times


def rates(shilu, folder, data, times):
    """Prints the pages a second of each on one core."""
    import peers  # here, for a process starts with its parent's memory as its most, and the peers are large
    best = {}
    for turn in range(ROUNDS):
        keep(best, "shilu", times * len(data) / run_shilu(shilu, ["--jobs", "1", *[folder] * times])[1])
        for name, function in peers.TEXT.items():
            if name == "resiliparse":
                keep(best, name, times * len(data) / run_peer(function, data * times))
            elif turn == 0:  # these take many times as long: one round is enough to tell the ratio
                keep(best, name, len(data) / run_peer(function, data))
    print("\n| | pages/s of CPU time | shilu is |\n|---|---:|---:|")
    for name, rate in best.items():
        print(f"| {name} | {rate:.0f} | {best['shilu'] / rate:.2f} × |")


def keep(best, name, rate):
    best[name] = max(best.get(name, 0), rate)


def write_table(path, size):
    """Writes a page of about `size` bytes that is one table; gives how many rows it has."""
    head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>公告</title></head><body><h1>公告</h1><table>\n"
    row = '<tr><td>{0}</td><td><a href="/zwgk/{0}.html">清溪县人民政府公告第{0}号</a></td><td>2016-03-29</td></tr>\n'
    count = size // len(row.format(100000).encode())
    with open(path, "w", encoding="utf-8") as page:
        page.write(head)
        page.writelines(row.format(number) for number in range(count))
        page.write("</table></body></html>")
    return count


def growth(shilu):
    """Prints CPU seconds and memory for a page of 1, 10 and 100 MB."""
    print("\n| page | rows | CPU seconds | times linear | memory |\n|---:|---:|---:|---:|---:|")
    first = None
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "table.html")
        for megabytes in (1, 10, 100):
            rows = write_table(path, megabytes * 1_000_000)
            runs = [run_shilu(shilu, ["--jobs", "1", path]) for _ in range(1 if megabytes == 100 else 5)]
            seconds, memory = min(cpu for _, cpu, _ in runs), max(memory for _, _, memory in runs)
            size = path.stat().st_size
            first = first or seconds / size
            print(f"| {megabytes} MB | {rows} | {seconds:.3f} | {seconds / size / first:.2f} | {memory:.0f} MB = 64 MB + {max(0, memory - 64) * 1_048_576 / size:.1f} × the page |")


def main():
    shilu, folder = sys.argv[1:]
    pages = sorted(p for p in pathlib.Path(folder).rglob("*") if p.suffix in (".html", ".htm", ".shtml"))
    sizes = [page.stat().st_size for page in pages]
    print(f"{len(pages)} pages of {sum(sizes) / len(sizes) / 1000:.0f} KB on average, the largest of {max(sizes) / 1000:.0f} KB")
    times = jobs(shilu, folder, max(sizes))
    growth(shilu)
    rates(shilu, folder, [page.read_bytes() for page in pages], times)


if __name__ == "__main__":
    main()
