"""Fill the column `source` of the tables of actors and places: where each row's name is attested.

What comes in: `actors.tsv` and `places.tsv` of the package, and under MUSNAD_SHARED the ANT corpus, the Saudi news, two
sets of tagged names, the headlines of ANS and a list of places. What goes out: the same tables with their sources, and
on standard output how many rows of each type and country nothing attests. Nothing else of a row is changed, and no text
of a corpus is written.

    python training/attest_names.py [--drop FOLDER]      FOLDER gets the rows without a source, the tables lose them

| source | what it says |
|---|---|
| `ant:ID` | an article of the ANT corpus has the name; up to two, of different outlets where there are such |
| `anercorp`, `aqmar` | a tagged name of that set, with the type of the row |
| `csc` | the list of places of dr5hn/countries-states-cities-database has the place, in the same country |
| `ans`, `saudinews:ID` | a headline or an article has the name; asked only where those above are silent |
| `geonames`, `cldr` | the alternate names of GeoNames, or the Arabic names in CLDR, have it; written by hand |
| `github:OWNER/REPO/PATH`, `web:ADDRESS` | a public file or page has the name; written by hand, kept as it stands |

What counts as the name: the full name, or an alias of two words or more that no other row has. A surname alone attests
nobody. A row under caution needs its full name; where that is one word, it needs a noun of its kind before it (مدينة,
a city; صحيفة, a newspaper), because the word alone may be an ordinary one. Articles that are annotated count as well:
that a name occurs there tells nothing of where.

The ids of Wikidata are written by hand, each beside a name that a file states: of states by their ISO code in
@rapideditor/country-coder 5.6 (ISC); of capitals, of Denmark and of the Netherlands by ISO code and name in
`app/explore2/src/data/countries.js` of waldenn/conzept; of companies and bodies by name and description in
name-suggestion-index 8.0 (BSD-3).
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from news_words import TOKEN

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon

HERE = Path(__file__).parent
TABLES = HERE.parent / "src" / "musnad" / "lexicon" / "data"
BY_HAND = ("github:", "web:", "geonames", "cldr")
MOST_IDS = 2
TAGGED_TYPES = {"PERS": "PER", "PER": "PER", "ORG": "ORG", "LOC": "LOC"}
HEAD_WORDS = 3  # a noun of kind may stand this far before the name: مدينة حلب, صحيفة «الحياة»


class Row(NamedTuple):
    """A row of either table, as far as attesting it needs."""

    key: str
    type: str
    country: str
    name: str
    aliases: tuple[str, ...]
    caution: bool
    sources: tuple[str, ...]


class Form(NamedTuple):
    """One way to write a row's name: its words after the first, the number of the row, how well it attests.

    `rank` is 0 for the full name, 1 for an alias; `needs_head` asks for a noun of kind before it.
    """

    rest: tuple[str, ...]
    row: int
    rank: int
    needs_head: bool


class Text(NamedTuple):
    """A text to look for names in: its id, and who published it."""

    id: str
    outlet: str
    text: str


Forms = dict[str, list[Form]]
Found = dict[int, dict[tuple[int, str], list[str]]]  # row, then rank and outlet: the ids


def main(args: list[str]) -> int:
    """Run the command line; return the exit status."""
    drop = Path(args[1]) if len(args) == 2 and args[0] == "--drop" else None
    if (args and drop is None) or "MUSNAD_SHARED" not in os.environ:
        print(__doc__, file=sys.stderr)
        return 2
    data = Path(os.environ["MUSNAD_SHARED"]) / "data"
    rows = [*read_rows(TABLES / "actors.tsv"), *read_rows(TABLES / "places.tsv")]
    sources = attest(rows, data)
    print(*report(rows, sources), sep="\n")
    for name in ("actors", "places"):
        write_table(TABLES / f"{name}.tsv", sources, drop / f"unsourced_{name}.tsv" if drop else None)
    return 0


def read_rows(file: Path) -> list[Row]:
    """Return the rows of a table; a place has the type LOC."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Row(
                cells["key"],
                cells.get("type", "LOC"),
                cells["country"],
                cells["name"],
                tuple(filter(None, cells["aliases"].split("|"))),
                cells["caution"] == "1",
                tuple(filter(None, cells["source"].split("|"))),
            )
            for cells in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def attest(rows: list[Row], data: Path) -> dict[str, tuple[str, ...]]:
    """Return the sources of each row by its key; each kind of source is asked for rows that have none yet."""
    sources = {row.key: tuple(s for s in row.sources if s.startswith(BY_HAND)) for row in rows}
    heads = _heads()
    searches: tuple[tuple[str, Callable[[], Iterable[Text]]], ...] = (
        ("ant:", lambda: _articles(data / "news/ant.jsonl.gz")),
        ("ans", lambda: _headlines(data / "claims/ans")),
        ("saudinews:", lambda: _articles(data / "news/saudinewsnet.jsonl.gz")),
    )
    confirm = _confirmations(data)
    for prefix, texts in searches:
        wanted = rows if prefix == "ant:" else [row for row in rows if not sources[row.key]]
        for number, found in find_names(texts(), forms_of(wanted, rows), heads).items():
            ids = tuple(prefix + id_ if prefix.endswith(":") else prefix for id_ in choose(found))
            sources[wanted[number].key] = tuple(dict.fromkeys(ids)) or sources[wanted[number].key]
        if prefix == "ant:":
            for row in rows:
                sources[row.key] = sources[row.key] or confirm(row)
    return sources


