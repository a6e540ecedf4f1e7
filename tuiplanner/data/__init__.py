"""What is particular to conditions and to doctors' habits: data files, and their readers."""

from pathlib import Path

from tuiplanner.model.rehearsal import Asked

FOLDER = Path(__file__).parent


def rehearsal() -> tuple[Asked, ...]:
    """The questions that the doctor is likely to ask, in their order."""
    import tomllib  # not needed for the first paint

    with (FOLDER / "rehearsal.toml").open("rb") as file:
        return tuple(Asked(**entry) for entry in tomllib.load(file)["question"])
