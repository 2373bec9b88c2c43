"""Articles as CoNLL-U: sentences, words and clitics, with what musnad found as brackets in the MISC column.

What comes in are articles; what goes out is one file from which every text can be put together again, white space
included. musnad does not parse: the columns of lemma, part of speech and syntax hold `_`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from musnad.exports.language.brackets import Mark, bracketed
from musnad.exports.language.words import Cut, cut, mentions_of
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Article, Subject
from musnad.model import Document, Event, Sentence, Statement

__all__ = ["write"]

_FIELDS = {
    "Entity": "eid-etype-identity-form-key",
    "Time": "id-type-value-mod",
    "Statement": "id-kind-stance-polarity-key",
    "Source": "id-entity-role-strength-anonymous-carried",
    "Cue": "id-entity-role-strength-anonymous-carried",
    "Addressee": "id",
    "Told": "id",
    "Event": "id-type-mode-status-time-place-statement-actors-recipients-key",
    "Figure": "id-of-value-mod",
}
_NO_WORD = re.compile(r"[\s/%]")
_LINE_ENDS = re.compile("[\x0b\x0c\x1c\x1d\x1e\x85]")  # what some readers take for the end of a line
_SPACES = {" ": "\\s", "\t": "\\t", "\r": "\\r", "\n": "\\n"}


def write(subject: Subject, out: Out, _manner: Manner) -> None:
    """Write all articles, one after the other."""
    with out.text() as file:
        for article in subject.articles():
            found = cut(article.document)
            out.lose("empty", int(not found.words))
            if found.words:
                out.wrote("articles")
                _write_article(file, article, found, out)


def _write_article(file: TextIO, article: Article, found: Cut, out: Out) -> None:
    doc, number = article.document, out.written["articles"]
    out.lose("links", sum(link.source is link.cue is None for told in doc.statements or () for link in told.chain))
    marks = tuple(_marks(doc, f"d{number}"))
    crossing = {mark for mark in marks if mark.attribute == "Entity" and _crosses(found, mark)}
    out.lose("crossing", len(crossing))
    on_words = bracketed(found, (mark for mark in marks if mark not in crossing))
    misc = {word: "|".join(f"{name}={value}" for name, value in said.items()) for word, said in on_words.items()}
    lines = list(_opening(article, is_first=number == 1))
    paragraph = None
    for at, sentence in enumerate(found.segments.sentences, 1):
        if sentence.paragraph != paragraph:
            lines.append("# newpar")
            paragraph = sentence.paragraph
        lines.append(f"# sent_id = {_id(article.id)}-{at}")
        lines.append(f"# text = {_LINE_ENDS.sub(' ', doc.slice(sentence))}")
        lines += _word_lines(doc.text, found, sentence, misc)
        lines.append("")
    file.write("\n".join(lines) + "\n")
    out.wrote("sentences", len(found.segments.sentences))
    out.wrote("words", len(found.words))


def _opening(article: Article, *, is_first: bool) -> Iterator[str]:
    """Yield what stands before the first sentence of an article."""
    yield f"# newdoc id = {_id(article.id)}"
    if is_first:
        yield from (f"# global.{name} = {fields}" for name, fields in _FIELDS.items())
    doc = article.document
    about = {"urn": article.urn, "sha256": article.sha256, "title": doc.title, "outlet": doc.outlet,
             "author": doc.author, "url": doc.url, "published": doc.published}  # fmt: skip
    for name, value in about.items():
        if value and value.split():
            yield f"# meta::{name} = {' '.join(value.split())}"


def _word_lines(text: str, found: Cut, sentence: Sentence, misc: dict[int, str]) -> Iterator[str]:
    """Yield the lines of a sentence's tokens, each that is cut as a range and its words."""
    base = found.firsts[sentence.first] - 1
    for at in range(sentence.first, sentence.last):
        token = found.segments.tokens[at]
        first = found.firsts[at]
        end = found.firsts[at + 1] if at + 1 < len(found.firsts) else len(found.words)
        spaces = _spaces(text, found, at)
        is_cut = end - first > 1
        if is_cut:
            yield _line(f"{first - base}-{end - 1 - base}", text[token.start : token.end], spaces)
        for number in range(first, end):
            word = found.words[number]
            told = "|".join(filter(None, (misc.get(number), "" if is_cut else spaces)))
            yield _line(str(number - base), text[word.start : word.end], told)


