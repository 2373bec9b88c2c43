"""The small words around a cue, compiled: complementizers, prepositions, shifts, ends.

What comes in are the lexicon's tables; what goes out are fast questions about folded forms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from musnad.arabic.clitics import PRONOUNS, pronoun_splits
from musnad.arabic.inflection import Gender
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.forms import ByForm
from musnad.lexicon.matcher import phrase_forms
from musnad.lexicon.reporting import SourceNounRow

__all__ = ["BI", "ReportingWords", "is_definite"]

BI = "ب"

_ARTICLE = "ال"
_CONJUNCTIONS = ("و", "ف")
_SOUND_PLURALS = ("ون", "ين")
_FEMININE, _ACCUSATIVE = "ة", "ا"
_OURS = "نا"
_REMEMBERED = 1 << 14
_NONE: frozenset[str] = frozenset()
_NO_PHRASES: Mapping[str, list[tuple[str, ...]]] = {}
_FRAME_PREPOSITIONS = frozenset({"ila", "ala", "an", "min", "fi"})


@lru_cache(_REMEMBERED)
def is_definite(form: str) -> bool:
    """Whether a folded form carries the article, after a conjunction or ل too.

    >>> is_definite("والوزير"), is_definite("وزير")
    (True, False)
    """
    stem = form[1:] if form[:1] in _CONJUNCTIONS and form[1:3] == _ARTICLE else form
    return (stem.startswith(_ARTICLE) and len(stem) > 3) or stem.startswith("لل")


class ReportingWords:
    """Word classes by folded form. Immutable once built; remembers the answers for single forms.

    `noun` gives the table row of a teller noun and whether the form is a plural; `is_head` whether a form is a title,
    the head of an organisation's name or a quantifier, `is_body` the head of an organisation's name: إدارة, حكومة,
    مكتب; all three look through و and ال. `carries_bi` says whether a form is a word with the clitic ب before it, as
    «بمقتل» is and «بيان» and «بعضهم» are not. `document` gives the key of a noun for a document: بيان, تقرير.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        classes: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for row in lexicon.reporting_words:
            classes[row.kind].add(phrase_forms(row.form))
        self._by_first: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        for kind, forms in classes.items():
            by_first = self._by_first.setdefault(kind, {})
            for phrase in sorted(forms, key=len, reverse=True):
                by_first.setdefault(phrase[0], []).append(phrase)
        self._single = {kind: frozenset(f[0] for f in forms if len(f) == 1) for kind, forms in classes.items()}
        self._joined = {
            kind: forms | {letter + form for letter in _CONJUNCTIONS for form in forms}
            for kind, forms in self._single.items()
        }
        self.past_verbs = frozenset(f for row in lexicon.verb_tenses if row.kind == "past" for f in row.forms)
        self._that = self._with_pronouns("complementizer")
        self._bi_that = self._with_pronouns("bi_complementizer")
        self.nouns: dict[str, tuple[SourceNounRow, bool]] = {}
        for noun in lexicon.source_nouns:
            for form, plural in [(noun.singular, False), *((p, True) for p in noun.plural)]:
                if form:
                    folded = phrase_forms(form)[0]
                    self.nouns.setdefault(folded, (noun, plural))
                    if plural and folded.endswith(_SOUND_PLURALS) and len(folded) > 4:
                        self.nouns.setdefault(folded[:-1], (noun, plural))
            if noun.singular and not noun.singular.endswith(_FEMININE):
                self.nouns.setdefault(fold(noun.singular) + _ACCUSATIVE, (noun, False))
        heads = [f for t in lexicon.titles for f in (t.form, *t.feminine, *t.plural)]
        heads += [row.form for row in lexicon.organisation_heads]
        self._heads = frozenset(fold(form) for form in heads) | self._single.get("quantifier", frozenset())
        self.resumptives = self._single.get("resumptive", frozenset())
        self._name_genders: dict[str, Gender] = {
            fold(row.form): "f" if row.gender == "f" else "m" for row in lexicon.given_names if row.gender
        }
        self._bodies = frozenset(fold(row.form) for row in lexicon.organisation_heads)
        self.frame_prepositions = {
            fold(row.form): row.key for row in lexicon.reporting_words if row.key in _FRAME_PREPOSITIONS
        }
        self.noun: Callable[[str], tuple[SourceNounRow, bool] | None] = ByForm(self._noun).__getitem__
        self.is_head: Callable[[str], bool] = ByForm(self._is_head).__getitem__
        self.is_body: Callable[[str], bool] = ByForm(self._is_body).__getitem__
        self.carries_bi: Callable[[str], bool] = ByForm(self._carries_bi).__getitem__
        self.document: Callable[[str], str | None] = ByForm(self._document).__getitem__
        self._tells_of_document = ByForm(self._is_indefinite_document)
        self._with_article: dict[str, ByForm[bool]] = {}
        self.sentiments = {
            form: row.kind.removeprefix("sentiment_")
            for row in lexicon.reporting_words
            if row.kind.startswith("sentiment_")
            for form in [fold(row.form)]
        }

    def _with_pronouns(self, kind: str) -> frozenset[str]:
        bases = self._single.get(kind, frozenset())
        return frozenset(bases) | {base + p for base in bases for p in PRONOUNS} | {base + "ني" for base in bases}

    def is_(self, kind: str, form: str) -> bool:
        """Whether a form, bare or after و or ف, is one of the single words of a class."""
        return form in self._joined.get(kind, _NONE)

    def is_exactly(self, kind: str, form: str) -> bool:
        """Whether a form without any conjunction is one of the single words of a class."""
        return form in self._single.get(kind, _NONE)

    def is_with_article(self, kind: str, form: str) -> bool:
        """Whether a form, bare or after the article, و or both, is one of the single words of a class."""
        if (known := self._with_article.get(kind)) is None:
            known = self._with_article[kind] = ByForm(partial(self._is_with_article, kind))
        return known[form]

    def _is_with_article(self, kind: str, form: str) -> bool:
        return self.is_(kind, form) or self.is_(kind, form.removeprefix("و").removeprefix(_ARTICLE))

    def starts(self, kind: str, forms: list[str], index: int) -> int:
        """Return how many tokens from `index` make up the longest phrase of a class; 0 when none does."""
        if (phrases := self._by_first.get(kind, _NO_PHRASES).get(forms[index])) is None:
            return 0
        return next((len(phrase) for phrase in phrases if tuple(forms[index : index + len(phrase)]) == phrase), 0)

    def may_start(self, kind: str, form: str) -> bool:
        """Whether a phrase of a class may begin with a form."""
        return form in self._by_first.get(kind, _NO_PHRASES)

    def starts_within(self, kind: str, forms: list[str], ranges: tuple[tuple[int, int], ...]) -> bool:
        """Whether a phrase of a class begins in one of the ranges of tokens."""
        first = self._by_first.get(kind, _NO_PHRASES)
        return any(
            form in first and self.starts(kind, forms, at) > 0
            for low, high in ranges
            for at, form in enumerate(forms[low:high], low)
        )

    def that(self, form: str) -> str | None:
        """Return "that" for أن إن أنه…, "bi+that" for بأن بأنه…, None for another form; و is not looked through."""
        if form in self._that:
            return "that"
        return "bi+that" if form in self._bi_that else None

    def prepositions_of(self, frames: frozenset[str]) -> frozenset[str]:
        """Return the prepositions that open content in one of the frames, the clitic ب among them."""
        opening = {frame.partition("+")[0] for frame in frames if "+" in frame}
        found = frozenset(form for form, name in self.frame_prepositions.items() if name in opening)
        return found | {BI} if "bi" in opening else found

    def gender_of_name(self, name: str) -> Gender | None:
        """Return the gender of the person whose name begins with a known given name."""
        given = fold(name).split()[:1]
        return self._name_genders.get(given[0]) if given else None

    def _carries_bi(self, form: str) -> bool:
        if form[:1] != BI or (len(form) <= 3 and not self.is_exactly("bare_object", form[1:])):
            return False
        return not any(self.is_exactly("stem_b", stem) for stem, _ in pronoun_splits(form))

    def _is_head(self, form: str) -> bool:
        return any(stem in self._heads for stem in _stems(form))

    def _is_body(self, form: str) -> bool:
        return any(stem in self._bodies for stem in _stems(form))

    def is_joined(self, form: str) -> bool:
        """Whether a form begins with the conjunction و, as «والوزير» does and «وزير» does not."""
        return form[:1] == _CONJUNCTIONS[0] and form not in self._heads and form not in self.nouns

    def describes_document(self, forms: list[str], at: int) -> bool:
        """Whether a verb at `at` opens a relative clause on an indefinite document: «تقرير نشر الخميس»."""
        return at > 0 and self._tells_of_document[forms[at - 1]] and forms[at][:1] not in _CONJUNCTIONS

    def _is_indefinite_document(self, form: str) -> bool:
        return (self.is_("medium", form) or self.document(form) is not None) and not is_definite(form)

    def _document(self, form: str) -> str | None:
        noun = self.noun(form)
        return noun[0].key if noun is not None and noun[0].kind == "document" else None

    def _noun(self, form: str) -> tuple[SourceNounRow, bool] | None:
        for stem in (*_stems(form), form.removesuffix(_OURS)):
            if found := self.nouns.get(stem):
                return found
        return None


def _stems(form: str) -> tuple[str, ...]:
    bare = form[1:] if form[:1] in _CONJUNCTIONS else form
    stems = [form, bare]
    if bare.startswith(_ARTICLE):
        stems.append(bare[2:])
    if bare.startswith("لل"):
        stems.append(bare[2:])
    if bare[:1] in ("ل", "ب"):
        stems.append(bare[1:])
    return tuple(stems)
