"""Rewrite the golden pages: `python -m tests.golden`. Read what git says has changed."""

import tempfile
from pathlib import Path

from tests.golden.all_pages import GOLDENS


def main() -> None:
    for old in Path(__file__).parent.glob("*.txt"):
        if old.stem not in GOLDENS:
            old.unlink()
    for golden in GOLDENS.values():
        with tempfile.TemporaryDirectory() as folder:
            golden.file.write_bytes(golden.text(Path(folder)).encode())
    print(f"{len(GOLDENS)} golden pages written.")


if __name__ == "__main__":
    main()
