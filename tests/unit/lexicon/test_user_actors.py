"""Lists of the user's own actors: formats, faults named with their lines, clashes, and what goes over what ships."""

from __future__ import annotations

import json

import pytest

from musnad.lexicon import Lexicon
from musnad.lexicon.countries import CountryRow
from musnad.lexicon.names import ActorRow, RoleRow
from musnad.lexicon.tables import DATA, check_table
from musnad.lexicon.user_actors import UserActors, actor_record, combine, entry_record, read_user_actors, tidy
from musnad.lexicon.user_actors.dates import is_date, is_reversed, must_overlap
from musnad.lexicon.user_actors.entries import Entry
from musnad.lexicon.user_actors.overriding import merge

CODES = {"rus": "RUS", "ru": "RUS", "روسيا": "RUS", "egy": "EGY"}
NAME = "نادر فهيم صقر"
OTHER = "سالم حامد عوض"
OFFICE = "وزير الأنهار الأطلسي"


def read(text: str) -> UserActors:
    return read_user_actors(text, "f", countries=CODES)


def told(user: UserActors) -> list[str]:
    return [str(problem) for problem in user.problems]


def names(user: UserActors) -> list[str]:
    return [row.name for row in user.rows]


FULL = (
    f"id,type,name,name_en,aliases,country,sector,role,wikidata,roles,caution\n"
    f"x.1,PER,{NAME},Nadir Saqr,صقر|أبو فهيم,RUS,GOV|MIL,spokesman,Q42,{OFFICE} [2012-11-06..2014]|سفير أطلس,1\n"
)


def test_every_column_is_read() -> None:
    user = read(FULL)
    assert user.problems == ()
    assert user.rows == (
        ActorRow(
            "x.1", "PER", NAME, "Nadir Saqr", ("صقر", "أبو فهيم"), "RUS", ("GOV", "MIL"), "spokesman", True, "Q42",
            ("user:f",),
        ),
    )  # fmt: skip
    assert user.roles == (
        RoleRow("x.1.role1", "x.1", (OFFICE,), "", "RUS", "2012-11-06", "2014", ("user:f",)),
        RoleRow("x.1.role2", "x.1", ("سفير أطلس",), "", "RUS", None, None, ("user:f",)),
    )


