"""The shapes of time expressions, as patterns over kinds of atoms.

What comes in is the string of kinds that `atoms` makes; what goes out are matches with named groups. In a pattern
`{kind}` stands for one atom, `{name}` of a union for one of several kinds, `<NAME>` for a shared piece. What a match
means is for `days`, `spans` and `amounts`.
"""

# ruff: noqa: E501 - a pattern reads better on one line

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, reduce
from operator import or_

from musnad.lexicon.forms import ByForm
from musnad.times.atoms import KINDS, code_of
from musnad.times.dispatch import HeadReader, Heads

__all__ = ["BY_START", "PATTERNS", "STARTS", "UNIONS", "Rule", "codes"]

_UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
UNIONS: dict[str, tuple[str, ...]] = {
    "gmon": ("mon", "cmon"),
    "dayn": ("num", "ord", "ord_def", "card", "card_def"),
    "rel": ("past", "past2", "previous", "future", "future2", "current", "same", "next", "new"),
    "prel": ("past", "previous", "future", "current", "recent"),
    "n": ("num", "small", "year_num", "hijri_num", "big", "float", "hour_minute", "card", "year_card"),
    "u": (*_UNITS, *(f"{unit}_acc" for unit in _UNITS)),
    "u2": tuple(f"{unit}2" for unit in _UNITS),
    "us": tuple(f"{unit}{form}" for unit in _UNITS for form in ("s", "s_acc")),
    "acc": ("week_acc", "month_acc", "century_acc", "days_acc", "months_acc", "years_acc", "centurys_acc"),
    "the_u": tuple(f"the_{unit}" for unit in _UNITS),
    "the_u2": tuple(f"the_{unit}2" for unit in _UNITS),
    "the_us": tuple(f"the_{unit}s" for unit in _UNITS),
    "any_day": ("day", "daytime"),
    "any_part": ("part", "part_both", "part_eve"),
    "adverb": ("part_adv", "part_both"),
    "sign": ("slash", "dash"),
    "span_unit": ("the_week", "the_month", "the_year", "the_decade", "the_century", "the_season"),
}
_PIECES = {
    "MOD": r"(?:{amount_mod}?(?P<mod>{mod}|{early_late}){from}?)?",
    "PART": r"(?:(?P<part>{any_part}){from}?{mod}?)?",
    "AT_DAY": r"(?:{comma}?(?P<adverb>{adverb}))?(?:<ZONE_AFTER>)?",
    "ZONE_AFTER": r"(?:(?P<zone_after>{zone})|{zone_of}(?:{other}|{definite}){definite}?)",
    "YEAR": r"(?:(?:{year}|{the_year})?(?P<year>{year_num}|{hijri_num}(?!{hijri_mark}))(?:{ad_mark})?(?:{past}|{future}|{current})?"
    r"|(?:{year}|{the_year})?(?P<year_words>{year_card})|(?:{year}|{the_year})(?:(?P<old_year_of>{big})|(?P<short_words>{card}|{small}))"
    r"|(?P<year_rel>{the_year}{rel}|{this}{the_year}|{same_before}{the_year}|{that}{the_year}|{the_year}{this}|{the_year}{that})(?:{year_num}{ad_mark}?|{hijri_num}{hijri_mark}?)?)",
    "OF": r"(?:{comma}|{from}|{clitic}|{in})?",
    "REL": r"(?P<rel>{rel})",
    "MONTH_REL": r"(?P<month_rel>{the_month}{rel}|{this}{the_month}|{same_before}{the_month}|{the_month}{this}|{that}{the_month}|{the_month}{that})",
    "WEEKDAY": r"(?:(?:{any_day}?(?P<near>{this}?{the_day}(?!{ord_def})|{deictic})|{any_day}){comma}?)?{any_day}?(?:(?P<wday>{wday})(?:{rel})?(?:{comma}|{dash}|{corresponding})?(?:{day}|{open}|{in})?)?",
    "HOUR": r"(?P<hour>{num}|{small}|{year_num}|{hour_minute}|{ord_def}|{card_def}|{card}|{big})(?:{colon}(?P<minute>{num}|{small}))?(?:{colon}(?P<second>{num}|{small}))?",
    "FRACTION": r"(?P<fraction>{and_half}|{and}(?:{half}|{quarter}|{third})|{minus}(?:{half}|{quarter}|{third}|{the_quarter})|(?:{and}|{minus}){n}(?:{minute}|{minutes}))",
    "CLOCK": r"(?:(?P<about_hour>{amount_mod})?{exactly}?{the_hour}<HOUR><FRACTION>?(?:{comma}?(?:{from}|{in})?(?P<clock_part>{adverb}|{the_part}|{after_midnight}|{am}|{ad_mark}))?(?:<ZONE>)?)",
    "ZONE": r"(?:{comma}|{open})?(?:(?P<zone>{zone})|{zone_of}(?:{other}|{definite}){definite}?)",
    "IN_CLOCK": r"(?:<CLOCK>(?:{comma}|{from}|{in}|{close}){0,2}|(?P<about_part>{amount_mod})?(?P<hour_of_part>{ord_def}|{card_def}|{num}|{hour_minute})<FRACTION_OF_PART>?{from}?(?={any_part})|<DIGITS_OF_DAY>)?",
    "DIGITS_OF_DAY": r"(?:(?P<digits_hour>{num}|{small}){colon}(?P<digits_minute>{num}|{small})|(?P<digits_dotted>{hour_minute}))(?:{comma}|{open})?(?:(?P<zone_digits>{zone})|{zone_of}(?:{other}|{definite}))?(?:{from}|{in}|{close})?(?={any_part}|{any_day}|{wday}|{deictic}|{the_day})",
    "FRACTION_OF_PART": r"(?P<fraction_of_part>{and_half}|{and}(?:{half}|{quarter}|{third})|{minus}(?:{half}|{quarter}|{third}|{the_quarter})|(?:{and}|{minus}){n}(?:{minute}|{minutes}))",
}
# Each rule with one phrase that it is for; the tests hold those that it must leave alone.
PATTERNS: tuple[tuple[str, str], ...] = (
    # الثلاثاء الثالث من أيلول 2014
    ("nth_weekday", r"<PART>{any_day}?(?P<wday>{wday})(?P<nth>{ord_def})(?:{from}(?:{month}?(?P<mon>{gmon})(?:<OF><YEAR>|<REL>)?|<MONTH_REL>))?"),
    # مساء يوم الأحد 27 من يونيو 2016
    ("date", r"<IN_CLOCK><MOD><PART><WEEKDAY>{article}?(?P<day>{dayn})(?:{from}?{month}|{from}|{dash}|{slash})?(?:(?:{other}|{definite}){open})?(?P<mon>{gmon}){close}?"
             r"(?:(?:<OF>|{sign})<YEAR>|<REL>|(?P<short_year>{small}|{big}))?(?:{comma}{wday})?{close}?<AT_DAY>"),
    # آخر جمعة من آذار
    ("last_weekday", r"<PART>(?:(?P<latest>{latest})|(?P<nth>{ord}))(?:{any_day})?(?P<wday>{wday_indef}|{wday}){from}(?:{month}?(?P<mon>{gmon})(?:<OF><YEAR>|<REL>)?|<MONTH_REL>)"),
    # الاثنين، يناير الثاني والعشرين، 2018
    ("date_month_first", r"<MOD><PART><WEEKDAY>{month}?(?P<mon>{gmon})(?:{dash}|{slash})?(?P<day>{num}|{ord_def})(?:<OF><YEAR>|(?={stop}|{edge}|{comma}))"),
    # 15 رمضان 1438هـ
    ("hijri_date", r"<MOD><PART><WEEKDAY>(?P<day>{dayn})(?:{from}?{month}|{from})?(?P<mon>{hmon})"
                   r"(?:<OF>(?:{year}|{this}?{the_year})?(?P<hijri>{hijri_num}){hijri_mark}?|<REL>)?<AT_DAY>"),
    # 26/9/1438هـ
    ("hijri_numeric", r"<PART><WEEKDAY>(?:(?P<day>{num}){sign}(?P<mon>{num}){sign}(?P<hijri>{hijri_num})|(?P<hijri2>{hijri_num}){sign}(?P<mon2>{num}){sign}(?P<day2>{num})){hijri_mark}?"),
    # الخامس من الشهر الجاري
    ("day_of_month", r"<MOD><PART><WEEKDAY>{article}?(?P<day>{dayn})(?:{from}?<MONTH_REL>|{from}?(?P<current>{current}))"),
    # 15 منه
    ("day_of_it", r"(?P<day>{dayn}){of_it}"),
    # 12/3/2018
    ("numeric", r"<IN_CLOCK><PART><WEEKDAY>(?P<a>{num}){sign}(?P<b>{num})(?:{sign}|{comma})(?P<c>{year_num}){ad_mark}?<AT_DAY>"),
    ("numeric_iso", r"<IN_CLOCK><PART><WEEKDAY>(?P<c>{year_num}){sign}(?P<b>{num}){sign}(?P<a>{num})"),
    ("numeric_dots", r"<IN_CLOCK><PART><WEEKDAY>(?P<dots>{dotted_date})"),
    # 18/9/15
    ("numeric_short", r"<PART><WEEKDAY>(?P<a>{num})(?:{slash}(?P<b>{num})(?:{slash}|{comma})|{dash}(?P<b2>{num}){dash})(?P<short_year>{num}|{small})"),
    # يوم 22/4
    ("day_and_month", r"<PART>(?P<led><WEEKDAY>)(?P<a>{num})(?:{slash}|(?P<dash>{dash}))(?P<b>{num})(?:{from}<YEAR>)?"),
    # من 3 إلى 5 مايو
    ("day_range", r"(?P<one>(?:{day}|{day2c}|{days})?(?:{wday}{comma}?)?{dayn}(?:(?:{comma}|{and}){dayn})*)(?:{from}?(?:{and}?{to}|{dash}|{comma}?{and}))"
                  r"(?P<two>{any_day}?{wday}?{comma}?(?P<day>{dayn})(?:(?:{from}?{month}|{from})?(?P<mon>{gmon})(?:<OF><YEAR>|<REL>)?|{from}<MONTH_REL>|(?P<of_it>{of_it})))"),
    # مساء أمس الأول الثلاثاء
    ("deictic", r"<IN_CLOCK><MOD><PART>{any_day}?(?P<deictic>{deictic})(?:(?:{comma}|{open})?{any_day}?(?P<wday>{wday}){close}?)?<AT_DAY>"),
    # فجر اليوم الخميس
    ("today", r"<IN_CLOCK><MOD><PART>(?P<this>{this})?{the_day}(?:(?:{comma}|{open})?(?P<wday>{wday}){close}?)?<AT_DAY>"),
    # يوم الأحد الماضي
    ("weekday", r"<IN_CLOCK><MOD><PART>(?:{this}{any_day}?|{any_day})?(?P<wday>{wday})(?:(?P<rel>{rel})|{from}(?P<week_rel>{the_week}{rel}))?(?P<deictic>{deictic})?<AT_DAY>"),
    # الأسبوع المقبل يوم الجمعة
    ("weekday_of_week", r"(?P<week_rel>{the_week}{rel}){any_day}?(?P<wday>{wday})"),
    # الأربعاء والخميس الماضيين
    ("weekday_list", r"(?P<one>(?:{day}|{day2c}|{days})?{wday}(?:{comma}{wday})*)(?:{comma}?{and}|{to}){any_day}?(?P<two>{wday}(?P<rel>{past}|{future}|{current}))"),
    # ليل الثلاثاء الأربعاء
    ("night_between", r"<MOD>(?P<part>{any_part})(?P<wday>{wday})(?:{dash}|{slash}|{to})?(?P<wday2>{wday})(?P<rel>{rel})?"),
    # اليوم التالي
    ("next_day", r"<IN_CLOCK><MOD><PART>(?P<day_rel>{the_day}(?:{next}|{same}|{previous})|{same_before}{the_day}|{that}{the_day}|{the_day}{that})"),
    ("same_day_of_year", r"{like}?(?:{same_before}(?:{the_day}|{the_date})|{this}(?:{the_day}|{the_date})|(?:{the_day}|{the_date}){same}){from}<YEAR>"),
    ("same_month_of_year", r"<MOD>(?:{the_month}{same}|{same_before}{the_month}){from}<YEAR>"),
    # غداة الهجوم
    ("eve", r"(?P<eve>{eve}|{part_eve})(?:(?P<that>{that}){the_day}?|(?={definite}|{other}|{ord}|{mon}))"),
    ("eve_of_day", r"(?P<eve>{eve}){any_day}?(?:(?P<wday>{wday})|(?P<day>{dayn}){from}?(?P<mon>{gmon})(?:{from}?<YEAR>|<REL>)?)"),
    # الليلة الماضية
    ("night", r"<MOD>(?:(?P<past>{the_part}(?:{past}|(?P<before_last>{past2})))|(?P<same_night>{the_part}(?:{same}|{next}|{previous})|{that}{the_part}|{same_before}{the_part})|{this}?{the_part}|{this}{the_part})"),
    # مطلع شهر مايو 2018
    ("month", r"<MOD>(?:{month}(?:(?:{other}|{definite}){open})?)?(?P<mon>{gmon}){close}?(?:<OF><YEAR>|{from}?<REL>|(?P<short_year>{small}|{big}))?"),
    # بين شهري يونيو ويوليو
    ("month_list", r"(?P<one>(?:{month2c}|{months}|{month})?{gmon}(?:{comma}{gmon})*)(?:{comma}?{and}|{to}|{dash})(?P<two>{month}?(?P<mon>{gmon})(?:<OF><YEAR>|<REL>)?)"),
    # 3/2015
    ("numeric_month", r"(?:(?P<month>{num})(?:{slash}|(?P<dash>{dash}))(?P<year>{year_num})|(?P<iso>{year_num}{sign}{num}))"),
    # مطلع الأسبوع المقبل
    ("span", r"<MOD>(?P<span>{span_unit}{fiscal}?{rel}|{this}{span_unit}{fiscal}?|{span_unit}{this}|{same_before}{span_unit}|{that}{span_unit}|{span_unit}{that})"),
    # العام المقبل 2017
    ("named_span", r"<MOD>(?:{the_year}{rel}|{this}{the_year})(?:{comma}|{open})?(?:(?P<year>{year_num}){ad_mark}?|(?P<hijri>{hijri_num}){hijri_mark}?){close}?"),
    ("start_of_span", r"(?:(?P<mod>{mod})|(?P<late>{early_late}){from})(?P<span>{the_week}|{the_month}|{the_year})"),
    # شهر رمضان المقبل
    ("hijri_month", r"<MOD>(?:{month}(?P<mon>{hmon})(?:{from}?(?:{year}|{the_year})?(?P<hijri>{hijri_num}){hijri_mark}?|<REL>)?"
                    r"|(?P<mon2>{hmon})(?:{from}?(?:{year}|{the_year})?(?P<hijri2>{hijri_num}){hijri_mark}?|(?P<rel2>{rel})))"),
    # عام 1438 هـ
    ("hijri_year", r"<MOD>(?:(?:{year}|{the_year})?(?P<hijri>{hijri_num})|(?:{year}|{the_year})(?P<hijri2>{big}|{num}|{small})){hijri_mark}"),
    ("hijri_years", r"(?:{year}|{the_year}{fiscal}?)?(?P<one>{hijri_num})(?:{dash}|{slash})(?P<two>{hijri_num}){hijri_mark}"),
    # العشر الأواخر من رمضان
    ("hijri_month_part", r"(?P<mod>{mod}){from}?{month}?(?P<mon>{hmon})"),
    # كل 30 مارس
    ("every_year", r"{every}(?:{any_day}?(?P<day>{dayn}){from}?)?{month}?(?P<mon>{gmon})"),
    # الأول من كل شهر
    ("of_every", r"(?:{the_day}?(?P<nth_day>{ord_def})|{any_day}?(?P<wday>{wday})(?:{ord_def})?|(?P<day>{dayn})(?:{from}?(?P<mon>{gmon}))?|{month}?(?P<mon2>{gmon})){from}{every}(?P<unit>{year}|{month}|{week})"),
    ("on_weekdays", r"{days}(?P<wday>{wday})(?!{and}|{comma}|{rel})"),
    ("weekdays_of_every", r"(?P<one>(?:{day}|{day2c}|{days})?{wday}){and}{any_day}?(?P<two>{wday}){from}{every}{week}"),
    # منتصف ليل الأحد
    ("midnight", r"(?P<about_hour>{amount_mod})?(?P<time>{midnight}|{midday}|{after_midnight})(?:{any_day}?(?P<wday>{wday})(?P<rel>{rel})?|(?P<deictic>{deictic})|{the_day})?(?:<ZONE_AFTER>)?"),
    # ظهرا
    ("adverb", r"(?P<adverb>{part_adv}|{part_both}(?={stop}|{comma}|{edge}|{close}|{and}|{between}|{in}|{to}|{quote}|{clitic}))"),
    # منتصف عام 2014
    ("year", r"<MOD>(?:{year}|{the_year}{fiscal}?)(?:(?P<year>{year_num})|(?P<year_words>{year_card})|(?P<old_year>{big}|{hijri_num}|{small}|{card})(?!{hijri_mark}|{counted}|{u}|{us}))(?:{ad_mark})?(?P<bc>{bc})?(?P<about>{amount_after})?"),
    ("bare_year", r"(?:(?P<mod>{mod}){from}?)?(?P<year>{year_num})(?:{ad_mark})?"),
    # عامي 2011 و2014، 2013-2014
    ("year_list", r"(?:(?P<head>{year2c}|{the_year2}|{years}|{the_years}){article}?(?P<one>{year_num})(?P<rest>(?:{comma}{article}?{year_num})*(?:{comma}?{and}|{to}|{dash}|{slash}){article}?{year_num})"
                  r"|(?:{year}|{the_year}{fiscal}?)?(?P<first>{year_num})(?P<rest2>(?:{dash}|{slash})(?:{year_num}|{num}|{small})))"),
    # الربع الأول من العام الجاري
    ("quarter", r"<MOD>(?P<what>{the_quarter}|{the_half})(?P<nth>{ord_def}|{recent})(?:(?:{from}{in}?|{clitic})?{year}?<YEAR>|{from}(?P<this_year>{the_year})|(?!{from}|{clitic}))"),
    ("same_part", r"(?P<what>{the_quarter}|{the_half}){same}{from}{in}?{year}?<YEAR>"),
    ("quarter_rel", r"<MOD>(?P<span>{the_quarter}{rel}|{this}{the_quarter})"),
    # النصف الثاني من مايو
    ("half_month", r"(?P<what>{the_half}|{the_third_part}|{the_week}|{weekend})(?P<nth>{ord_def}|{recent}){from}(?:{month}?(?P<mon>{gmon})(?:<OF><YEAR>|<REL>)?|<MONTH_REL>)"),
    # الشهر الأخير من العام الماضي
    ("nth_month", r"<MOD>{the_month}(?P<nth>{ord_def}|{recent}){from}<YEAR>"),
    ("month_number", r"<MOD>{month}(?P<number>{num})(?:{slash}(?P<year>{year_num}))?(?!{sign}|{u}|{us}|{counted})"),
    # صيف العام الماضي
    ("season", r"<MOD>(?P<season>{season}|{the_season}){from}?<YEAR>"),
    # القرن التاسع عشر
    ("century", r"<MOD>{the_century}(?P<nth>{ord_def}|{card_def})(?:(?P<bc>{bc})|(?P<hijri>{hijri_mark})|{ad_mark})?"),
    # القرنين السابع عشر والثامن عشر
    ("centuries", r"(?P<one>{the_century2}{ord_def}){and}(?P<two>{ord_def})"),
    # ثمانينات القرن الماضي
    ("decade", r"<MOD>(?P<decade>{tens_decade})(?:{from}?{the_century}(?:(?P<nth>{ord_def}|{card_def})|(?P<past>{past})|(?P<century_rel>{current}))|{from}?{this}(?P<this_century>{the_century}))?"),
    # العقد الأول من القرن الحادي والعشرين
    ("nth_decade", r"<MOD>{the_decade}(?P<nth>{ord_def}|{recent}){from}(?:{the_century}(?:(?P<century>{ord_def}|{card_def})|(?P<century_rel>{rel}))|{this}{the_century})"),
    # عطلة نهاية الأسبوع
    ("weekend", r"(?P<weekend>{weekend})(?:(?P<rel>{rel})|(?P<pointed>{this}))?"),
    # الساعة العاشرة والنصف صباحا
    ("clock", r"<CLOCK>"),
    ("clock_part", r"(?P<about_hour>{amount_mod})?<HOUR><FRACTION>?(?:{from}{any_part}?|{in})?(?P<clock_part>{adverb}|{the_part}|{after_midnight})(?!{wday}|{the_day}|{deictic}|{day}|{num})(?:<ZONE>)?"),
    ("clock_digits", r"(?:(?P<hour>{num}|{small}){colon}(?P<minute>{num}|{small})(?:{colon}(?P<second>{num}|{small}))?(?P<clock_part>{am}|{ad_mark})?(?:<ZONE>)?|(?P<four>{big}|{year_num}|{hijri_num})(?:(?P<zone_four>{zone})|{zone_of}(?:{other}|{definite}))|(?P<dotted>{hour_minute})(?:{comma}|{open})?(?:(?P<zone_after>{zone})|{zone_of}(?:{other}|{definite})))"),
    # السابعة والنصف
    ("clock_words", r"(?P<hour>{ord_def})<FRACTION>(?:{comma}?{from}?(?P<clock_part>{adverb}|{the_part}))?(?:<ZONE>)?"),
    ("hour_word", r"(?P<hour>{ord_def})"),
    # بعد الظهر الساعة 7
    ("part_clock", r"(?P<clock_part>{adverb}|{the_part}){in}?(?:{the_hour}<HOUR>|(?P<hour2>{num}|{small}){colon}(?P<minute2>{num}|{small})(?:{colon}(?P<second2>{num}|{small}))?)(?:<ZONE>)?"),
    # بعد ذلك بيومين
    ("offset", r"(?:(?:{after}|(?P<back>{before}))(?:{that}(?:{the_day}|{the_date}|{definite})?)|(?P<afterwards>{afterwards})){clitic}(?P<amount>{amount_mod}?"
               r"(?:{n}(?:{u}|{us})|{u}{card}?|{u2}|{us}))"),
    # بعد يومين من ذلك
    ("offset_from", r"(?:{after}|(?P<back>{before}))(?P<amount>{amount_mod}?(?:{n}(?:{u}|{us})|{u}{card}?|{u2})){from}{that}(?:{the_day}|{the_date}|(?!{definite}))"),
    # قبل نحو ثلاثة أيام
    ("ago", r"{before}<AMOUNT_BODY>(?:(?:{from}|{on})(?P<event>.))?"),
    # دام شهرا
    ("lasting", r"(?P<lasting>{acc})"),
    # أكثر من عشر سنوات
    ("amount", r"<AMOUNT_BODY>"),
    # خمس سنوات وستة أشهر
    ("two_amounts", r"(?P<amount_mod>{amount_mod})?(?P<first>{n}(?:{u}|{us})|{u2}|{u}){and}(?P<second>{n}(?:{u}|{us})|{u2}|{u}{card})"),
    # 6 إلى 8 أشهر
    ("amount_range", r"(?P<one>{n})(?P<link>{to}|{dash}|{and})(?P<two>{n}){close}?(?P<unit>{u}|{us})"),
    # الأيام والأسابيع المقبلة
    ("definite_pair", r"(?P<one>{the_us}){and}(?P<two>{the_us}){prel}"),
    # طن في العام
    ("rate", r"(?:{the_week}|{the_month}|{the_year})(?!{rel}|{this}|{num}|{year_num}|{fiscal}|{ord_def})"),
    # السنوات الخمس الماضية
    ("definite_amount", r"(?:{the_us}{article}?(?P<n>{card_def}|{num}|{small}|{big}){article}?(?:(?P<prel>{prel})|(?:{ord_def}){from}(?:{this}{the_year}|{the_year}{rel}|{year}?{year_num}))?|{article}(?P<n_first>{n})(?P<unit>{u}|{us})(?P<prel2>{prel})?"
                        r"|(?P<n_bare>{n})(?P<unit_bare>{u}|{us})(?P<prel3>{prel})"
                        r"|{the_us}{few}(?P<prel4>{prel})|{the_us}(?P<unknown>{past}|{future}|{recent}|{few})|{coming_adj}(?P<coming>{the_us})|(?P<dual>{the_u2})(?P<prel5>{prel})?)"),
    # آخر 24 ساعة
    ("latest_amount", r"{latest}{article}?(?:(?P<n>{n})(?P<unit>{u}|{us})|(?P<dual>{u2}))"),
    # لليوم الثالث على التوالي
    ("consecutive", r"(?:(?P<unit>{the_u})(?P<nth>{ord_def})|(?P<nth_first>{ord})(?P<unit_last>{u})){consecutive}"),
    # مثل هذا اليوم
    ("like_today", r"{like}{this}{the_day}"),
    # كل ثلاثة أشهر
    ("every", r"(?P<mod>{mod})?(?P<part_of>{any_part})?{every}(?:(?P<n>{n})(?P<unit_n>{u}|{us})|(?P<dual>{u2})|(?:{day}|(?P<part>{any_part}))?(?P<wday>{wday}|{wday_indef})|(?P<part_each>{any_part})|(?P<season>{season})|(?P<unit>{u}))"),
    # مرتين في السنة
    ("times_in", r"(?P<count>{n})?(?P<times>{times}){card}?(?:(?:{in}|{every}|{from}{every})(?:(?P<n>{n})(?P<unit_n>{u}|{us})|(?P<dual>{u2})|(?P<unit>{u}|{the_u}))|(?P<adverb>{set_adverb}))"),
    ("set_adverb", r"(?P<adverb>{set_adverb})"),
)  # fmt: skip
_PIECES["AMOUNT_BODY"] = (
    r"(?P<amount_mod>{amount_mod})?(?:"
    r"(?P<n>{n})(?P<unit_n>{u}|{us})(?P<and_half>{and}{half}{the_u}?|{and_half})?{few}?"
    r"|(?P<dual>{u2})(?:{card}|{entire})?(?P<and_half2>{and}{half}{the_u}?|{and_half})?"
    r"|(?P<half>{half}|{quarter}|{third}|{three_quarters})(?P<unit_half>{u}|{the_hour}|{the_century})"
    r"|{several}{from}?(?P<several>{us}|{the_us})|{card}(?P<many>{the_us})"
    r"|(?P<one_unit>{u})(?:(?P<one>{card})|(?P<whole>{entire}))?(?P<and_half3>{and}{half}{the_u}?|{and_half})?"
    r"|(?P<plural>{us})(?P<few>{few}|{several}|{past}|{future})?"
    r")(?P<amount_after>{amount_after})?"
)
_PLACE = re.compile(r"\{(\w*[a-z_]\w*)\}")
_PIECE = re.compile(r"<([A-Z_]+)>")


