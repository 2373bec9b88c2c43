"""What a page is asked, and how it answers.

A page is a function from an `Ask` to a response: it reads the case, puts values into a template, and holds no logic of
its own. An edit is one that changes the case and then sends the browser to a page. `routes_of` makes routes of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from musnad import __version__
from musnad.case.choosing import Chosen
from musnad.case.folder import Case
from musnad.case.overview import has_articles
from musnad.errors import QueryError
from musnad.views.printable import printable
from musnad.web.edition import edition
from musnad.web.manner import COOKIE, Manner, manner_of
from musnad.web.rendering import environment
from musnad.web.room import Room
from musnad.web.safety import CSRF_FIELD, csrf_token, has_csrf
from musnad.web.speech import Speech, speech_of


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["DONE", "WHO", "Ask", "Edit", "Page", "local_path", "routes_of"]

# What pages say once after an edit, by the word that stands in the address; catalogues take the messages from here.
DONE = {
    "corrected": _("The correction is made. It outlives a new reading, and can be taken back."),
    "corrected-later": _("The correction is made. The claims follow when the case is weighed next."),
    "undone": _("It is taken back."),
    "noted": _("It is written down."),
    "joined": _("The claims are one now."),
    "split": _("The claims are parted."),
    "merged": _("They are one from here on, in all articles of the case."),
    "parted": _("They are two from here on, in all articles of the case."),
    "saved": _("The search is saved."),
    "removed": _("The search is no longer saved."),
    "seen": _("What was new is marked as seen."),
    "begun": _("The work has begun."),
}
WHO = "musnad_who"


class _Number(IntegerConvertor):
    """A number in a path, of no more digits than a database counts to: what is longer is no path of the room's."""

    regex = "[0-9]{1,18}"


register_url_convertor("int", _Number())
_MOST_WHO = 80


class Page(NamedTuple):
    """A page: where it lies, what makes it, and its name for `url`.

    `lasting` says that it shows nothing but the case, the address and the manner, so that a browser that has it need
    not have it made again.
    """

    path: str
    show: Callable[[Ask], Response]
    name: str
    lasting: bool = True


class Edit(NamedTuple):
    """What a form is sent to: it changes the case and returns where the browser goes next.

    What only `reads` is for everybody who may see the room.
    """

    path: str
    make: Callable[[Ask], Response]
    name: str
    reads: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: what of, in which manner, with the case open for reading (`room.writing()` is for edits)."""

    request: Request
    room: Room
    case: Case
    manner: Manner
    speech: Speech
    form: FormData = field(default_factory=FormData)

    @property
    def can_edit(self) -> bool:
        """Whether this person may change the case."""
        return not self.room.settings.read_only and getattr(self.request.state, "may_write", True)

    @property
    def who(self) -> str:
        """What the person calls himself, as he wrote it last; empty where he never did."""
        return _unquoted(self.request.cookies.get(WHO, ""))[:_MOST_WHO]

    @property
    def known(self) -> frozenset[str]:
        """The names of the pages there are."""
        return frozenset(self.request.app.state.paths)

    @property
    def has_no_articles(self) -> bool:
        """Whether nothing has been brought into the case, so that no page has anything to show."""
        return not has_articles(self.case.connection)

    @property
    def done(self) -> str:
        """What an edit just did, for the page it led to to say; empty where it was none of the room's own messages."""
        said = DONE.get(self.one("done"))
        return self.speech.gettext(said) if said else ""

    def chosen(self) -> Chosen:
        """Return which articles the query asks for: `q` a search, `from` and `to` days, `about` an article."""
        about = self.one("about")
        return Chosen(self.one("q"), self.one("from") or None, self.one("to") or None, about or None)

    def path(self, name: str) -> str:
        """Return a part of the path, decoded."""
        return str(self.request.path_params[name])

    def one(self, name: str, *, otherwise: str = "") -> str:
        """Return a value of the query, without white space around it."""
        return self.request.query_params.get(name, otherwise).strip()

    def every(self, name: str) -> tuple[str, ...]:
        """Return all values of a field of the query that are not empty."""
        return tuple(value.strip() for value in self.request.query_params.getlist(name) if value.strip())

    def number(self, name: str, *, otherwise: int, least: int = 0, most: int = 1_000_000) -> int:
        """Return a number of the query between two bounds. Raises QueryError for what is no number."""
        given = self.one(name)
        if not given:
            return otherwise
        if not given.isascii() or not given.isdecimal() or not least <= int(given) <= most:
            raise QueryError(f"{name}={given}", "this is no number that fits", f"give one from {least} to {most}")
        return int(given)

    def day(self, name: str) -> date | None:
        """Return a day of the query, None where it gives none. Raises QueryError for what is no day."""
        given = self.one(name)
        try:
            return date.fromisoformat(given) if given else None
        except ValueError:
            raise QueryError(f"{name}={given}", "this is no day", "write it as 2018-10-07") from None

    def field(self, name: str, *, most: int = 10_000) -> str:
        """Return a field of the form, without white space around it; empty where it was not sent.

        Raises QueryError for one that is longer than `most` characters.
        """
        value = self.form.get(name)
        text = value.strip() if isinstance(value, str) else ""
        if len(text) > most:
            raise QueryError(name, f"it is longer than {most} characters", "say it in fewer")
        return text

    def url(self, name: str, /, **parts: object) -> str:
        """Return the path of a page by its name; what is no part of its path goes into the query."""
        route = self.request.app.state.paths[name]
        known = {key: _in_path(parts[key]) for key in route.param_convertors if key in parts}
        query = {key: value for key, value in parts.items() if key not in known and value not in (None, "", ())}
        return str(route.url_path_for(name, **known)) + (f"?{urlencode(query, doseq=True)}" if query else "")

    def here(self, **changes: object) -> str:
        """Return this page's address with some values of its query changed; None takes one away.

        Of a form that was refused it is the page that the form stood on, as far as the browser tells it.
        """
        if self.request.method == "POST":
            return self._came_from()
        query: dict[str, Any] = {key: self.request.query_params.getlist(key) for key in self.request.query_params}
        query.pop("done", None)  # what an edit said is said once
        query.update(changes)
        kept = {key: value for key, value in query.items() if value not in (None, "", (), [])}
        return self.request.url.path + (f"?{urlencode(kept, doseq=True)}" if kept else "")

    def _came_from(self) -> str:
        """Return the page of this room that a form was sent from; the front page where that is not told."""
        told = urlsplit(self.request.headers.get("referer", ""))
        if told.netloc != self.request.url.netloc:
            return "/"
        return local_path(told.path + (f"?{told.query}" if told.query else ""))

    def render(self, template: str, /, *, status: int = 200, **values: object) -> Response:
        """Return a page made of a template; what it always knows is in `base.html.j2`."""
        known = {
            "ask": self, "manner": self.manner, "url": self.url, "here": self.here, "room": self.room,
            "csrf": csrf_token(self.request), "version": __version__, "can_edit": self.can_edit,
        }  # fmt: skip
        page = environment(self.manner).get_template(template).render(known | values)
        return HTMLResponse(printable(page), status_code=status)

    def go(self, path: str, *, said: str = "") -> Response:
        """Send the browser to a page of the room after an edit; `said` names a message that the page shows once."""
        target = local_path(path)
        mark = f"{'&' if '?' in target else '?'}{urlencode({'done': said})}" if said else ""
        head, hash_, anchor = target.partition("#")
        response = RedirectResponse(head + mark + hash_ + anchor, status_code=303)
        if who := self.field("who", most=_MOST_WHO):
            response.set_cookie(WHO, _quoted(who), max_age=31_536_000, httponly=True, samesite="strict")
        return response


