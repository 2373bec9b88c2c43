"""What the tests of exports share: documents that are hard to export, the sample case, and exports of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from musnad.case.choosing import Chosen
from musnad.case.folder import open_case
from musnad.case.sample import make_sample_case
from musnad.exports.manner import Language, Manner
from musnad.exports.running import ExportNote, export, wanted_format
from musnad.exports.subject import CaseSubject, FileSubject, Subject
from musnad.model import ChainLink, Document, Event, Figure, Span, Statement, TimeExpression
from support import make_doc, named_layers, span_of

__all__ = ["HARD_TEXT", "MADE", "bare_doc", "exported_bytes", "exported_folder", "hard_doc", "news_doc", "sample_case",
           "sample_subject", "subject_of"]  # fmt: skip

MADE = "2026-01-01T00:00:00Z"
# Vowel signs, tatweel, emoji, a letter beyond 16 bits, two directions, tabs, quotes, a formula, a control character.
HARD_TEXT = (
    '=1+1\t"قال" الوَزيــرُ سَميرُ 👩🏽‍🚀 𐡀 في بيروت يوم 5 مايو 2018: <b>"إنّ الوفدَ\tوصل" & غادر</b>\n\n'
    "وأضاف مصدر في Reuters أن 12 جنديا قُتلوا.\x0b\n"
)
_NEWS = "أعلن الوزير سمير عون أن وزارة الدفاع أرسلت جنودا إلى بيروت يوم 5 مايو 2018. وقتل 12 شخصا في بيروت."


def bare_doc(text: str = "خبر", **fields: object) -> Document:
    """Return a document without layers and metadata."""
    return Document(**{"id": "bare", "text": text, **fields})  # type: ignore[arg-type]  # tests pass fields by name


def news_doc(text: str = _NEWS, *, id: str = "news") -> Document:
    """Return a short article with every layer: a statement with an event of two parties, place, day and figure."""
    layers = named_layers(text, PER=["سمير عون"], ORG=["وزارة الدفاع"], LOC=["بيروت"])
    content = Span(text.index("وزارة"), text.index(". "))
    statement = Statement(
        id="s1", content=(content,), kind="indirect", stance="assert", origin="test",
        chain=(ChainLink(source=span_of(text, "الوزير سمير عون"), cue=span_of(text, "أعلن"), entity="PER-0",
                         role="official", origin="test"),),
    )  # fmt: skip
    date = span_of(text, "5 مايو 2018")
    time = TimeExpression(
        start=date.start, end=date.end, type="DATE", value="2018-05-05", basis="stated", origin="test"
    )
    sent = Event(
        id="e1", trigger=span_of(text, "أرسلت"), type="MOBILIZE", mode="troops", actors=("ORG-0",),
        recipients=("LOC-0",), place="LOC-0", place_basis="clause", time="2018-05-05", time_basis="clause",
        statement="s1", origin="test",
    )  # fmt: skip
    count = span_of(text, "12")
    killed = Event(
        id="e2", trigger=span_of(text, "قتل"), type="ASSAULT", place="LOC-0", origin="test",
        figures=(Figure(start=count.start, end=count.end, of="killed", value=12),),
    )  # fmt: skip
    doc = make_doc(
        text, title="عنوان", outlet="صحيفة الغد", author="كاتب", url="https://news.example/1?a=1&b=2",
        statements=(statement,), events=(sent, killed), times=(time,), **layers,
    )  # fmt: skip
    return _called(doc, id)


def hard_doc(*, id: str = "hard") -> Document:
    """Return an article with hard characters and a statement in two pieces, told by two, one of them unnamed."""
    text = HARD_TEXT
    layers = named_layers(text, PER=["سَميرُ"], LOC=["بيروت"])
    pieces = (span_of(text, "إنّ الوفدَ\tوصل"), span_of(text, "غادر"))
    chain = (
        ChainLink(source=span_of(text, "مصدر"), cue=None, anonymous=True, role="unnamed", origin="test"),
        ChainLink(source=span_of(text, "الوَزيــرُ سَميرُ"), cue=span_of(text, "قال"), entity="PER-0", origin="test"),
    )
    statement = Statement(
        id="s1", content=pieces, chain=chain, kind="direct", stance="deny", polarity=-1, origin="test"
    )
    doc = make_doc(text, published=None, title='=HYPERLINK("x")\t"عنوان"', statements=(statement,), events=(), times=(),
                   **layers)  # fmt: skip
    return _called(doc, id)


def subject_of(*documents: Document) -> FileSubject:
    """Return documents as what is handed over, without a case."""
    return FileSubject("test", documents, len(documents))


def sample_case(folder: Path) -> Path:
    """Make the sample case in a folder and return where it is; keep it for a module, it takes seconds."""
    make_sample_case(folder / "case")
    return folder / "case"


@contextmanager
def sample_subject(case: Path, chosen: Chosen | None = None) -> Iterator[CaseSubject]:
    """Open a case as what is handed over."""
    with open_case(case) as opened:
        yield CaseSubject.of(opened, chosen or Chosen())


def exported_bytes(name: str, subject: Subject, *, language: Language = "ar") -> tuple[bytes, ExportNote]:
    """Export into a stream and return what was written, with the note."""
    stream = io.BytesIO()
    note = export(subject, wanted_format(name), stream, Manner(MADE, language))
    return stream.getvalue(), note


def exported_folder(name: str, subject: Subject, folder: Path, *, language: Language = "ar") -> ExportNote:
    """Export into a new folder and return the note."""
    return export(subject, wanted_format(name), folder, Manner(MADE, language))


def _called(doc: Document, id: str) -> Document:
    return msgspec.structs.replace(doc, id=id)
