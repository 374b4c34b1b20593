"""The peers that the benchmarks compare with: each from the bytes of a page to what it can give of a record.

`READ` gives title, date (as ISO 8601), author and paragraphs, as far as a peer has them. `TEXT` does the least that gives the text, for
the clock. GNE and readability take text, so they get it from resiliparse's detection and decoding, which is quick; trafilatura and
resiliparse detect the encoding themselves.
"""
import logging
import re
import warnings

import gne
import lxml.html
import readability
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

logging.disable(logging.CRITICAL)
warnings.filterwarnings("ignore")
EXTRACTOR = gne.GeneralNewsExtractor()
BLOCKS = {"p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "blockquote", "br", "pre", "ul", "ol", "dd", "dt"}


def decode(page):
    return bytes_to_str(page, detect_encoding(page))


def lines(text):
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def iso_date(text):
    """A date as its page's precision has it: 2016-03-29, or 2016-03-29T12:30 where there is a time that is not midnight."""
    found = re.search(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?:\D{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?)?", text or "")
    if not found:
        return None
    year, month, day, hour, minute, second = found.groups()
    date = f"{year}-{int(month):02}-{int(day):02}"
    if hour is None or (int(hour), int(minute), int(second or 0)) == (0, 0, 0):
        return date
    return f"{date}T{int(hour):02}:{minute}" + (f":{second}" if second else "")


def read_trafilatura(page):
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    return {"title": found.title, "author": found.author, "published": iso_date(found.date), "paragraphs": lines(found.text)} if found else {}


def read_gne(page):
    found = EXTRACTOR.extract(decode(page))
    return {"title": found["title"], "author": found["author"], "published": iso_date(found["publish_time"]), "paragraphs": lines(found["content"])}


def read_resiliparse(page):
    return {"paragraphs": lines(extract_plain_text(decode(page), main_content=True))}


def read_readability(page):
    document = readability.Document(decode(page))
    tree = lxml.html.fromstring(document.summary(html_partial=True))
    for element in tree.iter():
        if element.tag in BLOCKS:
            element.tail = "\n" + (element.tail or "")
            element.text = "\n" + (element.text or "")
    return {"title": document.short_title(), "paragraphs": lines(tree.text_content())}


READ = {"trafilatura": read_trafilatura, "GNE": read_gne, "resiliparse": read_resiliparse, "readability": read_readability}
GIVES = {
    "trafilatura": {"title", "author", "published"}, "GNE": {"title", "author", "published"}, "resiliparse": set(), "readability": {"title"},
}
TEXT = {
    "resiliparse": lambda page: extract_plain_text(decode(page), main_content=True),
    "trafilatura": lambda page: trafilatura.extract(page),
    "trafilatura fast": lambda page: trafilatura.extract(page, fast=True),
    "GNE": lambda page: EXTRACTOR.extract(decode(page)),
    "readability": lambda page: readability.Document(decode(page)).summary(),
}


def attempt(function, page):
    """What a peer makes of a page; nothing where it gives up."""
    try:
        return function(page) or {}
    except Exception:  # whatever a peer throws, the page counts as not read
        return {}
