"""The wording check: typography is mended, codes are asked about, everything else is left alone."""

import re
from collections import Counter
from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.strategies import HOSTILE
from tuiplanner.model.records import Medication
from tuiplanner.model.wording import CHECKED, OFFERS, QUESTIONS, Finding, findings, mended

# As typed, and with everything offered taken.
MENDED = [
    ("1.0 mg", "1 mg"),
    ("5.00 mL", "5 mL"),
    ("0.10 mg", "0.1 mg"),
    ("2.50 tablets", "2.5 tablets"),
    ("10.0 mg", "10 mg"),
    ("0.0 mg", "0 mg"),
    ("0.500 mg", "0.5 mg"),
    ("1234.500 mg", "1234.5 mg"),
    ("1.0% cream", "1% cream"),
    ("1.0-mg tablet", "1-mg tablet"),
    ("1.0-2.0 mg", "1-2 mg"),
    ("1.0–2.0mg", "1–2 mg"),
    ("1.0 to 2.0 mg", "1 to 2 mg"),
    ("1.0/2.0 mg", "1/2 mg"),
    ("1,000.0 mg", "1,000 mg"),
    ("8.00 2.0 tablets", "8.00 2 tablets"),  # the first is a time
    (".5 mg", "0.5 mg"),
    ("take .25mg", "take 0.25 mg"),
    ("(.5 mL)", "(0.5 mL)"),
    ("dose:.5 mg", "dose:0.5 mg"),
    (".5% drops", "0.5% drops"),
    (".5-1 mg", "0.5-1 mg"),
    (".50mg.", "0.5 mg"),
    (".0mg", "0 mg"),
    ("10mg", "10 mg"),
    ("10MG", "10 MG"),
    ("10mg/5mL.", "10 mg/5 mL"),
    ("5mg,10mg", "5 mg,10 mg"),
    ("2x10mg", "2x10 mg"),
    ("5/325mg", "5/325 mg"),
    ("2tablets", "2 tablets"),
    ("10units", "10 units"),
    ("5g", "5 g"),
    ("2L", "2 L"),
    ("20mEq", "20 mEq"),
    ("70kg", "70 kg"),
    ("1\u00a0tablet, 20mg", "1\u00a0tablet, 20 mg"),
    ("100000 units", "100,000 units"),
    ("1000000units", "1,000,000 units"),
    ("1000 mg", "1,000 mg"),
    ("2000 units", "2,000 units"),
    ("1000 to 1500 mg", "1,000 to 1,500 mg"),
    ("100000.0units", "100,000 units"),
    ("2 1000 mg tablets", "2 1000 mg tablets"),  # after another number it may be a telephone's
    ("20 mg.", "20 mg"),
    ("20 mg. daily", "20 mg daily"),
    ("20 mg., then 10 mg.", "20 mg, then 10 mg"),
    ("(20 mg.)", "(20 mg)"),
    ("20 mg. PO BID", "20 mg PO BID"),
    ("mg. µg", "mg mcg"),
    ("20mg-40mg", "20 mg-40 mg"),
    ("10mgs", "10 mgs"),
    ("morning -.5 mg", "morning -0.5 mg"),
    ("start at 1.0 mg", "start at 1 mg"),
    ("100 mg/mL.", "100 mg/mL"),
    ("in mg.", "in mg"),
    ("5µg", "5 mcg"),
    ("5 μg", "5 mcg"),
    ("5ug", "5 mcg"),
    ("5 UG", "5 mcg"),
    ("5 µg.", "5 mcg"),
    ("µg", "mcg"),
    ("in ug per hour", "in mcg per hour"),
    ("1,0µg", "1,0mcg"),  # the number is asked about
    ("5 cc", "5 mL"),
    ("5cc.", "5 mL"),
    ("5 CC", "5 mL"),
    ("5 ccs", "5 mL"),
    ("  .5mg  and\t1.0 mg", "  0.5 mg  and\t1 mg"),
]

