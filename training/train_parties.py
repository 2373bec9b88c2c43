"""Learn what the traits of a candidate weigh when the parties of an event are chosen; write party_traits.tsv.

What comes in: annotated folders of articles (`training/annotate.py gold` makes them). What goes out: the table that
`musnad.stages.events.choosing` reads. For every event that the patterns find and a reader annotated with the same
type, each side is one choice among the candidates and nobody: a log-linear model of which is right. The article is
read a second time with traits of what was chosen at first; what was chosen in an article is, for learning, what
weights made without it choose. Traits seen in fewer than eight candidates are left out. The same folders give the
same table.

    pip install -e . --group training
    python training/train_parties.py learn FILE FOLDER...      write FILE
    python training/train_parties.py measure FOLDER...         cross-validate: patterns alone, chosen at first, again
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "gate")]

from scoring import Happened  # noqa: E402 - it lies with the gate

from musnad.lexicon import Lexicon  # noqa: E402
from musnad.model import Document, Event  # noqa: E402
from musnad.model.codec import encode  # noqa: E402
from musnad.pipeline import default_pipeline  # noqa: E402
from musnad.stages.events import EventsStage  # noqa: E402
from musnad.stages.events.choosing import Odds, PartyChooser, Sides, Weights, look_again, sides_of  # noqa: E402
from musnad.stages.events.party_traits import spelt  # noqa: E402

_LEAST, _PENALTY, _DIGITS, _FOLDS, _STEPS = 8, 0.05, 3, 4, 300
_SIDES = ("actors", "recipients")
_SideWeights = dict[str, float]
_Reading = tuple[_SideWeights, _SideWeights]
_Traits = dict[str, set[str]]


class _Row(NamedTuple):
    """A side of an event: the traits of its candidates, which of them are right, the odds known before."""

    traits: list[set[str]]
    right: list[bool]
    odds: list[float]


class Article(NamedTuple):
    """The events found in an article with their candidates, the annotated ones by index, and how to compare parties."""

    id: str
    cases: list[tuple[Event, _Traits]]
    wanted: dict[int, dict[str, Any]]
    happened: Happened


def read_articles(folders: Iterable[Path]) -> Iterator[Article]:
    """Yield the annotated articles as the patterns read them."""
    stage = EventsStage(Lexicon())
    for gold, doc in annotated(folders):
        yield read_article(stage, gold, doc)


def read_article(stage: EventsStage, gold: dict[str, Any], doc: Document) -> Article:
    """Return an annotated article as the patterns read it."""
    cases = stage.candidates(doc)
    found = {event.id: index for index, (event, _) in enumerate(cases)}
    happened = Happened(doc.text, gold, json.loads(encode(doc)))
    return Article(gold["id"], cases, {found[read["id"]]: wanted for wanted, read in happened.typed}, happened)


def annotated(folders: Iterable[Path]) -> Iterator[tuple[dict[str, Any], Document]]:
    """Yield the annotation of each article with the document as it is read."""
    pipeline = default_pipeline()
    for folder in folders:
        for file in sorted(folder.glob("*.gold.json")):
            gold = json.loads(file.read_text(encoding="utf-8"))
            text = file.with_name(file.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
            yield gold, pipeline(Document(id=gold["id"], text=text, published=gold["published"]))


def learn(known: Sequence[Article]) -> dict[str, Weights]:
    """Return what each trait weighs, of those at first and of those that the article adds when read again."""
    everything = range(len(known))
    first = _fit(known, everything, [None] * len(known))
    seen: list[Article] = list(known)
    odds: list[list[Odds] | None] = [None] * len(known)
    for held in range(_FOLDS):
        without = _fit(known, [i for i in everything if i % _FOLDS != held], [None] * len(known))
        for index in everything[held::_FOLDS]:
            article = known[index]
            sides = [_choose(event, found, without) for event, found in article.cases]
            more = zip(article.cases, look_again(article.cases, sides), strict=True)
            again = [(event, {e: spelt(its) for e, its in traits.items()}) for (event, _), traits in more]
            seen[index] = article._replace(cases=again)
            odds[index] = [one.odds for one in sides]
    readings = (first, _fit(seen, everything, odds))
    return {t: (acts[t], receives.get(t, 0.0)) for acts, receives in readings for t in acts}


def _choose(event: Event, found: _Traits, reading: _Reading) -> Sides:
    acts, receives = ({e: sum(side.get(t, 0.0) for t in traits) for e, traits in found.items()} for side in reading)
    return sides_of(event, Odds(acts, receives))


def _fit(known: Sequence[Article], which: Iterable[int], odds: Sequence[list[Odds] | None]) -> _Reading:
    """Return the weights of both sides, learnt from some articles; `odds` are those known before."""
    rows: list[list[_Row]] = [[], []]
    for index in which:
        article, before = known[index], odds[index]
        for at, wanted in sorted(article.wanted.items()):
            found = article.cases[at][1]
            right = [_right(article, entity, wanted) for entity in sorted(found)]
            for side in (0, 1):
                base = [before[at][side][entity] if before else 0.0 for entity in sorted(found)]
                rows[side].append(_Row([found[entity] for entity in sorted(found)], [r[side] for r in right], base))
    return _fit_side(rows[0]), _fit_side(rows[1])


def _right(article: Article, entity: str, wanted: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether an entity is one of each side; nobody is right, as a first guess, where no candidate is."""
    meant = article.happened.meant([entity]) if entity else set()
    acts, receives = (bool(meant & set(wanted[side])) for side in _SIDES)
    return acts, receives


