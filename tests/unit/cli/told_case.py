"""A small case whose articles tell one thing together and one alone, and how a command is run on it."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from case_kit import add, article, new_case
from musnad.cli.main import app

__all__ = ["make_told_case", "run"]

_STRAIGHT = "قال وزير الخارجية الروسي سيرغي لافروف إن إسرائيل قصفت سوريا قرب حمص يوم الثلاثاء 8 مايو 2018."
_AGENCY = "نقلت وكالة رويترز عن سيرغي لافروف قوله إن إسرائيل قصفت سوريا قرب مدينة حمص يوم الثلاثاء 8 مايو 2018."
_OTHER = "أعلنت وزارة الصحة الأردنية أمس تسجيل إصابات بالحصبة بين تلاميذ ثلاث مدارس في إربد."


def make_told_case(folder: Path) -> Path:
    """Make the case: Lavrov tells of a strike, straight and through an agency; a ministry tells of measles."""
    with new_case(folder) as case:
        texts = [("a", _STRAIGHT, "الأولى"), ("b", _AGENCY, "الثانية"), ("d", _OTHER, "الثالثة")]
        add(case, *(article(text, id=id, outlet=outlet) for id, text, outlet in texts))
    return folder


def run(*words: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, [*map(str, words)])
