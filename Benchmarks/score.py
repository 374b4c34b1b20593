"""Scores records against gold records.

Text is compared after NFKC, in lower case, without white space and zero-width characters. The body is scored as F1 over its
character 4-grams (a multiset), the paragraph breaks as F1 over whole paragraphs, list rows as F1 over (title, last part of the URL).
A field counts on a page only if its gold has the key; null or [] in gold means that the record must have nothing there. A gold value
{"any_of": [...]} accepts each of its values. The sign-off is right at F1 0.8 or better; the footer's owner and address may hold, or
stand in, the other value at half its length or more. `leaks` are strings of gold's `must_not` that stand in the body.
"""
import unicodedata
from collections import Counter, defaultdict

FIELDS = ["kind", "title", "breadcrumb", "source", "author", "editor", "published", "reads", "signoff", "previous", "next", "attachments"]
GROUPS = {
    "footer": ["owner", "address", "postal_code", "icp", "public_security", "site_id", "phone"],
    "document": ["index_number", "issuer", "number", "written", "released", "category", "keywords"],
}
# What a page does not show and a reader must not invent: checked even where gold says null.
NEVER_INVENTED = {"postal_code", "icp", "public_security", "site_id", "index_number", "number"}
ZERO_WIDTH = "\u200b\u200c\u200d\ufeff"


def fold(value):
    """A value as comparable text, or None if there is none."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, (list, tuple)):
        return tuple(fold(item) for item in value)
    if isinstance(value, dict):
        return fold(value.get("title") or value.get("name") or value.get("url"))
    text = unicodedata.normalize("NFKC", str(value)).lower()
    return "".join(c for c in text if not c.isspace() and c not in ZERO_WIDTH) or None


def grams(text, n=4):
    """The character n-grams of a text, as a multiset; of a shorter text, the text."""
    text = fold(text) or ""
    return Counter(text[i:i + n] for i in range(max(len(text) - n + 1, 1 if text else 0)))


def compare(gold, got):
    """Precision, recall and F1 of two multisets."""
    common = sum((gold & got).values())
    precision = common / sum(got.values()) if got else float(not gold)
    recall = common / sum(gold.values()) if gold else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def alternatives(gold):
    return gold["any_of"] if isinstance(gold, dict) and "any_of" in gold else [gold]


def same(gold, got):
    return fold(gold) == fold(got)


def overlaps(gold, got):
    short, long = sorted((fold(gold) or "", fold(got) or ""), key=len)
    return short == long or (short in long and 2 * len(short) >= len(long))


def resembles(gold, got):
    if not fold(gold) or not fold(got):
        return not fold(gold) and not fold(got)
    return compare(grams(gold), grams(got))[2] >= 0.8


HOW = {"signoff": resembles, "footer.owner": overlaps, "footer.address": overlaps}


def is_right(field, gold, got):
    return any(HOW.get(field, same)(value, got) for value in alternatives(gold))


def tail(url):
    """The last part of a URL, which its relative and its absolute form share."""
    return (url or "").rstrip("/").split("/")[-1]


def rows_f1(gold, got):
    """F1 of list rows; a gold title cut with … may be given in full."""
    rest = [(fold(row.get("title")) or "", tail(row.get("url"))) for row in got]
    total, hits = len(gold) + len(rest), 0
    for title, end in ((fold(title) or "", tail(url)) for title, url in gold):
        hit = next((row for row in rest if row[1] == end and (row[0] == title or title.endswith("...") and row[0].startswith(title[:-3]))), None)
        if hit:
            rest.remove(hit)
            hits += 1
    return 2 * hits / total if total else 1.0


class Score:
    """The score of many pages: `add` each, then read `summary`."""

    def __init__(self):
        self.right, self.total = Counter(), Counter()
        self.bodies, self.paragraphs, self.rows, self.leaks, self.misses = [], [], [], 0, []

    def add(self, page, gold, record):
        """Scores one page; a page without a record has the record {}."""
        for field in FIELDS:
            if field in gold:
                self._field(page, field, gold[field], record.get(field))
        for group, keys in GROUPS.items():
            for key in keys if isinstance(gold.get(group), dict) else ():
                if gold[group].get(key) is not None or key in NEVER_INVENTED:
                    self._field(page, f"{group}.{key}", gold[group].get(key), (record.get(group) or {}).get(key))
        if gold.get("next_page"):
            self._count(page, "next_page", tail(gold["next_page"]) == tail(record.get("next_page")), gold["next_page"], record.get("next_page"))
        if gold.get("kind") != "list" and gold.get("paragraphs"):
            self._body(page, alternatives(gold["paragraphs"])[0], record.get("paragraphs") or [], gold.get("must_not") or [])
        if gold.get("links"):
            self.rows.append(rows_f1(gold["links"], record.get("links") or []))
            if self.rows[-1] < 0.98:
                self.misses.append((page, "list rows", f"{len(gold['links'])} rows", f"F1 {self.rows[-1]:.3f}"))

    def _field(self, page, field, gold, got):
        self._count(page, field, is_right(field, gold, got), gold, got)

    def _count(self, page, field, right, gold, got):
        self.total[field] += 1
        self.right[field] += right
        if not right:
            self.misses.append((page, field, gold, got))

    def _body(self, page, want, have, must_not):
        want, have = [str(p) for p in want], [str(p) for p in have]
        precision, recall, f1 = compare(grams("".join(want)), grams("".join(have)))
        self.bodies.append((precision, recall, f1))
        self.paragraphs.append(compare(Counter(map(fold, want)), Counter(map(fold, have)))[2])
        if f1 < 0.98:
            self.misses.append((page, "body", f"{len(want)} paragraphs", f"{len(have)}, precision {precision:.3f}, recall {recall:.3f}"))
        text = fold("".join(have)) or ""
        for string in filter(fold, must_not):
            if fold(string) in text:
                self.leaks += 1
                self.misses.append((page, "leak", string, "in the body"))

    def summary(self):
        """Every measure by its name: a share, or a number, of how many."""
        def mean(values):
            return sum(values) / len(values) if values else None
        measures = {
            "body F1": mean([f1 for _, _, f1 in self.bodies]), "body precision": mean([p for p, _, _ in self.bodies]),
            "body recall": mean([r for _, r, _ in self.bodies]), "paragraph F1": mean(self.paragraphs), "list rows F1": mean(self.rows),
            "bodies ≥ 0.98": (sum(f1 >= 0.98 for _, _, f1 in self.bodies), len(self.bodies)), "leaked strings": self.leaks,
        }
        measures.update({field: (self.right[field], self.total[field]) for field in sorted(self.total)})
        measures["all fields"] = (sum(self.right.values()), sum(self.total.values()))
        return measures
