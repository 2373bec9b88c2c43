"""Articles: which one is meant, what is noted and corrected in it, its original."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["SENTENCES"]

SENTENCES: tuple[str | tuple[str, str], ...] = (
    _("there is none of this number"),
    ("look for it with: musnad find CASE", _("look for it on the search page")),
    _("look for it on the search page"),
    _("look for it by its words"),
    _("no article has this number, name or address"),
    _("several articles have this name (%(numbers)s ...)"),
    _("give the number of the one you mean"),
    _("the note is empty"),
    _("write what is to be remembered"),
    _("the note is longer than %(most)s characters"),
    _("write two, or a shorter one"),
    _("%(start)s-%(end)s holds no words"),
    _("mark the words once more"),
    _("%(name)s picked it already"),
    _("see the picked ones on the page of notes"),
    _("see them all on the page of notes"),
    _("it was taken back on %(moment)s"),
    _("write a new one instead"),
    _("no reason is given"),
    _("say why it is taken back"),
    _("nobody is named who writes this"),
    ("list them: musnad corrections CASE", _("see the corrections on the page of the history")),
    _("see the corrections on the page of the history"),
    _("make a new correction instead"),
    _("there is no layer %(value)s to correct"),
    _("there is no such layer"),
    _("the layers are %(layers)s"),
    _("no such annotation stands in its %(layer)s"),
    (
        "read the document again and correct that",
        _("load the page of the article again and correct what stands there"),
    ),
    _("it stands nowhere in the text, which nothing in its %(layer)s may"),
    ("give its spans in code points", _("say which words it is")),
    ("give spans in code points", _("choose words of the article")),
    _("%(start)s-%(end)s lies outside its text of %(length)s"),
    _("another of its %(layer)s has the id %(id)s"),
    _("give an id of its own"),
    _("nothing in it has the id %(ids)s"),
    (
        "give ids that musnad show prints, or add it first",
        _("choose one that the article's page shows, or add it first"),
    ),
    _("no such correction was made in this article"),
    _("see those that were on its page"),
    _("there are no words at this place"),
    _("choose words of the article"),
    _("nothing in the article has this id"),
    _("open it from the article's page"),
    _("this is no place in a text"),
    _("two texts are needed"),
    _("go to the copies of an article and choose there"),
    _("it has no original of this hash"),
    ("see which it has: the page Original", _("see which it has on the page of its original")),
    _("what was found in it is damaged (%(error)s)"),
    (
        "make it again with: musnad reread CASE --all",
        _("have it read again: whoever keeps the case does that with musnad reread"),
    ),
    _("the original was changed"),
    _("the original is missing"),
    _("the original is damaged (%(error)s)"),
    _("restore it from a copy of the case"),
    _("restore it from a copy"),
)
