"""Fill the column `source` of the table of offices: where it is attested that a person held an office.

What comes in: a table with the columns of `roles.tsv`, the actors of the package, and under MUSNAD_SHARED the ANT
corpus and the Saudi news of 2015. What goes out: the same table with its sources, and on standard output how many rows
of each country have none, and which rows an article from outside their dates seems to contradict. Nothing else of a row
is changed, and no text of a corpus is written.

    python training/attest_roles.py [TABLE [UNSOURCED]]      rows without a source go to UNSOURCED, TABLE loses them

| source | what it says |
|---|---|
| `ant:ID` | an article of the ANT corpus, of a day within the row's dates, names the office and the person as one |
| `saudinews:ID` | an article of the Saudi news does; asked only where ANT is silent |
| `github:OWNER/REPO/PATH`, `web:ADDRESS` | a public file or page says it; written by hand, kept where no article does |

The files that say most of what is written by hand: `html/holders21.csv` of the repositories of
every-politician-scrapers (who held which office of a state from 2001 to 2022, with days), `data/wikidata.csv` of
world-leaders-2021 there (heads of states and governments to 2026), and a list of state leaders in
chinapedia/wikipedia.abstract.en (2001 to 2019).

An office is named by one of the row's phrases; articles (the وزير of الوزير) and the way a nation is written aside:
وزير الدفاع الروسي is وزير دفاع روسيا. «نائب وزير الدفاع» and «وزير الدفاع السابق» name somebody else. Three patterns
say that it is the row's person, the first two before the last:

- his name, or a surname that stands in the table of actors, right after the phrase: titles and signs may stand between;
- his full name, or an alias of two words, right after the phrase without its nation (وزير الخارجية عادل الجبير), or
  right before the phrase;
- the same within ten words of one sentence, where no other phrase and no other name stands between and neither is
  joined by و.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from attest_names import BY_HAND, MOST_IDS, TABLES, choose, words_of, write_table
from news_words import TOKEN

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon

ARTICLE = "ال"
LEAST_BARE = 3  # letters that an article leaves
WINDOW = 10
CLOSE = 4  # titles may stand between: الفريق أول ركن
SENTENCE_ENDS = frozenset(".؟?!\n؛:")
WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FORMER, DEPUTY = frozenset(map(fold, WORDS["former"])), frozenset(map(fold, WORDS["deputy"]))
Span = tuple[int, int, str]  # where it starts, where it ends, the proclitics on its first word


class Role(NamedTuple):
    """A row of the table, as far as attesting it needs; `first` and `last` are days as ISO dates sort."""

    key: str
    actor: str
    country: str
    phrases: tuple[str, ...]
    first: str
    last: str
    sources: tuple[str, ...]


class Article(NamedTuple):
    """An article of a corpus: who published it, and on which day."""

    id: str
    outlet: str
    day: str
    text: str


class Words(NamedTuple):
    """The words of a text: folded, and folded without article where a nation is one sign however it is written."""

    forms: list[str]
    bare: list[str]


class Index:
    """What to look for in a text: phrases and names by their first word."""

    def __init__(self, roles: list[Role]) -> None:
        self.nations = _nations()
        self.phrases: dict[str, list[tuple[tuple[str, ...], int, bool]]] = defaultdict(list)
        self.names: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for number, role in enumerate(roles):
            for words, whole in sorted(self._wordings(role)):
                self.phrases[words[0]].append((words[1:], number, whole))
        for actor, name in _names({role.actor for role in roles}):
            self.names[name[0]].append((name[1:], actor))
        self._openers: dict[str, list[tuple[str, str, str]]] = {}

    def bare(self, form: str) -> str:
        """Return a folded word without its article, a nation as its sign."""
        bare = form[2:] if form.startswith(ARTICLE) and len(form) >= LEAST_BARE + len(ARTICLE) else form
        return self.nations.get(bare, bare)

    def openers(self, form: str) -> list[tuple[str, str, str]]:
        """Return the readings of a word that may open a phrase or a name: proclitics, stem, stem without article."""
        if form not in self._openers:
            splits = [(s.clitics, s.stem, self.bare(s.stem)) for s in proclitic_splits(form)]
            self._openers[form] = [s for s in splits if s[1] in self.names or s[2] in self.phrases]
        return self._openers[form]

    def _wordings(self, role: Role) -> set[tuple[tuple[str, ...], bool]]:
        """Return the phrases of a row as bare words, and what two words or more are without the nation."""
        found: set[tuple[tuple[str, ...], bool]] = set()
        for phrase in role.phrases:
            words = tuple(self.bare(word) for word in words_of(phrase))
            found.add((words, True))
            rest = words[:-1]
            if len(rest) > 1 and words[-1].startswith("="):
                found.add((rest, False))
        return found


class Hits(NamedTuple):
    """Where phrases and names stand in a text."""

    phrases: list[tuple[Span, int, bool]]
    names: dict[str, list[tuple[Span, bool]]]


Found = dict[int, dict[tuple[int, str], list[str]]]  # row, then rank and outlet: the ids


def main(args: list[str]) -> int:
    """Run the command line; return the exit status."""
    if len(args) > MOST_IDS or "MUSNAD_SHARED" not in os.environ:
        print(__doc__, file=sys.stderr)
        return 2
    table = Path(args[0]) if args else TABLES / "roles.tsv"
    news = Path(os.environ["MUSNAD_SHARED"]) / "data" / "news"
    roles = read_roles(table)
    sources, doubts = attest(roles, news)
    print(*report(roles, sources, doubts), sep="\n")
    write_table(table, sources, Path(args[1]) if args[1:] else None)
    return 0


def read_roles(file: Path) -> list[Role]:
    """Return the rows of a table of offices."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Role(
                cells["key"],
                cells["actor"],
                cells["country"],
                tuple(cells["phrase"].split("|")),
                cells["start"] or "0000",
                f"{cells['end']}-99" if cells["end"] else "9999",  # a year or a month counts whole
                tuple(filter(None, cells["source"].split("|"))),
            )
            for cells in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def attest(roles: list[Role], news: Path) -> tuple[dict[str, tuple[str, ...]], dict[str, list[str]]]:
    """Return the sources of each row by its key, and the ids that speak of the office outside the row's dates."""
    sources = {role.key: tuple(s for s in role.sources if s.startswith(BY_HAND)) for role in roles}
    doubts: dict[str, list[str]] = {}
    done: set[str] = set()
    for prefix, name in (("ant:", "ant.jsonl.gz"), ("saudinews:", "saudinewsnet.jsonl.gz")):
        wanted = [role for role in roles if role.key not in done]
        found, outside = search(wanted, articles(news / name), roles)
        for number, ids in found.items():
            sources[wanted[number].key] = tuple(prefix + id_ for id_ in choose(ids))
            done.add(wanted[number].key)
        for number, its_ids in outside.items():
            doubts.setdefault(wanted[number].key, []).extend(prefix + id_ for id_ in its_ids)
    return sources, doubts


