"""Words of two reports side by side."""

from __future__ import annotations

from claim_kit import tell
from musnad.views.told_apart import Words, nearest, told_apart


def test_words_that_one_has_alone_are_marked() -> None:
    one, other = told_apart("قتل خمسة مدنيين في حلب أمس", "قتل سبعة مدنيين في حلب أمس")
    assert Words("خمسة", True) in one
    assert Words("سبعة", True) in other
    assert "".join(part.text for part in one) == "قتل خمسة مدنيين في حلب أمس"


def test_words_that_share_little_are_not_marked() -> None:
    assert told_apart("أ ب ج د", "هذا كلام آخر تماما") == (
        (Words("أ ب ج د", False),),
        (Words("هذا كلام آخر تماما", False),),
    )


def test_the_same_words_have_no_marks() -> None:
    assert told_apart("قتل خمسة", "قتل خمسة") == ((Words("قتل خمسة", False),), (Words("قتل خمسة", False),))


def test_the_nearest_reports_share_most_words() -> None:
    far, near, mine = tell("a", 1, terms=("x",)), tell("a", 2, terms=("y", "z")), tell("b", 3, terms=("y", "z"))
    assert nearest((far, near), (mine,)) == (near, mine)
