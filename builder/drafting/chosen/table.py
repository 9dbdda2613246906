"""The words by which definitions and sentences that can stand alone are known: one table a language.

A language without a table gets nothing chosen, and the import says so.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from importlib.resources import files

import msgspec

from builder.drafting.lexicon import alternatives, lexicon
from builder.text.words import stop_words

#: A term: one to five words, in quotation marks or not.
_TERM = r"[“«\"‘]?\s?(?:[\w'’-]+ ){0,4}?[\w'’-]+\s?[”»\"’]?"
_WORD = r"[\w'’-]+"


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to define: a regular expression over a whole sentence, with the groups `term` and `said`.

    In capitals stand what the table holds: ONE, WORD, TERM, KIND, DET, RELATIVE, ADVERB.
    weak: whether other sentences look the same, so that the text must use the term elsewhere too.
    """

    name: str
    pattern: str
    weak: bool = False


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The words of a language, each a regular expression without anchors.

    one: before a term that stands for its kind.  kind_word: before a term that is named as a word.
    within_terms: small words that may stand inside a term.  no_terms: words that no term holds.
    no_heads: nouns that no term is a kind of; head_last: whether a term's noun is its last word and not its first.
    det, genus: what begins a definition by "is".  adjectives: how many words may stand between the two.
    relative: what goes on with it.  adverb: what may stand before it.
    no_definition: first words of sentences that do not say what something is.  no_said: first words of a remark.
    denials: words beside the verb by which a sentence says what something is not, or seldom is.
    opening: first words that point outside a sentence.  inside: words anywhere that do.
    early: words that do among the first `early_words`.
    definite: articles that speak of a thing named before, unless one of `modifying` says which.
    understood: things that a reader of a digest knows, since its head names a study.
    leaning, leans: first words, and words anywhere, of a question that answers the sentence before it.
    passed_over: words of a question that look as if they did.
    claims: words behind which a reason, a condition or a comparison stands.  generic: verbs of what holds in general.
    of_any: first words of sentences about a thing of its kind.  past: verbs of what happened once.
    """

    one: tuple[str, ...]
    kind_word: tuple[str, ...]
    within_terms: tuple[str, ...]
    no_terms: tuple[str, ...]
    head_last: bool
    no_heads: tuple[str, ...]
    det: tuple[str, ...]
    genus: tuple[str, ...]
    adjectives: int
    relative: tuple[str, ...]
    adverb: tuple[str, ...]
    no_definition: tuple[str, ...]
    denials: tuple[str, ...]
    no_said: tuple[str, ...]
    frames: tuple[Frame, ...]
    opening: tuple[str, ...]
    inside: tuple[str, ...]
    early: tuple[str, ...]
    early_words: int
    language: str = ""
    definite: tuple[str, ...]
    understood: tuple[str, ...]
    modifying: tuple[str, ...]
    leaning: tuple[str, ...]
    leans: tuple[str, ...]
    passed_over: tuple[str, ...]
    claims: tuple[str, ...]
    generic: tuple[str, ...]
    of_any: tuple[str, ...]
    past: tuple[str, ...]

    @cached_property
    def patterns(self) -> tuple[tuple[Frame, re.Pattern[str]], ...]:
        """The frames, each with its expression ready to use."""
        between = alternatives((*self.det, *self.relative, *map(re.escape, sorted(stop_words(self.language)))))
        before = rf"(?:(?!{between}(?!\w)){_WORD},? ){{0,{self.adjectives}}}?"
        parts = {
            "ONE": _before(self.one),
            "WORD": _before(self.kind_word),
            "KIND": f"(?:{_before(self.det)})?{before}{alternatives(self.genus)}(?!\\w)",
            "TERM": _TERM,
            "DET": _before(self.det),
            "RELATIVE": rf"(?<!\w){alternatives(self.relative)}(?!\w)",
            "ADVERB": alternatives(self.adverb),
        }
        strong_first = sorted(self.frames, key=lambda frame: frame.weak)
        return tuple(
            (frame, re.compile(re.sub("|".join(parts), lambda m: parts[m.group()], frame.pattern), re.IGNORECASE))
            for frame in strong_first
        )

    def is_remark(self, said: str) -> bool:
        """Return whether what is said of a thing is a remark and no definition, the article before it passed over."""
        bare = re.sub(rf"\A{_before(self.det)}", "", said, flags=re.IGNORECASE) if self.det else said
        return self.begins("no_said", said) or self.begins("no_said", bare)

    def without_adverbs(self, said: str) -> str:
        """Return what is said of a thing without the discourse words around it: no list of terms has a "here"."""
        adverb = alternatives(self.adverb)
        return re.sub(rf"\A(?:{adverb},? )+|,? (?:{adverb})\Z", "", said, flags=re.IGNORECASE)

    def begins(self, name: str, text: str) -> bool:
        """Return whether a text begins with a word of one kind, marks passed over."""
        return _words(getattr(self, name), start=True).match(text) is not None

    def holds(self, name: str, text: str) -> bool:
        """Return whether a word of one kind stands in a text."""
        return _words(getattr(self, name), start=False).search(text) is not None

    def without(self, name: str, text: str) -> str:
        """Return a text without the words of one kind."""
        return _words(getattr(self, name), start=False).sub(" ", text)

    def first(self, name: str, text: str) -> int | None:
        """Return where the first word of one kind stands in a text, None where there is none."""
        match = _words(getattr(self, name), start=False).search(text)
        return match.start() if match else None

    def is_only(self, name: str, word: str) -> bool:
        """Return whether a word is one of a kind, whole."""
        return re.fullmatch(alternatives(getattr(self, name)), word, re.IGNORECASE) is not None


def _before(words: tuple[str, ...]) -> str:
    """Return words that stand before another: with a blank, but for elided ones ("l'")."""
    if not words:
        return "(?:)"
    elided = [word for word in words if word.endswith("['’]")]
    whole = [f"{alternatives(tuple(word for word in words if word not in elided))} "] * (len(elided) < len(words))
    return f"(?:{'|'.join([*whole, *elided])})"


@cache
def _words(words: tuple[str, ...], *, start: bool) -> re.Pattern[str]:
    head = r"[\"'“‘«¿¡(\[\s]*" if start else r"(?<!\w)"
    return re.compile(rf"{head}(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@cache
def table(language: str) -> Table | None:
    """Return the table of a language (BCP 47) with the pointing words of its lexicon, None where there is none."""
    base = language.split("-", maxsplit=1)[0].lower()
    source = files(__package__).joinpath(f"{base}.toml")
    if not base.isalpha() or not source.is_file():
        return None
    found = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), Table)
    known = lexicon(language)
    if known is None:
        return msgspec.structs.replace(found, language=base)
    return msgspec.structs.replace(
        found, language=base, opening=(*found.opening, *known.dangling), inside=(*found.inside, *known.pointing)
    )
