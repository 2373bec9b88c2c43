"""Train the tagger of names that ships in the package, and measure it.

What comes in: the annotations in `annotations/`, and the ANT corpus and ANERcorp under MUSNAD_SHARED (ANERcorp only
measures). What goes out: `names.npz` beside the tables of the lexicon. Needs the dependency group `training`. Working
files go to a folder of your choice; a step whose file is there is not done again.

    python training/train_names.py vectors WORK            word vectors from raw news (about 8 minutes on two cores)
    python training/train_names.py teacher WORK NUMBER     a larger network on the annotations, 0 or 1 (10 minutes)
    python training/train_names.py label WORK              the teachers read raw news
    python training/train_names.py student WORK FILE       the small network on annotations and read news; writes FILE
    python training/train_names.py measure WORK FILE       scores of a written file, by type and outlet
    python training/train_names.py curve WORK              score by number of annotated articles, the small network
    python training/train_names.py baseline WORK           an ordinary CRF with and without word clusters and rules
    python training/train_names.py speed WORK              all of naming beside that CRF, on the same articles

Training on several threads does not give the same bits twice; scores of runs differ by some thousandths.
"""

from __future__ import annotations

import pickle
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import names
import numpy as np
import torch
from names_data import Example, Maker, Spans, anercorp, annotated, raw, sentences
from names_network import Batch, Network, Vectors, Words, as_batch, chances, export, fit, found_by, wanted

from musnad.stages.mentions.features import TYPES, as_codes
from musnad.stages.mentions.tagger import Tagger, group_buckets

WIDTH = 64
LISTED_WORDS = 50_000
GROUP_BUCKETS = 32_768
VECTOR_LENGTH = 4.0
RAW_ARTICLES = 9_000
TEACHERS = (
    {"size": 192, "steps": (1, 2, 4, 1), "affix": 48},
    {"size": 160, "steps": (1, 1, 2, 3, 1), "affix": 64, "drop": 0.35},
)
STUDENT = {"size": 128, "steps": (1, 2, 4), "affix": 32, "drop": 0.15}
TEACHER_EPOCHS, STUDENT_EPOCHS, CURVE_EPOCHS = 9, 4, 7
ANNOTATED_WEIGHT = 3.0
SPEED_WORDS, SPEED_STEP, SPEED_ARTICLES = range(285, 316), 9, 200
CURVE = (40, 100, 200, 400, 700, 1000, 1362)
Found = Callable[[Example], Spans]


def vectors(work: Path) -> Vectors:
    """Return word vectors, learnt where they are not there yet."""
    file = work / "vectors.npz"
    if not file.exists():
        work.mkdir(parents=True, exist_ok=True)
        _learn_vectors(file)
    return Vectors.load(file)


def _learn_vectors(file: Path) -> None:
    from gensim.models import FastText

    lines = list(sentences())
    model = FastText(
        sentences=lines, vector_size=WIDTH, window=4, min_count=3, sg=1, negative=6, workers=2, min_n=2, max_n=5,
        bucket=60_000, sample=1e-4, seed=1, epochs=5,
    )  # fmt: skip
    words = model.wv.index_to_key
    rows = np.array([model.wv[word] for word in words])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6
    table, scales = _in_bytes(rows[:LISTED_WORDS] * VECTOR_LENGTH)
    groups, group_scales = _in_bytes(_learn_groups(words, rows) * VECTOR_LENGTH)
    listed = np.frombuffer("\n".join(words[:LISTED_WORDS]).encode(), dtype=np.uint8)
    np.savez(file, words=listed, vectors=table, vector_scales=scales, groups=groups, group_scales=group_scales)


def _learn_groups(words: Sequence[str], rows: np.ndarray) -> np.ndarray:
    """Learn vectors of hashed letter groups whose mean comes near the vector of the word they make up."""
    torch.manual_seed(0)
    bag = torch.nn.EmbeddingBag(GROUP_BUCKETS, WIDTH, mode="mean")
    torch.nn.init.normal_(bag.weight, 0, 0.1)
    optimiser = torch.optim.Adam(bag.parameters(), lr=0.02)
    picked = [group_buckets(word, GROUP_BUCKETS) for word in words]
    goal, order = torch.tensor(rows, dtype=torch.float32), np.arange(len(words))
    draw = np.random.default_rng(0)
    for epoch in range(8):
        draw.shuffle(order)
        for group in optimiser.param_groups:
            group["lr"] = 0.02 if epoch < 6 else 0.005
        for at in range(0, len(order), 512):
            some = order[at : at + 512]
            starts = np.concatenate(([0], np.cumsum([len(picked[n]) for n in some])[:-1]))
            made = bag(torch.tensor([b for n in some for b in picked[n]]), torch.from_numpy(starts))
            away = 1 - torch.cosine_similarity(made, goal[some]).mean() + 0.1 * ((made - goal[some]) ** 2).sum(1).mean()
            optimiser.zero_grad()
            away.backward()
            optimiser.step()
    return bag.weight.detach().numpy()


