"""Reading XML with expat: declarations of entities, and anything unsafe or broken, are refused."""

import re
from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits

# Text contains such signs, too: only many more than nodes are refused before anything is built.
_MOST_SIGNS = limits.MOST_NODES * 3 // 2
_ENTITY = re.compile(rb"&(?!#|amp;|lt;|gt;|quot;|apos;)[A-Za-z_]")


def read_with_expat(
    data: bytes, encoding: str | None, prepare: Callable[[expat.XMLParserType], None]
) -> list[str]:
    """Read a document with the handlers that `prepare` sets, which build something of it.

    Return all names in it. `encoding` overrules the declared one. Raise FileTrouble.
    """
    limits.refuse_large(len(data))
    if max(data.count(b"<"), data.count(b"=")) > _MOST_SIGNS:
        raise limits.too_many()
    doctypes: list[bool] = []  # whether a part of the DTD is outside the file; it is never fetched
    try:
        parser = _safe_parser(encoding, doctypes)
        prepare(parser)
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise FileTrouble(
            f"This XML is broken at line {error.lineno}, so nothing was imported."
            " Please download it again."
        ) from None
    except (LookupError, ValueError):  # an encoding that Python does not know
        raise FileTrouble(
            "The encoding of this XML is not known, so nothing was imported."
        ) from None
    if any(doctypes) and _ENTITY.search(data.replace(b"\0", b"")):
        raise _unexplained()  # Expat leaves such an entity out of an attribute without a word.
    return list(filter(None, parser.intern))


def _safe_parser(encoding: str | None, doctypes: list[bool]) -> expat.XMLParserType:
    """Return a parser with the handlers that refuse what is unsafe."""

    def note_doctype(name: str, system: str | None, public: str | None, inside: bool) -> None:
        doctypes.append(bool(system or public))

    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = note_doctype
    parser.EntityDeclHandler = _refuse_declarations
    parser.UnparsedEntityDeclHandler = _refuse_declarations
    parser.ExternalEntityRefHandler = _refuse_declarations
    parser.AttlistDeclHandler = _refuse_declarations  # A default can fill the memory.
    parser.SkippedEntityHandler = _refuse_skipped
    return parser


def _refuse_declarations(*declaration: object) -> NoReturn:
    raise FileTrouble(
        "This XML declares entities or attributes of its own, which can be used to attack a"
        " computer, so nothing was imported. A portal's own download has none."
    )


def _refuse_skipped(name: str, is_parameter: bool) -> NoReturn:
    raise _unexplained()


def _unexplained() -> FileTrouble:
    return FileTrouble(
        "This XML uses a sign that it does not explain, so a word or a number could be missing"
        " and nothing was imported. Please download it again."
    )
