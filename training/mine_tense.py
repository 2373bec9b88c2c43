"""Mine verbs by tense from news: forms of the past, of the future with س, and present forms that tell what is to come.

What comes in: the ANT corpus (`data/news/ant.jsonl.gz`) under MUSNAD_SHARED, without the articles of
`times-validation.jsonl`, and the words of `mine_tense.toml`. What goes out: `verb_tenses.tsv`, folded words by kind; no
text of the corpus. The same corpus gives the same table.

    python training/mine_tense.py [FILE]      write FILE, or the table in the package

How: what stands after سي in the corpus is the stem of a present form. A form that the article stands before (التعاون)
is a noun and left out, so is one that is a name too (سيسيل) or a past form too (تعرض beside تعرضت). A present form
belongs to what is to come where news often puts its verb into the future: يلتقي (meets) does, يعتبر (regards) does not.
Those between, `present`, count only right beside a date.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from names import articles

from musnad.arabic.segmentation import tokenize
from musnad.lexicon import Lexicon

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "src" / "musnad" / "lexicon" / "data" / "verb_tenses.tsv"
LEAST_FUTURE, LEAST_PRESENT, LEAST_PAST = 1, 6, 8
LEAST_FEMININE = 3  # بدون looks like a verb of the past until one asks for بدونت
NOUN_SHARE, PAST_NOUN_SHARE, TWIN_SHARE = 0.04, 0.02, 0.05
COMING_SHARE, PRESENT_SHARE = 0.1, 0.04
NAMES = ("given", "person", "person_likely")
SUFFIXES = ("ها", "هم", "هما", "ه", "نا")
FUTURE, PRESENT, ENDINGS = ("سي", "ست"), ("ي", "ت"), ("", "ت", "وا")


class Counts:
    """How often folded words stand in the corpus."""

    def __init__(self, words: Iterable[str]) -> None:
        self._counts = Counter(words)

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def exact(self, word: str) -> int:
        """Return the count of a word as it stands."""
        return self._counts[word]

    def of(self, word: str) -> int:
        """Return the count of a word, with a conjunction too."""
        return self._counts[word] + self._counts["و" + word] + self._counts["ف" + word]

    def noun_share(self, word: str) -> float:
        """Return how often the article stands before a word, beside its bare count."""
        return sum(self._counts[article + word] for article in ("ال", "لل", "وال", "بال")) / (self.of(word) + 1)


def main(argv: list[str]) -> int:
    """Write the table."""
    validation = HERE / "annotations" / "times-validation.jsonl"
    left_out = {json.loads(line)["id"] for line in validation.read_text(encoding="utf-8").splitlines()}
    texts = (record["text"] for record in articles() if record["id"] not in left_out)
    counts = Counts(token.form for text in texts for token in tokenize(text) if token.kind == "word")
    names = {form for row in Lexicon().name_words if row.kind in NAMES for form in row.forms}
    lists = tomllib.loads((HERE / "mine_tense.toml").read_text(encoding="utf-8"))
    table = mine(counts, frozenset(lists["states"]), frozenset(lists["no_verbs"]), tuple(lists["no_future"]))
    table = {kind: forms - names for kind, forms in table.items()}
    (Path(argv[0]) if argv else TABLE).write_text(written(table), encoding="utf-8")
    print({kind: len(forms) for kind, forms in table.items()})
    return 0


def mine(
    counts: Counts, states: frozenset[str], no_verbs: frozenset[str], no_future: tuple[str, ...]
) -> dict[str, set[str]]:
    """Return the forms of each kind."""
    found: dict[str, set[str]] = {"past": set(), "future": set(), "coming": set(), "present": set()}
    presents: set[str] = set()
    stems = [w[2:] for w in counts if w.startswith(FUTURE[0]) and len(w) >= 4 and counts.exact(w) >= LEAST_FUTURE]
    stems = [stem for stem in stems if counts.of("ي" + stem) >= LEAST_PRESENT]
    found["future"].update(word for word in counts if _is_future(counts, word, no_future))
    for stem in stems:
        future = [p + stem for p in FUTURE if counts.of(p + stem) >= LEAST_FUTURE]
        present = [p + stem for p in PRESENT if _is_present(counts, p + stem)]
        found["future"].update(future)
        said, now = sum(map(counts.of, future)), sum(map(counts.of, present))
        share = 0 if stem in states else said / (said + now + 1)
        presents.update(present)
        if share >= PRESENT_SHARE:
            found["coming" if share >= COMING_SHARE else "present"].update(present)
    for stem in stems:
        if stem.endswith(SUFFIXES):
            continue  # عقدها is a noun with a pronoun as often as a verb
        bases = [base for base in _past_bases(stem) if counts.of(base + ENDINGS[1]) >= LEAST_FEMININE]
        for form in (base + ending for base in bases for ending in ENDINGS):
            if counts.of(form) >= LEAST_PAST and len(form) >= 3 and counts.noun_share(form) < PAST_NOUN_SHARE:
                found["past"].add(form)
    found["future"] -= no_verbs
    found["past"] -= no_verbs | found["future"] | presents
    return found


def _is_future(counts: Counts, word: str, no_future: tuple[str, ...]) -> bool:
    if not word.startswith(FUTURE) or word.startswith(no_future) or len(word) <= 4:
        return False
    return bool(counts.of(word[1:])) and counts.noun_share(word) < PAST_NOUN_SHARE


def _is_present(counts: Counts, form: str) -> bool:
    if counts.of(form) < LEAST_PRESENT or counts.noun_share(form) >= NOUN_SHARE:
        return False
    return form.startswith("ي") or counts.of(form + "ت") < TWIN_SHARE * counts.of(form)


def _past_bases(stem: str) -> list[str]:
    """Return what the past of a present stem may be: علن اعلن, لتقي التقي التقت, قول قال, ريد اراد, صل وصل."""
    bases = [stem, "ا" + stem]
    if stem.endswith(("ي", "و")):
        bases += [stem[:-1], "ا" + stem[:-1], stem[:-1] + "ا"]
    if len(stem) == 3 and stem[1] in "وي":
        bases.append(stem[0] + "ا" + stem[2])
    if len(stem) > 2 and stem[-2] == "ي":
        bases.append("ا" + stem[:-2] + "ا" + stem[-1])
    if len(stem) == 2:
        bases.append("و" + stem)
    return bases


def written(table: dict[str, set[str]]) -> str:
    """Return the table as text, a row for each kind and first letter."""
    rows = defaultdict(list)
    for kind, forms in table.items():
        for form in forms:
            rows[f"{kind}.{ord(form[0]):04x}"].append(form)
    lines = [f"{key}\t{key.split('.')[0]}\t{'|'.join(sorted(forms))}\tmined\n" for key, forms in sorted(rows.items())]
    return "key\tkind\tforms\tsource\n" + "".join(lines)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