@pytest.mark.parametrize(
    "text",
    [
        f"type,name\nPER,{NAME}\n",
        f"\ufefftype,name\r\nPER,{NAME}\r\n",
        f"TYPE;Name\nper;{NAME}\n",
        f"type\tname\nPER\t{NAME}",
        f"sep=;\ntype;name\nPER;{NAME}\n",
        f"\n\n type , name ,,\n\nperson, {NAME},,\n,,\n",
        f"النوع,الاسم\nشخص,{NAME}\n",
        f'type,name\nPER,"{NAME}"\n',
        "type,name\nPER,نـــادِر فَهيم  صقر\n",
        f'{{"type": "PER", "name": "{NAME}"}}\n',
        f'[{{"type": "PER",\n "name": "{NAME}", "id": null}}]',
        f'{{\n  "type": "PER",\n  "name": "{NAME}"\n}}\n',
        f'{{"النوع": "شخص", "الاسم": "{NAME}"}}',
    ],
    ids=["comma", "bom_crlf", "semicolon", "tab", "sep_line", "blank_cells", "arabic_header", "quoted", "marks",
         "jsonl", "array", "one_record", "arabic_keys"],
)  # fmt: skip
def test_forms_of_one_row(text: str) -> None:
    user = read(text)
    assert (told(user), names(user), user.rows[0].type) == ([], [NAME], "PER")
    assert user.rows[0].key == read(f"type,name\nPER,{NAME}\n").rows[0].key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "f: the file is empty"),
        (" \n\n", "f: the file is empty"),
        (f"who,what\n{NAME},x\n", "f:1: no column type and no column name; found who, what; needed are type and name"),
        (f"{NAME}\n", "f:1: no column type and no column name; found"),
        ("sep=;\n", "f:1: no columns are named"),
        ("[1, 2", "f:1: a record must be an object"),
        ("{}", "f:1: the row is left out: it has no type (PER or ORG); name is empty"),
    ],
    ids=["empty", "blank", "wrong_columns", "no_header", "only_sep", "broken_array", "empty_record"],
)
def test_a_list_without_rows_says_why(text: str, expected: str) -> None:
    user = read(text)
    assert user.entries == ()
    assert told(user)[0].startswith(expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("XXX,فلان الفلاني,,,,,,,", "f:2: the row is left out: type 'XXX' is neither PER nor ORG"),
        (",فلان الفلاني,,,,,,,", "f:2: the row is left out: it has no type"),
        ("PER, ,,,,,,,", "f:2: the row is left out: name is empty"),
        ("PER,ـًـ,,,,,,,", "f:2: the row is left out: name is empty"),
        ("PER,--7--,,,,,,,", "f:2: the row is left out: name '--7--' has fewer than 2 letters"),
        (f"PER,{'ب' * 5000},,,,,,,", "has 5000 letters, which is over 200"),
        (f"PER,{'ب' * 200_000},,,,,,,", "f:2: a cell holds over 100,000 letters"),
        ("PER,فلان الفلاني,a b,,,,,,", "f:2: the row is left out: id 'a b' holds a space"),
        ("PER,فلان,الفلاني,,,,,,,x", "f:2: 10 cells where 9 columns are named"),
        ('PER,"فلان الفلاني,,,,,,,', "f:2: a quote is opened and never closed"),
        ('PER,"فلان" ب"الفلاني,,,,,,,', "f:2: a quote closes before its cell ends"),
    ],
    ids=["type", "no_type", "no_name", "only_marks", "no_letters", "long_name", "huge_cell", "id", "cells",
         "open_quote", "inner_quote"],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_rest_is_loaded(line: str, expected: str) -> None:
    user = read(f"type,name,id,country,sector,role,wikidata,roles,caution\n{line}\nORG,{OTHER},,,,,,,\n")
    assert len(user.problems) == 1 and expected in told(user)[0]
    assert names(user) == [OTHER]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("country", "XQ", "country 'XQ' is not known"),
        ("sector", "government", "sector 'GOVERNMENT' is no PLOVER code"),
        ("role", "وزير", "role 'وزير' is none of agency"),
        ("wikidata", "42", "wikidata '42' is no item id"),
        ("caution", "maybe", "caution 'maybe' is neither yes nor no"),
        ("aliases", "ب", "alias 'ب' has fewer than 2 letters"),
        ("roles", f"{OFFICE} [2012]", "has brackets that hold no dates"),
        ("roles", f"{OFFICE} [2012..soon]", "'soon' is no date"),
        ("roles", f"{OFFICE} [2012-02-30..]", "'2012-02-30' is no date"),
        ("roles", f"{OFFICE} [2014..2012]", "ends (2012) before it begins (2014)"),
        ("shoe size", "42", "column 'shoe size' is not known and left out"),
        ("name", "x", "column 'name' names name again"),
    ],
)
def test_a_bad_field_costs_that_field_only(field: str, value: str, expected: str) -> None:
    user = read(f"type,name,{field}\nPER,{NAME},{value}\n")
    assert expected in told(user)[0] and len(user.problems) == 1
    clean = read(f"type,name\nPER,{NAME}\n")
    assert names(user) == [NAME] and user.roles == () and user.entries[0].given == clean.entries[0].given


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{x", "f:2: broken JSON"),
        ('"text"', "f:2: a record must be an object"),
        (r'{"type": "PER", "name": "فلان الفلاني", "roles": [{"\ud800": 1}]}', "f:2: half of a surrogate pair"),
        ('{"type": "PER", "name": 7}', "f:2: name: expected str | null, got int"),
        ('{"type": "PER", "name": "فلان الفلاني", "aliases": [1]}', "f:2: aliases[0]: expected str, got int"),
        ('{"type": "PER", "name": "فلان الفلاني", "roles": [{"start": "2012"}]}', "f:2: roles[0]"),
    ],
    ids=["json", "shape", "surrogate", "name", "alias", "role"],
)
def test_a_bad_record_is_named_and_the_rest_is_loaded(text: str, expected: str) -> None:
    user = read(f'{{"type": "PER", "name": "{NAME}"}}\n{text}\n{{"type": "ORG", "name": "{OTHER}"}}\n')
    assert told(user)[0].startswith(expected) and len(user.problems) == 1
    assert names(user) == [NAME, OTHER]


