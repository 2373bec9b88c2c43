"""What a format forbids is left out and counted; names become ids without losing what tells them apart."""

from __future__ import annotations

import pytest
from lxml import etree

from musnad.exports.characters import Sieve, token


def test_sieve_keeps_what_xml_holds_and_counts_what_it_does_not() -> None:
    sieve = Sieve("xml")
    assert sieve("قالَ\t👩🏽‍🚀\x0b\x00 𐡀\ufffe\ud800\n") == "قالَ\t👩🏽‍🚀 𐡀\n"
    assert sieve.removed == 4


@pytest.mark.parametrize(("form", "kept"), [("json", "a\x0b\tb"), ("calendar", "a\tb"), ("xml", "a\tb")])
def test_sieve_leaves_out_what_the_form_forbids_alone(form: str, kept: str) -> None:
    assert Sieve(form)("a\x0b\ud800\tb") == kept  # type: ignore[arg-type]  # the names of the table


@pytest.mark.parametrize("name", ["PER:سمير عون", "named:a\tb\x0b", "outlet:صَحيفة", "PER:𐡀", "x\ud800"])
def test_token_is_an_nmtoken(name: str) -> None:
    schema = etree.RelaxNG(etree.XML(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0" '
        'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><data type="NMTOKEN"/></element>'
    ))  # fmt: skip
    element = etree.Element("a")
    element.text = token(name)
    assert schema.validate(element)


def test_token_tells_apart_what_is_different() -> None:
    names = ("a b", "a_b", "a_x0020_b", "a\tb", "ab", "a_x005f_x0020_b")
    assert len({token(name) for name in names}) == len(names)
