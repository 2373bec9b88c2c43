"""What musnad tells in English is said as a page says it, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from error_texts import HOLE, Said, Sources
from musnad.case.search.query import parse
from musnad.errors import QueryError
from musnad.readers import kinds
from musnad.web.manner import Manner
from musnad.web.sentences import PLACES, SENTENCES
from musnad.web.speech import speech_of
from musnad.web.told import told, told_place
from web_kit import csrf_of, made_case, room_over

ARABIC, ENGLISH = speech_of(Manner(lang="ar")), speech_of(Manner(lang="en"))
EASTERN = speech_of(Manner(lang="ar", digits="arab"))

_READ = (
    "musnad.case",
    "musnad.corpus",
    "musnad.exports",
    "musnad.readers",
    "musnad.views",
    "musnad.web",
    "musnad.pipeline",
)
_ERRORS = ("CaseError", "ExportError", "QueryError", "ReadError", "Unreadable")
_SENTENCES: dict[str, tuple[int | str, ...]] = {
    **dict.fromkeys(_ERRORS, (1, 2, "reason", "remedy")),
    "HTTPException": (1, "detail"), "refusal": (2, 3), "_error_page": ("reason", "remedy"), "_change": ("reason",),
    "Problem": (1,), "GivenUp": (1,), "Failure": (1,), "Decoded": (2,), "Document": ("warnings",), "with_warning": (0,),
    "Binary": (0, 1), "notes.append": (0,), "problems.append": (0,), "ValueError": (0,),
}  # fmt: skip
_PLACES: dict[str, tuple[int | str, ...]] = dict.fromkeys(_ERRORS, (0, "place", "query", "source"))
_PROBES = ("7", "actor", "actors:x")  # what may stand in a hole

# What cannot reach a page, by module, with the reason.
UNREACHED = {
    "musnad.web.api": "answers of the API stay English, for programs",
    "musnad.web.serving": "told on the terminal before the room is open",
    "musnad.web.tokens": "tokens are made by commands; a damaged file lets nobody in, and no page says why",
    "musnad.web.corrections": "its problems are messages of the catalogues themselves",
    "musnad.web.pages.article_edits Problem": "messages of the catalogues themselves",
    "musnad.web.pages.article_edits problems.append": "messages of the catalogues themselves",
    "musnad.case.fetching": "the room fetches nothing from the web",
    "musnad.case.fetched": "the room fetches nothing from the web",
    "musnad.exports.bundle.manifest": "the room restores no bundles",
    "musnad.exports.bundle.reading": "the room restores no bundles",
    "musnad.exports.bundle.restoring": "the room restores no bundles",
    "musnad.case.run_folder": "the room takes in no runs",
    "musnad.readers.actor_lists": "lists of actors are read by commands",
}
PASSED_ON = "musnad.corpus.sources"  # elsewhere a ValueError is a mistake of ours, and no text of a page
_OWN_FOLDER = "the room exports into a folder of its own"
UNREACHED_TEXTS = {
    "there is a case already": "the room makes no cases",
    "add to it, or choose another folder": "the room makes no cases",
    "the folder is not empty": "the room makes no cases",
    "choose a new or an empty folder": "the room makes no cases",
    f"it cannot be made ({HOLE})": "the room makes no cases",
    f"{HOLE} is no date": "the room gives no date with what it brings in",
    "write YYYY-MM-DD, for example 2016-12-01": "the room gives no date with what it brings in",
    f"code point {HOLE} is half of a surrogate pair; decode the source again": "the room exports cases, not files",
    "standard input": "the room reads files",
    "is closed": "the room reads files",
    "pipe a document into it or give a file": "the room reads files",
    "it is there already and not empty": _OWN_FOLDER,
    "name a new or an empty folder": _OWN_FOLDER,
    "it is a folder, and this format is one file": _OWN_FOLDER,
    "name a file in it": _OWN_FOLDER,
    "there is no such folder": _OWN_FOLDER,
    "make it first, or name another": _OWN_FOLDER,
    "standard output": _OWN_FOLDER,
    f"{HOLE} is made of a case, and these are files": "the room exports cases",
    "bring them into one: musnad add CASE FILE...": "the room exports cases",
    "a report is made of a case": "the room exports cases",
    "bring the files into one: musnad add CASE FILE...": "the room exports cases",
}
# Expressions that are not followed, with the sentences they can be.
ELSEWHERE = {
    "*map(self.redactor.name, (one.source, one.reason))": "problems of an export, with names blacked out",
    "str(outcome.error)": "reason and remedy of a ReadError",
    "str(self.error)": "reason and remedy of a ReadError",
    "outcome.reason": "why a worker gave up, as in GivenUp",
    "value": "why a worker gave up, as in GivenUp",
    "warning": "a warning of a Document",
    "failure": "what `failures_of` says",
    "str(error)": "what musnad.corpus.sources says of a mark or a letter, or a CaseError",
    "binary.remedy": "what a Binary says",
    "name": "a kind of file, of the table that Binary is made of",
    "_plainly(str(error))": "msgspec's words, the commonest in the table",
    "(*warnings, *told, *(() if lines else (_NO_TEXT,)))": "other warnings of the feed",
    "told": "what a process says, in the table or its own",
    "reason or str(error)": "reason of an error",
    "remedy": "remedy of an error",
    "'' if status == 404 else told": "detail of an HTTPException",
    "error.reason": "reason of an error",
    "error.remedy": "remedy of an error",
}
# A place that needs no words of ours: a path, a name, a key, a value as it stands in the address.
_NAMELESS = re.compile(r'(?:[\w\0]+=|date:)?[\0:/\-]*(?:\d+|None|mena)?|""|\d{3}')


@cache
def _sources() -> Sources:
    return Sources(_READ)


def _reaching(wanted: dict[str, tuple[int | str, ...]]) -> Iterator[Said]:
    for said in _sources().given_to(wanted):
        if f"{said.module} {said.error}".startswith(tuple(UNREACHED)) or said.text in UNREACHED_TEXTS:
            continue
        if said.error != "ValueError" or said.module == PASSED_ON:
            yield said


def _is_told(text: str) -> bool:
    return any(told(ARABIC, filled) != filled for filled in (text.replace(HOLE, probe) for probe in _PROBES))


def _is_told_place(text: str) -> bool:
    return any(told_place(ARABIC, filled) != filled for filled in (text.replace(HOLE, probe) for probe in _PROBES))


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text)) and text != "None"


def test_every_sentence_of_an_error_is_in_the_table() -> None:
    found = tuple(_reaching(_SENTENCES))
    assert len(found) > 400
    missing = {
        (said.module, said.line, said.text) for said in found if _has_words(said.text) and not _is_told(said.text)
    }
    assert not missing, "add them to musnad.web.sentences, or to UNREACHED with the reason"


def test_every_place_of_an_error_is_in_the_table() -> None:
    missing = {
        (said.module, said.line, said.text)
        for said in _reaching(_PLACES)
        if not _NAMELESS.fullmatch(said.text) and not _is_told_place(said.text)
    }
    assert not missing


def test_every_expression_is_followed_or_known() -> None:
    unknown = {
        (said.module, said.line, said.source)
        for said in _reaching(_SENTENCES)
        if not _has_words(said.text) and said.text.strip(HOLE + ": ") == "" and HOLE in said.text
    }
    assert not {one for one in unknown if one[2] not in ELSEWHERE}


def test_lists_of_what_is_left_out_are_not_too_long() -> None:
    said = tuple(_sources().given_to({**_SENTENCES, **_PLACES, **dict.fromkeys(_ERRORS, (0, 1, 2, "reason"))}))
    assert not [one for one in UNREACHED if not any(f"{each.module} {each.error}".startswith(one) for each in said)]
    assert not UNREACHED_TEXTS.keys() - {each.text for each in said}
    assert not ELSEWHERE.keys() - {each.source for each in said}


def test_every_kind_of_file_without_text_is_in_the_table() -> None:
    names = [name for _, name, _ in kinds._SIGNATURES] + [name for *_, name in kinds._MEDIA]
    remedies = [remedy for *_, remedy in kinds._SIGNATURES]
    assert [one for one in (*names, *remedies) if told(ARABIC, one) == one] == []


@pytest.mark.parametrize("speech", [ARABIC, ENGLISH], ids=["ar", "en"])
def test_no_page_tells_options_of_a_command(speech: object) -> None:
    pages = {told(speech, plain) for plain, _ in (*SENTENCES, *PLACES)}  # type: ignore[arg-type]  # both are speeches
    assert not [page for page in pages if re.search(r"--\w|\bCASE\b|\bFOLDER\b|musnad [a-z]+ [A-Z]{2}", page)]


@pytest.mark.parametrize(
    "typed", ["(", "a OR", '"a', "NOT", "a AND", "-a", "NEAR(a)", "outlet:", "outlet:x OR a", "a*", ")", "***", '""']
)
def test_fault_of_a_query_is_told_in_arabic(typed: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    for sentence in (caught.value.reason, caught.value.remedy):
        assert told(ARABIC, sentence) != sentence
        assert told(ENGLISH, sentence) == sentence


def test_place_keeps_what_stood_there() -> None:
    said = told(ARABIC, "no outlet here is called بي بي سي; there are: أ, ب")
    assert "بي بي سي" in said
    assert "أ, ب" in said


def test_format_that_is_refused_is_no_report_of_a_claim() -> None:
    assert told_place(ARABIC, "report") == "التقرير"
    assert told_place(ARABIC, "reports") == "الروايات"


def test_sentence_that_is_not_known_stays() -> None:
    assert told(ARABIC, "something else") == "something else"


def test_two_sentences_in_one_are_told_both() -> None:
    said = told(ARABIC, "they are more than 256 MB; send fewer at once, or use musnad add")
    assert said == "أكثر من 256 ميغابايت؛ أرسل أقل من ذلك في المرة الواحدة"


def test_place_before_a_sentence_stays() -> None:
    said = told(ARABIC, "a.csv:3: the text is empty; give the article's text or leave the record out")
    assert said.startswith("\u200fa.csv:3: النص فارغ؛ ")


def test_sentence_within_a_sentence_is_told() -> None:
    assert told(ARABIC, "it cannot be written (No space left on device)") == "تعذّرت الكتابة (لم يبق مكان على القرص)"


def test_words_of_the_model_are_told_by_their_labels() -> None:
    assert told(ARABIC, "the layers are mentions, events") == "الطبقات هي: الأسماء، الأحداث"


def test_moment_is_told_in_the_digits_of_the_page() -> None:
    assert told(EASTERN, "it was taken back on 2018-10-07T08:30:11Z") == "رُجع عنه في \u2066٢٠١٨-١٠-٠٧ ٠٨:٣٠\u2069"


def test_quoted_name_is_quoted_in_arabic() -> None:
    assert told(ARABIC, "nobody here is called 'x'") == "لا أحد هنا باسم «\u2068x\u2069»"


def test_sentence_begins_in_the_direction_of_its_language() -> None:
    assert told(ARABIC, "'x' is no class") == "\u200f«\u2068x\u2069» ليست فئة"
    assert told(ENGLISH, "'نارنيا' is no country that is known") == "\u200e'نارنيا' is no country that is known"


def test_command_gives_way_to_a_page_in_english_too() -> None:
    assert told(ENGLISH, "look for it with: musnad find CASE") == "look for it on the search page"


def test_place_of_an_error_is_told() -> None:
    assert told_place(ARABIC, "document 5") == "المادة 5"
    assert told_place(ENGLISH, "document 5") == "article 5"
    assert told_place(ARABIC, "actors:per.x and named:y") == "\u200f\u2068actors:per.x\u2069 و\u2068named:y\u2069"


@pytest.mark.parametrize("typed", ["salt and pepper", "وزير (", "only=7", "/articles/7"])
def test_place_that_somebody_typed_stays(typed: str) -> None:
    assert told_place(ARABIC, typed) == typed


@pytest.mark.parametrize(
    "piece", ["; ", ": ", " is no class", "decision 1 says that ", " and ", "(", "7-7 ", "%(name)s"]
)
def test_made_up_sentence_is_looked_for_in_time(piece: str) -> None:
    made_up = f"decision {piece * (2_500 // len(piece))}!"
    assert told(ARABIC, made_up) == made_up


def test_page_of_an_error_tells_place_reason_and_remedy(client: TestClient) -> None:
    arabic = client.get("/articles/999/correct").text
    assert "المادة 999" in arabic and "ابحث عنه في صفحة البحث" in arabic and "musnad find" not in arabic
    english = client.get("/articles/999/correct?lang=en").text
    assert "article 999" in english and "look for it on the search page" in english and "musnad find" not in english


def test_api_tells_programs_what_the_command_line_tells(client: TestClient) -> None:
    error = client.get("/api/v1/articles/999", headers={"Accept-Language": "ar"}).json()["error"]
    assert (error["place"], error["remedy"]) == ("document 999", "look for it with: musnad find CASE")


def test_what_is_turned_away_is_told_in_the_language_of_the_page(client: TestClient) -> None:
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 421 and "ليس \u2068evil.example\u2069 اسم هذه القاعة" in response.text
    assert "this room is not called evil.example" in client.get("/?lang=en", headers={"Host": "evil.example"}).text


def test_faults_of_files_are_told_on_the_page_of_the_work(client: TestClient) -> None:
    response = client.post(
        "/work/articles", data={"csrf": csrf_of(client)}, files=[("files", ("a.txt", b"", "text/plain"))]
    )
    assert response.status_code == 400 and "a.txt" in response.text and "اختر ملفًا غير فارغ" in response.text


def test_case_that_cannot_be_read_is_told_in_the_language_of_the_page(tmp_path: Path) -> None:
    made_case(tmp_path / "case").close()
    with room_over(tmp_path / "case") as client:
        (tmp_path / "case" / "case.toml").rename(tmp_path / "gone.toml")
        response = client.get("/articles/1")
    assert response.status_code == 503 and "لا قضية هنا" in response.text


def _csrf(client: TestClient) -> str:
    from web_kit import csrf_of

    return csrf_of(client)
