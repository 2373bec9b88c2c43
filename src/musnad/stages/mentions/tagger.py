"""The learned tagger: a small network over word vectors, spelling and what the rules propose, run with numpy.

What comes in are the features of the tokens of a text; what goes out are spans with a type. Trained by
training/train_names.py, which describes the network; the weights lie beside the tables of the lexicon. Loading them
is left to the first text.

The network: every word becomes a vector (word vectors learnt from raw news, or from letter groups for words not
among them; hashed beginnings and ends; flags), residual convolutions look at a few words on both sides, a first
guess is made, and a second one that also sees the first guesses for the same word elsewhere in the text.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from itertools import pairwise
from operator import add
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from musnad.errors import LexiconError
from musnad.model import EntityType
from musnad.stages.mentions.features import CONTEXT_FEATURES, TYPES, WordKey, as_matrix, word_code
from musnad.stages.mentions.features import WORD_FEATURES as _WORD_FEATURES
from musnad.stages.mentions.memo import RowMemo

__all__ = ["Tagger", "affix_buckets", "decode", "group_buckets"]

Floats = npt.NDArray[np.float32]
_LETTER_GROUPS = (2, 3, 4, 5)
_AFFIXES = (1, 2, 3, 4)
_REMEMBERED_WORDS = 1 << 14
_REMEMBERED_PLACES = 1 << 13
_LONGEST_PIECE = 2000
_SURELY_NONE = 0.995
_LEAST = 1e-9
_TAGS = 1 + 2 * len(TYPES)
_OTHER = 0
_AND = "و"
_LEAST_JOINED = 3
_TWO_OCTETS = "\u0080", "\u07ff"  # the letters that UTF-8 writes with two


def group_buckets(word: str, buckets: int) -> list[int]:
    """Return the hashed letter groups of a word with its edges marked."""
    marked = f"<{word}>"
    octets = _octets(marked)
    if word and _TWO_OCTETS[0] <= min(word) and max(word) <= _TWO_OCTETS[1]:  # as Arabic words are
        cuts = [0, *range(1, len(octets), 2), len(octets)]
    else:
        cuts = [len(_octets(marked[:at])) for at in range(len(marked) + 1)]
    found = [
        zlib.crc32(octets[low:high]) % buckets
        for size in _LETTER_GROUPS
        for low, high in zip(cuts, cuts[size:], strict=False)
    ]
    return found or [0]


def affix_buckets(word: str, buckets: int) -> list[int]:
    """Return the hashed beginnings and ends of a word."""
    found = []
    for size in _AFFIXES:
        if len(word) >= size:
            found.append(zlib.crc32(_octets(word[:size]), _BEGINNING) % buckets)
            found.append(zlib.crc32(_octets(word[-size:]), _END) % buckets)
    return found


def _octets(letters: str) -> bytes:
    return letters.encode("utf-8", "surrogatepass")


_BEGINNING, _END = zlib.crc32(b"p"), zlib.crc32(b"s")


class Tagger:
    """Finds names with the weights in a file; safe to share between threads, which at worst do a word twice.

    Raises LexiconError when the file cannot be read.
    """

    def __init__(self, file: Traversable) -> None:
        try:
            with file.open("rb") as stream, np.load(stream) as stored:
                weights: dict[str, Any] = {name: stored[name] for name in stored.files}
        except (OSError, EOFError, ValueError, zipfile.BadZipFile) as error:
            raise LexiconError((f"{file.name}: the weights cannot be read ({error}); install musnad again",)) from error
        words = bytes(weights.pop("words")).decode("utf-8").split("\n")
        self._rows = {word: row for row, word in enumerate(words)}
        self._vectors = weights.pop("vectors"), weights.pop("vector_scales").astype(np.float32)
        self._groups = weights.pop("groups"), weights.pop("group_scales").astype(np.float32)
        self._w: dict[str, Floats] = {name: value.astype(np.float32) for name, value in weights.items()}
        self._dilations = [int(step) for step in self._w.pop("dilations")]
        size = self._w["bias"].size
        self._alone: RowMemo[WordKey] = RowMemo(self._embed, size, _REMEMBERED_WORDS)
        self._placed: RowMemo[tuple[WordKey, int]] = RowMemo(self._open, 4 * size, _REMEMBERED_PLACES)
        # The first convolution is linear in what each word gives to its neighbours, so that is remembered with it.
        self._given = np.concatenate(np.split(self._w["conv0"], 3), axis=1)
        self._threads = ThreadpoolController()

    def tag(
        self, keys: Sequence[WordKey], context: Sequence[int], breaks: Sequence[int]
    ) -> list[tuple[int, int, EntityType]]:
        """Return names as token ranges with their types, in order; `context` are codes, `breaks` where sentences begin.

        A text of more than some thousand tokens is read in pieces of whole sentences, so that memory stays bounded.
        """
        found: list[tuple[int, int, EntityType]] = []
        with self._threads.limit(limits=1, user_api="blas"):  # products this small only wait for a second thread
            for first, last in _pieces(len(keys), breaks):
                chances = self.chances(keys[first:last], context[first:last])
                found += [(first + a, first + b, kind) for a, b, kind in decode(chances)]
        return [part for a, b, kind in found for part in self._apart(keys, a, b, kind)]

    def _apart(
        self, keys: Sequence[WordKey], first: int, last: int, kind: EntityType
    ) -> Iterator[tuple[int, int, EntityType]]:
        """Cut the names of persons apart where one is joined to the next: a word that is listed without its و.

        In 1,322 annotated articles 237 of 244 such words begin a name (وإيمرسون), the others go on with one (ويلسون).
        """
        if kind == "PER":
            for at in range(first + 1, last):
                form = keys[at].form
                if form[0] == _AND and len(form) > _LEAST_JOINED and (keys[at].clitic or form[1:] in self._rows):
                    yield first, at, kind
                    first = at
        yield first, last, kind

    def chances(self, keys: Sequence[WordKey], context: Sequence[int]) -> Floats:
        """Return the chance of each tag for each token: none, then beginning and rest of each type."""
        w = self._w
        hidden = self._first_layer(keys, context)
        for layer, step in enumerate(self._dilations[1:], 1):
            hidden = _convolve(hidden, w[f"conv{layer}"], w[f"conv{layer}_bias"], step)
        first = _softmax(hidden @ w["out1"] + w["out1_bias"])
        mixed = np.concatenate((hidden, *_elsewhere(keys, first)), axis=1) @ w["mix"]
        mixed += w["mix_bias"]
        np.maximum(mixed, 0, out=mixed)
        mixed += hidden
        hidden = _convolve(mixed, w["last"], w["last_bias"], 1)
        return _softmax(hidden @ w["out2"] + w["out2_bias"])

    def _first_layer(self, keys: Sequence[WordKey], context: Sequence[int]) -> Floats:
        """Return the words in their places after the first convolution."""
        rows = self._placed.rows(list(zip(keys, context, strict=True)))
        own, to_next, here, to_last = np.split(rows, 4, axis=1)
        step = self._dilations[0]
        found = here + self._w["conv0_bias"]
        found[step:] += to_next[:-step]
        found[:-step] += to_last[step:]
        np.maximum(found, 0, out=found)
        found += own
        return found

    def _open(self, places: Sequence[tuple[WordKey, int]]) -> Floats:
        """Return words in their places as the first layer sees them, with what they give to what stands around."""
        own = self._alone.rows([key for key, _ in places])
        own += as_matrix([code for _, code in places], CONTEXT_FEATURES) @ self._w["context"]
        np.maximum(own, 0, out=own)
        return np.concatenate((own, own @ self._given), axis=1)

    def _embed(self, keys: Sequence[WordKey]) -> Floats:
        """Return what each word by itself adds to the first layer."""
        w = self._w
        found = self._vectors_of([key.form for key in keys]) @ w["form"]
        found += self._vectors_of([key.stem for key in keys]) @ w["stem"]
        found += as_matrix([word_code(key) for key in keys], _WORD_FEATURES) @ w["word"]
        picked = [affix_buckets(key.stem, len(w["affix_table"])) for key in keys]
        found += _sums(w["affix_table"][[bucket for some in picked for bucket in some]], picked) @ w["affix"]
        found += w["bias"]
        return found

    def _vectors_of(self, forms: Sequence[str]) -> Floats:
        """Return the vectors of folded words, made of its letter groups where a word is not listed."""
        rows, scales = self._vectors
        listed = [self._rows.get(form, 0) for form in forms]
        found: Floats = rows[listed] * scales[listed, None]
        if unlisted := [at for at, form in enumerate(forms) if form not in self._rows]:
            rows, scales = self._groups
            picked = [group_buckets(forms[at], len(rows)) for at in unlisted]
            groups = [bucket for some in picked for bucket in some]
            counts = np.array([[len(some)] for some in picked], dtype=np.float32)
            found[unlisted] = _sums(rows[groups] * scales[groups, None], picked) / counts
        return found

    def vector(self, form: str) -> Floats:
        """Return the vector of a folded word."""
        return np.asarray(self._vectors_of([form])[0])


def _sums(rows: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """Return the sums of rows that lie in a row for each group; none of the groups is empty."""
    starts = np.cumsum([0, *map(len, groups[:-1])])
    return np.asarray(np.add.reduceat(rows, starts, axis=0))


def _pieces(length: int, breaks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut a row of tokens before sentences so that no piece is longer than the limit, unless one sentence is."""
    first = 0
    for at, following in pairwise((*breaks, length)):
        if following - first > _LONGEST_PIECE and at > first:
            yield first, at
            first = at
    if first < length:
        yield first, length


