"""What errors of a module can say, read from its source: the literals and f-strings that are given to them.

What comes in are modules of musnad; what goes out are texts with `HOLE` where a value stands. Names are followed to
what is assigned to them, parameters to what callers give, calls to what the function returns.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import NamedTuple

import musnad

__all__ = ["HOLE", "Said", "Sources"]

HOLE = "\0"
_ROOT = Path(musnad.__file__).parent
_DEPTH, _MOST = 8, 64


class Said(NamedTuple):
    """A text that an error can carry: where it is raised, by which name, the text, and the expression it came of."""

    module: str
    line: int
    error: str
    text: str
    source: str


@dataclass
class _Module:
    name: str
    tree: ast.Module
    constants: dict[str, ast.expr] = field(default_factory=dict)
    functions: dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)
    owner: dict[ast.AST, ast.FunctionDef | ast.AsyncFunctionDef | None] = field(default_factory=dict)


class Sources:
    """The modules of musnad, parsed; `keep` says which of them are read."""

    def __init__(self, keep: Iterable[str]) -> None:
        self._modules: dict[str, _Module] = {name: _parse(name, path) for name, path in _files() if _within(name, keep)}

    def given_to(self, errors: Mapping[str, tuple[int | str, ...]]) -> Iterator[Said]:
        """Yield what is given to calls of some names, in the arguments at some places or of some names.

        A name with a full stop is that of a method of something, as in `notes.append`.
        """
        for module in self._modules.values():
            for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
                name = next((name for name in (_called(call), ast.unparse(call.func)) if name in errors), None)
                if name is not None:
                    for argument in _arguments(call, errors[name]):
                        for text in sorted(self._texts(argument, module, module.owner.get(call), _DEPTH)):
                            yield Said(module.name, call.lineno, name, text, ast.unparse(argument))

    @cached_property
    def _calls(self) -> dict[str, list[tuple[_Module, ast.Call]]]:
        found: dict[str, list[tuple[_Module, ast.Call]]] = {}
        for module in self._modules.values():
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call):
                    found.setdefault(_called(node), []).append((module, node))
        return found

    def _texts(self, node: ast.expr, module: _Module, function: ast.AST | None, depth: int) -> set[str]:
        """Return what an expression can be; a hole for what is not followed."""
        if depth <= 0:
            return {HOLE}
        again = depth - 1
        if isinstance(node, ast.Constant):
            return {str(node.value)}
        if isinstance(node, ast.JoinedStr):
            parts = [self._texts(part, module, function, depth) for part in node.values]
            return _joined(parts)
        if isinstance(node, ast.FormattedValue):
            return self._texts(node.value, module, function, again) if node.conversion == -1 else {HOLE}
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return _joined([self._texts(side, module, function, again) for side in (node.left, node.right)])
        if isinstance(node, ast.IfExp):
            sides = (node.body, node.orelse)
        elif isinstance(node, ast.BoolOp):
            sides = tuple(node.values)
        elif isinstance(node, ast.NamedExpr | ast.Starred):
            sides = (node.value,)
        elif isinstance(node, ast.Tuple | ast.List):
            sides = tuple(node.elts)
        else:
            return self._named(node, module, function, again)
        return set().union(*(self._texts(side, module, function, again) for side in sides))

    def _named(self, node: ast.expr, module: _Module, function: ast.AST | None, depth: int) -> set[str]:
        if isinstance(node, ast.Name):
            return self._name(node.id, module, function, depth)
        if isinstance(node, ast.Call) and (
            isinstance(node.func, ast.Name) or ast.unparse(node.func).startswith("self._")
        ):
            return self._returned(node, module, depth)
        return {HOLE}

    def _name(self, name: str, module: _Module, function: ast.AST | None, depth: int) -> set[str]:
        found: set[str] = set()
        scopes: list[ast.AST] = []
        while function is not None:
            scopes.append(function)
            function = module.owner.get(function)
        for scope in scopes:
            values = list(_assigned(scope, name))
            for value in values:
                found |= self._texts(value, module, scope, depth)
            if not values and name in _parameters(scope):
                found |= self._from_callers(name, module, scope, depth)
            if found:
                return found
        if name in module.constants:
            return self._texts(module.constants[name], module, None, depth)
        if name in module.imported:
            where, what = module.imported[name]
            if where in self._modules and what in self._modules[where].constants:
                return self._texts(self._modules[where].constants[what], self._modules[where], None, depth)
        return {HOLE}

    def _from_callers(self, name: str, module: _Module, function: ast.AST, depth: int) -> set[str]:
        called = function.name  # type: ignore[attr-defined]  # only functions have parameters
        parameters = _parameters(function)
        at = parameters.index(name) - (parameters[0] in ("self", "cls"))
        found: set[str] = set()
        for where, call in self._calls.get(called, ()):
            if where is not module and (called.startswith("_") or called not in where.imported):
                continue
            for argument in _arguments(call, (at, name)):
                found |= self._texts(argument, where, where.owner.get(call), depth)
        return found or {HOLE}

    def _returned(self, call: ast.Call, module: _Module, depth: int) -> set[str]:
        name, where = _called(call), module
        if name in module.imported:
            target, name = module.imported[name]
            if target not in self._modules:
                return {HOLE}
            where = self._modules[target]
        found: set[str] = set()
        for function in where.functions.get(name, ()):
            for node in ast.walk(function):
                if isinstance(node, ast.Return) and node.value is not None and where.owner.get(node) is function:
                    found |= self._texts(node.value, where, function, depth)
        return found or {HOLE}


def _files() -> Iterator[tuple[str, Path]]:
    for path in sorted(_ROOT.rglob("*.py")):
        parts = path.relative_to(_ROOT).with_suffix("").parts
        yield ".".join(("musnad", *(parts[:-1] if parts[-1] == "__init__" else parts))), path


def _within(name: str, keep: Iterable[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in keep)


def _parse(name: str, path: Path) -> _Module:
    module = _Module(name, ast.parse(path.read_text(encoding="utf-8")))
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            module.constants[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            module.constants[node.target.id] = node.value
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            module.imported |= {one.asname or one.name: (node.module, one.name) for one in node.names}
    _own(module, module.tree, None)
    return module


def _own(module: _Module, node: ast.AST, function: ast.FunctionDef | ast.AsyncFunctionDef | None) -> None:
    for child in ast.iter_child_nodes(node):
        module.owner[child] = function
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            module.functions.setdefault(child.name, []).append(child)
            _own(module, child, child)
        else:
            _own(module, child, function)


def _called(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _arguments(call: ast.Call, wanted: tuple[int | str, ...]) -> Iterator[ast.expr]:
    places = {place for place in wanted if isinstance(place, int)}
    for place, argument in enumerate(call.args):
        if place in places or (isinstance(argument, ast.Starred) and place <= max(places, default=-1)):
            yield argument
    yield from (keyword.value for keyword in call.keywords if keyword.arg in wanted)


def _parameters(function: ast.AST) -> list[str]:
    arguments = function.args  # type: ignore[attr-defined]  # only functions come in
    return [one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


def _assigned(function: ast.AST, name: str) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.NamedExpr) else []
        )
        for target in targets:
            if isinstance(target, ast.Name) and target.id == name:
                yield node.value  # type: ignore[attr-defined]  # both kinds have a value
            elif isinstance(target, ast.Tuple):
                value = node.value  # type: ignore[attr-defined]  # both kinds have a value
                for at, one in enumerate(target.elts):
                    if isinstance(one, ast.Name) and one.id == name and isinstance(value, ast.Tuple):
                        yield value.elts[at]


def _joined(parts: list[set[str]]) -> set[str]:
    if len(parts) == 0:
        return {""}
    ways = 1
    for part in parts:
        ways *= len(part)
    if ways > _MOST:
        parts = [part if len(part) == 1 else {HOLE} for part in parts]
    return {"".join(way) for way in product(*parts)}
