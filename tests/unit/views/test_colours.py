"""The colours of the HTML page: legible in light, dark and print."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = (files("musnad.views") / "templates" / "report.css").read_text(encoding="utf-8")
THEMES = dict(zip(("light", "dark", "print"), re.findall(r":root \{(.*?)\}", CSS, re.DOTALL), strict=True))
ON = {
    "ink": ("paper", "panel", "told", "denied", "source", "unnamed", "lit"),
    "soft": ("paper", "panel"),
    "accent": ("paper", "panel", "told", "denied", "lit"),
    "cue": ("paper", "panel", "told", "denied", "source", "unnamed", "lit"),
    "denied-ink": ("panel", "lit"),
    "unnamed-ink": ("unnamed",),
}


def _luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(c * 2 for c in colour)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_words_stand_out_from_what_is_behind_them(theme: str) -> None:
    colours = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", THEMES[theme]))
    faint = []
    for ink, grounds in ON.items():
        for ground in grounds:
            if ground not in colours:
                continue
            light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
            ratio = (light + 0.05) / (dark + 0.05)
            if ratio < 4.5:
                faint.append(f"{ink} on {ground}: {ratio:.2f}")
    assert not faint
