"""Materials for slides, made of a module with an item of every kind, and what a file of slides says when read back."""

import io
from pathlib import Path

import msgspec
from pptx import Presentation

from builder.files.module_read import read_module
from builder.files.quiz_yml import read_quiz
from builder.model.module import Module
from builder.model.settings import Settings
from builder.writers.page import student_edition
from builder.writers.sheets.materials import LookBack, Materials

LEAKY = Path(__file__).parent / "course/leaky"
ADDRESS = "https://example.org/course/modules/tools.html"


def leaky(text: str = "", **front) -> Module:
    """Return the module with every kind of item and with parts that students must not read; text: put after it."""
    markdown = (LEAKY / "module.md").read_text(encoding="utf-8") + text
    file, _ = read_module("tools", markdown, "module.md")
    quiz, _ = read_quiz((LEAKY / "quiz.yml").read_text(encoding="utf-8"), "quiz.yml")
    changed = msgspec.structs.replace(file.module.front, **front)
    return msgspec.structs.replace(file.module, front=changed, items=quiz.items)


def of_markdown(text: str, **front) -> Module:
    """Return a module of Markdown under a title."""
    file, _ = read_module("tools", f"---\nformat: 1\ntitle: Tools to Borrow\n---\n\n{text}", "module.md")
    return msgspec.structs.replace(file.module, front=msgspec.structs.replace(file.module.front, **front))


def materials_of(module: Module, look_back: tuple[LookBack, ...] = (), address: str = "") -> Materials:
    """Return what the slides of a module are made of."""
    shown = student_edition(module)
    return Materials(shown=shown, whole=module, article=(), settings=Settings(), look_back=look_back, address=address)


def opened(data: bytes):
    """Return a file of slides as python-pptx reads it."""
    return Presentation(io.BytesIO(data))


def titles(data: bytes) -> list[str]:
    """Return the title of each slide."""
    return [slide.shapes.title.text_frame.text for slide in opened(data).slides]


def bodies(data: bytes) -> list[str]:
    """Return the text of each slide's body, "" where it has none."""
    return ["\n".join(_texts(slide, (1,))) for slide in opened(data).slides]


def notes(data: bytes) -> list[str]:
    """Return the notes of each slide, "" where it has none."""
    return [s.notes_slide.notes_text_frame.text if s.has_notes_slide else "" for s in opened(data).slides]


def _texts(slide, indexes):
    return [p.text_frame.text for p in slide.placeholders if p.placeholder_format.idx in indexes]