def _convolve(hidden: Floats, weights: Floats, bias: Floats, step: int) -> Floats:
    """Add what each token sees of itself and of the tokens `step` before and after it."""
    length, size = hidden.shape
    seen = np.empty((length, 3 * size), dtype=np.float32)
    within = max(length - step, 0)
    seen[:step, :size] = 0
    seen[step:, :size] = hidden[:within]
    seen[:, size : 2 * size] = hidden
    seen[:within, 2 * size :] = hidden[step:]
    seen[within:, 2 * size :] = 0
    found = seen @ weights
    found += bias
    np.maximum(found, 0, out=found)
    found += hidden
    return found


def _softmax(scores: Floats) -> Floats:
    scores = scores - scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    return scores


def _elsewhere(keys: Sequence[WordKey], chances: Floats) -> tuple[Floats, Floats]:
    """Return the mean of the guesses for the same word elsewhere in the text, and the highest of all its guesses."""
    stems = [key.stem for key in keys]
    groups = {stem: count for stem, count in Counter(stems).items() if count > 1}
    others, highest = np.zeros_like(chances), chances.copy()
    if not groups:
        return others, highest
    again = np.array([at for at, stem in enumerate(stems) if stem in groups])
    numbers = dict(zip(groups, range(len(groups)), strict=True))
    of = np.array([numbers[stem] for stem in stems if stem in groups])
    counts = np.array(list(groups.values()), dtype=np.float32)
    starts = np.concatenate(([0], np.cumsum(counts[:-1]).astype(int)))
    ranked = chances[again[np.argsort(of, kind="stable")]]
    sums = np.add.reduceat(ranked, starts, axis=0)
    others[again] = (sums[of] - chances[again]) / (counts[of] - 1)[:, None]
    highest[again] = np.maximum.reduceat(ranked, starts, axis=0)[of]
    return others, highest


