"""Run the commands about corrections: make one, list them, take one back, export the corrected articles.

Exit status: 0 fine, 1 the case does not allow it, 2 bad usage.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import typer

from musnad.case.folder import Case, open_case
from musnad.case.judging import (
    LAYER_TYPES,
    Annotation,
    Judgement,
    annotation_spans,
    judge,
    judgements,
    read_corrected,
    take_back,
)
from musnad.case.store import find_document
from musnad.case.training import annotation_record
from musnad.cli.running import run_to_end
from musnad.model import Document, Span
from musnad.views.case_json import correction_record

__all__ = ["run_correct", "run_corrections"]

_PLACE = re.compile(r"(?P<start>\d+):(?P<end>\d+)")
_UNSAFE = re.compile(r"[^\w.-]+")


def run_correct(path: Path, article: str, layer: str, *, at: str | None, value: str | None, reason: str) -> int:
    """Make a correction and print its number; return the exit status. Raises typer.BadParameter on bad usage."""
    if layer not in LAYER_TYPES:
        raise typer.BadParameter(f"{layer!r} is none of {', '.join(LAYER_TYPES)}", param_hint="LAYER")
    if at is None and value is None:
        raise typer.BadParameter("give --at to remove, --value to add, or both to replace", param_hint="--at")

    def work() -> int:
        with open_case(path, writable=True) as case:
            number = find_document(case.connection, article)
            doc = read_corrected(case.connection, number)
            target = None if at is None else _target(doc, layer, at)
            new = None if value is None else _value(layer, value, target)
            made = judge(
                case,
                number,
                layer=layer,
                action="add" if target is None else "remove" if new is None else "replace",
                target=target,
                value=new,
                reason=reason,
            )
        typer.echo(f"correction {made}; take it back with: musnad corrections {path} --undo {made}")
        return 0

    return run_to_end(work)


def run_corrections(
    path: Path, article: str | None, *, undo: int | None, reason: str, export: Path | None, as_json: bool
) -> int:
    """List corrections, take one back, or export the corrected articles; return the exit status."""

    def work() -> int:
        with open_case(path, writable=undo is not None) as case:
            if undo is not None:
                take_back(case, undo, reason=reason)
                typer.echo(f"correction {undo} taken back")
                return 0
            number = None if article is None else find_document(case.connection, article)
            if export is not None:
                return _export(case, number, export)
            made = judgements(case.connection, number, undone=True)
            if as_json:
                typer.echo(
                    json.dumps([correction_record(judgement) for judgement in made], ensure_ascii=False, indent=2)
                )
            else:
                for judgement in made:
                    typer.echo(_line(judgement))
                typer.echo(f"{len(made)} corrections, {sum(j.undone is not None for j in made)} of them taken back")
        return 0

    return run_to_end(work)


def _target(doc: Document, layer: str, at: str) -> Annotation:
    found: tuple[Any, ...] = getattr(doc, layer) or ()
    place = _PLACE.fullmatch(at)
    if place is None:
        same = [a for a in found if getattr(a, "id", None) == at]
    else:
        wanted = Span(int(place["start"]), max(int(place["start"]) + 1, int(place["end"])))
        same = [a for a in found if wanted in annotation_spans(a)]
    if len(same) != 1:
        told = "none stands there" if not same else f"{len(same)} stand there; give the id of one"
        known = ", ".join(f"{s.start}:{s.end}" for a in found[:8] for s in annotation_spans(a)[:1])
        raise typer.BadParameter(f"{at!r}: {told}; the {layer} begin with {known or 'none'}", param_hint="--at")
    annotation: Annotation = same[0]
    return annotation


def _value(layer: str, value: str, target: Annotation | None) -> Annotation:
    """Return the annotation that JSON describes; fields it leaves out are the target's."""
    try:
        text = Path(value[1:]).read_text(encoding="utf-8") if value.startswith("@") else value
        given = json.loads(text)
        if not isinstance(given, dict):
            raise typer.BadParameter("it is no JSON object", param_hint="--value")
        base = msgspec.to_builtins(target) if target is not None else {"origin": "judgement"}
        annotation: Annotation = msgspec.convert({**base, **given}, LAYER_TYPES[layer])
    except OSError as error:
        raise typer.BadParameter(f"{value[1:]} cannot be read ({error.strerror})", param_hint="--value") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"it is no JSON ({error})", param_hint="--value") from error
    except (msgspec.ValidationError, ValueError) as error:
        raise typer.BadParameter(f"it does not fit {layer}: {error}", param_hint="--value") from error
    return annotation


def _export(case: Case, number: int | None, folder: Path) -> int:
    documents = sorted({j.document for j in judgements(case.connection, number)})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for document in documents:
            doc = read_corrected(case.connection, document)
            stem = f"{document}-{_UNSAFE.sub('-', doc.id)[:60]}"
            (folder / f"{stem}.txt").write_bytes(doc.text.encode())
            record = json.dumps(annotation_record(doc), ensure_ascii=False, indent=1)
            (folder / f"{stem}.gold.json").write_text(record + "\n", encoding="utf-8")
    except OSError as error:
        told = f"{folder} cannot be written ({error.strerror or error})"
        raise typer.BadParameter(told, param_hint="--export") from error
    typer.echo(f"{len(documents)} corrected articles written to {folder}")
    return 0


def _line(judgement: Judgement) -> str:
    state = f" (taken back {judgement.undone})" if judgement.undone else ""
    words = judgement.words or ""
    what = f"{judgement.action} in {judgement.layer}"
    return (
        f"{judgement.id}  {judgement.made}  document {judgement.document}: {what} «{words}»: {judgement.reason}{state}"
    )