def _fit_side(rows: Sequence[_Row]) -> _SideWeights:
    """Return the weights by which the right candidate of each row is the likeliest."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    counts = Counter(trait for row in rows for one in row.traits for trait in one)
    names = sorted(trait for trait, count in counts.items() if count >= _LEAST)
    column = {trait: index for index, trait in enumerate(names)}
    # Nobody, whose key sorts first, is right where no candidate is.
    right = np.array([y for row in rows for y in (not any(row.right), *row.right[1:])])
    known = np.array([odds for row in rows for odds in row.odds])
    cells = [sorted(column[t] for t in one if t in column) for row in rows for one in row.traits]
    ends = np.cumsum([0, *map(len, cells)])
    table = csr_matrix((np.ones(ends[-1]), [c for cell in cells for c in cell], ends), (len(cells), len(names)))
    sizes = [len(row.traits) for row in rows]
    starts, group = np.cumsum([0, *sizes])[:-1], np.repeat(np.arange(len(rows)), sizes)

    def loss(weights: Any) -> tuple[float, Any]:
        odds = known + table @ weights
        powers = np.exp(odds - np.maximum.reduceat(odds, starts)[group])
        all_, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
        slope = table.T @ (powers / all_[group] - powers * right / good[group])
        return float(np.log(all_ / good).sum() + weights @ weights / (2 * _PENALTY)), slope + weights / _PENALTY

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return dict(zip(names, map(float, found.x), strict=True))


def write(weights: Mapping[str, Weights], file: Path) -> None:
    """Write the table, its keys sorted; traits that weigh nothing are left out."""
    lines = ["key\tactor\trecipient"]
    for trait in sorted(weights):
        actor, recipient = (round(weight, _DIGITS) + 0.0 for weight in weights[trait])
        if actor or recipient:
            lines.append(f"{trait}\t{actor:g}\t{recipient:g}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(known: Sequence[Article]) -> dict[str, int]:
    """Return how many events have both sides right, by way of choosing; each article is read by weights without it."""
    right: Counter[str] = Counter()
    for fold in range(_FOLDS):
        weights = learn([article for index, article in enumerate(known) if index % _FOLDS != fold])
        chooser = PartyChooser(Lexicon(), weights)
        first = {t: w[0] for t, w in weights.items()}, {t: w[1] for t, w in weights.items()}
        for article in known[fold::_FOLDS]:
            chosen = chooser.choose(article.cases)
            for index, wanted in article.wanted.items():
                event, found = article.cases[index]
                ways = {"patterns alone": event, "at first": _choose(event, found, first), "again": chosen[index]}
                for way, sides in ways.items():
                    read = {"actors": sides.actors, "recipients": sides.recipients}
                    right[way] += article.happened.parties_agree(wanted, read)
    return dict(right)


def main(argv: Sequence[str]) -> int:
    """Run the command that the arguments name."""
    if len(argv) >= 3 and argv[0] == "learn":
        known = list(read_articles(map(Path, argv[2:])))
        write(learn(known), Path(argv[1]))
        traits = len(Path(argv[1]).read_text(encoding="utf-8").splitlines()) - 1
        print(f"{sum(len(article.wanted) for article in known)} events, {traits} traits")
    elif len(argv) >= 2 and argv[0] == "measure":
        known = list(read_articles(map(Path, argv[1:])))
        events = sum(len(article.wanted) for article in known)
        for way, count in measure(known).items():
            print(f"{way:<16}{count:5} of {events}  {count / events:.3f}")
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