def forms_of(wanted: list[Row], rows: list[Row]) -> Forms:
    """Return the forms that attest the wanted rows, by their first word."""
    owners = Counter(form for row in rows for form in {words_of(name) for name in (row.name, *row.aliases)})
    forms: Forms = defaultdict(list)
    for number, row in enumerate(wanted):
        words = words_of(row.name)
        forms[words[0]].append(Form(words[1:], number, 0, row.caution and len(words) == 1))
        for alias in map(words_of, () if row.caution else row.aliases):
            if len(alias) > 1 and owners[alias] == 1 and alias != words:
                forms[alias[0]].append(Form(alias[1:], number, 1, False))
    return forms


@cache
def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(map(fold, TOKEN.findall(text)))


def find_names(texts: Iterable[Text], forms: Forms, heads: frozenset[str]) -> Found:
    """Return the first ids of texts that have each row's name; a proclitic may stand on its first word."""
    stems: dict[str, tuple[str, tuple[str, ...]]] = {}
    found: Found = defaultdict(lambda: defaultdict(list))
    for text in texts:
        words, starts = [], []
        for at, token in enumerate(TOKEN.findall(text.text)):
            if token not in stems:
                stems[token] = _stems(token, forms)
            word, openers = stems[token]
            words.append(word)
            if openers:
                starts.append((at, openers))
        for at, openers in starts:
            for form in (form for opener in openers for form in forms[opener]):
                if _stands(form, words, at, heads):
                    ids = found[form.row][form.rank, text.outlet]
                    if len(ids) < MOST_IDS and text.id not in ids:
                        ids.append(text.id)
    return found


def _stems(token: str, forms: Forms) -> tuple[str, tuple[str, ...]]:
    word = fold(token)
    return word, tuple(dict.fromkeys(s.stem for s in proclitic_splits(word) if s.stem in forms))


def _stands(form: Form, words: list[str], at: int, heads: frozenset[str]) -> bool:
    rest = form.rest
    if rest and tuple(words[at + 1 : at + 1 + len(rest)]) != rest:
        return False
    return not form.needs_head or not heads.isdisjoint(words[max(0, at - HEAD_WORDS) : at])


def choose(found: dict[tuple[int, str], list[str]]) -> tuple[str, ...]:
    """Return up to two ids: full names before aliases, then different outlets before one.

    >>> choose({(0, "A"): ["A-1", "A-2"], (0, "B"): ["B-1"], (1, "C"): ["C-1"]})
    ('A-1', 'B-1')
    """
    chosen: list[str] = []
    for rank in (0, 1):
        lists = [ids for (its_rank, _), ids in sorted(found.items()) if its_rank == rank]
        for place in range(MOST_IDS):
            chosen += [ids[place] for ids in lists if len(ids) > place and ids[place] not in chosen]
    return tuple(chosen[:MOST_IDS])


