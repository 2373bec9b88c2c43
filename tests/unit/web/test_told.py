"""What musnad tells in English is said in the language of the page."""

from __future__ import annotations

import ast
import inspect

import pytest

from musnad.case.search import query
from musnad.case.search.query import parse
from musnad.errors import QueryError
from musnad.web.manner import Manner
from musnad.web.speech import speech_of
from musnad.web.told import told

ARABIC, ENGLISH = speech_of(Manner(lang="ar")), speech_of(Manner(lang="en"))


@pytest.mark.parametrize(
    "typed", ["(", "a OR", '"a', "NOT", "a AND", "-a", "NEAR(a)", "outlet:", "outlet:x OR a", "a*", ")", "***", '""']
)
def test_fault_of_a_query_is_told_in_arabic(typed: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    for sentence in (caught.value.reason, caught.value.remedy):
        assert told(ARABIC, sentence) != sentence
        assert told(ENGLISH, sentence) == sentence


def test_every_fault_of_a_query_has_arabic() -> None:
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(query))) if isinstance(node, ast.Call)]
    said = [
        argument.value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "_fail"
        for argument in call.args[:2]
        if isinstance(argument, ast.Constant)
    ]
    assert len(said) > 20
    assert [sentence for sentence in said if told(ARABIC, str(sentence)) == sentence] == []


def test_place_keeps_what_stood_there() -> None:
    said = told(ARABIC, "no outlet here is called بي بي سي; there are: أ, ب")
    assert "بي بي سي" in said
    assert "أ, ب" in said


def test_sentence_that_is_not_known_stays() -> None:
    assert told(ARABIC, "something else") == "something else"
