"""Mine the table of search words from news: which stems words have, and how likely each is.

What comes in: the ANT corpus (`data/news/ant.jsonl.gz`) under MUSNAD_SHARED, the words of `mine_search_words.toml`, and
the names of the lexicon. Annotated articles are left out. What goes out: `search_words.tsv`, folded stems by cost; no
text of the corpus. The same corpus gives the same table.

    python training/mine_search_words.py [FILE]      write FILE, or the table in the package

How: a word is what stands before the stem, the stem, and a pronoun; a stem is likely where many different words are
made of it. The chances of stems are found by expectation maximisation over the distinct words of the corpus, started
from those that carry the article and those that have one reading only. A stem has to earn its place: so much is taken
off its weight, so that a frequent whole such as قوله (his saying) is no stem of its own beside قول.
"""

from __future__ import annotations

import math
import os
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from news_words import ARTICLE, TOKEN, texts

from musnad.arabic.orthography import MARKS, fold
from musnad.arabic.stems import Reading, readings, stem_form
from musnad.lexicon import Lexicon
from musnad.lexicon.search_words import STEM_LENGTHS, SearchWordRow, Stemmer, unknown_cost

HERE = Path(__file__).parent
TABLE = HERE.parent / "src" / "musnad" / "lexicon" / "data" / "search_words.tsv"
BEFORE = {
    "": 0.5, "ال": 0.2, "و": 0.07, "ب": 0.05, "ل": 0.05, "وال": 0.04, "بال": 0.03, "لال": 0.03, "س": 0.06, "ف": 0.01,
    "ك": 0.004, "وب": 0.004, "ول": 0.003, "فال": 0.003, "وس": 0.004, "كال": 0.002, "وبال": 0.002, "ولال": 0.002,
    "فس": 5e-4, "فب": 3e-4, "فل": 3e-4, "وك": 3e-4, "وكال": 2e-4, "فبال": 2e-4, "فلال": 2e-4, "فكال": 1e-4, "فك": 1e-4,
}  # fmt: skip
AFTER = {"": 0.8, "ه": 0.05, "ها": 0.05, "هم": 0.02, "نا": 0.015, "هما": 0.008, "ني": 0.006, "ك": 0.004, "هن": 0.003,
         "ي": 0.0015, "كم": 0.001, "كما": 1e-4}  # fmt: skip
ROUNDS = 8
EARNED = 2.5  # what is taken off the weight of a stem
EARNED_SHORT = 6.0  # off a stem of two letters
LEAST_EARNED = 0.05
RARE = 0.1  # the share of its weight that a stem keeps at least
NAME_WEIGHT = 12.0
LEAST_COUNT = 2
LEAST_WRITTEN = 3
# how often a stem stands free, of the times the whole word occurs
FREE_CONJUNCTION, FREE_PREPOSITION, FREE_PRONOUN, FREE_CHANGED = 0.15, 0.05, 0.04, 0.3
TANWIN = re.compile("اً|ًا")


class Words(NamedTuple):
    """Folded words: how often each occurs, its most frequent spelling, and those written with tanwin."""

    count: Counter[str]
    spelling: Mapping[str, str]
    tanwin: frozenset[str]


class Weighed(NamedTuple):
    """A word with its weight and the readings it may have."""

    word: str
    weight: float
    readings: tuple[Reading, ...]


def main(args: list[str]) -> int:
    """Run the command line; return the exit status."""
    if len(args) > 1 or "MUSNAD_SHARED" not in os.environ:
        print(__doc__, file=sys.stderr)
        return 2
    lists = tomllib.loads((HERE / "mine_search_words.toml").read_text(encoding="utf-8"))
    words = count_words(texts(Path(os.environ["MUSNAD_SHARED"])))
    names = name_words(Lexicon())
    data = weigh(words)
    stems = find_stems(data, names)
    own = exceptions(data, stems, words, lists)
    Path(args[0] if args else TABLE).write_text("\n".join(rows(stems, lists, own)) + "\n", encoding="utf-8")
    return 0


def count_words(articles: Iterable[str]) -> Words:
    """Return the Arabic words of the articles."""
    surface: Counter[str] = Counter()
    for text in articles:
        surface.update(TOKEN.findall(text))
    without_marks = dict.fromkeys(map(ord, MARKS))
    count: Counter[str] = Counter()
    tanwin: Counter[str] = Counter()
    best: dict[str, tuple[int, str]] = {}
    for written, times in surface.items():
        word = fold(written)
        if not re.fullmatch("[ء-ي]{2,}", word):
            continue
        count[word] += times
        if TANWIN.search(written[-2:]):
            tanwin[word] += times
        bare = written.translate(without_marks)
        if len(bare) == len(word):
            best[word] = max(best.get(word, (0, "")), (times, bare))
    often = frozenset(word for word, times in tanwin.items() if times > 0.02 * count[word])
    return Words(count, {word: bare for word, (_, bare) in best.items()}, often)


