"""Learn what the traits of a date weigh when the date of an event is chosen; write date_traits.tsv.

What comes in: annotated folders of articles (`training/annotate.py gold` makes them). What goes out: the table that
`musnad.stages.events.date_choosing` reads. For every event that is found and that a reader annotated with the same
type, each day it may have is either the annotated one or not: a logistic regression. Traits seen in fewer than eight
candidates are left out. The same folders give the same table.

    pip install -e . --group training
    python training/train_event_dates.py learn FILE FOLDER...      write FILE
    python training/train_event_dates.py measure FOLDER...         cross-validate: by rule, learnt
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from train_parties import annotated

from musnad.lexicon import Lexicon
from musnad.model import Event
from musnad.model.codec import encode
from musnad.stages.events import EventsStage
from musnad.stages.events.date_choosing import DateChooser
from musnad.stages.events.dates import Candidate, day_of

from scoring import Count, Happened  # isort: skip - it lies with the gate, where train_parties looks for it

_LEAST, _PENALTY, _DIGITS, _FOLDS = 8, 0.1, 3, 10
_Weights = dict[str, float]


class _Example(NamedTuple):
    """An event that was found and annotated, dated by rule; the dates it may have; the right day, empty for none."""

    article: str
    event: Event
    candidates: Mapping[str, Candidate]
    day: str


def examples(folders: Iterable[Path]) -> Iterator[_Example]:
    """Yield the events of the annotated articles that are found with the right type."""
    stage = EventsStage(Lexicon())
    for gold, doc in annotated(folders):
        found = {event.id: (event, candidates) for event, candidates in stage.dates(doc)}
        for wanted, read in Happened(doc.text, gold, json.loads(encode(doc))).typed:
            event, candidates = found[read["id"]]
            yield _Example(gold["id"], event, candidates, day_of(wanted.get("time") or ""))


def learn(known: Sequence[_Example]) -> _Weights:
    """Return the weights of the traits, `bias` among them."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [(c.traits, day == example.day) for example in known for day, c in sorted(example.candidates.items())]
    counts = Counter(trait for traits, _ in rows for trait in traits)
    vectors = DictVectorizer()
    table = vectors.fit_transform([{t: 1 for t in sorted(traits) if counts[t] >= _LEAST} for traits, _ in rows])
    model = LogisticRegression(C=_PENALTY, max_iter=3000).fit(table, [right for _, right in rows])
    found = {
        str(name): float(weight) for name, weight in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    }
    return {**found, "bias": float(model.intercept_[0])}


def write(weights: _Weights, file: Path) -> None:
    """Write the table, its keys sorted; traits that weigh nothing are left out."""
    lines = ["key\tweight"]
    for trait in sorted(weights):
        if weight := round(weights[trait], _DIGITS) + 0.0:
            lines.append(f"{trait}\t{weight:g}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(known: Sequence[_Example]) -> dict[str, Count]:
    """Return right, found and annotated dates by way of choosing; each article is read by weights without it."""
    articles = sorted({example.article for example in known})
    counts: dict[str, Count] = defaultdict(Count)
    for fold in range(_FOLDS):
        held = set(articles[fold::_FOLDS])
        chooser = DateChooser(Lexicon(), learn([e for e in known if e.article not in held]))
        for example in known:
            if example.article in held:
                counts["by rule"] += _count(example, example.event)
                counts["learnt"] += _count(example, chooser.choose(example.event, example.candidates))
    return counts


def _count(example: _Example, read: Event) -> Count:
    day = day_of(read.time or "")
    return Count(day == example.day != "", day != "", example.day != "")


def main(argv: Sequence[str]) -> int:
    """Run the command that the arguments name."""
    if len(argv) >= 3 and argv[0] == "learn":
        known = list(examples(map(Path, argv[2:])))
        write(learn(known), Path(argv[1]))
        print(f"{len(known)} events, {len(Path(argv[1]).read_text(encoding='utf-8').splitlines()) - 1} traits")
    elif len(argv) >= 2 and argv[0] == "measure":
        for way, count in measure(list(examples(map(Path, argv[1:])))).items():
            print(f"{way:<10}{count.hits:5} right, {count.found} found, {count.wanted} annotated  F1 {count.f1:.3f}")
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
