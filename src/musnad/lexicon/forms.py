"""Remember what is said of a word by its folded form alone.

What comes in is a function of a form; what goes out is a mapping that asks it once for each distinct form. Words
follow Zipf's law: a few thousand forms make up nearly every text, so that a look-up takes the place of the work.
Holds nothing of a document, and no more than so many forms: it is emptied when it is full.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["ByForm"]

_MOST_FORMS = 1 << 15

Value = TypeVar("Value")


class ByForm(dict[str, Value]):
    """A mapping from a form to what the function says of it; may be shared by threads.

    >>> lengths = ByForm(len)
    >>> lengths["كتاب"], list(lengths)
    (4, ['كتاب'])
    """

    __slots__ = ("_ask", "_most")

    def __init__(self, ask: Callable[[str], Value], *, most: int = _MOST_FORMS) -> None:
        super().__init__()
        self._ask = ask
        self._most = most

    def __missing__(self, form: str) -> Value:
        if len(self) >= self._most:
            self.clear()
        value = self[form] = self._ask(form)
        return value
