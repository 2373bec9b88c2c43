"""Mine the table of name words from news: words that are likely names, and words that are none.

What comes in: the ANT corpus (`data/news/ant.jsonl.gz`) and two lists of given names (`data/names/arabic-names`) under
MUSNAD_SHARED, and the words of `mine_name_words.toml`. Annotated articles are left out, so that scores on them stay
honest. What goes out: `name_words.tsv`, folded words by kind; no text of the corpus. The same corpus and versions of
the libraries give the same table. What a word is in a text is for the mentions stage.

    python training/mine_name_words.py [FILE]      write FILE, or the table in the package; needs the group `training`

How: words that often follow a title are given names, words that often follow those are family names, words that
follow "city" are places, and words with the endings of Arabic nouns and verbs are ordinary. A logistic regression
learns from these what kinds of neighbours, proclitics and endings each kind has, and sorts all words that occur four
times; what it is sure of joins the seeds of the next round.
"""

from __future__ import annotations

import os
import sys
import tomllib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
from news_words import ARTICLE, CLITICS, LI_ARTICLE, Corpus, read_corpus
from sklearn.linear_model import LogisticRegression

from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon

HERE = Path(__file__).parent
TABLE = HERE.parent / "src" / "musnad" / "lexicon" / "data" / "name_words.tsv"
NAME_LISTS = ("female-first-names-in-arabic.txt", "male-first--names-in-arabic.txt")
FUTURE_PREFIXES = ("سي", "ست", "سن")
ADJECTIVE_ENDINGS = ("ي", "ية")

ORDINARY, GIVEN, PLACE, FAMILY, UNKNOWN = 0, 1, 2, 3, -1
ROUNDS = 3
LEAST_COUNT = 4
NEIGHBOURS = 4000
OUTSIDE = -1


class Lists(NamedTuple):
    """The words the mining starts from, folded."""

    titles: frozenset[str]
    adjectives: frozenset[str]
    not_adjectives: frozenset[str]
    strict_titles: frozenset[str]
    offices: frozenset[str]
    place_nouns: frozenset[str]
    no_given_names: frozenset[str]
    no_names: frozenset[str]
    given: frozenset[str]


class Types(NamedTuple):
    """The stems that are sorted, the features of each, and how often each follows a title or a noun for places."""

    stems: list[int]
    features: Any
    after_title: Counter[int]
    after_place_noun: Counter[int]
    inflected: list[bool]


def main(args: list[str]) -> int:
    """Run the command line; return the exit status."""
    if len(args) > 1 or "MUSNAD_SHARED" not in os.environ:
        print(__doc__, file=sys.stderr)
        return 2
    shared = Path(os.environ["MUSNAD_SHARED"])
    lists = read_lists(shared)
    corpus = read_corpus(shared)
    types = gather_types(corpus, lists)
    chances, seeds = classify(corpus, lists, types)
    rows = name_rows(corpus, types, chances, seeds)
    Path(args[0] if args else TABLE).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return 0


