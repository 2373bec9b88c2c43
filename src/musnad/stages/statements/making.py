"""Make the report of a cue out of its teller and the opening of its content.

What comes in are a cue reading with its tokens, a teller and an `Opening`; what goes out is a `Report` with its stance.
"""

from __future__ import annotations

from musnad.model import Stance
from musnad.stages.statements.cuebook import Reading
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.openings import Opening, Relay
from musnad.stages.statements.report import Link, Report
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["ReportMaker"]


_AND = "و"
_NAMES_FEELING = ("an+np", "np")  # frames whose noun may say it: «عبر عن رفضه», not «كشف أنه رفض»


class ReportMaker:
    """Makes reports. Immutable once built."""

    def __init__(self, words: ReportingWords, tellers: TellerFinder) -> None:
        self._words = words
        self._tellers = tellers

    def make(
        self, view: TextView, reading: Reading, cue: int, teller: Teller | None, opening: Opening, *, front: int
    ) -> Report:
        """Return the report whose cue is token `cue` and whose construction begins at token `front`."""
        row, first, last = reading.row, cue, cue + 1
        end = None
        if "as" in row.frames and opening.mode == "phrase" and (quote := view.quote_from.get(opening.first - 1)):
            end = self._after_marks(view, quote.last + 1) if quote.closed else None
        if "as" in row.frames and not reading.pronoun and opening.frame != "quote":
            opening = self._with_described(view, last, teller, opening)
        link = Link(teller, first, last, row.strength, f"cues:{row.key}", letters=reading.letters)
        inner = tuple(_link(r) for r in opening.relays if not r.is_outer)
        outer = tuple(_link(r) for r in opening.relays if r.is_outer)
        return Report(
            front=front,
            first=opening.first,
            start=opening.start,
            mode=opening.mode,
            kind=reading.kind,
            links=(link, *inner),
            stance=self._stance(view, reading, opening),
            gender=reading.form.gender if reading.kind != "masdar" else None,
            joined=reading.letters > 0,
            outer=outer,
            plural=reading.form.number == "p",
            addressee=self._tellers.addressee(view, last, opening.first),
            time=next((view.time_at[i] for i in range(last, opening.first) if i in view.in_time), None),
            end=end,
        )

    def _after_marks(self, view: TextView, at: int) -> int:
        """«بـ"كذب" و"فارغ"»: return where the last of the coordinated marked words ends."""
        while at + 1 < len(view.forms) and view.forms[at] == _AND and at + 1 in view.quote_from:
            quote = view.quote_from[at + 1]
            if not quote.closed or not quote.is_short:
                break
            at = quote.last + 1
        return at

    def _with_described(self, view: TextView, cue_end: int, teller: Teller | None, opening: Opening) -> Opening:
        """«وصف الوزير القرار بأنه خطأ» tells of the decision: what is described belongs to the content."""
        begin = teller.last if teller is not None and teller.first >= cue_end else cue_end
        while begin < opening.first and (
            view.is_punct(begin) or self._words.is_exactly("resumptive", view.forms[begin])
        ):
            begin += 1
        if begin >= opening.first or begin in view.in_time or self._words.is_("preposition", view.forms[begin]):
            return opening
        if self._words.that(view.forms[begin]) is not None:
            return opening
        return opening._replace(first=begin, start=view.start_of(begin))

    def _stance(self, view: TextView, reading: Reading, opening: Opening) -> Stance:
        for rule in reading.row.stance_by:
            frame, _, stance = rule.partition("=")
            if frame == opening.frame:
                return stance  # type: ignore[return-value]  # checked when the table is
        if opening.frame in _NAMES_FEELING:
            form = view.forms[opening.first]
            for length in range(len(form), 2, -1):
                if sentiment := self._words.sentiments.get(form[:length]):
                    return sentiment  # type: ignore[return-value]  # the table's kinds are stances
        return reading.row.stance


def _link(relay: Relay) -> Link:
    return Link(relay.teller, relay.first, relay.last, "reported", relay.key)