# Look-alikes: nothing is found.
LEFT = [
    "",
    "2 tablets every morning",
    "1 mg",
    "0.5 mg",
    "10.05 mg",
    "1.0",
    "7.0 on the pain scale",
    "1.0.5 mg",
    "v1.0",
    "10.03.2026",
    "10.03.2026 mg",
    "12/2026 units",
    "8.00-2 tablets",
    "at 8.00, 2 tablets",
    "at 8.00 drops in each eye",
    "5 mg.,5 mL",
    "1/2 tablet",
    "½ tablet",
    "1:1000 mg",
    "B12",
    "B12 1 mg",
    "5-FU",
    "IL-2mg",
    "omega-3 capsule",
    "Tegretol300mg",
    "T4",
    "2x",
    "10am",
    "10 AM, 8 PM",
    "q8h",
    "5%",
    "day.5 mg",
    "...5 mg",
    "999 mg",
    "100,000 units",
    "10000",
    "1000.5 mg",
    "01000 mg",
    "555-1234 tablets",
    "555 1234 tablets",
    "+1 555 0142",
    "2026 tablets",
    "since 1998 units",
    "1000-2000 mg",
    "1000000000000000 units",
    "10 mg. Then rest.",
    "10 mg. À midi 5 mg",
    "TAKE 10 MG. THEN REST",
    "10 mg. 5 mg at night",
    "take with mg.5",
    "2 tablets. Then rest.",
    "2 tabs.",
    "ΜG 10",  # Greek capital M
    "10 ΜG",
    "µ",
    "mug",
    "debug",
    "cc: Dr Smith",
    "success",
    "accident",
    "Dr U",
    "U-100 insulin",
    "u",
    "units",
    "T4 uptake",
    "if u can",
    "qid",
    "q.i.d.",
    "q.d.s.",
    "N.A.D.",
    "on days 1,15 and 29",
    "1,2 or 3 times a day",
    "1.000",
    "up to 1.000 steps",
    "bid",
    "odd days",
    "code",
    "Od",
    "OD'd once",
    "Oder",
    "HSV",
    "Hs",
    "A/C",
    "d / c",
    "Ms Jones",
    "5 ms",
    "MS Contin 15 mg",
    "MSM",
    "as needed",
    "as directed",
    "AS NEEDED",
    "TAKE AS DIRECTED",
    "AS-NEEDED",
    "ASA",
    "A.S.A.P.",
    "ad lib",
    "AD LIB",
    "add water",
    "au lait",
    "it helps us",
    "tell us",
    "os",
    "per os",
    "2 mg ou 3 mg",
    "Sc",
    "school",
    "2 sq cm",
    "3 sq. ft",
    "2 sq inch",
    "subquestion",
    "tiwi",
    "Ud. toma 2",
    "ask ud. first",
    "good, bt it itches",
    "BTW",
    "less",
    "SSRI",
    "日本語の薬を毎朝二錠",
    "٥mg",
]

# As typed, and the pieces that are asked about.
ASKED = [
    ("10U", ["10U"]),
    ("10 U", ["10 U"]),
    ("4u", ["4u"]),
    ("4 u daily", ["4 u"]),
    (".5U", [".5U"]),
    ("5-10U", ["5-10U"]),
    ("10U-20U", ["10U", "20U"]),
    ("1/2 U", ["1/2 U"]),
    ("10,000 U/kg", ["10,000 U"]),
    ("insulin10U.", ["10U"]),
    ("Mon,10U,Tue", ["10U"]),
    ("3x10U", ["10U"]),
    ("1000 IU", ["1000 IU"]),
    ("1.0iu", ["1.0iu"]),
    ("in I.U.", ["I.U."]),
    ("10 i.u. daily", ["10 i.u."]),
    ("1 tablet qd", ["qd"]),
    ("QD", ["QD"]),
    ("q.d.", ["q.d."]),
    ("Q.D. or qd.", ["Q.D.", "qd"]),
    ("qod", ["qod"]),
    ("Q.O.D.", ["Q.O.D."]),
    ("(q.o.d)", ["q.o.d"]),
    ("OD", ["OD"]),
    ("5 mg po od", ["od"]),
    ("o.d. with food", ["o.d."]),
    ("5 mg.OD", ["OD"]),
    ("5 L.OD", ["OD"]),  # a unit, not the beginning of a dotted code
    ("OD/OS", ["OD", "OS"]),
    ("1 tab HS", ["HS"]),
    ("hs", ["hs"]),
    ("h.s.", ["h.s."]),
    ("D/C on Monday", ["D/C"]),
    ("was d/c'd", ["d/c"]),
    ("MS for pain", ["MS"]),
    ("M.S.", ["M.S."]),
    ("MSO4", ["MSO4"]),
    ("mso₄", ["mso₄"]),
    ("MgSO4 2 g", ["MgSO4"]),
    ("2 drops AS", ["AS"]),
    ("AS twice a day", ["AS"]),
    ("a.s.", ["a.s."]),
    ("2 drops AD", ["AD"]),
    ("A.D.", ["A.D."]),
    ("AU", ["AU"]),
    ("a.u. daily", ["a.u."]),
    ("1 drop OS", ["OS"]),
    ("1 drop os at night", ["os"]),
    ("O.S.", ["O.S."]),
    ("1 drop OU", ["OU"]),
    ("2 gtt ou", ["ou"]),
    ("o.u.", ["o.u."]),
    ("SC", ["SC"]),
    ("40 mg sc daily", ["sc"]),
    ("s.c.", ["s.c."]),
    ("SQ", ["SQ"]),
    ("sq in the thigh", ["sq"]),
    ("sub q", ["sub q"]),
    ("SubQ", ["SubQ"]),
    ("sub-q", ["sub-q"]),
    ("tiw", ["tiw"]),
    ("T.I.W.", ["T.I.W."]),
    ("UD", ["UD"]),
    ("u.d.", ["u.d."]),
    ("2 tablets ud", ["ud"]),
    ("ud", ["ud"]),
    ("10 U.D.", ["U.D."]),
    ("BT", ["BT"]),
    ("1 tablet bt", ["bt"]),
    ("b.t.", ["b.t."]),
    ("insulin per SS", ["SS"]),
    ("ss", ["ss"]),
    ("1,0 mg", ["1,0"]),
    ("1,5-2,5mg", ["1,5", "2,5"]),
    ("0,125 mg", ["0,125"]),
    ("0,5 mg, 1000 mg", ["0,5"]),  # so a comma may not mark thousands here
    ("1.000 mg", ["1.000"]),
    ("5.000units.", ["5.000"]),
    ("1.000-2.000 mg", ["1.000", "2.000"]),
    ("1.500/5.00 mg", ["1.500"]),
    ("10U qd SC", ["10U", "qd", "SC"]),
]

