"""What falls without somebody, as text."""

from __future__ import annotations

from claim_kit import claim_of
from musnad.corpus.weighing import Weighing
from musnad.views.what_if_report import render_differences
from unit.corpus.weighed_claims import weigh

WORDS = "كلمات"


def render(keys: dict[str, str], limit: int | None = None) -> str:
    claims = weigh(claim_of("out1 afp minister", "out2 afp ?man", id="x"), claim_of("out1 afp", "out2 ?man", id="y"))
    weighing = Weighing(claims=claims, circles=(), evidence={}, alone=0, same_text={}, credits={})
    differences = weighing.without(keys)
    return render_differences(differences, weighing, lambda _: WORDS, left_out=keys, limit=limit)


def test_what_falls_wholly_comes_before_what_loses_its_last_origin() -> None:
    lines = render({"afp": "وكالة"}).splitlines()

    assert lines[:2] == [
        "without \u2068وكالة\u2069:",
        "of 2 claims, 2 lose something: 1 fall wholly, 1 are left without a named origin",
    ]
    assert lines[3] == "x" and lines[4].endswith(f"\u2067{WORDS}\u2069")
    assert lines[6:8] == ["  after:  nothing is left", "  no longer named: \u2068Minister\u2069"]
    assert lines[9] == "y" and lines[-1] == "  no named origin is left"


def test_many_names_are_cut_and_claims_left_out_are_counted() -> None:
    told = render({"afp": "و0", **{f"k{n}": f"و{n}" for n in range(1, 8)}}, limit=1)

    assert told.splitlines()[0].endswith("\u2068و4\u2069 and 3 more:")
    assert told.endswith("\nand 1 more: --limit 0 shows all\n")


def test_nobody_who_is_on_no_way_changes_nothing() -> None:
    assert render({"general": "لواء"}) == (
        "without \u2068لواء\u2069:\nof 2 claims, 0 lose something: 0 fall wholly, 0 are left without a named origin\n"
    )