def test_json_record_takes_lists_numbers_and_unknown_keys() -> None:
    record = {"id": 7, "type": "PER", "name": NAME, "aliases": ["صقر"], "sector": "GOV|MIL", "caution": True,
              "roles": [{"phrase": OFFICE, "start": 2012}, f"{OFFICE} [2020..]"], "x": 1}  # fmt: skip
    user = read(json.dumps(record) + "\n" + json.dumps({**record, "id": 8, "name": OTHER, "roles": None}))
    assert told(user)[0].startswith("f:1: key 'x' is not known") and user.rows[0].key == "7"
    assert [problem.grade for problem in user.problems] == ["error", "warning"]
    assert (user.rows[0].sector, user.rows[0].caution) == (("GOV", "MIL"), True)
    assert [(role.start, role.end) for role in user.roles] == [("2012", None), ("2020", None)]


def test_cells_may_hold_line_breaks_and_loose_quotes() -> None:
    user = read(f'type,name,aliases\nPER,"{NAME}","صقر\nأبو فهيم"\nPER,"أبو علي" الحاج,\nPER,{OTHER},\n')
    assert user.problems == ()
    assert names(user) == [NAME, "أبو علي الحاج", OTHER]
    assert user.rows[0].aliases == ("صقر", "أبو فهيم")
    assert user.entries[1].line == 4


def test_a_repeated_id_is_named_with_both_lines() -> None:
    user = read(f"id,type,name\na,PER,{NAME}\nb,PER,{OTHER}\na,ORG,شركة النخيل\n,PER,زيد عمر\n,PER,زَيد عمر\n")
    assert told(user) == [
        "f:4: the row is left out: id 'a' is taken by f:2; give the row an id of its own",
        "f:6: the row is left out: 'زيد عمر' stands in f:5 already; give one of them an id if they are two",
    ]
    assert names(user) == [NAME, OTHER, "زيد عمر"]


def test_an_office_held_by_two_at_once_is_left_to_the_first() -> None:
    user = read(
        f"type,name,roles\nPER,{NAME},{OFFICE} [2012..2015-03-01]\nPER,{OTHER},{OFFICE} [2014..2016]|عضو اللجنة\n"
    )
    assert told(user) == [
        f"f:3: role {OFFICE!r} of {OTHER!r} is left out: {NAME!r} holds it at the same time in f:2; set the dates apart"
    ]
    assert [(role.actor, role.phrase) for role in user.roles] == [
        (user.rows[0].key, (OFFICE,)),
        (user.rows[1].key, ("عضو اللجنة",)),
    ]


def test_an_office_may_pass_on() -> None:
    user = read(f"type,name,roles\nPER,{NAME},{OFFICE} [..2015-03-01]\nPER,{OTHER},{OFFICE} [2015-03-01..]\n")
    assert user.problems == () and len(user.roles) == 2


def test_a_name_that_stands_for_two_is_a_warning() -> None:
    user = read(f"type,name,aliases\nPER,{NAME},صقر\nPER,{OTHER},صَقر\n")
    assert [(p.line, p.grade) for p in user.problems] == [(3, "warning")]
    assert user.rows[1].aliases == ("صقر",)


FTM = {
    "id": "ftm-1",
    "schema": "Person",
    "properties": {
        "name": ["Nadir Saqr", NAME],
        "alias": ["نادر صقر", "N. Saqr"],
        "weakAlias": ["صقر", "أبو فهيم"],
        "country": ["ru"],
        "wikidataId": ["Q42"],
        "position": ["Minister"],
    },
}


def ftm(**changes: object) -> str:
    return json.dumps({**FTM, **changes}, ensure_ascii=False)


def test_followthemoney_person() -> None:
    user = read(ftm())
    assert user.problems == () and user.roles == ()
    assert user.rows == (
        ActorRow("ftm-1", "PER", NAME, "Nadir Saqr", ("نادر صقر", "أبو فهيم"), "RUS", (), "official", False, "Q42",
                 ("user:f",)),
    )  # fmt: skip


def test_followthemoney_sectors_count_where_they_are_codes() -> None:
    properties = {"name": [NAME], "sector": ["GOV", "Oil and gas", "MIL"]}
    user = read(ftm(properties=properties))
    assert user.problems == () and [row.sector for row in user.rows] == [("GOV", "MIL")]


@pytest.mark.parametrize("schema", ["Organization", "Company", "PublicBody", "LegalEntity"])
def test_followthemoney_organisations(schema: str) -> None:
    assert [(row.type, row.role) for row in read(ftm(schema=schema)).rows] == [("ORG", "body")]


