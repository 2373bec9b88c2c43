"""Where the told words end, and how much of them stands in quotation marks.

What comes in is a report with its beginning and the reports after it; what goes out are token ranges of content.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.lexicon.forms import ByForm
from musnad.model import Sentence, Span, StatementKind
from musnad.stages.statements.report import Report
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["ContentReader"]

_COMMAS = frozenset("،,")
_BREAKS = frozenset("؛;")
_AND = "و"
_KEPT_EDGES = frozenset("%$€£")


class ContentReader:
    """Finds the ends of contents. Immutable once built."""

    def __init__(self, words: ReportingWords) -> None:
        self._words = words
        self._may_end = ByForm(self._may_end_telling)

    def pieces(
        self, view: TextView, report: Report, later: Sequence[Report], sentence: Sentence
    ) -> list[tuple[int, int]]:
        """Return the token ranges told by a report: several where «وأن …» tells one thing after another."""
        if report.tail is not None and report.mode == "quote":
            return [(report.first, report.tail)]
        if report.mode == "quote":
            spoken = view.quote_from[report.first - 1]
            return [(spoken.first, spoken.last)]
        limit = self._sentence_limit(view, report.first, sentence)
        quote = view.quote_from.get(report.first - 1)
        if report.mode == "phrase" and quote is not None and quote.closed and quote.last < limit:
            alone = quote.last + 1 == limit or view.forms[quote.last + 1] in _COMMAS
            limit = quote.last if alone else limit
        for other in later:
            if report.first < other.front < limit and self._ends_before(view, report, other):
                limit = self._before_lead(view, report.first, other.front)
                break
        limit = min(limit, report.end) if report.end is not None else limit
        cuts = self._cuts(view, report, later, limit)
        edges = [report.first, *cuts, limit]
        pieces = []
        for low, high in zip(edges[::2], edges[1::2], strict=True):
            first, last = self.trim(view, low, high)
            if first < last:
                pieces.append((first, last))
        return pieces

    def kind(self, view: TextView, ranges: Sequence[tuple[int, int]]) -> StatementKind:
        """Return direct when one quotation holds all of it, mixed when some words are quoted, else indirect."""
        last = ranges[-1][1]
        if any(last <= quote.last for quote in view.quotes_around(ranges[0][0])):
            return "direct"
        if not (touched := view.quotes_within(ranges)):
            return "indirect"
        named = {q for q in touched if q.is_short and any(i in view.covering for i in range(q.first, q.last))}
        return "mixed" if touched - named else "indirect"

    def trim(self, view: TextView, first: int, last: int) -> tuple[int, int]:
        """Drop marks and a leading conjunction's comma at both ends."""
        while first < last and view.is_punct(first) and view.forms[first] not in _KEPT_EDGES:
            first += 1
        while last > first and view.is_punct(last - 1) and not self._belongs(view, first, last - 1):
            last -= 1
        return first, last

    def _belongs(self, view: TextView, first: int, mark: int) -> bool:
        """Whether a mark at the end closes a quotation that opens after the first word of the content."""
        if view.forms[mark] in _KEPT_EDGES:
            return True
        quote = view.quote_to.get(mark)
        return quote is not None and quote.first - 1 > first

    def span(self, view: TextView, first: int, last: int, start: int | None = None) -> Span:
        """Return the span of a content range, from inside its first token where a clitic is left out."""
        if start is not None and view.tokens[first].start <= start < view.tokens[first].end:
            return view.span(first, last, start=start)
        return view.span(first, last)

    def _sentence_limit(self, view: TextView, first: int, sentence: Sentence) -> int:
        """The sentence's end, or the end of a quotation that begins in the content and runs on."""
        limit = sentence.last
        quote = view.speech.get(limit - 1)
        if quote is not None and quote.first >= first and quote.closed:
            return max(limit, quote.last)
        return limit

    def _ends_before(self, view: TextView, report: Report, other: Report) -> bool:
        if other.front in view.speech and report.first not in view.speech:
            return False
        if other.kind in ("participle", "phrase", "relay"):
            return True
        if other.kind == "masdar" or (other.links[0].is_passive and not other.joined):
            return False
        before = view.forms[other.front - 1]
        if other.links[0].teller is None and self._words.is_exactly("relative", before):
            return True
        leads = self._words.is_("content_end", before) or self._words.is_exactly("lead", before)
        leads = leads or (self._words.is_("contrast", before) and other.links[0].teller is None)
        return other.joined or leads or (before in _COMMAS and other.front != report.first)

    def _before_lead(self, view: TextView, first: int, limit: int) -> int:
        """«…، لكن الوزير أكد»: the word that leads over to the next report is not told."""
        leads = ("content_end", "lead", "contrast")
        while limit - 1 > first and any(self._words.is_(kind, view.forms[limit - 1]) for kind in leads):
            limit -= 1
        return limit

    def _cuts(self, view: TextView, report: Report, others: Sequence[Report], limit: int) -> list[int]:
        """Return pairs (end, next beginning) inside the content; one odd end when the rest is not told."""
        cuts: list[int] = []
        forms, may_end = view.forms, self._may_end
        for at in range(report.first + 1, limit):
            if not may_end[forms[at]] and forms[at - 1] not in _COMMAS:
                continue
            if at in view.speech and view.speech[at].first > report.first:
                continue
            form = view.forms[at]
            if form in _BREAKS or self._opposes(view, others, at, limit):
                return [*cuts, at, limit]
            if self._ends_telling(view, report, at, limit):
                return [*cuts, at, limit]
            if report.mode == "clause" and form[:1] == "و" and at + 1 < limit and self._coordinates(view, at):
                cuts += [at, at + 1]
            elif report.mode == "clause" and self._adds(view, at, limit):
                cuts += [at, at + 2]
            elif report.mode == "clause" and form == "و" and at + 3 < limit and self._words.that(view.forms[at + 2]):
                if at + 1 in view.quote_from:
                    cuts += [at, at + 3]
            elif (
                report.mode == "clause"
                and self._words.frame_prepositions.get(form[1:])
                and form[:1] == "و"
                and at + 2 < limit
                and self._words.that(view.forms[at + 1]) == "that"
            ):
                cuts += [at, at + 2]
        return cuts

    def _may_end_telling(self, form: str) -> bool:
        """Whether a content may end at a word by its form; after a comma it may end at any word."""
        if form in _BREAKS or form in self._words.past_verbs or self._words.may_start("telling_end", form):
            return True
        kinds = ("adversative", "addition", "subordinator", "lead", "preposition")
        if any(self._words.is_exactly(kind, form) for kind in kinds):
            return True
        if form[:1] != _AND:
            return False
        rest = form[1:]
        return not rest or self._words.that(rest) is not None or rest in self._words.frame_prepositions

    def _opposes(self, view: TextView, others: Sequence[Report], at: int, limit: int) -> bool:
        """«، غير أن المنظمة قالت …»: the outlet sets another's word against what was told; not «، إلا أنه فشل»."""
        if at + 1 >= limit or not self._words.is_exactly("adversative", view.forms[at]):
            return False
        if view.forms[at - 1] not in _COMMAS or self._words.that(view.forms[at + 1]) != "that":
            return False
        return any(other.kind == "verb" and at < other.links[0].first <= limit for other in others)

    def _coordinates(self, view: TextView, at: int) -> bool:
        """«وأن …», not «وإن كان» (even if), nor «، خاصة وأن …» (especially since)."""
        if self._words.that(view.forms[at][1:]) is None:
            return False
        if self._words.is_exactly("conjunction_governor", view.forms[at - 1]):
            return False
        return not self._words.is_exactly("auxiliary", view.forms[at + 1])

    def _adds(self, view: TextView, at: int, limit: int) -> bool:
        """«، كما أن …» tells one thing more."""
        if (
            at + 2 >= limit
            or view.forms[at - 1] not in _COMMAS
            or not self._words.is_exactly("addition", view.forms[at])
        ):
            return False
        return self._words.that(view.forms[at + 1]) == "that"

    def _continues_phrase(self, view: TextView, at: int) -> bool:
        """After a comma a noun phrase goes on, unless a new clause begins: «، لكن …», «، حيث …», «، وغادر …»."""
        form = view.forms[at]
        if self._words.is_exactly("phrase_end", form) or self._words.is_exactly("lead", form):
            return False
        return not self._words.is_("contrast", form) and form.removeprefix("و") not in self._words.past_verbs

    def _resumes(self, view: TextView, report: Report, at: int) -> bool:
        """«السفيرة التي اتهمت خصمها بالكذب غادرت»: after a relative clause the sentence goes on with its own verb."""
        cue = report.links[0].first
        relative = cue > 0 and self._words.is_exactly("relative", view.forms[cue - 1])
        return relative and at not in view.covering and view.forms[at] in self._words.past_verbs

    def _begins_clause(self, view: TextView, at: int) -> bool:
        """«تبنى الهجوم كما وقعت حوادث أخرى»: a word that leads a clause, before a verb."""
        leads = self._words.is_exactly("subordinator", view.forms[at]) or self._words.is_exactly("lead", view.forms[at])
        return leads and view.forms[at + 1] in self._words.past_verbs

    def _ends_telling(self, view: TextView, report: Report, at: int, limit: int) -> bool:
        """«وذلك خلال لقائه» and «، في بيان» tell of the telling, not of the content."""
        length = self._words.starts("telling_end", view.forms, at)
        if length:
            after = at + length
            return not (view.forms[at - 1] in _COMMAS and after + 1 < limit and view.forms[after] in _COMMAS)
        before = view.forms[at - 1]
        if report.mode == "phrase" and before in _COMMAS and not self._continues_phrase(view, at):
            return True
        if report.mode == "phrase" and at + 1 < limit and self._begins_clause(view, at):
            return True
        if report.mode == "phrase" and self._resumes(view, report, at):
            return True
        if (
            (before in _COMMAS or report.mode == "phrase")
            and at + 1 < limit
            and self._words.is_exactly("preposition", view.forms[at])
        ):
            following = view.forms[at + 1]
            return self._words.is_("medium", following)
        return False