def read_lists(shared: Path) -> Lists:
    """Return the starting words; nationalities join the words that are no names."""
    words = {
        key: frozenset(map(fold, forms))
        for key, forms in tomllib.loads((HERE / "mine_name_words.toml").read_text(encoding="utf-8")).items()
    }
    demonyms: set[str] = set()
    for place in Lexicon().places:
        for form in map(fold, (*place.demonym, *place.people)):
            bare = {form, form + "ة", form + "ين", form + "ون"}
            demonyms |= bare | {ARTICLE + word for word in bare}
    words["no_names"] |= demonyms
    folder = shared / "data" / "names" / "arabic-names"
    lines = [line.strip() for name in NAME_LISTS for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    return Lists(**words, given=frozenset(map(fold, filter(None, lines))) - words["no_given_names"])


def gather_types(corpus: Corpus, lists: Lists) -> Types:
    """Return the stems worth sorting with what stands around them."""
    words, count = corpus.words, corpus.stem_count
    stems = [n for n, times in count.items() if times >= LEAST_COUNT and words[n][:1].isalpha() and len(words[n]) > 1]
    row = {n: at for at, n in enumerate(stems)}
    column = {n: at for at, (n, _) in enumerate(count.most_common(NEIGHBOURS))}
    strict, offices, places = (_numbers(corpus, w) for w in (lists.strict_titles, lists.offices, lists.place_nouns))
    adjectives = _title_adjectives(corpus, lists)
    contexts: list[Counter[int]] = [Counter() for _ in stems]
    after_title: Counter[int] = Counter()
    after_place_noun: Counter[int] = Counter()
    for article in corpus.articles:
        forms = [corpus.stem[n] for n in article]
        for at, n in enumerate(forms):
            if n not in row:
                continue
            before = forms[at - 1] if at else OUTSIDE
            after = forms[at + 1] if at + 1 < len(forms) else OUTSIDE
            clitics = corpus.clitics[article[at]]
            context = contexts[row[n]]
            context[column.get(before, 2 * len(column))] += 1
            context[len(column) + column.get(after, len(column) + 1)] += 1
            if clitics:
                context[2 * len(column) + 2 + CLITICS.index(clitics)] += 1
                continue
            far = forms[at - 2] if at > 1 else OUTSIDE
            after_title[n] += before in strict
            after_title[n] += before in adjectives and (far in strict or far in offices)
            after_place_noun[n] += before in places
    features = _matrix(corpus, stems, contexts, 2 * len(column) + 2 + len(CLITICS))
    inflected = [_is_inflected(words[n], count[n], corpus.word_count) for n in stems]
    return Types(stems, features, after_title, after_place_noun, inflected)


def _numbers(corpus: Corpus, forms: Iterable[str]) -> frozenset[int]:
    wanted = frozenset(forms)
    return frozenset(n for n, word in enumerate(corpus.words) if word in wanted)


def _title_adjectives(corpus: Corpus, lists: Lists) -> frozenset[int]:
    """Return adjectives that stand between a title and a name (الرئيس الأمريكي): their ending, and often there."""
    titles = _numbers(corpus, lists.titles)
    found: Counter[str] = Counter()
    for article in corpus.articles:
        forms = [corpus.stem[n] for n in article]
        found.update(corpus.words[b] for a, b in pairwise(forms) if a in titles)
    often = {w for w, times in found.items() if times >= 25 and w.startswith(ARTICLE) and w.endswith(ADJECTIVE_ENDINGS)}
    return _numbers(corpus, (often | lists.adjectives) - lists.not_adjectives)


def _matrix(corpus: Corpus, stems: list[int], contexts: list[Counter[int]], width: int) -> Any:
    """Return a sparse row for each stem: the share of each neighbour and proclitic, and the shape of the word."""
    shapes: dict[str, int] = {}
    rows, columns, values = array("l"), array("l"), array("d")
    for at, (n, context) in enumerate(zip(stems, contexts, strict=True)):
        times = corpus.stem_count[n]
        for column, seen in context.items():
            rows.append(at)
            columns.append(column)
            values.append(2 * (seen / times) ** 0.5)
        for shape in _shapes(corpus.words[n], times, corpus.word_count):
            rows.append(at)
            columns.append(width + shapes.setdefault(shape, len(shapes)))
            values.append(0.5)
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(stems), width + len(shapes)))


def _shapes(word: str, times: int, count: Counter[str]) -> tuple[str, ...]:
    pronouns = count[word + "ه"] + count[word + "ها"] + count[word + "هم"] + count[word + "ات"]
    return (
        f"^{word[:2]}",
        f"^{word[:3]}",
        f"{word[-1:]}$",
        f"{word[-2:]}$",
        f"{word[-3:]}$",
        f"length {min(len(word), 9)}",
        f"article {word.startswith(ARTICLE)}",
        f"other article {_grade(count[_with_other_article(word)] / times)}",
        f"pronouns {_grade(pronouns / times)}",
        f"latin {word.isascii()}",
    )


def _grade(share: float) -> int:
    return min(4, int(np.log2(1 + 8 * share)))


def _with_other_article(word: str) -> str:
    return word[2:] if word.startswith(ARTICLE) else ARTICLE + word


def _is_inflected(word: str, times: int, count: Counter[str]) -> bool:
    """Whether a word is inflected as ordinary nouns and verbs are, or is too frequent for a name."""
    if len(word) < 3 or times > 6000:
        return True
    # With and without the article, with a pronoun, with the prefixes of a verb: a name has no such forms.
    pronouns = sum(count[form] for form in (word + "ه", word + "ها", word + "هم", word[:-1] + "ته", word[:-1] + "تها"))
    verbs = count["ي" + word] + count["ت" + word] + count[word + "ت"]
    partner = {"ي": "ت", "ت": "ي"}.get(word[0])
    if count[_with_other_article(word)] >= 0.15 * times or pronouns >= 0.08 * times or verbs >= 0.3 * times:
        return True
    if partner and count[partner + word[1:]] >= 0.1 * times:
        return True
    bare, shorter = count[word[:-2]], count[word[:-1]]
    return (
        (word.endswith(("ها", "هم", "هما")) and bare + count[word[:-3] + "ة"] > 0)
        or (word.endswith(("ه", "نا")) and shorter + bare > times)
        or (word.endswith(("وا", "تا")) and bare > 0)
        or (word.endswith(("ات", "ين", "ون")) and bare + count[word[:-2] + "ة"] > 0.5 * times)
        or (word.startswith(FUTURE_PREFIXES) and count[word[1:]] > 0)
    )


def classify(corpus: Corpus, lists: Lists, types: Types) -> tuple[Any, Any]:
    """Return the chance of each kind for each stem, and the seeds of the last round."""
    chances = None
    for _ in range(ROUNDS):
        seeds = np.array(_seeds(corpus, lists, types, chances))
        taught = seeds != UNKNOWN
        model = LogisticRegression(C=0.3, max_iter=120)
        model.fit(types.features[taught], seeds[taught], sample_weight=np.where(seeds == ORDINARY, 0.4, 1.0)[taught])
        chances = model.predict_proba(types.features)
    return chances, seeds


