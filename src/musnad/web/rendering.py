"""Templates of the room: the environment they run in, and what they can call.

What comes in is a template's name and values; what goes out is a page as text. Everything is escaped. A template can
say `_("…")`, `many("%(n)s article", "%(n)s articles", n)`, `label("stance", x)`, `5|n` for a number,
`url("claim", claim=id)` and `static("room.css")`; `sentence | told` is one of musnad's own in the page's language.
"""

from __future__ import annotations

from functools import cache, partial
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from musnad.web.manner import Manner
from musnad.web.speech import speech_of
from musnad.web.told import told, told_place

__all__ = ["environment", "static_file", "static_names", "static_path"]

_DIGEST = 12


@cache
def environment(manner: Manner) -> Environment:
    """Return the environment of templates for a manner."""
    speech = speech_of(manner)
    env = Environment(
        loader=PackageLoader("musnad.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    env.install_gettext_callables(speech.gettext, speech.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(many=speech.many, label=speech.label, static=static_path)
    env.filters.update(n=speech.number, digits=speech.digits)
    env.filters.update(told=partial(told, speech), told_place=partial(told_place, speech))
    return env


@cache
def static_names() -> frozenset[str]:
    """Return the names of the files that pages load."""
    return frozenset(file.name for file in (files("musnad.web") / "static").iterdir() if file.is_file())


@cache
def static_file(name: str) -> bytes:
    """Return a file that pages load. Raises KeyError for a name that is none of them."""
    if name not in static_names():
        raise KeyError(name)
    return (files("musnad.web") / "static" / name).read_bytes()


@cache
def static_path(name: str) -> str:
    """Return the path of a file that pages load, with a digest of it, so that browsers may keep it for ever."""
    return f"/static/{sha256(static_file(name)).hexdigest()[:_DIGEST]}/{name}"
