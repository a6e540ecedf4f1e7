"""The commands of the months between visits: the check-up, readings, conditions in rows."""

from tests.cli.talk import Run, fine, listed, new_id, refused, shown


def test_the_check_up_takes_a_letter_for_each_symptom_and_goes_on_later(cli: Run) -> None:
    ids = [new_id(cli("add", "symptom", name)) for name in ("dizzy", "weak", "tired")]
    done = cli("symptoms", stdin="w\n\n")
    assert "1 of 3: dizzy. How is it, compared with a month ago?" in done.stdout
    assert "The check-up stopped here" in done.stderr
    assert shown(cli, "symptom", ids[0])["course"] == "worse"
    assert "checked" not in shown(cli, "symptom", ids[1])
    done = cli("symptoms", stdin="x\ng\n")
    assert "1 of 2: weak" in done.stdout
    assert "That is not s, w, b, g or c: left for later." in done.stderr
    assert shown(cli, "symptom", ids[2])["course"] == "gone"
    assert "The symptoms are checked" in fine(cli("symptoms", stdin="s\n"))
    assert shown(cli, "symptom", ids[1])["course"] == "steady"
    assert fine(cli("symptoms")).startswith("No symptom to check")


def test_a_reading_is_caught_in_a_line_and_a_missing_unit_is_asked_for(cli: Run) -> None:
    id = new_id(cli("reading", "bp 128/82 mmHg", "--when", "2 mar 2026", "--seen-by", "caregiver"))
    row = shown(cli, "reading", id)
    assert {name: row[name] for name in ("what", "value", "unit", "when", "seen_by")} == {
        "what": "blood-pressure",
        "value": "128/82",
        "unit": "mmHg",
        "when": "2026-03-02",
        "seen_by": "caregiver",
    }
    done = cli("reading", "weight 61")
    id = done.stdout.strip()
    assert f"tuiplanner edit reading {id} --unit UNIT" in done.stderr
    fine(cli("edit", "reading", id, "--unit", "kg"))
    assert "weight 61 kg" in fine(cli("list", "reading"))
    refused(cli("reading", ""), "fill in the value")
    refused(cli("reading", "bp 1/2", "--when", "the day of never"), "--when")


def test_many_readings_come_in_from_a_copied_list(cli: Run) -> None:
    rows = "Date;Value;Unit;Type\n2 Mar 2026;128/82;mmHg;blood-pressure\n3 Mar 2026;61;kg;weight\n"
    fine(cli("import", "-", "--yes", stdin=rows))
    found = [(r["when"], r["value"], r["unit"], r["what"]) for r in listed(cli, "reading")]
    assert found == [
        ("2026-03-02", "128/82", "mmHg", "blood-pressure"),
        ("2026-03-03", "61", "kg", "weight"),
    ]


def test_a_text_of_conditions_is_split_and_comes_back_by_undo(cli: Run) -> None:
    refused(cli("split-conditions"), "no text to split")
    fine(cli("me", "--conditions", "gout (2015); asthma"))
    assert fine(cli("split-conditions")).splitlines() == ["1  gout; since: 2015", "2  asthma"]
    assert [row["name"] for row in listed(cli, "condition")] == ["gout", "asthma"]
    fine(cli("undo"))
    assert listed(cli, "condition") == []
    assert "gout (2015); asthma" in fine(cli("me"))


def test_who_comes_along_is_taken_over_from_the_visit_before(cli: Run) -> None:
    ana = new_id(cli("add", "person", "Ana"))
    fine(cli("add", "visit", "1 mar 2099", "--companion-id", ana, "--prepared-by", ana))
    done = cli("add", "visit", "1 apr 2099")
    assert "comes along: Ana, as last time" in done.stderr
    row = shown(cli, "visit", done.stdout.strip())
    assert (row["companion_id"], row["prepared_by"]) == (int(ana), int(ana))
    row = shown(cli, "visit", new_id(cli("add", "visit", "1 mar 2020", "--status", "done")))
    assert "companion_id" not in row
    fine(cli("remove", "person", ana))
    row = shown(cli, "visit", new_id(cli("add", "visit", "2 apr 2099")))
    assert "companion_id" not in row


def test_answers_of_each_visit_come_in_with_an_export(cli: Run) -> None:
    visit = new_id(cli("add", "visit", "1 mar 2026", "--status", "done"))
    fine(cli("add", "question", "Why?"))
    cli("after", visit, stdin="a the nerves\n")
    export = fine(cli("export"))
    assert '"text": "the nerves"' in export
    fine(cli("import", "-", "--yes", stdin=export))
    visits = sorted(row["id"] for row in listed(cli, "visit", "--all"))
    asked = [row["answers_given"] for row in listed(cli, "question", "--all")]
    assert [[given["visit_id"] for given in each] for each in asked] == [[v] for v in visits]
    assert fine(cli("check")) != ""


def test_only_a_letter_or_its_word_is_an_outcome(cli: Run) -> None:
    ids = [new_id(cli("add", "symptom", name)) for name in ("dizzy", "weak", "tired")]
    done = cli("symptoms", stdin="getting worse\nbad\ncomes and goes\n")
    assert done.stderr.count("left for later") == 3, done.stderr
    courses = [shown(cli, "symptom", id).get("course", "") for id in ids]
    assert courses == ["", "", "comes-and-goes"]


def test_another_answer_does_not_keep_the_words_of_the_last(cli: Run) -> None:
    fine(cli("rehearse", stdin="\n" * 5 + "y 2 minutes\n"))
    assert listed(cli, "answer")[0]["detail"] == "2 minutes"
    fine(cli("rehearse", stdin="\n" * 5 + "n\n"))
    (answer,) = listed(cli, "answer")
    assert (answer["answer"], answer.get("detail", "")) == ("no", "")
    done = cli("rehearse", stdin="no idea\nn/a\n")
    assert "“n/a” is not y, n or s: left as it was." in done.stderr
    assert [row["answer"] for row in listed(cli, "answer")] == ["no", "not-sure"]


def test_a_list_without_days_gets_none(cli: Run) -> None:
    fine(cli("import", "-", "--yes", stdin="Event;When\nfell downstairs;03/04/2026\nmoved;\n"))
    assert [row["when"] for row in listed(cli, "event")] == ["XXXX", "XXXX"]


def test_the_column_with_the_name_of_a_field_is_its_column(cli: Run) -> None:
    rows = "Reading;Value;Unit;Date\npulse;72;bpm;2 Mar 2026\n"
    fine(cli("import", "-", "--kind", "reading", "--yes", stdin=rows))
    (row,) = listed(cli, "reading")
    assert (row["value"], row["note"]) == ("72", "Reading: pulse")
