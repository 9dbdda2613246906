"""Labels by hand for what is drafted from running text, and the measures that the ratchet and the benchmark share."""

import random
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec

from builder.drafting.chosen import choose
from builder.drafting.chosen.terms import terms_of
from builder.model.article import Article, ArticleSection, Point, paragraphs
from builder.pipeline.intake import seen
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import words

HERE = Path(__file__).parent
LABELS = HERE / "drafting" / "chosen"
COURSE = HERE.parent / "modules"


class Essay(msgspec.Struct, frozen=True):
    """An essay of our own: the article, the label of each sentence, and what the essay defines."""

    name: str
    article: Article
    labels: dict[str, str]
    terms: frozenset[tuple[str, str]]


def essays():
    """Return the essays with their labels, in the order of their names."""
    return tuple(map(_essay, sorted(LABELS.glob("essay_*.toml"))))


def _essay(path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = [row for paragraph in table["paragraph"] for row in paragraph["rows"]]
    text = tuple(" ".join(row["s"] for row in paragraph["rows"]) for paragraph in table["paragraph"])
    return Essay(
        name=path.stem,
        article=essay(*text, title=table["title"], language=table["language"]),
        labels={row["s"]: row.get("point", "") for row in rows},
        terms=frozenset((row["term"], row["definition"]) for row in rows if "term" in row),
    )


def essay(*text, title="An essay", language="en", heading=None):
    """Return an article that is nothing but running text."""
    section = ArticleSection(heading=heading, level=2, paragraphs=text)
    return Article(kind="article", title=title, language=language, sections=(section,))


def definitional():
    """Return the labelled sentences: (language, sentence, what it defines, or None)."""
    tables = tomllib.loads((LABELS / "definitional.toml").read_text(encoding="utf-8"))
    for language, table in tables.items():
        yield from ((language, text, (term, said)) for text, term, said in table["define"])
        yield from ((language, text, None) for text, _ in table["not"])


@cache
def sample_articles():
    """Return the articles of the sample course by the name of their module."""
    found = {}
    for path in sorted(COURSE.glob("*/article.*")):
        inspection, _, _ = seen(path.name, path.read_bytes())
        if inspection is not None:
            found[path.parent.name] = inspection
    return found


def sample_terms():
    """Return what the running text of the sample course defines, as labelled: (module, term, definition)."""
    table = tomllib.loads((LABELS / "sample_course.toml").read_text(encoding="utf-8"))
    return frozenset((row["module"], row["term"], row["definition"]) for row in table["term"])


def found_terms(article):
    """Return the terms that are found in running text, without the stops of their definitions."""
    bare = msgspec.structs.replace(article, definitions=())
    return frozenset((term.term, term.definition.rstrip(".")) for term in terms_of(bare))


def own_points(article):
    """Return the words of a digest's own talking points, nested ones too."""

    def every(points: tuple[Point, ...]):
        for point in points:
            yield plain(point.text)
            yield from every(point.points)

    return " ".join(text for group in article.talking_points for text in every(group.points))


def digests():
    """Return the sample course's digests: (what is left without the talking points, these, how many there are)."""
    for article in sample_articles().values():
        if article.talking_points:
            number = sum(len(group.points) for group in article.talking_points)
            yield msgspec.structs.replace(article, talking_points=()), own_points(article), number


def said(article):
    """Return the sentences of an article's running text."""
    return [sentence for p in paragraphs(article) for sentence in sentences(plain(p.text))]


def rouge_n(candidate, reference, size):
    """Return ROUGE-N as F1 (Lin 2004): the overlap of runs of `size` words, 0 to 1."""
    one, other = (
        Counter(zip(*(words(text)[n:] for n in range(size)), strict=False)) for text in (candidate, reference)
    )
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


def lead(article, number):
    """Return the first sentences."""
    return said(article)[:number]


def first_of_paragraphs(article, number):
    """Return the first sentences of the first paragraphs."""
    return [sentences(plain(p.text))[0] for p in paragraphs(article)][:number]


def drawn(seed):
    """Return a baseline that draws sentences by lot."""
    return lambda article, number: random.Random(seed).sample(said(article), number)


def chosen(article, number):
    """Return the talking points that the builder chooses; as many as the digest has, if it chooses more."""
    return [sentence.text for sentence in choose(article).points][:number]


def overlap(pick):
    """Return the mean ROUGE-1 and ROUGE-2 of what a way to pick gives, against the digests' own talking points."""
    scores = [
        [rouge_n(" ".join(pick(article, number)), points, size) for size in (1, 2)]
        for article, points, number in digests()
    ]
    return tuple(sum(column) / len(scores) for column in zip(*scores, strict=True))


def terms_found():
    """Return (rightly found, found, labelled) over the essays and the sample course."""
    found = {(e.name, *pair) for e in essays() for pair in found_terms(e.article)}
    found |= {(name, *pair) for name, article in sample_articles().items() for pair in found_terms(article)}
    labelled = {(e.name, *pair) for e in essays() for pair in e.terms} | sample_terms()
    return len(found & labelled), len(found), len(labelled)
