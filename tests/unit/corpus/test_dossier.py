"""A dossier on an actor: names, roles, what he said and did and had done to him, what others said of him."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from musnad.corpus.dossier import Dossier, make_dossier
from musnad.corpus.evidence import entity_key
from musnad.lexicon import Lexicon
from musnad.model import Document, Span
from musnad.pipeline import Pipeline, default_pipeline
from support import make_doc

LAVROV = "actors:per.sergey_lavrov"
FIRST = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ جديدة. وزار لافروف طهران أمس."
SECOND = "انتقدت وزارة الخارجية الأميركية سيرغي لافروف. وقال جون كيري إن لافروف أخطأ في حساباته."
THIRD = "نقل سيرغي لافروف عن فلاديمير بوتين قوله إن روسيا لن ترسل جنودا إلى سوريا."


@cache
def read() -> Pipeline:
    return default_pipeline()


def dossier(*texts: tuple[str, str | None], keys: Sequence[str] = (LAVROV,), **given: object) -> Dossier:
    docs = {n: read()(make_doc(text, published=day)) for n, (text, day) in enumerate(texts, 1)}
    return make_dossier(keys[0], keys, docs, **given)  # type: ignore[arg-type]


def words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


def test_what_he_said_has_article_day_words_and_chain() -> None:
    (saying,) = dossier((FIRST, "2018-05-10")).said
    assert (saying.place.document, saying.place.day) == (1, "2018-05-10")
    assert words(FIRST, saying.place.spans).startswith("بلاده سلمت سوريا")
    assert saying.tellers == ("سيرغي لافروف",)


def test_what_others_said_of_him_is_told_with_his_name_in_it() -> None:
    found = dossier((SECOND, "2018-05-11"))
    (saying,) = found.said_of
    assert saying.tellers[-1] == "جون كيري"
    assert words(SECOND, saying.of) == "لافروف"
    assert found.said == ()


def test_what_he_passed_on_is_not_what_he_said() -> None:
    found = dossier((THIRD, "2018-05-12"))
    assert (len(found.passed_on), found.said) == (1, ())
    assert found.passed_on[0].tellers == ("سيرغي لافروف", "فلاديمير بوتين")


def test_deeds_are_his_and_those_of_others_against_him() -> None:
    found = dossier((FIRST, "2018-05-10"), (SECOND, "2018-05-11"))
    visit = next(deed for deed in found.did if words(FIRST, deed.place.spans) == "زار")
    assert (visit.type, visit.place.document, visit.when) == ("CONSULT", 1, "2018-05-09")
    (criticised,) = [deed for deed in found.suffered if deed.place.document == 2]
    assert (criticised.type, criticised.others) == ("ACCUSE", ("وزارة الخارجية الأمريكية",))


def test_names_are_counted_with_every_place_and_role_phrases_are_no_names() -> None:
    found = dossier((FIRST, "2018-05-10"), (SECOND, "2018-05-11"))
    assert [(named.name, len(named.places)) for named in found.names] == [("سيرغي لافروف", 2), ("لافروف", 2)]
    assert {words(FIRST if p.document == 1 else SECOND, p.spans) for p in found.names[0].places} == {"سيرغي لافروف"}


def test_roles_run_from_the_first_day_to_the_last() -> None:
    found = dossier((FIRST, "2018-05-10"), (FIRST + " ", "2016-01-01"))
    (role,) = [role for role in found.roles if role.role == "وزير الخارجية الروسي"]
    assert (role.first, role.last, len(role.places)) == ("2016-01-01", "2018-05-10", 2)


def test_terms_of_office_come_from_the_table() -> None:
    rows = [row for row in Lexicon().roles if f"actors:{row.actor}" == LAVROV]
    found = dossier((FIRST, "2018-05-10"), offices=rows)
    assert rows
    assert [(term.key, term.start) for term in found.terms] == [(row.key, row.start) for row in rows]


def test_everything_is_in_order_of_time_and_what_has_no_day_is_last() -> None:
    found = dossier((FIRST, None), (FIRST + " ", "2018-05-10"), (FIRST + "  ", "2016-01-01"))
    assert [saying.place.day for saying in found.said] == ["2016-01-01", "2018-05-10", None]
    assert found.documents == (3, 2, 1)


def test_several_keys_are_one_actor() -> None:
    other = "قال سرغاي لابروف إن المحادثات انتهت."
    doc = read()(make_doc(other))
    (key,) = {entity_key(entity) for entity in doc.entities or () if entity.type == "PER"}
    found = dossier((FIRST, "2018-05-10"), (other, "2018-05-11"), keys=(LAVROV, key))
    assert [saying.place.document for saying in found.said] == [1, 2]
    assert found.keys == tuple(sorted((LAVROV, key)))


def test_claims_are_asked_for_by_words() -> None:
    asked: list[tuple[int, str]] = []

    def claim_of(document: int, spans: Sequence[Span]) -> str | None:
        asked.append((document, words(FIRST, spans)))
        return "c1" if len(spans) == 1 and spans[0].end - spans[0].start > 10 else None

    found = dossier((FIRST, "2018-05-10"), claim_of=claim_of)
    assert [saying.claim for saying in found.said] == ["c1"]
    assert (1, "زار") in asked


def test_article_without_layers_and_actor_who_is_not_there_give_nothing() -> None:
    bare = make_dossier(LAVROV, [LAVROV], {1: Document(id="a", text=FIRST)})
    assert (bare.documents, bare.names, bare.said, bare.did, bare.roles) == ((1,), (), (), (), ())
    absent = dossier((FIRST, "2018-05-10"), keys=("PER:nobody",))
    assert (absent.names, absent.said, absent.said_of) == ((), (), ())
    assert make_dossier(LAVROV, [LAVROV], {}).documents == ()
