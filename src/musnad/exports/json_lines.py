"""Documents as lines of JSON: all that musnad knows of an article, in the form that `musnad schema` describes."""

from __future__ import annotations

import msgspec

from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Article, Subject
from musnad.model.codec import printed

__all__ = ["write"]


def write(subject: Subject, out: Out, _manner: Manner) -> None:
    """Write each article on a line of its own."""
    with out.binary() as file:
        for article in subject.articles():
            file.write(_line(article))
            out.wrote("articles")


def _line(article: Article) -> bytes:
    record = msgspec.to_builtins(printed(article.document))
    own = {"number": article.number, "version": article.version, "urn": article.urn, "sha256": article.sha256}
    return msgspec.json.encode({**record, **own}) + b"\n"