def _in_bytes(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scales = np.abs(rows).max(axis=1) / 127 + 1e-9
    return np.round(rows / scales[:, None]).astype(np.int8), scales.astype(np.float16)


def examples(work: Path, name: str, make: Callable[[], Iterable[Example]]) -> list[Example]:
    """Return examples, kept in the working folder between steps."""
    file = work / f"{name}.pkl"
    if not file.exists():
        file.write_bytes(pickle.dumps(list(make())))
    return list(pickle.loads(file.read_bytes()))


def training_examples(work: Path, maker: Maker) -> list[Example]:
    """Return all annotated articles that may be learnt from."""
    listed = examples(work, "listed", lambda: annotated("train", maker))
    return [*examples(work, "full", lambda: annotated("full-train", maker)), *listed]


def measured(work: Path, maker: Maker) -> dict[str, list[Example]]:
    """Return the sets that measure."""
    return {
        "dev": examples(work, "dev", lambda: annotated("dev", maker)),
        "validation": examples(work, "validation", lambda: annotated("full-validation", maker)),
        "ANERcorp, second half": examples(work, "aner1", lambda: anercorp(maker, half=1)),
    }


def train_teacher(work: Path, number: int) -> None:
    """Train one of the teachers and keep it in the working folder."""
    maker, words = Maker(), Words(vectors(work))
    batches = [as_batch(example, words) for example in training_examples(work, maker)]
    sets = {name: [(e, as_batch(e, words)) for e in part] for name, part in measured(work, maker).items()}
    torch.manual_seed(number)
    network = Network(words.matrix(), **TEACHERS[number])
    fit(network, batches, epochs=TEACHER_EPOCHS, seed=number, log=f"teacher {number}")
    for name, pairs in sets.items():
        print(f"teacher {number} {name:22}", summary((wanted(e), found_by([network], b)) for e, b in pairs), flush=True)
    state = {key: value for key, value in network.state_dict().items() if key != "vectors.weight"}
    torch.save(state, work / f"teacher{number}.pt")


def label(work: Path) -> None:
    """Let the teachers read raw news; their chances are kept with the examples."""
    words = Words(vectors(work))
    read = examples(work, "raw", lambda: raw(RAW_ARTICLES))
    batches = [as_batch(example, words) for example in read]
    teachers = _teachers(work, words)
    goals = [chances(teachers, batch).astype(np.float16) for batch in batches]
    (work / "read.pkl").write_bytes(pickle.dumps(list(zip(read, goals, strict=True))))


def _teachers(work: Path, words: Words) -> list[Network]:
    found = []
    for number, shape in enumerate(TEACHERS):
        if (work / f"teacher{number}.pt").exists():
            network = Network(words.matrix(), **shape)
            network.load_state_dict(torch.load(work / f"teacher{number}.pt"), strict=False)
            found.append(network)
    return found


def train_student(work: Path, file: Path) -> None:
    """Train the small network on annotations and on what the teachers read, and write it."""
    maker, learnt = Maker(), vectors(work)
    words = Words(learnt)
    batches = [as_batch(e, words, weight=ANNOTATED_WEIGHT) for e in training_examples(work, maker)]
    for example, goal in pickle.loads((work / "read.pkl").read_bytes()):
        batches.append(as_batch(example, words, goal=goal.astype(np.float32)))
    network = Network(words.matrix(), **STUDENT)
    fit(network, batches, epochs=STUDENT_EPOCHS, seed=0, texts=8, log="student")
    export(network, learnt, file)


def measure(work: Path, file: Path) -> None:
    """Print the scores of a written file on every set that measures, and by outlet on dev."""
    maker, tagger = Maker(), Tagger(file)

    def found(example: Example) -> Spans:
        return {(a, b, TYPES.index(kind)) for a, b, kind in tagger.tag(example.keys, as_codes(example.context), [0])}

    for name, part in measured(work, maker).items():
        print(f"{name:22}", summary((wanted(e), found(e)) for e in part))
        print(f"{'':13}rules only", summary((wanted(e), e.proposed) for e in part), flush=True)
    dev = measured(work, maker)["dev"]
    for outlet in sorted({e.id[:2] for e in dev}):
        print(f"dev, outlet {outlet:10}", summary((wanted(e), found(e)) for e in dev if e.id[:2] == outlet))


def curve(work: Path) -> None:
    """Print scores of the small network by number of annotated articles, without raw news read by teachers."""
    maker, words = Maker(), Words(vectors(work))
    train = [as_batch(example, words) for example in training_examples(work, maker)]
    random.Random(0).shuffle(train)
    sets = {name: [(e, as_batch(e, words)) for e in part] for name, part in measured(work, maker).items()}
    for size in CURVE:
        some: list[Batch] = train[:size]
        torch.manual_seed(0)
        network = Network(words.matrix(), **STUDENT)
        fit(network, some, epochs=max(CURVE_EPOCHS, round(CURVE_EPOCHS * 400 / size)), seed=0)
        for name, pairs in sets.items():
            print(
                f"{len(some):5} {name:22}", summary((wanted(e), found_by([network], b)) for e, b in pairs), flush=True
            )


def baseline(work: Path) -> None:
    """Train an ordinary CRF on the same annotations, and print scores and speed."""
    from names_baseline import Crf, clusters_of

    maker, learnt = Maker(), vectors(work)
    train, sets = training_examples(work, maker), measured(work, maker)
    for name, crf in (("CRF", Crf()), ("CRF, clusters", Crf(clusters_of(learnt))),
                      ("CRF, clusters, rules", Crf(clusters_of(learnt), rules=True))):  # fmt: skip
        crf.fit(train, work / "baseline.crf")
        for part, some in sets.items():
            begun = time.process_time()
            score = summary((wanted(e), crf.find(e)) for e in some)
            spent = (time.process_time() - begun) / sum(len(e.keys) for e in some)
            print(f"{name:22} {part:22}", score, f"{1e6 * spent:.1f} µs a token", flush=True)


def speed(work: Path) -> None:
    """Print processor ms per article of 285 to 315 words: the CRF last trained, and the package's whole naming."""
    from names_baseline import Crf

    from musnad.model import Document
    from musnad.pipeline import default_pipeline

    taken = [r for r in names.articles() if len(r["text"].split()) in SPEED_WORDS][::SPEED_STEP][:SPEED_ARTICLES]
    segments, mentions, entities = default_pipeline().stages[:3]
    maker, crf = Maker(), Crf()
    crf.open(work / "baseline.crf")
    spent: dict[str, list[float]] = {
        "CRF of plain features": [],
        "mentions": [],
        "entities": [],
        "mentions and entities": [],
    }
    for record in taken:
        doc = Document(id=record["id"], text=record["text"], published=record["published"])
        doc = doc.with_layer("segments", segments.find(doc), stage="segments", version="")
        example = maker.make(record["id"], record["text"])
        marks = [time.process_time()]
        crf.find(example)
        marks.append(time.process_time())
        doc = doc.with_layer("mentions", mentions.find(doc), stage="mentions", version="")
        marks.append(time.process_time())
        entities.find(doc)
        marks.append(time.process_time())
        parts = [1000 * (b - a) for a, b in pairwise(marks)]
        for name, value in zip(spent, (*parts, parts[1] + parts[2]), strict=True):
            spent[name].append(value)
    for name, values in spent.items():
        print(f"{name:22} median {statistics.median(values):5.1f} ms, mean {statistics.fmean(values):5.1f} ms")


def summary(pairs: Iterable[tuple[Spans, Spans]]) -> str:
    """Return precision, recall and F1 over texts, and F1 for each type, as a line."""
    hits, found, want = [0] * 4, [0] * 4, [0] * 4
    for wished, got in pairs:
        for kind in range(4):
            a = {s for s in wished if kind in (3, s[2])}
            b = {s for s in got if kind in (3, s[2])}
            hits[kind] += len(a & b)
            found[kind] += len(b)
            want[kind] += len(a)
    f1 = [2 * h / max(1, f + w) for h, f, w in zip(hits, found, want, strict=True)]
    types = "  ".join(f"{kind} {f1[n]:.3f}" for n, kind in enumerate(TYPES))
    return f"F1 {f1[3]:.3f}  P {hits[3] / max(1, found[3]):.3f}  R {hits[3] / max(1, want[3]):.3f}  {types}"


def main(argv: Sequence[str]) -> int:
    """Run one of the steps; see the module's docstring."""
    match argv:
        case ["vectors", work]:
            vectors(Path(work))
        case ["teacher", work, number]:
            train_teacher(Path(work), int(number))
        case ["label", work]:
            label(Path(work))
        case ["student", work, file]:
            train_student(Path(work), Path(file))
        case ["measure", work, file]:
            measure(Path(work), Path(file))
        case ["curve", work]:
            curve(Path(work))
        case ["speed", work]:
            speed(Path(work))
        case ["baseline", work]:
            baseline(Path(work))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
