"""XML as a small tree, within limits.

The handlers that build the tree are those of ElementTree, in C: handlers in Python would take most
of the time of a large file.
"""

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers.expat import XMLParserType

from tuiplanner.imports import limits
from tuiplanner.imports.expat_reading import read_with_expat
from tuiplanner.model.text import cleaned, one_line

_PREFIX = ":"  # between the prefix of a namespace and a name
_OF_ATTRIBUTES = ("xmlns:", "xsi:")
_attribute = ElementTree.Element.get


class Element(ElementTree.Element):
    """An element; its name, and the names of its attributes, count without their prefix.

    The text before the first child is in `text`, the one behind an element in its `tail`.
    """

    __slots__ = ()
    name = ElementTree.Element.tag  # type: ignore[misc]  # It is a descriptor.

    def __bool__(self) -> bool:
        """Return True: an element of ElementTree without children is false."""
        return True

    def children(self) -> list["Element"]:
        """Return the child elements."""
        return self[:]  # type: ignore[return-value]

    def raw(self, attribute: str) -> str:
        """Return an attribute as it is in the file, or ""; `type` also means `xsi:type`."""
        value = _attribute(self, attribute)
        return self._prefixed(attribute) if value is None else value

    def _prefixed(self, attribute: str) -> str:
        for key, value in self.items():
            if key.endswith(attribute) and key[: -len(attribute)].endswith(_PREFIX):
                return value
        return ""

    def get(self, attribute: str) -> str:  # type: ignore[override]
        """Return an attribute, cleaned and on one line, or ""."""
        value = _attribute(self, attribute)
        if value is None:
            value = self._prefixed(attribute)
        if value.isascii() and value.isprintable() and " " not in value:
            return value
        return one_line(cleaned(value))

    def all(self, *path: str) -> list["Element"]:
        """Return the elements at the end of a path of names, in the order of the file."""
        found = self.findall(path[0])
        for name in path[1:]:
            found = [child for element in found for child in element.findall(name)]
        return found  # type: ignore[return-value]

    def first(self, *path: str) -> "Element | None":
        """Return the first element at the end of a path of names, or None."""
        found: ElementTree.Element = self
        for name in path:
            inner = found.find(name)
            if inner is None:
                # The path can still be complete in a later namesake.
                return next(iter(self.all(*path)), None) if len(path) > 1 else None
            found = inner
        return found  # type: ignore[return-value]

    def value(self, *path: str, attribute: str = "value") -> str:
        """Return an attribute of the first element at the end of a path, or ""."""
        found = self.first(*path)
        return found.get(attribute) if found is not None else ""

    def walk(self, name: str | None = None) -> Iterator["Element"]:
        """Yield this element and all elements inside it, or those with a name, in file order."""
        return self.iter(name)  # type: ignore[return-value]

    def words(self) -> str:
        """Return all text inside, cleaned and on one line; `<br/>` and the ends of cells divide."""
        pieces: list[str] = []
        _gather(self, pieces)
        return one_line(cleaned("".join(pieces), lines=True)) if pieces else ""


DIVIDES = frozenset(
    ("br", "td", "th", "tr", "paragraph", "item", "list", "caption", "table", "p", "div", "li")
)


def _gather(element: ElementTree.Element, pieces: list[str]) -> None:
    """Add the pieces of text inside an element; the depth is limited when the file is parsed."""
    is_apart = element.tag in DIVIDES
    if is_apart:
        pieces.append(" ")
    if element.text:
        pieces.append(element.text)
    for child in element[:]:
        _gather(child, pieces)
        if child.tail:
            pieces.append(child.tail)
    if is_apart:
        pieces.append(" ")


def parse_xml(data: bytes, encoding: str | None = None) -> Element:
    """Return the root element; raise FileTrouble with a sentence for anything unsafe or broken.

    `encoding` overrules the declared one.
    """
    tree = ElementTree.TreeBuilder(element_factory=Element)

    def prepare(parser: XMLParserType) -> None:
        parser.StartElementHandler = tree.start
        parser.EndElementHandler = tree.end
        parser.CharacterDataHandler = tree.data

    names = read_with_expat(data, encoding, prepare)
    root: Element = tree.close()  # type: ignore[assignment]
    if any(_PREFIX in name and not name.startswith(_OF_ATTRIBUTES) for name in names):
        _drop_prefixes(root)
    _measure(root)
    return root


_LONGEST_NAMESPACE = 300  # characters


def _drop_prefixes(root: Element) -> None:
    """Drop the prefixes of names; the namespace of the root is left in its `xmlns`."""
    prefix = root.tag.rpartition(_PREFIX)[0]
    if prefix:
        root.set("xmlns", _attribute(root, f"xmlns:{prefix}", ""))
    for element in root.iter():
        if _PREFIX in element.tag:
            element.tag = element.tag.rpartition(_PREFIX)[2]


def _measure(root: Element) -> None:
    """Refuse a long namespace, elements nested more deeply than the limit, and too many of them."""
    if len(root.raw("xmlns")) > _LONGEST_NAMESPACE:
        raise limits.too_many()
    level, depth, nodes = root[:], 1, 1
    while level:
        depth += 1
        nodes += len(level)
        if depth > limits.DEEPEST:
            raise limits.too_deep()
        if nodes > limits.MOST_NODES:
            raise limits.too_many()
        level = [child for element in level if len(element) for child in element[:]]