def test_followthemoney_passes_over_what_is_no_actor() -> None:
    latin = ftm(id="l", properties={"name": ["Nobody Known"]})
    user = read("\n".join([ftm(schema="Address"), ftm(schema="Ownership"), latin, ftm(schema="Address"), ftm()]))
    assert [(p.line, p.grade) for p in user.problems] == [(None, "note"), (3, "warning")]
    assert "2 Address, 1 Ownership" in told(user)[0]
    assert "'Nobody Known' has no name in Arabic letters" in told(user)[1]
    assert names(user) == [NAME]


@pytest.mark.parametrize("properties", [{}, {"name": None}, {"name": [None, 3]}, {"name": "x"}])
def test_followthemoney_with_odd_properties(properties: dict[str, object]) -> None:
    assert [p.grade for p in read(ftm(properties=properties)).problems] == ["warning"]


def test_records_are_read_back() -> None:
    entry = read(FULL).entries[0]
    again = read(entry_record(entry)).entries[0]
    assert again.actor == _from(entry.actor, "user:f:2")
    assert [role.start for role in again.roles] == ["2012-11-06", None]
    whole = read(actor_record(entry.actor, entry.roles)).entries[0]
    assert whole.actor == entry.actor and whole.roles == entry.roles


def _from(actor: ActorRow, source: str) -> ActorRow:
    return ActorRow(*(getattr(actor, name) for name in actor.__struct_fields__[:-1]), (source,))


def test_combine_lets_the_earlier_list_win() -> None:
    one = read_user_actors(f"id,type,name\na,PER,{NAME}\n", "one", countries=CODES)
    two = read_user_actors(f"id,type,name,aliases\na,PER,{OTHER},\nb,PER,زيد عمر,{NAME}\n", "two", countries=CODES)
    both = combine((one, two))
    assert names(both) == [NAME, "زيد عمر"]
    assert told(both) == [f"two:3: {NAME!r} also stands for {NAME!r} in one:2, which goes first"]


SHIPPED = (
    ActorRow("per.s", "PER", "سيف الدين عمار", "Saif Ammar", ("عمار", "سيف عمار"), "EGY", ("GOV",), "official", False,
             "Q7", ("own",)),
    ActorRow("org.n", "ORG", "شركة النخيل", "Palms", ("النخيل",), "EGY", ("BUS",), "body", True, None, ("own",)),
)  # fmt: skip
ROLES = (
    RoleRow("r.1", "per.s", (OFFICE, "وزير أنهار أطلس"), "", "EGY", "2001", "2002", ("own",)),
    RoleRow("r.2", "per.s", ("سفير مصر",), "", "EGY", "2003", None, ("own",)),
)


def merged(text: str) -> tuple[tuple[ActorRow, ...], tuple[RoleRow, ...], dict[str, str]]:
    actors, roles, over = merge(SHIPPED, ROLES, read(text).entries)
    return actors, roles, dict(over)


def test_without_entries_what_ships_is_untouched() -> None:
    assert merge(SHIPPED, ROLES, ()) == (SHIPPED, ROLES, {})


def test_a_row_with_a_shipped_key_goes_over_it_field_by_field() -> None:
    actors, _, over = merged(f"id,type,name,country\nper.s,PER,{NAME},RUS\n")
    assert over == {"per.s": "per.s"} and [row.key for row in actors] == ["per.s", "org.n"]
    assert (actors[0].name, actors[0].country) == (NAME, "RUS")
    assert (actors[0].name_en, actors[0].sector, actors[0].wikidata) == ("Saif Ammar", ("GOV",), "Q7")
    assert actors[0].aliases == ("سيف الدين عمار", "عمار", "سيف عمار")


def test_given_aliases_and_caution_replace_the_shipped_ones() -> None:
    actors, _, _ = merged(f"id,type,name,aliases,caution\nper.s,PER,{NAME},صقر,\norg.n,ORG,شركة النخيل,,0\n")
    assert actors[0].aliases == ("صقر",) and actors[1].caution is False


