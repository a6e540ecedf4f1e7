"""XML as a small tree, within limits.

ElementTree builds the tree, in C: handlers in Python, and even a class of elements in Python, would
take most of the time of a large file. An `Element` here is only a view of an element of that tree.
"""

from collections.abc import Iterator
from itertools import chain
from xml.etree import ElementTree
from xml.parsers.expat import XMLParserType

from tuiplanner.imports import limits
from tuiplanner.imports.expat_reading import read_with_expat
from tuiplanner.model.text import cleaned, one_line

_PREFIX = ":"  # between the prefix of a namespace and a name
_OF_ATTRIBUTES = ("xmlns:", "xsi:")
_Node = ElementTree.Element


class Element:
    """An element; its name, and the names of its attributes, count without their prefix.

    The text before the first child is in `text`, the text behind the element in `tail`. Two views
    of one element are equal.
    """

    __slots__ = ("node",)

    def __init__(self, node: _Node) -> None:
        self.node = node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and self.node is other.node

    def __hash__(self) -> int:
        return hash(self.node)

    @property
    def name(self) -> str:
        return self.node.tag

    @property
    def text(self) -> str:
        return self.node.text or ""

    @property
    def tail(self) -> str:
        return self.node.tail or ""

    def attributes(self) -> list[str]:
        """Return the names of the attributes."""
        return list(self.node.keys())

    def has_attributes(self) -> bool:
        return bool(self.node.keys())

    def is_plain(self) -> bool:
        """Return whether an element has neither attributes nor elements inside."""
        return not (len(self.node) or self.node.keys())

    def children(self) -> list["Element"]:
        """Return the child elements."""
        return list(map(Element, self.node))

    def named(self, names: frozenset[str]) -> list["Element"]:
        """Return the child elements that have one of these names."""
        return [Element(child) for child in self.node if child.tag in names]

    def raw(self, attribute: str) -> str:
        """Return an attribute as it is in the file, or ""; `type` also means `xsi:type`."""
        return _raw(self.node, attribute)

    def get(self, attribute: str) -> str:
        """Return an attribute, cleaned and on one line, or ""."""
        value = self.node.get(attribute)
        return _clean(_raw(self.node, attribute) if value is None else value)

    @property
    def identity(self) -> str:
        """The ID of an element in printed text, or ""."""
        return _clean(self.node.get("ID") or self.node.get("id") or "")

    def identities(self) -> set[str]:
        """Return the IDs of this element and of those inside it."""
        found = {node.get("ID") or node.get("id") for node in self.node.iter()}
        return {_clean(each) for each in found if each}

    def all(self, *path: str) -> list["Element"]:
        """Return the elements at the end of a path of names, in the order of the file."""
        return list(map(Element, _all(self.node, path)))

    def first(self, *path: str) -> "Element | None":
        """Return the first element at the end of a path of names, or None."""
        found = _first(self.node, path)
        return None if found is None else Element(found)

    def value(self, *path: str, attribute: str = "value") -> str:
        """Return an attribute of the first element at the end of a path, or ""."""
        found = _first(self.node, path)
        return "" if found is None else _clean(_raw(found, attribute))

    def walk(self, name: str | None = None) -> Iterator["Element"]:
        """Yield this element and all elements inside it, or those with a name, in file order."""
        return map(Element, self.node.iter(name))

    def has(self, name: str) -> bool:
        """Return whether this element, or one inside it, has a name."""
        return next(self.node.iter(name), None) is not None

    def lower_names(self) -> None:
        """Let the names of all elements inside begin with a small letter."""
        for node in self.node.iter():
            node.tag = node.tag[:1].lower() + node.tag[1:]

    def marked(self) -> list["Element"]:
        """Return this element and those inside it that have attributes."""
        return [Element(node) for node in self.node.iter() if node.keys()]

    def words(self) -> str:
        """Return all text inside, cleaned and on one line; `<br/>` and the ends of cells divide."""
        if not len(self.node):
            return _clean(self.node.text or "")
        pieces: list[str] = []
        _gather(self.node, pieces)
        return _clean("".join(pieces))


def _raw(node: _Node, attribute: str) -> str:
    value = node.get(attribute)
    if value is not None:
        return value
    for key, value in node.items():
        if key.endswith(attribute) and key[: -len(attribute)].endswith(_PREFIX):
            return value
    return ""


def _clean(value: str) -> str:
    """Return a text cleaned and on one line."""
    if value.isascii():
        if value.isprintable():
            return one_line(value) if " " in value else value
        flat = value.replace("\n", " ").replace("\t", " ").replace("\r", " ")
        if flat.isprintable():
            return one_line(flat)
    return one_line(cleaned(value))


def _all(node: _Node, path: tuple[str, ...]) -> list[_Node]:
    found = node.findall(path[0])
    for name in path[1:]:
        found = [child for each in found for child in each.findall(name)]
    return found


def _first(node: _Node, path: tuple[str, ...]) -> _Node | None:
    found = node
    for name in path:
        inner = found.find(name)
        if inner is None:
            # The path can still be complete in a later namesake.
            return next(iter(_all(node, path)), None) if len(path) > 1 else None
        found = inner
    return found


DIVIDES = frozenset(
    ("br", "td", "th", "tr", "paragraph", "item", "list", "caption", "table", "p", "div", "li")
)


def _gather(element: _Node, pieces: list[str]) -> None:
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
    tree = ElementTree.TreeBuilder()

    def prepare(parser: XMLParserType) -> None:
        parser.StartElementHandler = tree.start
        parser.EndElementHandler = tree.end
        parser.CharacterDataHandler = tree.data

    names = read_with_expat(data, encoding, prepare)
    root = tree.close()
    if any(_PREFIX in name and not name.startswith(_OF_ATTRIBUTES) for name in names):
        _drop_prefixes(root)
    _measure(root)
    return Element(root)


_LONGEST_NAMESPACE = 300  # characters


def _drop_prefixes(root: _Node) -> None:
    """Drop the prefixes of names; the namespace of the root is left in its `xmlns`."""
    prefix = root.tag.rpartition(_PREFIX)[0]
    if prefix:
        root.set("xmlns", root.get(f"xmlns:{prefix}", ""))
    for element in root.iter():
        if _PREFIX in element.tag:
            element.tag = element.tag.rpartition(_PREFIX)[2]


def _measure(root: _Node) -> None:
    """Refuse a long namespace, elements nested more deeply than the limit, and too many of them."""
    if len(_raw(root, "xmlns")) > _LONGEST_NAMESPACE:
        raise limits.too_many()
    level, depth, nodes = root[:], 1, 1
    while level:
        depth += 1
        nodes += len(level)
        if depth > limits.DEEPEST:
            raise limits.too_deep()
        if nodes > limits.MOST_NODES:
            raise limits.too_many()
        level = list(chain.from_iterable(level))
