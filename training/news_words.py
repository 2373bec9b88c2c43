"""Read the ANT corpus as rows of words, for mining.

What comes in: `data/news/ant.jsonl.gz` under MUSNAD_SHARED. What goes out: every article as numbers of folded words,
with the word that each is without its proclitics, and how often each occurs. Annotated articles and second copies are
left out. Nothing is said about what a word is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from musnad.arabic.orthography import fold

__all__ = ["ARTICLE", "CLITICS", "LI_ARTICLE", "TOKEN", "Corpus", "read_corpus", "texts"]

ARTICLE = "ال"
LI_ARTICLE = "لل"  # ل swallows the alef of the article
CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك")

HERE = Path(__file__).parent
ANNOTATED = ("train", "validation")
# A number, a word with its marks, any other sign, a line end.
TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_][^\W\d_\u064B-\u065F\u0670\u0640]*(?:[\u064B-\u065F\u0670\u0640]+[^\W\d_]*)*|\S|\n"
)


class Corpus(NamedTuple):
    """Articles as rows of word numbers, and how often each word and each stem occurs.

    `stem` holds for each word the number of what is left without its proclitics, `clitics` those proclitics.
    """

    words: list[str]
    articles: list[array[int]]
    word_count: Counter[str]
    stem: list[int]
    clitics: list[str]
    stem_count: Counter[int]


def read_corpus(shared: Path) -> Corpus:
    """Return the corpus without annotated articles and second copies."""
    number: dict[str, int] = {}
    words: list[str] = []
    known: dict[str, int] = {}
    articles = []
    for text in texts(shared):
        article = array("I")
        for token in TOKEN.findall(text):
            if token not in known:
                form = fold(token)
                if form not in number:
                    number[form] = len(words)
                    words.append(form)
                known[token] = number[form]
            article.append(known[token])
        articles.append(article)
    tally: Counter[int] = Counter()
    for article in articles:
        tally.update(article)
    count = Counter({words[n]: times for n, times in tally.items()})
    parts = [_split(word, count) for word in words]
    stem = [number[form] for form, _ in parts]
    stem_count: Counter[int] = Counter()
    for article in articles:
        stem_count.update(stem[n] for n in article)
    return Corpus(words, articles, count, stem, [clitics for _, clitics in parts], stem_count)


def texts(shared: Path) -> Iterator[str]:
    annotated = {file.stem for part in ANNOTATED for file in (HERE / "annotations" / part).glob("*.json")}
    seen: set[bytes] = set()
    with gzip.open(shared / "data/news/ant.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = f"{record['title']}\n{record['text']}"
            digest = hashlib.blake2b(text.encode()).digest()
            if record["id"] not in annotated and digest not in seen:
                seen.add(digest)
                yield text


def _split(word: str, count: Counter[str]) -> tuple[str, str]:
    """Cut proclitics off a word where the rest is far more frequent than the whole."""
    if len(word) < 4 or word[0] not in CLITICS:
        return word, ""
    often = 3 * count[word]
    found = (word, "")
    rest = count[word[1:]]
    if rest > often and rest >= 5:
        found = (word[1:], word[0])
    if word.startswith(LI_ARTICLE) and count[ARTICLE + word[2:]] > often:
        found = (ARTICLE + word[2:], LI_ARTICLE[0])
    if len(word) > 4 and word[:2] in CLITICS and count[word[2:]] > max(rest, often) and count[word[2:]] >= 5:
        found = (word[2:], word[:2])
    return found
