"""The shapes of time expressions, as patterns over kinds of atoms.

What comes in is the string of kinds that `atoms` makes; what goes out are matches with named groups. In a pattern
`{kind}` stands for one atom, `{name}` of a union for one of several kinds, `<NAME>` for a shared piece. What a match
means is for `days`, `spans` and `amounts`.
"""

# ruff: noqa: E501 - a pattern reads better on one line

from __future__ import annotations

import re

from musnad.stages.times.atoms import KINDS, code_of

__all__ = ["PATTERNS", "STARTERS", "UNIONS", "codes"]

_UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
UNIONS: dict[str, tuple[str, ...]] = {
    "gmon": ("mon", "cmon"),
    "dayn": ("num", "ord", "ord_def", "card", "card_def"),
    "rel": ("past", "previous", "future", "current", "same", "next"),
    "prel": ("past", "previous", "future", "current", "recent"),
    "n": ("num", "minutes", "year_num", "hijri_num", "big", "float", "hour_minute", "card"),
    "u": _UNITS,
    "u2": tuple(f"{unit}2" for unit in _UNITS),
    "us": tuple(f"{unit}s" for unit in _UNITS),
    "the_u": tuple(f"the_{unit}" for unit in _UNITS),
    "the_u2": tuple(f"the_{unit}2" for unit in _UNITS),
    "the_us": tuple(f"the_{unit}s" for unit in _UNITS),
    "any_part": ("part", "part_both"),
    "adverb": ("part_adv", "part_both"),
    "sign": ("slash", "dash"),
    "span_unit": ("the_week", "the_month", "the_year", "the_decade", "the_century", "the_season"),
    "leads": ("since", "during", "after", "before", "from", "in"),
}
_PIECES = {
    "MOD": r"(?:(?:(?P<mod>{mod}){from}?|{early_late}))?",
    "PART": r"(?:(?P<part>{any_part}){from}?{mod}?)?",
    "AT_DAY": r"(?:{comma}?(?P<adverb>{adverb}))?",
    "YEAR": r"(?:(?:{year}|{the_year})?(?P<year>{year_num})(?:{ad_mark})?|(?:{year}|{the_year})(?P<year_words>{card})"
    r"|(?P<year_rel>{the_year}{rel}|{this}{the_year}|{same_before}{the_year}|{that}{the_year}|{the_year}{this}))",
    "REL": r"(?P<rel>{rel})",
    "WEEKDAY": r"(?:(?:{day}|{the_day}|{deictic}){comma}?)?(?:{day})?(?:(?P<wday>{wday})(?:{rel})?{comma}?(?:{day}|{open})?)?",
    "CLOCK": r"(?:{the_hour}(?P<hour>{num}|{minutes}|{hour_minute}|{ord_def}|{card_def}|{card}|{big})"
    r"(?:{colon}(?P<minute>{num}|{minutes}))?(?P<fraction>{and_half}|{and}{half}|{minus}(?:{quarter}|{third}|{the_quarter}))?"
    r"(?:{comma}?{from}?(?P<clock_part>{adverb}|{the_part}))?(?:<ZONE>)?)",
    "ZONE": r"(?:{comma}|{open})?(?:(?P<zone>{zone})|{zone_of}(?:{other}|{definite}))",
    "IN_CLOCK": r"(?:<CLOCK>(?:{comma}|{from}|{in}){0,2})?",
}
# Each rule with one phrase that it is for; the tests hold those that it must leave alone.
_RULES: tuple[tuple[str, str], ...] = (
    # مساء يوم الأحد 27 من يونيو 2016
    ("date", r"<IN_CLOCK><MOD><PART><WEEKDAY>{article}?(?P<day>{dayn})(?:{from}?{month}|{from})?(?P<mon>{gmon})"
             r"(?:{comma}?{from}?<YEAR>|<REL>)?(?:{comma}{wday})?<AT_DAY>"),
    # 15 رمضان 1438هـ
    ("hijri_date", r"<MOD><PART><WEEKDAY>(?P<day>{dayn})(?:{from}?{month}|{from})?(?P<mon>{hmon})"
                   r"(?:(?:{year})?(?P<hijri>{hijri_num}){hijri_mark}?|<REL>)?"),
    # الخامس من الشهر الجاري
    ("day_of_month", r"<MOD><PART><WEEKDAY>{article}?(?P<day>{dayn})(?:{from}?(?P<month_rel>{the_month}{rel}"
                     r"|{this}{the_month}|{same_before}{the_month}|{the_month}{this})|{from}?(?P<current>{current}))"),
    # 12/3/2018
    ("numeric", r"<PART><WEEKDAY>(?P<a>{num}){sign}(?P<b>{num}){sign}(?P<c>{year_num})<AT_DAY>"),
    ("numeric_iso", r"<PART><WEEKDAY>(?P<c>{year_num}){sign}(?P<b>{num}){sign}(?P<a>{num})"),
    ("numeric_dots", r"<PART><WEEKDAY>(?P<dots>{dotted_date})"),
    # من 3 إلى 5 مايو
    ("day_range", r"(?P<one>(?:{day}|{day2c})?{dayn}){from}?(?:{to}|{dash}|{and})"
                  r"(?P<two>(?P<day>{dayn})(?:{from}?{month}|{from})?(?P<mon>{gmon})(?:{comma}?{from}?<YEAR>|<REL>)?)"),
    # مساء أمس الأول الثلاثاء
    ("deictic", r"<IN_CLOCK><MOD><PART>{day}?(?P<deictic>{deictic})(?:(?:{comma}|{open})?{day}?(?P<wday>{wday}))?<AT_DAY>"),
    # فجر اليوم الخميس
    ("today", r"<IN_CLOCK><MOD><PART>(?P<this>{this})?{the_day}(?:(?:{comma}|{open})?(?P<wday>{wday}))?<AT_DAY>"),
    # يوم الأحد الماضي
    ("weekday", r"<IN_CLOCK><MOD><PART>{day}?(?P<wday>{wday})(?:(?P<rel>{rel})|{from}(?P<week_rel>{the_week}{rel}))?(?P<deictic>{deictic})?<AT_DAY>"),
    # الأربعاء والخميس الماضيين
    ("weekday_pair", r"(?P<one>{day}?{wday}|{day2c}{wday}){and}(?P<two>(?P<wday>{wday})(?P<rel>{past}|{future}))"),
    # اليوم التالي
    ("next_day", r"<PART>(?P<day_rel>{the_day}(?:{next}|{same}|{previous})|{same_before}{the_day}|{that}{the_day})"),
    # الليلة الماضية
    ("night", r"(?:(?P<past>{the_part}{past})|{this}?{the_part}|{this}{the_part})"),
    # مطلع شهر مايو 2018
    ("month", r"<MOD>{month}?(?P<mon>{gmon})(?:{comma}?{from}?<YEAR>|{from}?<REL>)?"),
    # بين شهري يونيو ويوليو
    ("month_pair", r"(?P<one>{month2c}(?P<mon1>{gmon})){and}(?P<two>(?P<mon>{gmon})(?:{comma}?{from}?<YEAR>)?)"),
    # مطلع الأسبوع المقبل
    ("span", r"<MOD>(?P<span>{span_unit}{rel}|{this}{span_unit}|{span_unit}{this}|{same_before}{span_unit}|{that}{span_unit})"),
    ("start_of_span", r"(?P<mod>{mod})(?P<span>{the_week}|{the_month}|{the_year})"),
    # شهر رمضان المقبل
    ("hijri_month", r"<MOD>{month}(?P<mon>{hmon})(?:{year}?(?P<hijri>{hijri_num}){hijri_mark}?|<REL>)?"),
    # كل 30 مارس
    ("every_year", r"{every}{day}?(?P<day>{dayn}){from}?(?P<mon>{gmon})"),
    # منتصف ليل الأحد
    ("midnight", r"{amount_mod}?(?P<time>{midnight}|{midday})(?:{day}?(?P<wday>{wday})(?P<rel>{rel})?|(?P<deictic>{deictic})|{the_day})?"),
    # ظهرا
    ("adverb", r"(?P<adverb>{part_adv})"),
    # منتصف عام 2014
    ("year", r"<MOD>(?:{year}|{the_year})(?:(?P<year>{year_num})|(?P<year_words>{card}))(?:{ad_mark})?"),
    ("bare_year", r"(?:(?P<mod>{mod}){from}?)?(?P<year>{year_num})(?:{ad_mark})?"),
    # عامي 2011 و2014
    ("year_pair", r"(?P<one>(?:{year2c}|{the_year2})(?P<year1>{year_num}))(?:{and}|{to}|{dash}|{comma}{and}?)(?P<two>(?P<year>{year_num}))"),
    # الربع الأول من العام الجاري
    ("quarter", r"(?P<what>{the_quarter}|{the_half})(?P<nth>{ord_def}|{recent})(?:{from}{in}?|{clitic}){year}?<YEAR>"),
    # صيف العام الماضي
    ("season", r"<MOD>(?P<season>{season})<YEAR>"),
    # القرن التاسع عشر
    ("century", r"<MOD>{the_century}(?P<nth>{ord_def})"),
    # ثمانينات القرن الماضي
    ("decade", r"<MOD>(?P<decade>{tens_decade})(?:{from}?{the_century}(?:(?P<nth>{ord_def})|(?P<past>{past})))?"),
    # عطلة نهاية الأسبوع
    ("weekend", r"(?P<weekend>{weekend})(?P<rel>{rel})?"),
    # الساعة العاشرة والنصف صباحا
    ("clock", r"<CLOCK>"),
    ("clock_part", r"(?P<hour>{ord_def}|{num}|{hour_minute})(?P<fraction>{and_half})?(?:{from}{any_part}?)?(?P<clock_part>{adverb})(?!{wday}|{the_day}|{deictic}|{day}|{num})(?:<ZONE>)?"),
    ("clock_digits", r"(?:(?P<hour>{num}|{minutes}){colon}(?P<minute>{num}|{minutes})|(?P<hour>{hour_minute}))"
                     r"(?:(?P<clock_part>{adverb})|<ZONE>)".replace("(?P<hour>{hour_minute})", "(?P<dotted>{hour_minute})")),
    # بعد ذلك بيومين
    ("offset", r"(?:(?:{after}|(?P<back>{before})){that}|(?P<afterwards>{afterwards})){clitic}(?P<amount>{amount_mod}?"
               r"(?:{n}(?:{u}|{us})|{u}|{u2}))"),
    # قبل نحو ثلاثة أيام
    ("ago", r"{before}<AMOUNT_BODY>(?:{from}(?P<event>.))?"),
    # أكثر من عشر سنوات
    ("amount", r"<AMOUNT_BODY>"),
    # خمس سنوات وستة أشهر
    ("two_amounts", r"(?P<amount_mod>{amount_mod})?(?P<first>{n}(?:{u}|{us})|{u2}|{u}){and}(?P<second>{n}(?:{u}|{us})|{u2})"),
    # السنوات الخمس الماضية
    ("definite_amount", r"(?:{the_us}{article}?(?P<n>{card_def}|{num}|{minutes}|{big}){article}?(?P<prel>{prel})?|{article}(?P<n_first>{n})(?P<unit>{u}|{us})(?P<prel2>{prel})?"
                        r"|{the_us}{few}{prel}|{the_us}(?P<unknown>{past}|{future}|{recent}|{few})|(?P<dual>{the_u2})(?:{prel})?)"),
    # آخر 24 ساعة
    ("latest_amount", r"{latest}{article}?(?P<n>{n})(?P<unit>{u}|{us})"),
    # لليوم الثالث على التوالي
    ("consecutive", r"(?:(?P<unit>{the_u})(?P<nth>{ord_def})|(?P<nth_first>{ord})(?P<unit_last>{u})){consecutive}"),
    # كل ثلاثة أشهر
    ("every", r"{every}(?:(?P<n>{n})(?P<unit_n>{u}|{us})|(?P<dual>{u2})|{day}?(?P<wday>{wday}|{wday_indef})|(?P<part>{any_part})|(?P<unit>{u}))"),
    ("set_adverb", r"(?P<adverb>{set_adverb})"),
)  # fmt: skip
_PIECES["AMOUNT_BODY"] = (
    r"(?P<amount_mod>{amount_mod})?(?:"
    r"(?P<n>{n})(?P<unit_n>{u}|{us})(?P<and_half>{and}{half}{the_u}?|{and_half})?{few}?"
    r"|(?P<dual>{u2})(?:{card})?(?P<and_half2>{and}{half}|{and_half})?"
    r"|(?P<half>{half}|{quarter})(?P<unit_half>{u})"
    r"|{several}{from}?(?P<several>{us}|{the_us})"
    r"|(?P<one_unit>{u})(?:(?P<one>{card})|(?P<whole>{entire}))?(?P<and_half3>{and}{half}|{and_half})?"
    r"|(?P<plural>{us})(?P<few>{few}|{several})?"
    r")(?P<amount_after>{amount_after})?"
)
_PLACE = re.compile(r"\{([a-z_0-9]*[a-z_])\}|\{([a-z][a-z_0-9]*)\}")


