"""What holds of every page that is printed, as assertions on a paper as read."""

from collections.abc import Iterator

from paper_reader import Paper, Tag, Written

#: What printers cannot print on, at each edge (millimetres).
EDGE = 5.0
HEADINGS = ("H1", "H2", "H3", "H4")


def assert_inside(paper: Paper) -> None:
    """Assert that nothing is written or drawn where a printer cannot reach or beyond the page."""
    for thing in (*paper.written, *paper.drawn):
        width, height = paper.sizes[thing.page - 1]
        left, top, right, bottom = frame(thing) if isinstance(thing, Written) else edges(thing)
        inside = left >= EDGE and top >= EDGE and right <= width - EDGE and bottom <= height - EDGE
        assert inside, (thing, paper.sizes[0])


def frame(text: Written) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a text: letters stand 0.8 of their size over the line, and 0.2 under it."""
    high = text.size * 25.4 / 72
    return text.x, text.y - 0.8 * high, text.x + text.width, text.y + 0.2 * high


def edges(thing) -> tuple[float, float, float, float]:
    return thing.left, thing.top, thing.right, thing.bottom


def _leaves(tag: Tag, around: tuple[Tag, ...] = ()) -> Iterator[tuple[tuple[Tag, ...], Written]]:
    """Yield what is written in reading order, each with the nodes around it."""
    for node in tag.inside:
        if isinstance(node, Tag):
            yield from _leaves(node, (*around, node))
        elif node.text.strip():
            yield around, node


def assert_no_heading_is_last(paper: Paper) -> None:
    """Assert that something stands under each heading on its own page."""
    last: dict[int, tuple[tuple[Tag, ...], Written]] = {}
    for around, text in _leaves(paper.tags):
        last[text.page] = (around, text)
    for page, (around, text) in last.items():
        heading = next((tag for tag in around if tag.kind in HEADINGS), None)
        under = [line for line in paper.drawn if line.page == page and text.y + 5 < line.top < foot(paper)]
        assert heading is None or under or max(heading.pages) > page, (page, text.text)


def foot(paper: Paper) -> float:
    """Return where the foot of a page begins: at the highest text in it."""
    feet = [text.y - 6 for text in paper.written if text.aside == "Pagination" and text.y > 200]
    return min(feet)


def questions_of(paper: Paper) -> list[Tag]:
    """Return the questions of a sheet: lists that begin with a bold number; typst tags options as a list beside it."""
    return [entry for entry in paper.tags.every("L") if number_of(entry)]


def number_of(question: Tag) -> int:
    """Return the number of a question, 0 for any other list."""
    label = next(question.every("Lbl"), None)
    number = label.words.rstrip(".") if label is not None and list(label.every("Strong")) else ""
    return int(number) if number.isdecimal() else 0


def options_of(question: Tag) -> list[Tag]:
    """Return the options of a question, and what is to be matched or put in order."""
    return list(question.every("LI"))[1:]


def assert_questions_are_whole(paper: Paper) -> None:
    """Assert that each question stands on one page, but those that fill more than one."""
    _, height = paper.sizes[0]
    for entry in questions_of(paper):
        if len(entry.pages) > 1:
            assert _height(entry) > 0.8 * (height - 45), entry.words[:60]


def _height(entry: Tag) -> float:
    """Return how high an entry is, from its first to its last line on each page."""
    rows: dict[int, list[Written]] = {}
    for text in entry.texts():
        rows.setdefault(text.page, []).append(text)
    frames = [[frame(text) for text in found] for found in rows.values()]
    return sum(max(f[3] for f in found) - min(f[1] for f in found) for found in frames)
