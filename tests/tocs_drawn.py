"""Tables of contents as a person might write them, drawn: parts or chapters, comments, indents, line ends."""

from hypothesis import strategies as st

names = st.lists(st.sampled_from(["a", "b c", "ch/d", "é", "e.md", "f"]), unique=True, max_size=4)
captions = st.sampled_from(["Week 1", "week 1", "Another: part", "Día", "no"])


@st.composite
def tables(draw):
    """A table of contents as a person might write it: parts or chapters, comments, indents, line ends."""
    indent = " " * draw(st.sampled_from([0, 2, 4]))
    comment = draw(st.sampled_from(["", "  # mine", " #x"]))
    blank = draw(st.sampled_from(["", "\n", "\n# between\n"]))
    files = draw(names)
    rows = ["# top", "format: jb-book", f"root: index{comment}"]

    def listed(key, entries, at):
        rows.append(f"{at}{key}:{comment}")
        for name in entries:
            rows.append(f"{at}{indent}- file: {name}{comment}{blank}")
            if draw(st.booleans()):
                rows.append(f"{at}{indent}  title: T")
            if draw(st.booleans()):
                rows.append(f"{at}{indent}  sections:")
                rows.append(f"{at}{indent}  - file: sub/{name}")

    if draw(st.booleans()) and files:
        rows.append("parts:")
        for number, name in enumerate(files):
            rows.append(f"{indent}- caption: Week {number + 1}{comment}")
            listed("chapters", [name], f"{indent}  ")
    elif files:
        listed("chapters", files, "")
    text = "\n".join(rows) + draw(st.sampled_from(["", "\n", "\n\n", "\n# the end\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