def decode(chances: Floats) -> Iterator[tuple[int, int, EntityType]]:
    """Yield the names of the likeliest row of tags in which no name goes on that has not begun."""
    unsure = np.flatnonzero(~(chances[:, _OTHER] > _SURELY_NONE))
    logs = np.log(chances[unsure] + _LEAST).tolist()
    places: list[int] = unsure.tolist()
    begin = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] > places[end - 1] + 1:
            yield from _names(_best_tags(logs[begin:end]), places[begin])
            begin = end


def _best_tags(logs: Sequence[Sequence[float]]) -> list[int]:
    """Return the likeliest tags: a rest follows only the beginning or the rest of its own type."""
    scores = [logs[0][tag] if tag == _OTHER or tag % 2 else float("-inf") for tag in range(_TAGS)]
    back: list[list[int]] = []
    for row in logs[1:]:
        most = max(scores)
        came = [scores.index(most)] * _TAGS
        reached = [most] * _TAGS
        for rest in range(2, _TAGS, 2):
            came[rest] = rest if scores[rest] > scores[rest - 1] else rest - 1
            reached[rest] = scores[came[rest]]
        scores = list(map(add, reached, row))
        back.append(came)
    tags = [scores.index(max(scores))]
    for came in reversed(back):
        tags.append(came[tags[-1]])
    return tags[::-1]


def _names(tags: Sequence[int], offset: int) -> Iterator[tuple[int, int, EntityType]]:
    first = None
    for at, tag in enumerate((*tags, _OTHER)):
        if first is not None and (tag == _OTHER or tag % 2):
            kind: EntityType = TYPES[(tags[first] - 1) // 2]  # type: ignore[assignment]  # the types are literals
            yield offset + first, offset + at, kind
            first = None
        if tag % 2:
            first = at