# Pieces that touch, so that texts made of them meet every row and its neighbours.
PIECES = (
    *("0", "1", "5", "10", "50", "1000", "2026", "100000", "000", ".", ",", ".0", ".50", ",5"),
    *(".000", "1.0", ".5", "1,000", " ", " ", " ", "  ", "\u00a0", "\t", "-", "–", "/", "(", ")"),
    *("mg", "mL", "g", "L", "cc", "µg", "μg", "ug", "units", "tablets", "drops", "%", "mg.", "x"),
    *(" to ", " or ", "U", "u", "IU", "I.U.", "qd", "q.d.", "qod", "OD", "od", "o.d.", "HS"),
    *("D/C", "MS", "MSO4", "MgSO4", "AS", "AD", "AU", "OS", "os", "OU", "SC", "sq", "sub q"),
    *("tiw", "UD", "ud", "BT", "bt", "ss", "as", "needed", "B12", "Then", ":", ";", "'", "’", "+"),
)
made = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
texts = st.one_of(made, made, made, st.text(max_size=40), st.sampled_from(HOSTILE))
checked = st.sampled_from(sorted(CHECKED))
thorough = settings(max_examples=examples(300))

_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|\.[0-9]+")


def values(text: str) -> Counter[Decimal]:
    """Every number of a text by its value, commas between thousands read as such."""
    return Counter(Decimal(number.replace(",", "")) for number in _NUMBER.findall(text))


def sources(found: Finding) -> list[str]:
    return found.source.split("; ")


def asked(text: str) -> list[str]:
    return [found.before(text) for found in findings("dose", text) if found.question]


@pytest.mark.parametrize(("text", "after"), MENDED)
def test_typographic_fixes_are_offered(text: str, after: str) -> None:
    assert mended("dose", text) == after
    assert values(text) == values(after)
    assert not [found for found in findings("dose", after) if found.after]


@pytest.mark.parametrize("text", LEFT)
def test_look_alike_wording_is_left_alone(text: str) -> None:
    assert findings("dose", text) == ()


@pytest.mark.parametrize(("text", "pieces"), ASKED)
def test_ambiguous_wording_is_asked_about_and_kept(text: str, pieces: list[str]) -> None:
    found = findings("dose", text)
    assert [each.before(text) for each in found] == pieces
    assert mended("dose", text) == text
    for each in found:
        assert each.after == ""
        assert f"“{each.before(text)}”" in each.question
        assert "Please" in each.question


def test_the_tables_hit_every_row() -> None:
    typed = [text for text, _ in MENDED] + [text for text, _ in ASKED]
    hit = {part for text in typed for found in findings("dose", text) for part in sources(found)}
    rows = [row.source for row in (*OFFERS, *QUESTIONS)]
    assert len(set(rows)) == len(rows)
    assert hit == set(rows)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            ".50mg.",
            [
                "ISMP 2021 and Joint Commission: no zero before the decimal point",
                "ISMP 2021 and Joint Commission: trailing zero",
                "ISMP 2021: number and unit run together",
                "ISMP 2021: period after a unit",
            ],
        ),
        ("5 cc", ["ISMP 2021: cc"]),
        ("1 tablet OD", ["ISMP 2021: OD"]),
    ],
)
def test_one_finding_names_every_source(text: str, named: list[str]) -> None:
    (found,) = findings("dose", text)
    assert sources(found) == named


def test_a_question_is_plain_and_says_what_to_type() -> None:
    (found,) = findings("frequency", "1 tablet OD")
    assert found.question == (
        "Does “OD” mean once daily, or the right eye? Please write it in full."
    )


