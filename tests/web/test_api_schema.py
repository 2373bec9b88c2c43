"""The API does what its OpenAPI document says, whatever it is asked: no 500, and answers in the shapes it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from musnad.case import judge, open_case, read_corrected, save_search
from musnad.case.claim_marks import mark
from musnad.case.weighing import weigh
from musnad.web.app import make_app
from musnad.web.room import Settings
from web_kit import made_case

_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
_SETTINGS = settings(
    max_examples=4, derandomize=True, deadline=None, database=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
_QUERIES: dict[str, Callable[[dict[str, str]], dict[str, Any]]] = {
    "what-if": lambda ids: {"without": [ids["teller"]]},
    "export": lambda _: {"format": "jsonl"},
}
_LEFT_OUT = {("POST", "/jobs")}  # each would begin a process


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("room") / "case"
    made_case(path).close()
    return path


@pytest.fixture(scope="module")
def ids(folder: Path) -> dict[str, str]:
    """What is there to be asked for by its id: a claim, an actor, and so on; a search, a note and a correction too."""
    with open_case(folder, writable=True) as case:
        weighing = weigh(case)
        save_search(case, "بحث", "لافروف")
        mark(case, weighing.claims[0].claim, 3, who="قارئ", reason="تجربة")
        doc = read_corrected(case.connection, 1)
        judge(case, 1, layer="statements", action="remove", target=(doc.statements or ())[0], reason="تجربة")
    node = next(node for node in weighing.claims[0].graph.nodes if node.name)
    return {
        "document": "1", "number": "1", "name": "بحث", "claims key": weighing.claims[0].claim.id,
        "actors key": "actors:per.sergey_lavrov", "sources key": node.key, "teller": node.key,
    }  # fmt: skip


@pytest.fixture(scope="module")
def api(folder: Path) -> Iterator[Any]:
    app = make_app(Settings(case=folder, hosts=("testserver", "localhost")))

    async def living(scope: Any, receive: Any, send: Any) -> None:
        """The application without its end, which the client would bring on after each test."""
        if scope["type"] == "lifespan":
            while (await receive())["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            await send({"type": "lifespan.shutdown.complete"})
        else:
            await app(scope, receive, send)

    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", living)
    app.state.jobs.close()
    app.state.room.close()


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_call_answers_as_the_document_says(api: Any, mode: GenerationMode) -> None:
    wrong: list[str] = []
    for result in api.get_all_operations():
        operation = result.ok()
        if (operation.method.upper(), operation.path) in _LEFT_OUT:
            continue
        try:
            asking = operation.as_strategy(generation_mode=mode)
            _SETTINGS(given(case=asking)(_ask))()
        except BaseException as error:  # noqa: BLE001 - all that is wrong is told at once
            if "Unsatisfiable" not in type(error).__name__:  # nothing can be asked wrongly of it
                wrong.append(f"{operation.label}\n{error!r}")
    assert not wrong, "\n\n".join(wrong)


def test_what_is_there_has_the_shape_that_the_document_says(api: Any, ids: dict[str, str]) -> None:
    asked = 0
    for result in api.get_all_operations():
        operation = result.ok()
        if operation.method.upper() != "GET" or operation.path.startswith("/jobs/{number}"):
            continue
        names = [one.name for one in operation.path_parameters]
        parts = {name: ids[f"{operation.path.split('/')[1]} {name}" if name == "key" else name] for name in names}
        query = _QUERIES.get(operation.path.rpartition("/")[2], lambda _: {})(ids)
        case = operation.Case(path_parameters=parts, query=query)
        response = case.call()
        assert response.status_code == 200, (operation.label, response.text)
        case.validate_response(response, checks=_CHECKS)
        asked += 1
    assert asked > 20


def _ask(case: Any) -> None:
    case.call_and_validate(checks=_CHECKS)
