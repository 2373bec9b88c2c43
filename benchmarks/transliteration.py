"""Measure the Latin forms of names against the English names of the actors table.

    python dev.py run python benchmarks/transliteration.py           similarity, and names found by their key
    ... --misses 40                                                  with names whose keys differ

Similarity is difflib's ratio of the plain form and the English name, in small letters. Many words of the actors' names
stand in the table of words too; the figures of names with a word outside it, and of the rules alone, show the rest.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from musnad.arabic.latin_key import latin_key
from musnad.arabic.orthography import fold
from musnad.arabic.transliteration import plain
from musnad.lexicon import Lexicon
from musnad.lexicon.names import ActorRow
from musnad.lexicon.romanised import RomanisedWordRow, Romaniser
from musnad.lexicon.tables import DATA, read_table

ARAB = frozenset({
    "ARE", "BHR", "DZA", "EGY", "IRQ", "ISM", "JOR", "KWT", "LBN", "LBY", "MAR", "MRT", "OMN", "PSE", "QAT",
    "SAU", "SDN", "SOM", "SYR", "TUN", "YEM",
})  # fmt: skip
STEPS = (1.0, 0.9, 0.8, 0.7, 0.0)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    rows = read_table(DATA / "romanised_words.tsv", RomanisedWordRow)
    romaniser = Romaniser(rows)
    people = [row for row in Lexicon().actors if row.type == "PER" and row.name_en]
    known = {fold(row.form) for row in rows} | {fold("ال" + row.form) for row in rows}
    unknown = [row for row in people if any(fold(word) not in known for word in row.name.split())]
    words = [fold(word) for row in people for word in row.name.split()]
    print(f"{len(rows)} words in the table; {len(people)} persons")
    print(f"words of their names in the table: {sum(word in known for word in words) / len(words):.1%}\n")
    print("                                persons  similarity  same key  a word's key  key similarity")
    for title, some, write in (
        ("table and rules", people, romaniser.plain),
        ("  with a word outside the table", unknown, romaniser.plain),
        ("rules alone", people, plain),
    ):
        print_line(title, some, write)
        print_line("    Arab countries", [row for row in some if row.country in ARAB], write)
        print_line("    others", [row for row in some if row.country not in ARAB], write)
    print_spread(people, romaniser.plain)
    shared = Counter(latin_key(row.name_en) for row in people)
    print(f"\npersons whose English name shares its key with another's: {sum(n for n in shared.values() if n > 1)}")
    for row in [row for row in people if latin_key(row.name_en) != latin_key(romaniser.plain(row.name))][: args.misses]:
        print(f"  {row.name} | {row.name_en} | {romaniser.plain(row.name)}")
    return 0


def print_line(title: str, people: Sequence[ActorRow], write: Callable[[str], str]) -> None:
    """Print the figures of some persons, their names written in one way."""
    pairs = [(write(row.name), row.name_en) for row in people]
    keys = [(latin_key(written), latin_key(english)) for written, english in pairs]
    print(
        f"{title:32} {len(people):6} {statistics.mean(similarity(*pair) for pair in pairs):11.3f}"
        f" {statistics.mean(one == other for one, other in keys):9.1%}"
        f" {statistics.mean(bool(set(one.split()) & set(other.split())) for one, other in keys):13.1%}"
        f" {statistics.mean(similarity(*pair) for pair in keys):15.3f}"
    )


def print_spread(people: Sequence[ActorRow], write: Callable[[str], str]) -> None:
    """Print how the similarities of the plain forms spread."""
    found = [similarity(write(row.name), row.name_en) for row in people]
    shares = [f"at least {step}: {sum(value >= step for value in found) / len(found):.1%}" for step in STEPS[:-1]]
    print("\nsimilarity of the plain form, table and rules: " + ", ".join(shares))


def similarity(one: str, other: str) -> float:
    """Return the share of letters that two strings have in common, in order."""
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


if __name__ == "__main__":
    sys.exit(main())