def test_offers_and_questions_stand_side_by_side() -> None:
    text = "1.0mg SC qd, .5 mL HS"
    found = findings("dose", text)
    assert [(each.before(text), each.after) for each in found] == [
        ("1.0mg", "1 mg"),
        ("SC", ""),
        ("qd", ""),
        (".5 mL", "0.5 mL"),
        ("HS", ""),
    ]
    assert mended("dose", text) == "1 mg SC qd, 0.5 mL HS"


def test_a_question_may_hold_braces_and_brackets_around_it() -> None:
    assert asked("{OD} [/b] {0}") == ["OD"]


def test_the_checked_fields_are_fields_of_a_medication() -> None:
    names = {spec.name for spec in fields(Medication)}
    assert names >= CHECKED
    assert not {"name", "brand", "note", "prescriber", "started", "reason"} & CHECKED


@pytest.mark.parametrize("field", sorted({spec.name for spec in fields(Medication)} | {"", "x"}))
def test_only_checked_fields_are_touched(field: str) -> None:
    text = ".50mg. qd 10U"
    if field in CHECKED:
        assert mended(field, text) == "0.5 mg qd 10U"
        assert len(findings(field, text)) == 3
    else:
        assert mended(field, text) == text
        assert findings(field, text) == ()


@thorough
@given(checked, texts)
def test_fixing_once_is_enough(field: str, text: str) -> None:
    once = mended(field, text)
    assert mended(field, once) == once
    assert not [found for found in findings(field, once) if found.after]


@thorough
@given(checked, texts)
def test_numbers_keep_their_values(field: str, text: str) -> None:
    assert values(mended(field, text)) == values(text)


@thorough
@given(st.text(max_size=12).filter(lambda name: name not in CHECKED), texts)
def test_a_field_that_is_not_checked_is_never_touched(field: str, text: str) -> None:
    assert findings(field, text) == ()
    assert mended(field, text) == text


@thorough
@given(checked, texts)
def test_spans_are_in_order_inside_the_text_and_apart(field: str, text: str) -> None:
    end = 0
    for found in findings(field, text):
        assert end <= found.start < found.end <= len(text)
        assert bool(found.after) != bool(found.question)
        assert found.after != found.before(text)
        end = found.end


@thorough
@given(checked, texts)
def test_text_outside_the_offers_is_kept_word_for_word(field: str, text: str) -> None:
    """Read the mended text along the offers: between them stands exactly what was typed."""
    rest, kept = mended(field, text), 0
    for found in findings(field, text):
        if found.after:
            between = text[kept : found.start] + found.after
            assert rest.startswith(between)
            rest, kept = rest.removeprefix(between), found.end
    assert rest == text[kept:]


@thorough
@given(checked, texts)
def test_a_code_is_never_expanded(field: str, text: str) -> None:
    """Every code is there as often as before, in what is mended, and is asked about again."""
    before = Counter(found.before(text) for found in findings(field, text) if found.question)
    after = mended(field, text)
    again = Counter(found.before(after) for found in findings(field, after) if found.question)
    assert before <= again


@thorough
@given(texts)
def test_only_typography_is_ever_written(text: str) -> None:
    """Nothing but digits, commas, points and blanks is added, beside the names of two units."""
    for found in findings("dose", text):
        new = re.sub(r"mcg|mL", "", found.after, flags=re.IGNORECASE)
        old = re.sub(r"mcg|mL|[µμu]g|ccs?", "", found.before(text), flags=re.IGNORECASE)
        if found.after:
            assert re.sub(r"[0-9,.\s]", "", new) == re.sub(r"[0-9,.\s]", "", old)


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1 ", "1.", "1,", "1-", "1/", ".0", "10", "1.0-", "0,1-", "1.000-", "1 to ", "0"),
        *(" ", "\t", "mg.", "mg. ", "1 mg.", " .5mg.", "1.0 mg ", "10U", "4u ", "q.", "o.d.", "u"),
        *(
            "AS ",
            "AS     ",
            "drops ",
            "drops     ",
            "D/C",
            "1,000",
            "1.10",
            "µ",
            "日本",
            "\x1b[",
            "{",
        ),
    ],
)
@pytest.mark.parametrize("tail", ["mg", " " * 5_000 + "X"])
def test_very_long_text_is_handled(piece: str, tail: str) -> None:
    text = (piece * 10_000)[:10_000] + tail
    once = mended("dose", text)
    assert mended("dose", once) == once


@pytest.mark.parametrize(
    "text", ["\ud800mg", "1.0\ud800 mg", "\0", "1.0 mg\0", "10U\udfff", "1\n.5 mg"]
)
def test_broken_characters_do_not_raise(text: str) -> None:
    assert isinstance(mended("dose", text), str)
