"""Actors, and sources: who is meant by a name or a key, whether two are one, what is known of those who tell."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["SENTENCES"]

SENTENCES: tuple[str | tuple[str, str], ...] = (
    _("nobody in the case has this key"),
    ("take one that musnad actor show CASE NAME prints", _("take one from the list of actors")),
    ("take a key that musnad actor show CASE NAME prints", _("take one from the list of actors")),
    _("take one from the list of actors"),
    _("no actor is given"),
    _("nobody here is called %(name)s"),
    ("look for the name with musnad find", _("look for the name among the actors")),
    _("look for the name among the actors"),
    _("%(number)s actors may be meant by %(name)s, with so many articles: %(names)s"),
    _("give the key of one of them"),
    _("no article names an actor of this key in these days"),
    _("no article names an actor of this key"),
    ("look with: musnad find CASE actor:NAME", _("look for the name among the actors")),
    _("this is no name"),
    _("write one of %(most)s letters at most"),
    _("say why it is called so"),
    _("see the page of the actor"),
    _("give a new one instead"),
    _("a source that is not named may be anybody, however like another it is worded"),
    ("where you know who it is, say so with --unnamed", _("where you know who it is, tick that this is meant")),
    ("it is one key", _("one key was given twice")),
    _("give the keys of two actors"),
    _("a decision needs a reason"),
    ("say why with --reason", _("say why, for those who read the case later")),
    _("they are one already, by decision %(numbers)s"),
    _("they are two already, by decision %(number)s"),
    _("decision %(numbers)s makes them one"),
    _("decision %(number)s says that %(one)s and %(other)s are two, and this would make them one"),
    _("decision %(number)s says that they are two, decision %(numbers)s makes them one"),
    _("take it back first"),
    _("take one of them back"),
    ("list them: musnad actor decisions CASE", _("see the decisions on the page of the history")),
    _("see the decisions on the page of the history"),
    _("decide anew instead"),
    _("several are called so: %(names)s"),
    _("give the key of the one you mean"),
    _("nobody who tells in this case is called so"),
    _("nobody who tells in this case has this key"),
    _("there are %(names)s"),
    ("list them with: musnad sources CASE", _("look among the sources")),
    _("look among the sources"),
    _("nothing is written of it"),
    ("say what is known; take a note back to withdraw it", _("say what is known; to withdraw a note, take it back")),
    _("%(value)s is no class"),
    _("the classes are %(classes)s"),
    _("this is no class of sources"),
    _("choose one on the page of the source"),
    _("say where it is known from"),
    _("%(value)s is no country that is known"),
    _("write a code (EGY, EG) or a name"),
    _("give a letter from A to F, who gives it and why"),
    _("this is no letter from A to F"),
    _("%(value)s is no letter from A to F"),
    _("%(day)s is still to come"),
    _("give the day of the judgement, or none for today"),
    _("%(value)s is no day"),
    _("write YYYY-MM-DD, for example 2018-10-07"),
    ("list them: musnad source notes CASE", _("see them on the page of the source")),
    _("see them on the page of the source"),
)