def _seeds(corpus: Corpus, lists: Lists, types: Types, chances: Any) -> list[int]:
    """Return what each stem surely is; `chances` come from the round before."""
    words, count = corpus.words, corpus.stem_count
    titled = {
        n
        for n in types.stems
        if types.after_title[n] >= 2 and types.after_title[n] / count[n] >= 0.06 and words[n] not in lists.no_names
    }
    given = set(titled)
    if chances is not None:
        given |= {n for n, chance in zip(types.stems, chances[:, GIVEN], strict=True)
                  if chance > 0.5 and words[n] not in lists.no_names}  # fmt: skip
    after_given = _followers(corpus, given)
    seeds = []
    for n, inflected in zip(types.stems, types.inflected, strict=True):
        word, times = words[n], count[n]
        title, place = types.after_title[n] / times, types.after_place_noun[n] / times
        family = after_given[n] / times
        if word in lists.no_names:
            seeds.append(ORDINARY)
        elif after_given[n] >= 2 and family >= (0.2 if times < 400 else 0.35):
            seeds.append(FAMILY)
        elif n in titled or (n in given and title >= 0.02):
            seeds.append(GIVEN)
        elif types.after_place_noun[n] >= 2 and place >= 0.12:
            seeds.append(PLACE)
        elif word in lists.given and title >= 0.01:
            seeds.append(GIVEN)
        elif not inflected or title > 0.01 or place > 0.02 or word in lists.given or family > 0.08 or n in given:
            seeds.append(UNKNOWN)
        else:
            seeds.append(ORDINARY)
    return seeds


def _followers(corpus: Corpus, given: set[int]) -> Counter[int]:
    """Count the stems that stand right after a given name, without proclitics."""
    found: Counter[int] = Counter()
    for article in corpus.articles:
        for before, after in pairwise(article):
            if corpus.stem[before] in given and not corpus.clitics[after]:
                found[corpus.stem[after]] += 1
    return found


def name_rows(corpus: Corpus, types: Types, chances: Any, seeds: Any) -> list[str]:
    """Return the lines of the table: the words of a kind that begin with one letter make one row."""
    kinds: dict[str, str] = {}
    for n, chance, seed in zip(types.stems, chances, seeds, strict=True):
        word = corpus.words[n]
        if "\u0620" <= word[0] <= "\u064a" and (kind := _kind(chance, seed, corpus.stem_count[n])):
            kind = _corrected(word, kind, kinds)
            if kind:
                kinds[word] = kind
    times = {corpus.words[n]: corpus.stem_count[n] for n in types.stems}
    for word in list(kinds):
        if _is_prefixed(word, kinds, times):
            del kinds[word]
    rows: dict[str, list[str]] = defaultdict(list)
    for word, kind in kinds.items():
        rows[f"{kind}.{ord(word[0]):04x}"].append(word)
    lines = [f"{key}\t{key.partition('.')[0]}\t{'|'.join(sorted(forms))}\tmined" for key, forms in sorted(rows.items())]
    return ["key\tkind\tforms\tsource", *lines]


def _kind(chance: Any, seed: int, times: int) -> str | None:
    ordinary, given, place, family = chance
    if given + family >= 0.55 and place < 0.4:
        return "given" if given > family else "person"
    if place >= 0.5:
        return "place"
    if given + family >= 0.25:
        return "person_likely"
    if place >= 0.25:
        return "place_likely"
    return "common" if times >= 5 and (ordinary >= 0.92 or (seed == ORDINARY and ordinary >= 0.7)) else None


def _corrected(word: str, kind: str, kinds: dict[str, str]) -> str | None:
    """Return the kind, or another where the endings of a word that looks like a person's name say that it is none."""
    if kind not in ("given", "person", "person_likely"):
        return kind
    if len(word) > 5 and word.startswith((LI_ARTICLE, *(clitic + ARTICLE for clitic in "بوكف"))):
        return None
    if len(word) > 5 and word.endswith(("تها", "تهم", "ته", "هما")):
        return "common"
    if len(word) > 4 and word[0] in CLITICS and kinds.get(word[1:]) == "common":
        return None
    return "common" if word.startswith("ي") and word.endswith(("ون", "ان", "وا")) else kind


def _is_prefixed(word: str, kinds: dict[str, str], times: dict[str, int]) -> bool:
    """Whether a word is an ordinary word of the table after a proclitic."""
    if len(word) <= 4 or word[0] not in CLITICS:
        return False
    likely = kinds[word].endswith("_likely")
    least = times[word] + (kinds[word] != "common")
    bare = [word[1:], *([ARTICLE + word[2:]] if word.startswith(LI_ARTICLE) else [])]
    return any(kinds.get(form) == "common" and (likely or times[form] >= least) for form in bare)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
