"""The page as a web page: the same text, safe, complete in itself, and the same on paper."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import TODAY, planners
from tuiplanner.brief.layout import LARGE
from tuiplanner.brief.page import make_page
from tuiplanner.brief.source import Source
from tuiplanner.model.planner import Planner
from tuiplanner.model.visits import next_visit
from tuiplanner.outputs.html import html_page


class Reader(HTMLParser):
    """The tags with their attributes, and the text of each tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.texts[tag][-1] += data

    @property
    def page(self) -> str:
        return "\f".join(self.texts["pre"])


def lines(count: int, width: int = 72) -> str:
    return ("x" * width + "\n") * count


@given(planners(max_rows=2))
def test_the_blocks_are_the_page_byte_for_byte(planner: Planner) -> None:
    source = Source(planner, TODAY, next_visit(planner, TODAY))
    for text in (make_page(source).text, make_page(source, LARGE).text):
        read = Reader(html_page(text))
        assert read.page == text
        assert {tag for tag, _ in read.tags} <= {
            *("html", "head", "meta", "title", "style", "body", "main", "pre", "bdi")
        }


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=40))
def test_any_text_is_escaped(text: str) -> None:
    page = html_page(f"a{text}")
    assert Reader(page).page == f"a{text}"
    assert len(Reader(page).texts["pre"]) == text.count("\f") + 1


def test_a_line_end_at_the_beginning_survives_a_browser() -> None:
    assert "<pre>\n\na</pre>" in html_page("\na")


def test_nothing_comes_from_elsewhere_and_nothing_runs() -> None:
    page = html_page("<script>alert(1)</script><img src=x onerror=y> https://example.org\n")
    read = Reader(page)
    assert not {"script", "img", "link", "a"} & {tag for tag, _ in read.tags}
    style = read.texts["style"][0]
    assert "url(" not in style
    assert "@import" not in style
    assert "default-src 'none'" in page


def test_the_head_is_neutral_and_fits_a_phone() -> None:
    read = Reader(html_page("Patient: Marta Example\n"))
    metas = {attrs.get("name"): attrs.get("content") for tag, attrs in read.tags if tag == "meta"}
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    assert read.tags[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert read.texts["title"] == ["The page for the doctor"]


def test_words_from_right_to_left_are_isolated() -> None:
    page = html_page("  دواء كل صباح: 2 tablets, שלום 5 mg\n")
    assert "<bdi>دواء كل صباح</bdi>: 2 tablets, <bdi>שלום</bdi> 5 mg" in page


def points(style: str) -> int:
    found = re.search(r"font-size: (\d+)pt; line-height: (\d+)pt", style)
    assert found
    assert found[1] == found[2]
    return int(found[1])


def test_the_paper_is_that_of_the_text_page() -> None:
    """The widest letters measured are 0.602 of the size; a millimeter is 72 / 25.4 points."""
    for text, size, columns, rows in (
        (lines(60), 12, 72, 60),
        (lines(51, 60) + "\f" + lines(51, 60), 14, 60, 51),
        (lines(60, 60), 12, 60, 60),
        ("short\n", 14, 60, 51),
    ):
        style = Reader(html_page(text)).texts["style"][0]
        assert points(style) == size
        margin = re.search(r"@page \{ margin: (\d+)mm (\d+)mm \}", style)
        assert margin
        high, wide = (2 * int(mm) * 72 / 25.4 for mm in margin.groups())
        for width, height in ((612, 792), (595.27, 841.88)):  # Letter, A4
            assert columns * size * 0.602 <= width - wide
            assert rows * size <= height - high
    assert "pre + pre { break-before: page }" in style
    assert "white-space: pre;" in style


def test_print_is_black_on_white() -> None:
    style = Reader(html_page("x\n")).texts["style"][0]
    screen, printed = style.split("@media print")
    assert "color-scheme: light dark" in screen
    assert "color-scheme: light }" in printed
    assert "color: #000; background: #fff" in printed