def _line(id: str, form: str, misc: str) -> str:
    return f"{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc or '_'}"


def _spaces(text: str, found: Cut, at: int) -> str:
    """Return what a token says of the white space around it; one space after it goes without saying."""
    tokens = found.segments.tokens
    end = tokens[at + 1].start if at + 1 < len(tokens) else len(text)
    after = text[tokens[at].end : end]
    told = "" if after == " " else f"SpacesAfter={_escaped(after)}" if after else "SpaceAfter=No"
    before = text[: tokens[0].start] if at == 0 else ""
    return "|".join(filter(None, (f"SpacesBefore={_escaped(before)}" if before else "", told)))


def _escaped(spaces: str) -> str:
    return "".join(_SPACES.get(one) or f"\\u{ord(one):04X}" for one in spaces)


def _id(name: str) -> str:
    """Return a name without what may not stand in an id: white space, a slash, and the sign that escapes them."""
    return _NO_WORD.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), name)


def _crosses(found: Cut, mark: Mark) -> bool:
    """Whether a mark lies on words of more than one sentence, or on none."""
    covered = found.covered(mark.places[0])
    if covered is None:
        return True
    first, last = (found.words[number].token for number in covered)
    return not any(s.first <= first and last < s.last for s in found.segments.sentences)


def _marks(doc: Document, prefix: str) -> Iterator[Mark]:
    """Yield what was found in a document, with ids that no other document has."""
    names = {entity.id: f"{prefix}e{number}" for number, entity in enumerate(doc.entities or (), 1)}
    by_span = doc.entity_ids()
    for number, mention in enumerate(mentions_of(doc), 1):
        entity = doc.entity(by_span.get(mention.span))
        id = names[entity.id] if entity else f"{prefix}m{number}"
        wikidata, key = (entity.wikidata, entity.id) if entity else (None, None)
        yield Mark("Entity", id, (mention.type, wikidata, mention.form, key), (mention,))
    for number, time in enumerate(doc.times or (), 1):
        yield Mark("Time", f"{prefix}t{number}", (time.type, time.value, time.mod), (time,))
    told = {statement.id: f"{prefix}s{number}" for number, statement in enumerate(doc.statements or (), 1)}
    for statement in doc.statements or ():
        yield from _statement_marks(statement, told[statement.id], names)
    for number, event in enumerate(doc.events or (), 1):
        yield from _event_marks(event, f"{prefix}v{number}", names, told)


def _statement_marks(statement: Statement, id: str, names: dict[str, str]) -> Iterator[Mark]:
    yield Mark(
        "Statement", id, (statement.kind, statement.stance, f"{statement.polarity}", statement.id), statement.content
    )
    for number, link in enumerate(statement.chain, 1):
        key = f"{id}.{number}"
        said = (names.get(link.entity or ""), link.role, link.strength, "anonymous" if link.anonymous else None,
                "carried" if link.carried else None)  # fmt: skip
        if link.source is not None:
            yield Mark("Source", key, said, (link.source,))
        if link.cue is not None:
            yield Mark("Cue", key, () if link.source is not None else said, (link.cue,))
    if statement.addressee is not None:
        yield Mark("Addressee", id, (), (statement.addressee,))
    if statement.time is not None:
        yield Mark("Told", id, (), (statement.time,))


def _event_marks(event: Event, id: str, names: dict[str, str], told: dict[str, str]) -> Iterator[Mark]:
    actors, recipients = (
        "+".join(names[one] for one in side if one in names) for side in (event.actors, event.recipients)
    )
    fields = (event.type, event.mode, event.status, event.time, names.get(event.place or ""),
              told.get(event.statement or ""), actors, recipients, event.id)  # fmt: skip
    yield Mark("Event", id, fields, (event.trigger,))
    for number, figure in enumerate(event.figures, 1):
        value = None if figure.value is None else str(figure.value)
        yield Mark("Figure", f"{id}.{number}", (figure.of, value, figure.mod), (figure,))
