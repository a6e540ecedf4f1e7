"""XML as a small tree, read by expat within limits; declarations of entities are refused."""

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.model.text import cleaned, one_line

NAMESPACE = " "  # between a namespace and a name in expat's names; no namespace contains a blank


class Element:
    """An element: its name without the namespace, its attributes, and its content in order.

    `content` holds text and elements as they follow each other.
    """

    __slots__ = ("attributes", "content", "name", "namespace")

    def __init__(self, name: str, namespace: str, attributes: dict[str, str]) -> None:
        self.name, self.namespace, self.attributes = name, namespace, attributes
        self.content: list[str | Element] = []

    def __iter__(self) -> Iterator["Element"]:
        """Yield the child elements."""
        return iter([part for part in self.content if part.__class__ is Element])

    def get(self, attribute: str) -> str:
        """Return an attribute, cleaned and on one line, or ""."""
        value = self.attributes.get(attribute, "")
        return one_line(cleaned(value)) if value else ""

    def all(self, *path: str) -> Iterator["Element"]:
        """Yield the elements at the end of a path of names, in the order of the file."""
        found = [self]
        for name in path:
            found = [child for element in found for child in element if child.name == name]
        return iter(found)

    def first(self, *path: str) -> "Element | None":
        """Return the first element at the end of a path of names, or None."""
        return next(self.all(*path), None)

    def value(self, *path: str, attribute: str = "value") -> str:
        """Return an attribute of the first element at the end of a path, or ""."""
        found = self.first(*path)
        return found.get(attribute) if found else ""

    def walk(self) -> Iterator["Element"]:
        """Yield this element and all elements inside it, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(list(element)))

    def text(self) -> str:
        """Return all text inside, cleaned and on one line; `<br/>` and the ends of cells divide."""
        return one_line(cleaned("".join(self._pieces()), lines=True))

    def _pieces(self) -> Iterator[str]:
        waiting: list[str | Element] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                yield part
                continue
            if part.name in _DIVIDES:
                yield " "
                waiting.append(" ")
            waiting.extend(reversed(part.content))


_DIVIDES = frozenset(
    ("br", "td", "th", "tr", "paragraph", "item", "list", "caption", "table", "p", "div", "li")
)


def parse_xml(data: bytes, encoding: str | None = None) -> Element:
    """Return the root element; raise FileTrouble with a sentence for anything unsafe or broken.

    `encoding` overrules the declared one.
    """
    limits.refuse_large(len(data))
    if max(data.count(b"<"), data.count(b"=")) > _MOST_SIGNS:
        raise limits.too_many()
    builder = _Builder(encoding)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise FileTrouble(
            f"This XML is broken at line {error.lineno}, so nothing was imported."
            " Please download it again."
        ) from None
    except (LookupError, ValueError):  # an encoding that Python does not know
        raise FileTrouble(
            "The encoding of this XML is not known, so nothing was imported."
        ) from None
    if builder.has_outside_part and _ENTITY.search(data.replace(b"\0", b"")):
        raise _unexplained()  # Expat leaves such an entity out of an attribute without a word.
    assert builder.root is not None  # Without a root, expat finds no element and raises.
    return builder.root


# Text contains such signs, too: only many more than nodes are refused before anything is built.
_MOST_SIGNS = limits.MOST_NODES * 3 // 2
_ENTITY = re.compile(rb"&(?!#|amp;|lt;|gt;|quot;|apos;)[A-Za-z_]")


class _Builder:
    """Handlers that build the tree and stop at the limits."""

    def __init__(self, encoding: str | None) -> None:
        self.root: Element | None = None
        self.has_outside_part = False  # a DTD that is not in the file and is never fetched
        self._open: list[Element] = []
        self._nodes = 0
        self.parser = expat.ParserCreate(encoding, namespace_separator=NAMESPACE)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartNamespaceDeclHandler = self._namespace
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = _refuse_declarations
        self.parser.UnparsedEntityDeclHandler = _refuse_declarations
        self.parser.ExternalEntityRefHandler = _refuse_declarations
        self.parser.AttlistDeclHandler = _refuse_declarations  # A default can fill the memory.
        self.parser.SkippedEntityHandler = _refuse_skipped

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._nodes += 1 + len(attributes)
        if self._nodes > limits.MOST_NODES:
            raise limits.too_many()
        if len(self._open) >= limits.DEEPEST:
            raise limits.too_deep()
        namespace, _, local = name.rpartition(NAMESPACE)
        element = Element(local, namespace, _plain(attributes))
        if self._open:
            self._open[-1].content.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _namespace(self, prefix: str | None, name: str | None) -> None:
        """Refuse long names: expat repeats the name of the namespace in each element."""
        self._nodes += 1
        if len(name or "") > _LONGEST_NAMESPACE:
            raise limits.too_many()

    def _doctype(self, name: str, system: str | None, public: str | None, inside: bool) -> None:
        self.has_outside_part = bool(system or public)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].content.append(text)


_LONGEST_NAMESPACE = 300  # characters


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Return the attributes without namespaces; one that has none comes before its namesakes."""
    if NAMESPACE not in "".join(attributes):
        return attributes
    plain = {key.rpartition(NAMESPACE)[2]: value for key, value in attributes.items()}
    return plain | {key: value for key, value in attributes.items() if NAMESPACE not in key}


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