def local_path(path: str) -> str:
    """Return a path of this room; the front page for an address of any other place.

    >>> local_path("/claims?x=1#a"), local_path("//evil.example/"), local_path("https://evil.example")
    ('/claims?x=1#a', '/', '/')
    """
    parts = urlsplit(path.replace("\\", "/"))
    clean = path.isprintable() and not parts.scheme and not parts.netloc
    return path if clean and path.startswith("/") and not path.replace("\\", "/").startswith("//") else "/"


def routes_of(room: Room, pages: Iterable[Page], edits: Iterable[Edit] = ()) -> list[Route]:
    """Return routes that run pages and edits in the room's threads."""
    routes = [
        Route(page.path, _endpoint(room, page.show, lasting=page.lasting), name=page.name, methods=["GET"])
        for page in pages
    ]
    return routes + [
        Route(edit.path, _endpoint(room, _guarded(edit)), name=edit.name, methods=["POST"]) for edit in edits
    ]


def _guarded(edit: Edit) -> Callable[[Ask], Response]:
    """Return an edit that is made only for a form of this room, by one who may change the case where it does."""

    def answer(ask: Ask) -> Response:
        if not has_csrf(ask.request, ask.form.get(CSRF_FIELD)):
            return ask.render("refused.html.j2", status=403, why="form")
        if not (ask.can_edit or edit.reads):
            return ask.render("refused.html.j2", status=403, why="reading")
        return edit.make(ask)

    return answer


def _endpoint(room: Room, answer: Callable[[Ask], Response], *, lasting: bool = False) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        form = await request.form() if request.method == "POST" else FormData()
        manner = manner_of(request.cookies.get(COOKIE), request.query_params)

        def work() -> Response:
            with room.reading() as case:
                tag = _tag(request, room, manner) if lasting else ""
                if tag and tag in request.headers.get("if-none-match", ""):
                    return Response(status_code=304, headers={"ETag": tag})
                response = answer(Ask(request, room, case, manner, speech_of(manner), form))
                if tag and response.status_code == 200:
                    response.headers["ETag"] = tag
                return response

        response = await asyncio.get_running_loop().run_in_executor(room.threads, work)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return endpoint


def _tag(request: Request, room: Room, manner: Manner) -> str:
    """Return what a page is known by: musnad, the state of the case, the manner, and for whom its forms are."""
    own = f"{manner.cookie}-{request.cookies.get(WHO, '')[: 2 * _MOST_WHO]}-{csrf_token(request)[:16]}"
    return f'W/"{edition()}-{room.state}-{sha256(own.encode()).hexdigest()[:16]}"'


def _in_path(value: object) -> object:
    """Return a part of a path with everything encoded that would end it or be read as something else."""
    return quote(value, safe=":") if isinstance(value, str) else value


def _quoted(text: str) -> str:
    return text.encode("utf-8").hex()


def _unquoted(text: str) -> str:
    try:
        return bytes.fromhex(text).decode("utf-8")
    except (ValueError, UnicodeDecodeError):
        return ""