def _heads() -> frozenset[str]:
    """Return the nouns that say what kind of thing the next name is."""
    places = tomllib.loads((HERE / "mine_name_words.toml").read_text(encoding="utf-8"))["place_nouns"]
    organisations = [row.form for row in Lexicon().organisation_heads]
    titles = [row.form for row in Lexicon().titles]
    return frozenset(map(fold, (*places, *organisations, *titles)))


def _articles(file: Path) -> Iterator[Text]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Text(record["id"], record["outlet"], f"{record['title']}\n{record['text']}")


def _headlines(folder: Path) -> Iterator[Text]:
    for file in sorted(folder.rglob("*.csv")):
        yield Text("", file.name, file.read_text(encoding="utf-8"))


def _confirmations(data: Path) -> Callable[[Row], tuple[str, ...]]:
    """Return what tells which of the sets of names have a row's name, or an alias of two words."""
    sets = {
        "anercorp": _tagged((data / "names/anercorp/ANERCorp_CamelLab_train.txt",)),
        "aqmar": _tagged(sorted((data / "names/aqmar").rglob("*.txt"))),
    }
    listed = _listed_places(data / "places/csc-ar")

    def confirm(row: Row) -> tuple[str, ...]:
        aliases = () if row.caution else tuple(words for words in map(words_of, row.aliases) if len(words) > 1)
        names = (words_of(row.name), *aliases)
        sources = [name for name, tagged in sets.items() if any((row.type, words) in tagged for words in names)]
        if row.type == "LOC" and any(
            (row.country, words) in listed for words in map(words_of, (row.name, *row.aliases))
        ):
            sources.append("csc")
        return tuple(sources)

    return confirm


def _tagged(files: Iterable[Path]) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Return the names of files of lines `word B-TYPE`, with their types."""
    names: set[tuple[str, tuple[str, ...]]] = set()
    for file in files:
        for lines in file.read_text(encoding="utf-8", errors="replace").split("\n\n"):
            name: list[str] = []
            kind = ""
            for line in (*lines.split("\n"), "\tO"):
                word, _, tag = line.strip().rpartition(" ")
                if not tag.startswith("I-") and name:
                    names.add((TAGGED_TYPES.get(kind, kind), words_of(" ".join(name))))
                    name = []
                if tag.startswith(("B-", "I-")):
                    name.append(word)
                    kind = tag[2:]
    return frozenset(names)


def _listed_places(folder: Path) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Return the Arabic names of the list of places, with the ISO code of their countries."""
    iso3 = {c["iso2"]: c["iso3"] for c in json.loads((folder / "countries.json").read_text(encoding="utf-8"))}
    with (folder / "places_ar.tsv").open(encoding="utf-8", newline="") as lines:
        return frozenset(
            (iso3.get(cells["cc"], cells["cc"]), words_of(cells["name_ar"]))
            for cells in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if cells["name_ar"]
        )


def report(rows: list[Row], sources: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Tell how many rows have each kind of source, and how many of each type and country have none."""
    kinds = Counter((row.type, s.partition(":")[0]) for row in rows for s in sources[row.key][:1])
    yield from (f"{type_}\t{kind}\t{count}" for (type_, kind), count in sorted(kinds.items()))
    without = Counter((row.type, row.country) for row in rows if not sources[row.key])
    yield f"without a source\t{without.total()} of {len(rows)}"
    yield from (f"{type_}\t{country or '-'}\t{count}" for (type_, country), count in sorted(without.items()))


def write_table(file: Path, sources: dict[str, tuple[str, ...]], unsourced: Path | None) -> None:
    """Write a table with its sources; the rows that have none go to `unsourced`, where that is given."""
    header, *lines = file.read_text(encoding="utf-8").splitlines()
    kept, dropped = [header], [header]
    for line in lines:
        cells = line.split("\t")
        cells[-1] = "|".join(sources[cells[0]])
        (dropped if unsourced and not cells[-1] else kept).append("\t".join(cells))
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    if unsourced:
        unsourced.write_text("\n".join(dropped) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
