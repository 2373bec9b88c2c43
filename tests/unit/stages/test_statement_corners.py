"""Corners of the grammar that reading unseen articles brought up, each with a near miss, on sentences of our own."""

from __future__ import annotations

import pytest

from unit.stages.test_statement_constructions import BOTH, BRIDGE, SAMER, Found, Names, facts

# -- verbal nouns ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "قال سامر حداد، بعد إعلانه الانسحاب، إن الجسر مغلق.", SAMER, [BRIDGE], id="between-cue-and-content"
        ),
        pytest.param(
            "توقع سامر حداد أن يفوز رغم إعلانه الانسحاب.",
            SAMER,
            [(["سامر حداد"], "يفوز رغم إعلانه الانسحاب", "expect")],
            id="inside-what-the-same-teller-tells",
        ),
        pytest.param(
            "توقع سامر حداد أن يفوز رغم إعلان نادر عيسى الانسحاب.",
            BOTH,
            [
                (["سامر حداد"], "يفوز رغم إعلان نادر عيسى الانسحاب", "expect"),
                (["سامر حداد", "نادر عيسى"], "الانسحاب", "assert"),
            ],
            id="inside-what-another-tells",
        ),
    ],
)
def test_verbal_noun_of_the_same_teller_adds_nothing(text: str, names: Names, expected: list[Found]) -> None:
    assert facts(text, names) == expected
