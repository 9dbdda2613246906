"""`renamed_from` in a module's front matter: the folder names that it had before.

By the first of them browsers keep what a reader has done (`model.module.lasting_name`); the others lead old
addresses on.  Back to the name before is an undoing: that name, and the one given up, are as if the renaming had
not been.  A list that ends in the folder's own name is a renaming that has not ended.
"""

from __future__ import annotations

import msgspec

from builder.files.lines import Splice, line_end, lines_of, spliced
from builder.files.module_read import ModuleFile, read_module
from builder.files.module_write import with_field
from builder.files.remarks import remarks_of
from builder.findings import BuilderError, Where, error

KEY = "renamed_from"


def before_and_after(names: tuple[str, ...], slug: str, new: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the former names to write before a folder `slug` is moved to `new`, and those to write after it.

    >>> before_and_after((), "a", "b"), before_and_after(("a",), "b", "a")
    ((('a',), ('a',)), (('a',), ()))
    """
    known = ended(names, slug)
    if known and known[-1] == new:
        return known, known[:-1]
    return (*known, slug), (*known, slug)


def ended(names: tuple[str, ...], slug: str) -> tuple[str, ...]:
    """Return the former names without the mark of a renaming that has not ended."""
    return names[:-1] if names and names[-1] == slug else names


def with_former_names(file: ModuleFile, names: tuple[str, ...]) -> str:
    """Return the text of a module.md with these former names, all other bytes kept; without any, no line has them.

    Raises BuilderError where the front matter cannot be changed safely.
    """
    if names or file.yaml.get(KEY) is None:
        return with_field(file, KEY, names) if names else file.text
    node = file.yaml.get(KEY)
    place = [name for name, _ in file.yaml.entries].index(KEY)
    lines, end = lines_of(file.text), file.yaml_start + (node.end if node is not None else 0)
    start = lines.starts[lines.number(file.yaml.keys[place] + file.yaml_start) - 1]
    stop = next((at for at in lines.starts if at > line_end(file.text, end)), len(file.text))
    text = spliced(file.text, [Splice(start=start, end=stop, text=remarks_of(file.text[start:stop]))])
    after, _ = read_module(file.module.slug, text, file.file)
    if after is None or after.module.front != msgspec.structs.replace(file.module.front, renamed_from=()):
        help_ = f"take `{KEY}` out by hand, then run the command again"
        message = f"the front matter is written so that `{KEY}` cannot be taken out safely"
        raise BuilderError(error("front-matter-unchanged", message, Where(file=file.file, line=1), help_))
    return text
