"""Articles as spaCy's DocBins: tokens and entities, with everything else that stands in the text as groups of spans.

What comes in are articles; what goes out is a folder of files, each a DocBin of 500 articles. The text of a doc is
the text of the article: white space that spaCy cannot hold behind a token is a token of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from musnad.exports.characters import whole
from musnad.exports.language.spacy.bins import Bin, BinDoc, Group, GroupSpan, TokenMark
from musnad.exports.language.words import Cut, cut, mentions_of
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Article, Subject
from musnad.model import Document, Event, Located, Mention, Statement

__all__ = ["write"]

_AT_ONCE = 500
_HUGE = 1 << 64  # no number of msgpack; a count in a text has no bounds
_PLAIN, _BEGINS = TokenMark(), TokenMark(begins_sentence=True)
Known = dict[str, object]


class _Found(NamedTuple):
    """Something for a group of spans; `known` tells more of its id."""

    group: str
    place: Located
    label: str
    id: str
    wikidata: str = ""
    known: Known | None = None


class _Layout(NamedTuple):
    """The tokens of a doc; `numbers` are those of the text's words among them, which white space stands between."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    numbers: tuple[int, ...]


def write(subject: Subject, out: Out, _manner: Manner) -> None:
    """Write all articles into as many files as it takes."""
    gathered, written = Bin(), 0
    for article in subject.articles():
        gathered.add(_doc(article, out))
        out.wrote("articles")
        if len(gathered) == _AT_ONCE:
            written += 1
            _write_bin(gathered, written, out)
            gathered = Bin()
    if len(gathered) or not written:
        _write_bin(gathered, written + 1, out)


def _write_bin(gathered: Bin, number: int, out: Out) -> None:
    with out.binary(f"articles-{number:04d}.spacy") as file:
        file.write(gathered.to_bytes())


def _doc(article: Article, out: Out) -> BinDoc:
    doc = article.document
    found = cut(doc)
    layout = _layout(doc.text, found)
    named, nested = _apart(mentions_of(doc))
    out.lose("nested", nested)
    own = {"id": article.id, "urn": article.urn, "sha256": article.sha256, "number": article.number,
           "version": article.version, "title": doc.title, "outlet": doc.outlet, "author": doc.author, "url": doc.url,
           "published": doc.published}  # fmt: skip
    return BinDoc(
        words=layout.words,
        spaces=layout.spaces,
        marks=_marks(doc, found, layout, named),
        has_entities=doc.mentions is not None,
        groups=tuple(_groups(found, layout, out, _findings(doc))),
        about={name: value for name, value in own.items() if value is not None},
    )


def _layout(text: str, found: Cut) -> _Layout:
    """Return the tokens of a doc: the words, and white space beyond one space after a word."""
    words: list[str] = []
    spaces: list[bool] = []
    numbers: list[int] = []
    at = 0
    for word in (*found.words, None):
        between = text[at : word.start if word else len(text)]
        if between.startswith(" ") and spaces:
            spaces[-1] = True
            between = between[1:]
        if between:
            words.append(whole(between))
            spaces.append(False)
        if word is not None:
            numbers.append(len(words))
            words.append(whole(text[word.start : word.end]))
            spaces.append(False)
            at = word.end
    return _Layout(tuple(words), tuple(spaces), tuple(numbers))


def _apart(mentions: Iterable[Mention]) -> tuple[tuple[Mention, ...], int]:
    """Return mentions that do not overlap, the longest where some do, and how many are left out."""
    kept: list[Mention] = []
    taken: set[int] = set()
    left = 0
    for mention in sorted(mentions, key=lambda one: (one.start - one.end, one.start)):
        own = range(mention.start, mention.end)
        if taken.isdisjoint(own):
            kept.append(mention)
            taken.update(own)
        else:
            left += 1
    return tuple(kept), left


