"""Learn what the traits of a candidate weigh when a party of an event is chosen; write party_traits.tsv.

What comes in: annotated folders of articles (`training/annotate.py gold` makes them). What goes out: the table that
`musnad.stages.events.choosing` reads. For every event that the patterns find and a reader annotated with the same
type, each candidate either acts, is acted on, or does neither: a logistic regression over three outcomes. Traits seen
in fewer than eight candidates are left out. The same folders give the same table.

    pip install -e . --group training
    python training/train_parties.py learn FILE FOLDER...      write FILE
    python training/train_parties.py measure FOLDER...         cross-validate: patterns alone, learnt alone, both
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
from musnad.stages.events.candidates import Traits  # noqa: E402
from musnad.stages.events.choosing import PartyChooser  # noqa: E402

_LEAST, _PENALTY, _DIGITS, _FOLDS = 8, 0.1, 3, 6
_NEITHER, _ACTS, _RECEIVES = 0, 1, 2
_Weights = dict[str, tuple[float, float]]


class _Example(NamedTuple):
    """An event that was found and annotated, its candidates, and which outcome is right for each."""

    article: str
    event: Event
    candidates: Traits
    outcomes: dict[str, int]
    gold: dict[str, Any]
    happened: Happened


def examples(folders: Iterable[Path]) -> Iterator[_Example]:
    """Yield the events of the annotated articles that the patterns find with the right type."""
    stage = EventsStage(Lexicon())
    for gold, doc in annotated(folders):
        found = {event.id: (event, traits) for event, traits in stage.candidates(doc)}
        happened = Happened(doc.text, gold, json.loads(encode(doc)))
        for wanted, read in happened.typed:
            event, traits = found[read["id"]]
            outcomes = {entity: _outcome(wanted, happened.meant([entity])) for entity in traits}
            yield _Example(gold["id"], event, traits, outcomes, wanted, happened)


def annotated(folders: Iterable[Path]) -> Iterator[tuple[dict[str, Any], Document]]:
    """Yield the annotation of each article with the document as it is read."""
    pipeline = default_pipeline()
    for folder in folders:
        for file in sorted(folder.glob("*.gold.json")):
            gold = json.loads(file.read_text(encoding="utf-8"))
            text = file.with_name(file.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
            yield gold, pipeline(Document(id=gold["id"], text=text, published=gold["published"]))


def _outcome(wanted: dict[str, Any], meant: set[str]) -> int:
    if meant & set(wanted["actors"]):
        return _ACTS
    return _RECEIVES if meant & set(wanted["recipients"]) else _NEITHER


def learn(known: Sequence[_Example]) -> _Weights:
    """Return the weights of the traits, `bias` among them, against taking no part."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [(traits, example.outcomes[e]) for example in known for e, traits in sorted(example.candidates.items())]
    counts = Counter(trait for traits, _ in rows for trait in traits)
    vectors = DictVectorizer()
    table = vectors.fit_transform([{t: 1 for t in sorted(traits) if counts[t] >= _LEAST} for traits, _ in rows])
    model = LogisticRegression(C=_PENALTY, max_iter=3000).fit(table, [outcome for _, outcome in rows])
    weights, bias = model.coef_, model.intercept_
    names = vectors.get_feature_names_out()
    found = {
        str(name): (weights[_ACTS][i] - weights[_NEITHER][i], weights[_RECEIVES][i] - weights[_NEITHER][i])
        for i, name in enumerate(names)
    }
    found["bias"] = (bias[_ACTS] - bias[_NEITHER], bias[_RECEIVES] - bias[_NEITHER])
    return found


def write(weights: _Weights, file: Path) -> None:
    """Write the table, its keys sorted; traits that weigh nothing are left out."""
    lines = ["key\tactor\trecipient"]
    for trait in sorted(weights):
        actor, recipient = (round(float(w), _DIGITS) + 0.0 for w in weights[trait])
        if actor or recipient:
            lines.append(f"{trait}\t{actor:g}\t{recipient:g}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(known: Sequence[_Example]) -> dict[str, int]:
    """Return how many events have both sides right, by way of choosing; each article is read by weights without it."""
    articles = sorted({example.article for example in known})
    right: Counter[str] = Counter()
    for fold in range(_FOLDS):
        held = set(articles[fold::_FOLDS])
        chooser = PartyChooser(Lexicon(), learn([e for e in known if e.article not in held]))
        for example in known:
            if example.article in held:
                for way, event in _ways(chooser, example):
                    read = {"actors": event.actors, "recipients": event.recipients}
                    right[way] += example.happened.parties_agree(example.gold, read)
    return dict(right)


def _ways(chooser: PartyChooser, example: _Example) -> Iterator[tuple[str, Event]]:
    from msgspec.structs import replace

    yield "patterns alone", example.event
    yield "learnt alone", chooser.choose(replace(example.event, actors=(), recipients=()), example.candidates)
    yield "both", chooser.choose(example.event, example.candidates)


def main(argv: Sequence[str]) -> int:
    """Run the command that the arguments name."""
    if len(argv) >= 3 and argv[0] == "learn":
        known = list(examples(map(Path, argv[2:])))
        write(learn(known), Path(argv[1]))
        print(f"{len(known)} events, {len(Path(argv[1]).read_text(encoding='utf-8').splitlines()) - 1} traits")
    elif len(argv) >= 2 and argv[0] == "measure":
        known = list(examples(map(Path, argv[1:])))
        for way, count in measure(known).items():
            print(f"{way:<16}{count:5} of {len(known)}  {count / len(known):.3f}")
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
