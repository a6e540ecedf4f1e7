"""What the doctor may ask: an answer is printed as it was given, and no answer is not a "no"."""

from hypothesis import given
from hypothesis import strategies as st

from tests.brief.drawn import ASKED, SHEETS, crowded, many
from tests.brief.made import made, page_of, source_of
from tests.brief.reading import block, blocks
from tuiplanner.brief.page import make_page
from tuiplanner.model.records import Answer

PLAIN = {a.key: a.page for a in ASKED if not (a.own_line or a.known or a.linked)}
OWN = {a.key: a.page for a in ASKED if a.own_line}
WORDS = st.sampled_from(("yes", "no", "not-sure"))


@many
@given(
    answers=st.dictionaries(st.sampled_from([a.key for a in ASKED]), WORDS),
    medicines=st.integers(0, 60),
    sheet=st.sampled_from([*SHEETS.values()]),
)
def test_a_no_is_never_printed_without_the_yes_answers(
    answers: dict[str, str], medicines: int, sheet: object
) -> None:
    records = [Answer(key=key, answer=answer) for key, answer in answers.items()]
    source = source_of(crowded(made(*records), medicines))
    page = make_page(source, sheet)  # type: ignore[arg-type]
    printed = "\n".join(blocks(page)["answers"])
    if "\n  N  " in printed:
        text = block(page, "answers")
        for key, name in PLAIN.items():
            if key in answers:
                assert name.replace(" ", "") in text
        if "yes" in {answers.get(key) for key in PLAIN}:
            assert printed.index("\n  Y  ") < printed.index("\n  N  ")


def _lines(*answers: Answer) -> list[str]:
    return blocks(page_of(*answers))["answers"]


def test_answers_get_a_line_each_and_unanswered_are_counted() -> None:
    lines = _lines(
        Answer(key="vision", answer="yes"),
        Answer(key="seizure", answer="yes", detail="one, 2 minutes"),
        Answer(key="breathing", answer="no"),
        Answer(key="mood", answer="not-sure"),
    )
    assert "  Y  vision, seizures (one, 2 minutes)" in lines
    assert "  N  breathing" in lines
    assert "  ?  mood" in lines
    assert "  Not answered yet: 14 questions." in lines


def test_an_unanswered_question_is_not_a_no() -> None:
    lines = _lines(Answer(key="vision", answer="yes"), Answer(key="mood", answer=""))
    assert not [line for line in lines if line.startswith("  N  ")]
    assert "  Not answered yet: 17 questions." in lines
    assert _lines() == ["PATIENT'S ANSWERS  not gone through yet", *_lines()[1:]]


def test_the_latest_answer_counts() -> None:
    lines = _lines(Answer(key="vision", answer="no"), Answer(key="vision", answer="yes"))
    assert "  Y  vision" in lines
    assert "  N  vision" not in lines


def test_an_unknown_answer_is_printed_unchanged() -> None:
    """It came from another program; it is neither yes nor no, and not lost."""
    assert "sometimes" in " ".join(_lines(Answer(key="vision", answer="sometimes")))


def _known(*answers: Answer) -> str:
    return " ".join(" ".join(blocks(page_of(*answers))["known"]).split())


def test_a_cancer_diagnosis_is_listed_with_the_conditions() -> None:
    assert "Cancer diagnosis: breast, 2011." in _known(
        Answer(key="cancer", answer="yes", detail="breast, 2011")
    )
    assert "Cancer diagnosis: yes." in _known(Answer(key="cancer", answer="yes"))
    assert "No cancer diagnosis so far." in _known(Answer(key="cancer", answer="no"))
    assert "Cancer diagnosis: not recorded." in _known()


def test_an_uncertain_cancer_diagnosis_is_marked() -> None:
    """A suspicion must not read as a diagnosis."""
    printed = _known(Answer(key="cancer", answer="not-sure", detail="a spot on the lung"))
    assert "not sure" in printed
    assert "a spot on the lung" in printed


def test_a_no_keeps_its_added_details() -> None:
    printed = _known(Answer(key="cancer", answer="no", detail="polyps removed 2019"))
    assert "No cancer diagnosis so far" in printed
    assert "polyps removed 2019" in printed


def test_smoking_family_and_autoimmune_get_own_sentences() -> None:
    text = " ".join(
        " ".join(
            _lines(
                Answer(key="smoking", answer="yes", detail="stopped 1995"),
                Answer(key="family-cancer", answer="yes", detail="sister, breast"),
                Answer(key="autoimmune", answer="not-sure", detail="perhaps an aunt"),
            )
        ).split()
    )
    assert "Smoked: stopped 1995." in text
    assert "Cancer in the family: sister, breast." in text
    assert "Autoimmune: not sure, perhaps an aunt." in text


def test_the_onset_question_is_not_answered_with_yes() -> None:
    """“Do you know when it began?” - yes - tells a doctor nothing without the day."""
    for answer in ("yes", "no", "not-sure"):
        text = " ".join(_lines(Answer(key="began", answer=answer)))
        assert "Began: yes" not in text
        assert "Began: no." not in text