def name_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that persons' and places' names are made of, without the article."""
    names = [name for row in lexicon.actors if row.type == "PER" for name in (row.name, *row.aliases)]
    names += [name for row in lexicon.places for name in (row.name, *row.aliases)]
    names += [row.form for row in lexicon.given_names if not row.caution]
    words = {word.removeprefix(ARTICLE) for name in names for word in name.split()}  # not ألبانيا (Albania)
    return frozenset(stem_form(word) for word in map(fold, words) if len(word) > 2)


def weigh(words: Words) -> list[Weighed]:
    """Return the words with the readings that their letters and the stems that stand free allow."""
    free: Counter[str] = Counter()
    for word, times in words.count.items():
        free[stem_form(word)] += times
        if word.startswith(ARTICLE) and len(word) > 3:
            free[stem_form(word[2:])] += times
    return [
        Weighed(word, math.log(1 + times), tuple(_possible(word, words, free)))
        for word, times in words.count.items()
        if times >= LEAST_COUNT
    ]


def _possible(word: str, words: Words, free: Counter[str]) -> Iterable[Reading]:
    spelling, times = words.spelling.get(word, word), words.count[word]
    for reading in readings(word):
        before, stem, after = reading
        definite = before.endswith(ARTICLE)
        if definite and not before.endswith("لال") and spelling[len(before) - 2] != "ا":
            continue  # إلغاء (abolition) has no article
        if after and word in words.tanwin:
            continue  # أحيانًا (sometimes) has no pronoun
        least = FREE_PRONOUN if word.endswith(stem + after) or stem.endswith("ه") else FREE_CHANGED
        if after and free[stem] < times * least:
            continue
        if before and not definite:
            seen = before[0] in "وف" and spelling[len(before) : len(before) + 1] not in ("أ", "إ", "آ")
            if free[stem] < times * (FREE_CONJUNCTION if seen and len(stem) < 5 else FREE_PREPOSITION) and not after:
                continue
        yield reading


def find_stems(data: list[Weighed], names: frozenset[str]) -> dict[str, float]:
    """Return the probability of each stem."""
    weight: Counter[str] = Counter()
    for word in data:
        sure = next((r for r in word.readings if r.before.endswith(ARTICLE)), word.readings[0])
        weight[sure.stem] += word.weight * (1.0 if sure.before or len(word.readings) == 1 else 0.1)
    chance = _chances(weight, names)
    for _ in range(ROUNDS):
        weight = Counter()
        for word in data:
            shares = [BEFORE.get(r.before, 0) * AFTER[r.after] * chance(r.stem) for r in word.readings]
            whole = sum(shares)
            for reading, share in zip(word.readings, shares, strict=True):
                if share > whole / 1e4:
                    weight[reading.stem] += word.weight * share / whole
        chance = _chances(weight, names)
    return {stem: chance(stem) for stem in {*weight, *names} if _earned(stem, weight, names) > LEAST_EARNED}


def _earned(stem: str, weight: Mapping[str, float], names: frozenset[str]) -> float:
    off = EARNED_SHORT if len(stem) <= 2 else EARNED
    whole = weight.get(stem, 0.0) + (NAME_WEIGHT if stem in names else 0.0)
    return max(whole - off, RARE * whole if len(readings(stem)) == 1 else 0.0)


def _chances(weight: Counter[str], names: frozenset[str]):  # type: ignore[no-untyped-def]  # a closure for one loop
    total = sum(weight.values()) + NAME_WEIGHT * len(names)
    lengths = defaultdict(lambda: math.exp(-unknown_cost(STEM_LENGTHS)))
    lengths.update({n: math.exp(-unknown_cost(n)) for n in range(STEM_LENGTHS + 1)})

    def chance(stem: str) -> float:
        return _earned(stem, weight, names) / total + lengths[len(stem)]

    return chance


def exceptions(
    data: list[Weighed], stems: Mapping[str, float], words: Words, lists: Mapping[str, Mapping[str, object]]
) -> dict[str, str]:
    """Return the stem of each word that the costs alone would read as the corpus does not allow."""
    plain = Stemmer(SearchWordRow(*_typed(line)) for line in rows(stems, lists, {})[1:])
    found = {}
    for word, _, possible in data:
        if words.count[word] < LEAST_WRITTEN or not possible:
            continue
        got = plain(word)
        if got in possible or got.stem in plain.fixed:
            continue
        best = min(possible, key=plain.cost)
        if best.stem != got.stem:
            found[word] = best.stem
    return found


def _typed(line: str) -> tuple[object, ...]:
    key, kind, cost, forms, source = line.split("\t")
    return key, kind, int(cost), tuple(forms.split("|")), source


def rows(stems: Mapping[str, float], lists: Mapping[str, Mapping[str, object]], own: Mapping[str, str]) -> list[str]:
    """Return the lines of the table: what stands before and after, the words of the lists, the stems by cost."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for kind, chances in (("before", BEFORE), ("after", AFTER)):
        for part, chance in chances.items():
            found[kind, _cost(chance)].append(part or "-")
    for form, stem in lists["irregular"].items():
        found["irregular", 0].append(f"{fold(form)}={stem_form(fold(str(stem)))}")
    found["irregular", 0] += [f"{word}={stem}" for word, stem in own.items()]
    for kind in ("alone", "joined"):
        words = lists[kind]["words"]
        assert isinstance(words, list)
        found[kind, 0] += [stem_form(fold(word)) for word in words]
    for stem, chance in stems.items():
        if chance > 2 * math.exp(-unknown_cost(len(stem))):
            found["stem", _cost(chance)].append(stem)
    lines = [
        f"{kind}.{cost:03}\t{kind}\t{cost}\t{'|'.join(sorted(set(forms)))}\tmined"
        for (kind, cost), forms in found.items()
    ]
    return ["key\tkind\tcost\tforms\tsource", *sorted(lines)]


def _cost(chance: float) -> int:
    return round(-10 * math.log(chance))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
