"""The `ready` command: what the page lacks, with the commands that record it."""

from argparse import ArgumentParser, Namespace

from tuiplanner.cli.command import Command, open_store, rehearsal_of, today
from tuiplanner.model.preparing import coming
from tuiplanner.model.ready import NO_MEDICINES, Point, lines, points
from tuiplanner.model.records import Answer, Medication, Profile, Record, Step, Symptom
from tuiplanner.outputs.briefs import source_of

NOT_READY = 4


class Ready(Command):
    """The command that lists what the page lacks, one per line, with the command to fill it in."""

    examples = "example: tuiplanner ready || echo not yet"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("--visit", metavar="ID", type=int, help="the visit, else the next one")
        parser.add_argument("--all", action="store_true", help="every point, not the first ones")

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        source = source_of(store, today(), rehearsal_of(store), args.visit)
        for each in coming(source.planner, source.today):
            print(each.sentence(source.today))
        missing = points(
            source.planner, source.visit, source.today, source.rehearsal, source.ingredients
        )
        for point in missing if args.all else lines(missing):
            print(f"{point.text}  ({_mended_by(point)})")
        if not missing:
            print("Ready: nothing is missing on the page.")
        return NOT_READY if missing else 0


COMMANDS: dict[str, Command] = {"ready": Ready()}


def _mended_by(point: Point) -> str:
    """Return the command that records the missing entry."""
    if (point.kind, point.field) == (Profile, "allergies"):
        return "tuiplanner add allergy SUBSTANCE, or me --allergies-status none-known"
    if (point.kind, point.field) == (Profile, "avoid"):
        return "tuiplanner add allergy SUBSTANCE --kind avoid, or me --avoid-status none-known"
    if point.double:
        one, other = point.double.ids
        return f"tuiplanner doubles --meant {one} {other}, if it is meant"
    if point.kind is Step and point.field == "confirmed":
        return f"tuiplanner edit step {point.id} --confirmed yes"
    if point.kind is Answer:
        return "tuiplanner rehearse"
    if point.text == NO_MEDICINES:
        return "tuiplanner add medication NAME, or me --medications-status none-known"
    if (point.kind, point.field) == (Profile, "conditions"):
        return "tuiplanner add condition NAME, or me --conditions-status none-known"
    if (point.kind, point.field) == (Symptom, "checked"):
        return "tuiplanner symptoms"
    if (point.kind, point.field) == (Medication, "checked"):
        return "tuiplanner list medication, then me --medications-checked today"
    option = f"--{point.field.replace('_', '-')} ..."
    if point.kind is Profile:
        return f"tuiplanner me {option}"
    return (
        f"tuiplanner edit {point.kind.KIND} {point.id} {option}"
        if point.id
        else (f"tuiplanner add {point.kind.KIND} ...")
    )
