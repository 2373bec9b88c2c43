"""Rules of form over what the tagger found."""

from __future__ import annotations

import pytest

from musnad.lexicon import Lexicon
from musnad.model import EntityType
from musnad.stages.mentions.knowledge import NameKnowledge
from musnad.stages.mentions.settling import settle
from musnad.stages.mentions.view import View
from support import make_doc

KNOWLEDGE = NameKnowledge(Lexicon())


def settled(text: str, words: str, kind: EntityType) -> list[str]:
    """Return what is left of a name tagged at `words`."""
    doc = make_doc(text)
    assert doc.segments is not None
    view = View(text, doc.segments.tokens, KNOWLEDGE)
    start = text.index(words)
    inside = [n for n, t in enumerate(view.tokens) if start <= t.start and t.end <= start + len(words)]
    name = view.candidate(inside[0], inside[-1] + 1, kind, rank=5, origin="test")
    return [text[n.start : n.end] for n in settle(view, [name])]


@pytest.mark.parametrize(
    ("text", "words", "kind", "left"),
    [
        pytest.param("هاجم مسلحون قاعدة قشطارة ليلا.", "قشطارة", "LOC", ["قاعدة قشطارة"], id="base"),
        pytest.param("هاجموا قاعدة قشطارة الجوية ليلا.", "قشطارة", "LOC", ["قاعدة قشطارة الجوية"], id="base-adjective"),
        pytest.param("وقع انفجار بشارع القرنفل.", "القرنفل", "LOC", ["شارع القرنفل"], id="street-after-clitic"),
        pytest.param("وصل إلى مدينة قشطارة.", "قشطارة", "LOC", ["قشطارة"], id="town-noun-stays-outside"),
        pytest.param("غادر القاعدة قشطارة.", "قشطارة", "LOC", ["قشطارة"], id="definite-noun-is-no-head"),
        pytest.param("هاجمت جماعات مسلحة البلدة.", "جماعات", "ORG", [], id="bare-noun"),
        pytest.param("نقلت صحيفة سبق الخبر.", "سبق", "ORG", ["سبق"], id="ordinary-word-after-its-noun"),
        pytest.param("أعلنت جماعة القرنفل ذلك.", "جماعة القرنفل", "ORG", ["جماعة القرنفل"], id="noun-with-name"),
        pytest.param("تشهد العاصمة السعودية حركة.", "السعودية", "LOC", [], id="nationality"),
        pytest.param("وصل الوفد إلى السعودية.", "السعودية", "LOC", ["السعودية"], id="state"),
        pytest.param("دان الوزير الهجوم.", "دان", "PER", [], id="verb-of-telling"),
        pytest.param("قال الله تعالى.", "الله تعالى", "PER", [], id="formula"),
        pytest.param("قال عبد الله.", "عبد الله", "PER", ["عبد الله"], id="name-that-ends-so"),
    ],
)
def test_settle(text: str, words: str, kind: EntityType, left: list[str]) -> None:
    assert settled(text, words, kind) == left
