"""Copies in a case: articles that repeat one text, whole, cut or edited (docs/copies.md)."""

from musnad.case.copies.diff import Change, Difference, SharedPassage, shared_passages, word_diff
from musnad.case.copies.groups import Group, Link, Work, copied_among, copies_of, copy_groups, pairs_with
from musnad.case.copies.index import CopyIndex
from musnad.case.copies.signature import Signature, signature
from musnad.case.copies.verdict import Kind

__all__ = [
    "Change",
    "CopyIndex",
    "Difference",
    "Group",
    "Kind",
    "Link",
    "SharedPassage",
    "Signature",
    "Work",
    "copied_among",
    "copies_of",
    "copy_groups",
    "pairs_with",
    "shared_passages",
    "signature",
    "word_diff",
]