def codes(*names: str) -> str:
    """Return the characters of the given kinds and unions."""
    return "".join(code_of(kind) for name in names for kind in UNIONS.get(name, (name,)))


def _compile(pattern: str) -> re.Pattern[str]:
    while pieces := set(re.findall(r"<([A-Z_]+)>", pattern)):
        for piece in pieces:
            pattern = pattern.replace(f"<{piece}>", _PIECES[piece])
    return re.compile(_PLACE.sub(lambda m: f"[{codes(m[1] or m[2])}]", pattern))


PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple((name, _compile(pattern)) for name, pattern in _RULES)
_INERT = {
    *("other", "definite", "stop", "edge", "comma", "joiner", "slash", "dash", "colon", "open", "close", "and"),
    *(
        "clitic",
        "in",
        "since",
        "during",
        "after",
        "from",
        "to",
        "between",
        "past",
        "previous",
        "future",
        "current",
        "recent",
    ),
    *("next", "same", "few", "entire", "consecutive", "corresponding", "amount_after", "hijri_mark", "ad_mark"),
    *("zone", "zone_of", "future_cue", "future_stem", "report_verb", "age", "counted", "trap_before", "number_before"),
    *("third", "minus", "and_half"),
}
STARTERS = frozenset(code_of(kind) for kind in KINDS if kind not in _INERT | {"after"}) | {code_of("after")}