def codes(*names: str) -> str:
    """Return the characters of the given kinds and unions."""
    return "".join(code_of(kind) for name in names for kind in UNIONS.get(name, (name,)))


class Rule:
    """A pattern with its name; compiled when it is first tried, for few of them ever are in one text."""

    def __init__(self, name: str, text: str, heads: Heads) -> None:
        self.name = name
        self.heads = heads
        self._text = text

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern over the characters of kinds."""
        return re.compile(_expand(self._text))


def _expand(pattern: str) -> str:
    while _PIECE.search(pattern):
        pattern = _PIECE.sub(lambda piece: _PIECES[piece[1]], pattern)
    return _PLACE.sub(lambda place: f"[{codes(place[1])}]", pattern)


def _tried(start: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in _RULES if rule.heads.allow(start))


_HEADS = HeadReader(_PIECES, codes)
_RULES = tuple(Rule(name, text, _HEADS.read(text)) for name, text in PATTERNS)
_FIRST = reduce(or_, (rule.heads.first for rule in _RULES))
# Finds the next atom with which a match may begin.
STARTS = re.compile(f"[{''.join(code for kind in KINDS if _FIRST >> ord(code := code_of(kind)) & 1)}]")
# The rules that may match where one or two kinds of atoms stand, in the order of `PATTERNS`.
BY_START: Mapping[str, tuple[Rule, ...]] = ByForm(_tried)
