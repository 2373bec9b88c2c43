"""The language of searches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.case.search.query import And, Filter, Near, Node, Not, Or, Words, parse
from musnad.errors import QueryError


def shown(node: Node | None) -> str:
    """Return a tree on one line."""
    match node:
        case None:
            return ""
        case Words():
            mark = "=" if node.is_exact else ""
            return mark + "_".join(term.exact for term in node.terms) + ("*" if node.is_prefix else "")
        case Near():
            return f"NEAR[{node.distance}]({' '.join(map(shown, node.parts))})"
        case Not():
            return f"-{shown(node.part)}"
        case And():
            return f"({' '.join(map(shown, node.parts))})"
        case Or():
            return f"({' | '.join(map(shown, node.parts))})"


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("وزير", "وزير"),
        ("وزير قطر", "(وزير قطر)"),
        ("وزير AND قطر", "(وزير قطر)"),
        ("وزير +قطر", "(وزير قطر)"),
        ('"وزير الدفاع"', "وزير_الدفاع"),
        ("«وزير الدفاع»", "وزير_الدفاع"),
        ("“وزير الدفاع”", "وزير_الدفاع"),
        ("a OR b c", "(a | (b c))"),
        ("a | b", "(a | b)"),
        ("(a OR b) c", "((a | b) c)"),
        ("a NOT b", "(a -b)"),
        ("a -b", "(a -b)"),
        ("a -(b c)", "(a -(b c))"),
        ("a NOT NOT b", "(a b)"),
        ("و or and not", "(و or and not)"),
        ("وزار*", "وزار*"),
        ('"وزير الدف*"', "وزير_الدف"),
        ('"وزير الدف"*', "وزير_الدف*"),
        ("=والوزير", "=والوزير"),
        ('="رئيس الوزراء"', "=رئيس_الوزراء"),
        ("NEAR(a b, 5)", "NEAR[5](a b)"),
        ("NEAR(نفى «وزير الدفاع»، ٣)", "NEAR[3](نفي وزير_الدفاع)"),
        ("NEAR(a b)", "NEAR[10](a b)"),
        ("بي-بي-سي", "بي_بي_سي"),
        ("al-Assad", "assad"),
        ("a, b.", "(a b)"),
    ],
    ids=lambda value: None,
)
def test_parse_reads_queries(query: str, tree: str) -> None:
    assert shown(parse(query).root) == tree


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("(a", "character 1"),
        ("a)", "character 2"),
        ('b "a', "character 3"),
        ("a OR", "character 3"),
        ("OR a", "character 1"),
        ("a AND", "character 3"),
        ("a NOT", "character 3"),
        ("outlet:", "character 1"),
        ("NEAR(a)", "character 1"),
        ("ا*", "character 1"),
        ("b OR outlet:x", "character 3"),
        ("a (b outlet:x OR c)", "character 19"),
        ('""', "character 1"),
    ],
)
def test_parse_says_where_a_query_is_wrong(query: str, place: str) -> None:
    with pytest.raises(QueryError, match=place):
        parse(query)


@pytest.mark.parametrize("query", ["", "  ", "NOT a", "-a", "a OR -b", "-(-a -b) -c"])
def test_parse_wants_something_to_look_for(query: str) -> None:
    with pytest.raises(QueryError):
        parse(query)


def test_parse_reads_filters_beside_words() -> None:
    query = parse('وزير outlet:"Al Arabiya" -place:ليبيا date:2018')
    assert shown(query.root) == "وزير"
    assert query.filters == (Filter("outlet", "Al Arabiya"), Filter("place", "ليبيا", True), Filter("date", "2018"))


def test_parse_takes_filters_alone() -> None:
    assert parse("outlet:BBC").root is None


def test_parse_leaves_other_colons_in_words() -> None:
    assert shown(parse("http:x").root) == "http_x"


@given(st.text(alphabet='ab وزير"()|-+=*:,«»ORANDTNEoutlet', max_size=40))
def test_parse_understands_or_says_why_not(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert error.remedy
    else:
        assert query.root is not None or query.filters