def _marks(doc: Document, found: Cut, layout: _Layout, named: Iterable[Mention]) -> tuple[TokenMark, ...]:
    starts = {layout.numbers[found.firsts[sentence.first]] for sentence in found.segments.sentences}
    if starts:
        starts = starts - {min(starts)} | {0}
    marks = [_BEGINS if number in starts else _PLAIN for number in range(len(layout.words))]
    ids = doc.entity_ids()
    for mention in named:
        covered = found.covered(mention)
        if covered is None:
            continue
        entity = doc.entity(ids.get(mention.span))
        first, last = layout.numbers[covered[0]], layout.numbers[covered[1]]
        for number in range(first, last + 1):
            marks[number] = marks[number]._replace(
                begins_entity=number == first, type=mention.type,
                wikidata=entity.wikidata or "" if entity else "", id=entity.id if entity else "",
            )  # fmt: skip
    return tuple(marks)


def _groups(found: Cut, layout: _Layout, out: Out, findings: Iterable[_Found]) -> Iterator[Group]:
    spans: dict[str, list[GroupSpan]] = defaultdict(list)
    known: dict[str, dict[str, Known]] = defaultdict(dict)
    for one in findings:
        covered = found.covered(one.place)
        if covered is None:
            out.lose("blank")
            continue
        first, last = layout.numbers[covered[0]], layout.numbers[covered[1]] + 1
        start, end = found.words[covered[0]].start, found.words[covered[1]].end
        spans[one.group].append(GroupSpan(first, last, start, end, one.label, one.id, one.wikidata))
        if one.known:
            known[one.group][one.id] = {key: value for key, value in one.known.items() if value not in (None, "", [])}
    yield from (Group(name, tuple(inside), known[name]) for name, inside in spans.items())


def _findings(doc: Document) -> Iterator[_Found]:
    """Yield everything that stands in a text, for groups of spans."""
    ids = doc.entity_ids()
    for mention in mentions_of(doc):
        entity = doc.entity(ids.get(mention.span))
        told: Known = {}
        if entity is not None:
            told = {"name": entity.name, "name_en": entity.name_en, "name_latin": entity.name_latin,
                    "type": entity.type, "country": entity.country, "role": entity.role}  # fmt: skip
        wikidata = entity.wikidata or "" if entity else ""
        yield _Found("mentions", mention, mention.type, entity.id if entity else "", wikidata, told)
    for number, time in enumerate(doc.times or (), 1):
        days = None if time.interval is None else [time.interval.first, time.interval.last]
        yield _Found("times", time, time.type, f"t{number}", "", {"value": time.value, "mod": time.mod, "days": days})
    for statement in doc.statements or ():
        yield from _told(statement)
    for event in doc.events or ():
        yield from _happened(event)


def _told(statement: Statement) -> Iterator[_Found]:
    chain = [f"{statement.id}#{number}" for number in range(1, len(statement.chain) + 1)]
    said: Known = {"stance": statement.stance, "polarity": statement.polarity, "chain": chain}
    for piece in statement.content:
        yield _Found("statements", piece, statement.kind, statement.id, "", said)
    for id, link in zip(chain, statement.chain, strict=True):
        teller: Known = {"entity": link.entity, "strength": link.strength, "anonymous": link.anonymous,
                         "carried": link.carried}  # fmt: skip
        if link.source is not None:
            yield _Found("sources", link.source, link.role or "", id, "", teller)
        if link.cue is not None:
            yield _Found("cues", link.cue, link.role or "", id, "", teller)
    if statement.addressee is not None:
        yield _Found("addressees", statement.addressee, "", statement.id)
    if statement.time is not None:
        yield _Found("told", statement.time, "", statement.id)


def _happened(event: Event) -> Iterator[_Found]:
    figures = [f"{event.id}#{number}" for number in range(1, len(event.figures) + 1)]
    facts: Known = {
        "mode": event.mode, "status": event.status, "contexts": list(event.contexts), "actors": list(event.actors),
        "recipients": list(event.recipients), "place": event.place, "time": event.time, "statement": event.statement,
        "figures": figures,
    }  # fmt: skip
    yield _Found("events", event.trigger, event.type, event.id, "", facts)
    for id, figure in zip(figures, event.figures, strict=True):
        value = None if figure.value is None else figure.value if figure.value < _HUGE else str(figure.value)
        yield _Found("figures", figure, figure.of, id, "", {"value": value, "mod": figure.mod})