@pytest.mark.parametrize(
    ("row", "over"),
    [
        ("u.1,PER,سَيف الدين عمار,,", "per.s"),
        ("u.1,PER,سيف عمار,,", "per.s"),
        ("u.1,PER,اسم آخر تماما,,Q7", "per.s"),
        ("u.1,ORG,النخيل,,", "org.n"),
        ("u.1,PER,عمار,,", None),
        ("u.1,PER,سيف الدين عمار,RUS,", None),
        ("u.1,PER,سيف الدين عمار,,Q8", None),
        ("u.1,ORG,سيف الدين عمار,,", None),
    ],
    ids=["name", "alias", "wikidata", "org_alias", "family_name", "country_differs", "item_differs", "type_differs"],
)
def test_a_row_with_a_key_of_its_own_goes_over_the_same_actor(row: str, over: str | None) -> None:
    actors, roles, found = merged(f"id,type,name,country,wikidata\n{row}\n")
    assert found.get("u.1") == over and actors[0].key == "u.1"
    assert len(actors) == (2 if over else 3)
    assert ("عمار" in actors[0].aliases) == (over == "per.s")
    assert {role.actor for role in roles} == {"u.1" if over == "per.s" else "per.s"}


def test_offices_of_the_user_come_first_and_replace_those_with_the_same_phrase() -> None:
    _, roles, _ = merged(f"id,type,name,roles\nper.s,PER,سيف الدين عمار,{OFFICE} [2001..2005]\n")
    assert roles[0].country == "EGY"
    assert [(role.key, role.phrase, role.end) for role in roles] == [
        ("per.s.role1", (OFFICE,), "2005"),
        ("r.1", ("وزير أنهار أطلس",), "2002"),
        ("r.2", ("سفير مصر",), None),
    ]


def test_lexicon_puts_the_user_first() -> None:
    lexicon = Lexicon(read(f"id,type,name\nper.sergey_lavrov,PER,{NAME}\nu.1,ORG,شركة النخيل الأطلسية\n"))
    assert [row.key for row in lexicon.actors[:2]] == ["per.sergey_lavrov", "u.1"]
    assert len(lexicon.actors) == len(Lexicon().actors) + 1
    assert lexicon.overridden == {"per.sergey_lavrov": "per.sergey_lavrov"}
    assert lexicon.actors[0].name_en == "Sergey Lavrov"


@pytest.mark.parametrize(
    ("given", "code"),
    [("RUS", "RUS"), ("ru", "RUS"), ("روسيا", "RUS"), ("Russia", "RUS"), ("uk", "GBR"), ("xk", "KOS"), ("eu", "EUR")],
)
def test_countries_are_known_by_code_and_name(given: str, code: str) -> None:
    user = read_user_actors(f"type,name,country\nPER,{NAME},{given}\n", "f", countries=Lexicon().country_codes)
    assert (user.rows[0].country, user.problems) == (code, ())


def test_countries_hold_every_code_of_the_tables() -> None:
    assert check_table(DATA / "countries.tsv", CountryRow) == ()
    known = {row.key for row in Lexicon().countries}
    assert {row.country for row in (*Lexicon().actors, *Lexicon().places)} - {""} <= known


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (("2012", "2014"), ("2014", "2016"), False),
        (("2012", "2014-05-12"), ("2014-05-12", None), False),
        (("2012", "2014-05-12"), ("2014-05-01", None), True),
        ((None, None), ("2014", None), True),
        ((None, None), (None, None), True),
        (("2012", "2013"), ("2015", "2016"), False),
        (("2012", "2016"), ("2013", "2015"), True),
    ],
)
def test_must_overlap(one: tuple[str | None, str | None], other: tuple[str | None, str | None], overlap: bool) -> None:
    assert must_overlap(one, other) is overlap and must_overlap(other, one) is overlap


def test_dates() -> None:
    assert all(map(is_date, ("2012", "2012-11", "2012-02-29")))
    assert not any(map(is_date, ("12", "2012-13", "2011-02-29", "2012-1", "2012-00", "")))
    assert is_reversed("2014", "2013-12-31") and not is_reversed("2014-06", "2014") and not is_reversed(None, "2014")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" مُحَمّــد \u200f علي\t", "محمد علي"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("علی کمال", "علي كمال"),
        ("a\x1b[31mb\u202e", "a [31mb"),
        ("x\ud800y", "x y"),
    ],
    ids=["marks", "presentation", "persian", "escape", "surrogate"],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize(
    ("cell", "role"), [("", "person"), (OFFICE, "official"), (f"{OFFICE} [soon..]", "person")], ids=["no", "yes", "bad"]
)
def test_an_office_makes_an_official(cell: str, role: str) -> None:
    assert [row.role for row in read(f"type,name,roles\nPER,{NAME},{cell}\n").rows] == [role]


def test_an_entry_knows_its_place() -> None:
    entry = read(FULL).entries[0]
    assert (entry.place, Entry("f", None, entry.actor, (), ()).place) == ("f:2", "f")