def articles(file: Path) -> Iterator[Article]:
    """Return the articles of a corpus; where none says when it was published, the day it was fetched."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            day = (record.get("published") or record.get("crawled") or "")[:10]
            yield Article(record["id"], record["outlet"], day, f"{record['title']}\n{record['text']}")


def search(roles: list[Role], texts: Iterable[Article], everyone: list[Role]) -> tuple[Found, dict[int, list[str]]]:
    """Return the first ids that attest each row, and ids that name its holder so on a day when he holds nothing."""
    index = Index(roles)
    titles = frozenset(index.bare(fold(word)) for row in Lexicon().titles for word in (row.form, *row.feminine))
    found: Found = defaultdict(lambda: defaultdict(list))
    outside: dict[int, list[str]] = defaultdict(list)
    terms: dict[str, list[Role]] = defaultdict(list)
    for role in everyone:
        terms[role.actor].append(role)
    for text in texts:
        words = read_words(text.text, index)
        hits = find_hits(words, index)
        for span, number, whole in hits.phrases:
            role = roles[number]
            rank = _rank(span, whole, role.actor, hits, words, titles)
            if rank is None:
                continue
            within = role.first <= text.day <= role.last
            if not within and (rank > -1 or any(r.first <= text.day <= r.last for r in terms[role.actor])):
                continue
            ids = found[number][max(rank, 0), text.outlet] if within else outside[number]
            if len(ids) < MOST_IDS and text.id not in ids:
                ids.append(text.id)
    return {n: by for n, by in found.items() if any(by.values())}, outside


def read_words(text: str, index: Index) -> Words:
    """Return the words of a text."""
    forms = [fold(token) or token for token in TOKEN.findall(text)]
    return Words(forms, [index.bare(form) for form in forms])


def find_hits(words: Words, index: Index) -> Hits:
    """Return where phrases and names stand; of phrases that start on one word, the longest."""
    hits = Hits([], defaultdict(list))
    for at, form in enumerate(words.forms):
        for clitics, stem, bare in index.openers(form):
            longest: list[tuple[int, int, bool]] = []
            for rest, number, whole in index.phrases.get(bare, ()):
                if tuple(words.bare[at + 1 : at + 1 + len(rest)]) == rest:
                    longest.append((at + 1 + len(rest), number, whole))
            end = max((end for end, _, _ in longest), default=0)
            if not _is_another_office(words, at, end):
                hits.phrases.extend(((at, e, clitics), n, whole) for e, n, whole in longest if e == end)
            for rest, actor in index.names.get(stem, ()):
                if tuple(words.forms[at + 1 : at + 1 + len(rest)]) == rest:
                    hits.names[actor].append(((at, at + 1 + len(rest), clitics), len(rest) > 0))
    return hits


def _is_another_office(words: Words, at: int, end: int) -> bool:
    before = words.bare[at - 1] if at else ""
    return before in DEPUTY or (end < len(words.bare) and words.bare[end] in FORMER)


def _rank(span: Span, whole: bool, actor: str, hits: Hits, words: Words, titles: frozenset[str]) -> int | None:
    """Return how well a phrase is tied to its person: -1 name after it, 0 the other close patterns, 1 in a window."""
    ranks: list[int] = []
    for name, full in hits.names.get(actor, ()):
        before = name[1] <= span[0]
        gap = (name[1], span[0]) if before else (span[1], name[0])
        joined = (span if before else name)[2].startswith(("و", "ف"))
        if gap[0] > gap[1] or joined or not (full or (whole and not before)):
            continue
        between = words.bare[slice(*gap)]
        if len(between) <= CLOSE and all(word in titles or not word[0].isalpha() for word in between):
            if not SENTENCE_ENDS.isdisjoint(between) or (before and not whole):
                continue
            ranks.append(-1 if whole and not before else 0)
        elif whole and full and _is_one_sentence(between) and _is_alone(gap, hits):
            ranks.append(1)
    return min(ranks, default=None)


def _is_one_sentence(between: list[str]) -> bool:
    return SENTENCE_ENDS.isdisjoint(between) and sum(word[0].isalpha() for word in between) <= WINDOW


def _is_alone(gap: tuple[int, int], hits: Hits) -> bool:
    """Whether no other phrase and no other name stands within the gap."""
    others = [span for span, _, _ in hits.phrases] + [span for spans in hits.names.values() for span, _ in spans]
    return not any(gap[0] <= start < gap[1] for start, _, _ in others)


def _nations() -> dict[str, str]:
    """Return the sign of each word for a state: its name, its adjective, without article."""
    nations: dict[str, str] = {}
    for place in Lexicon().places:
        if place.kind != "state":
            continue
        adjectives = [form + ending for form in map(fold, place.demonym) for ending in ("", fold("ة"))]
        names = [fold(name) for name in (place.name, *place.aliases) if " " not in name]
        for word in (*adjectives, *names):
            bare = word[2:] if word.startswith(ARTICLE) and len(word) >= LEAST_BARE + len(ARTICLE) else word
            nations.setdefault(bare, f"={place.country or place.key}")
    return nations


def _names(actors: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the names of the persons in question, each once."""
    for row in Lexicon().actors:
        if row.key in actors:
            yield from ((row.key, name) for name in {words_of(name): None for name in (row.name, *row.aliases)} if name)


def report(roles: list[Role], sources: dict[str, tuple[str, ...]], doubts: dict[str, list[str]]) -> Iterator[str]:
    """Tell how many rows have each kind of source, how many of each country have none, and which dates look wrong."""
    kinds = Counter(sources[role.key][0].partition(":")[0] for role in roles if sources[role.key])
    yield from (f"{kind}\t{count}" for kind, count in sorted(kinds.items()))
    without = Counter(role.country for role in roles if not sources[role.key])
    yield f"without a source\t{without.total()} of {len(roles)}"
    yield from (f"{country or '-'}\t{count}" for country, count in sorted(without.items()))
    yield from (f"outside its dates\t{key}\t{' '.join(ids)}" for key, ids in sorted(doubts.items()) if ids)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
