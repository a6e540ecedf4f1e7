"""A new planner asks three questions, each of which can be skipped, and says what is next."""

from pathlib import Path

from tests.journeys.terminal import LONE_ESCAPE, Terminal
from tuiplanner.store.store import Store


def opened(home: Path, terminals: list[Terminal]) -> Terminal:
    planner = Terminal(home)
    terminals.append(planner)
    return planner


def file_of(home: Path) -> Path:
    return home / "data" / "tuiplanner" / "planner.json"


def leaves(planner: Terminal) -> None:
    planner.press("q")
    assert planner.ends() == 0
    assert b"met a fault" not in planner.raw


def test_three_answers_lead_to_the_visit_and_its_next_step(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = opened(home, terminals)
    planner.sees("question 1 of 3")
    planner.sees("You can leave it empty.")
    title, above, question = planner.text.splitlines()[:3]
    assert above == "", f"{title} and {question} have space between them"
    planner.press(*"Marta Example", "enter")
    planner.sees("question 2 of 3")
    planner.press(*"Ana", "enter")
    planner.sees("question 3 of 3")
    planner.press(*"4 march 2031 10:30", "enter")
    planner.sees("The visit: Tue 4 Mar 2031, 10:30, in ")
    planner.sees("Planner of Marta Example")
    planner.sees("Next step (g): Why are you going? (not filled in yet)")
    leaves(planner)
    kept = Store(file_of(home)).load()
    (ana,), (visit,) = kept.people.values(), kept.visits.values()
    assert (kept.profile.name, ana.name, ana.role) == ("Marta Example", "Ana", "caregiver")
    assert (visit.when, visit.by) == ("2031-03-04T10:30", ana.id)


def test_skipped_start_questions_write_nothing(home: Path, terminals: list[Terminal]) -> None:
    planner = opened(home, terminals)
    for number in (1, 2, 3):
        planner.sees(f"question {number} of 3")
        planner.press("enter")
    planner.sees("No visits yet.")
    planner.sees("No visit is planned: when is the next one?")
    leaves(planner)
    assert not file_of(home).exists()


def test_an_unreadable_answer_stays_and_is_asked_about(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = opened(home, terminals)
    for number in (1, 2):
        planner.sees(f"question {number} of 3")
        planner.press("enter")
    planner.sees("question 3 of 3")
    planner.press(*"12/4", "enter")
    planner.sees("“12/4” can be 12 Apr or 4 Dec")
    planner.press(LONE_ESCAPE)
    planner.sees("No visits yet.")
    leaves(planner)


def test_a_day_or_digits_are_not_accepted_as_a_name(home: Path, terminals: list[Terminal]) -> None:
    planner = opened(home, terminals)
    planner.sees("question 1 of 3")
    planner.press(*"4711", "enter")
    planner.sees("“4711” does not look like a name.")
    planner.press("\x15", *"3 May 2031", "enter")
    planner.sees("“3 May 2031” does not look like a name.")
    planner.press("\x15", *"June Hale", "enter")
    planner.sees("question 2 of 3")
    planner.press(*"14 march 10:30", "enter")
    planner.sees("“14 march 10:30” does not look like a name.")
    planner.press("\x15", *"Ana", "enter")
    planner.sees("question 3 of 3")
    planner.press(LONE_ESCAPE)
    planner.sees("Planner of June Hale")
    leaves(planner)
    (ana,) = Store(file_of(home)).load().people.values()
    assert ana.name == "Ana"


def test_what_is_typed_is_kept_when_the_questions_are_left(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = opened(home, terminals)
    planner.sees("question 1 of 3")
    planner.press(*"Robert Ha", LONE_ESCAPE)
    planner.sees("Planner of Robert Ha")
    planner.sees("No visits yet.")
    leaves(planner)
    assert Store(file_of(home)).load().profile.name == "Robert Ha"


def test_who_types_in_their_own_planner_is_the_patient(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = opened(home, terminals)
    for number in (1, 2):
        planner.sees(f"question {number} of 3")
        planner.press(*"Marta", "enter")
    planner.sees("question 3 of 3")
    planner.press(LONE_ESCAPE)
    planner.sees("No visits yet.")
    leaves(planner)
    (marta,) = Store(file_of(home)).load().people.values()
    assert marta.role == "patient"


def test_an_example_is_one_key_away_and_leads_back(home: Path, terminals: list[Terminal]) -> None:
    planner = opened(home, terminals)
    planner.sees("F5 See an example")
    planner.press("\x1b[15~")
    planner.sees("Planner of Marta Example")
    planner.sees("60 of 60 lines")
    planner.press("q")
    planner.sees("question 1 of 3")
    planner.press(LONE_ESCAPE)
    planner.sees("No visits yet.")
    leaves(planner)
    assert [file for file in home.rglob("*") if file.is_file()] == []


def test_an_existing_planner_opens_without_questions(home: Path, terminals: list[Terminal]) -> None:
    assert Terminal(home, "note", "milk").ends() == 0
    planner = opened(home, terminals)
    planner.sees("No visits yet.")
    assert b"A new planner" not in planner.raw
    leaves(planner)


def test_after_the_example_the_start_questions_resume(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = opened(home, terminals)
    planner.sees("question 1 of 3")
    planner.press(*"Marta", "enter")
    planner.sees("question 2 of 3")
    planner.press(*"Ana", "enter")
    planner.sees("question 3 of 3")
    planner.press("\x1b[15~")
    planner.sees("60 of 60 lines")
    planner.press("q")
    planner.sees("question 3 of 3")
    planner.press(*"4 march 2031", "enter")
    planner.sees("The visit: Tue 4 Mar 2031")
    leaves(planner)
    kept = Store(file_of(home)).load()
    assert [visit.by for visit in kept.visits.values()] == list(kept.people)
