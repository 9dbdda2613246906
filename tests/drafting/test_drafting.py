"""What is drafted: fixed wording and the article's own words, nothing else, and the same every time."""

from functools import partial

import msgspec
from articles_by_hand import BEES

from builder.checks.items import across, context_of, lint_item
from builder.checks.quotations import holding, holds
from builder.drafting import draft_items, draft_module
from builder.drafting.modules import title_of
from builder.drafting.rivals import Term
from builder.model.article import Article, Definition, Point, PointGroup
from builder.model.document import Metadata
from builder.model.item import MultipleChoice, Quote, ShortAnswer, is_recognised
from builder.text.inline import plain
from builder.text.words import are_cognates, content_words

VERBS = {"define", "explain", "distinguish", "evaluate", "apply"}
HIGHER = {"distinguish", "evaluate", "apply"}
VAGUE = {"understand", "know", "learn", "appreciate"}


#: BEES with a quorum in its running text, and a course that has two more quantities to choose from.
SWARM = msgspec.structs.replace(BEES, informing_practice=("A committee can ask for a quorum as well.",))
NEIGHBOURS = (
    Term(name="Threshold", definition="the number of votes that a rule of the house asks for.", home="Councils"),
    Term(name="Draught", definition="the measure of how deep a barge lies in the water.", home="Barges"),
)


def drafted(article=SWARM, neighbours=NEIGHBOURS, **kept):
    lint = partial(lint_item, context=context_of(article, {term.name: term.definition for term in neighbours}))
    both = partial(across, language=article.language)
    return draft_items(article, lint, both, neighbours=neighbours, **kept)


def by_prefix(draft):
    """Return the drafted items by the first letters of their ids, which tell the kind."""
    return {item.id.split("-")[0]: item for item in draft.items}


def test_objectives_begin_with_a_verb_that_can_be_observed():
    objectives = draft_module("bees", BEES, Metadata()).objectives
    verbs = [objective.split()[0].lower() for objective in objectives]
    assert 3 <= len(objectives) <= 5
    assert set(verbs) <= VERBS
    assert HIGHER.intersection(verbs)
    assert not VAGUE.intersection(word for objective in objectives for word in objective.lower().split())
    assert len(set(verbs)) == len(verbs)


def test_an_article_without_points_and_terms_gets_no_objectives():
    assert draft_module("x", Article(kind="article", summary=("Text.",)), Metadata()).objectives == ()


def test_front_matter_comes_from_the_article_and_its_page():
    front = draft_module("bees", BEES, Metadata(authors=("T. Meadow",), licence="CC BY 4.0")).front
    assert (front.title, front.doi, front.authors, front.licence) == (
        BEES.title, "10.1000/jsa.42", ("T. Meadow",), "CC BY 4.0",
    )  # fmt: skip
    assert front.status == "draft"
    # 46 words of running text are under a minute, 8 for terms and quiz, 14 + 15 + 10 for the prompts: 48, so 50.
    assert front.minutes == 50


def test_an_untitled_article_takes_the_title_of_the_study_it_cites():
    untitled = msgspec.structs.replace(BEES, title=None)
    assert title_of(untitled, "slug") == "How a swarm chooses"
    assert title_of(Article(kind="article"), "notes-of-may-1a2b3c4d") == "Notes of may 1a2b3c4d"


def test_a_digest_becomes_a_quiz_of_several_kinds():
    items = by_prefix(drafted())
    # The quorum is a number of scouts: what rivals it are other quantities, from other modules of the course.
    # "Swarm" is a part, and nothing else is: it is to be written.  The insight says what groups should do.
    assert plain(items["dt"].stem) == (
        "Which term is defined as “the number of scouts in a cavity that is enough to end the search for a home”?"
    )
    assert [(option.text, option.key) for option in items["dt"].options] == [
        ("Quorum", True), ("Threshold", False), ("Draught", False),
    ]  # fmt: skip
    assert "“Councils”" in items["dt"].options[1].feedback
    assert items["st"].answers == ("Swarm",)
    assert plain(items["cq"].stem).endswith("“Scouts dance longer for a better cavity”?")
    assert plain(items["in"].stem) == "What does the key insight ask of “Groups”?"
    assert all(item.origin == "drafted" for item in items.values())


def test_a_refused_candidate_names_the_rules_that_kept_it_out():
    refused = {refusal.about: refusal for refusal in drafted().refused}
    assert [finding.code for finding in refused["“Forager”"].problems] == ["S05"]
    assert [finding.code for finding in refused["“Swarm”"].problems] == ["O02"]
    told = refused["“Swarm”"].note()
    assert (told.code, told.severity) == ("item-refused", "note")
    assert told.message.startswith("a question on “Swarm”: fewer than two other terms")


def test_items_quote_the_article_and_never_show_their_key():
    held = holding(SWARM)
    items = [item for item in drafted().items if isinstance(item, MultipleChoice | ShortAnswer)]
    assert len(items) >= 2
    for item in items:
        texts = (
            [option.text for option in item.options if option.key] if isinstance(item, MultipleChoice) else item.answers
        )
        stem = content_words(plain(item.stem))
        assert not [w for w in content_words(texts[0]) if any(are_cognates(w, s) for s in stem)]
        assert holds(held, item.source.quote)


def test_a_term_in_its_own_definition_is_not_asked_for():
    article = msgspec.structs.replace(
        SWARM,
        keywords=("absconding",),
        definitions=(
            *BEES.definitions[:2],
            Definition(
                term="Absconding",
                definition="“what a colony does that absconds: an absconding colony gives up its comb and its whole brood.”",
            ),
        ),
    )
    draft = drafted(article)
    assert not any("gives up its comb" in item.stem for item in draft.items)
    assert [r.problems[0].code for r in draft.refused if r.about == "“Absconding”"] == ["C01"]


def test_drafting_twice_gives_the_same():
    assert drafted() == drafted()
    assert draft_module("bees", BEES, Metadata()) == draft_module("bees", BEES, Metadata())


def test_an_id_depends_on_the_quoted_words_alone():
    first = drafted().items
    second = drafted(msgspec.structs.replace(SWARM, title="Another title", keywords=())).items
    ids = {(type(item), item.source.quote): item.id for item in first}
    common = [item for item in second if (type(item), item.source.quote) in ids]
    assert len(common) >= 3
    assert all(ids[type(item), item.source.quote] == item.id for item in common)


def test_terms_without_two_others_to_choose_from_are_to_be_written():
    article = msgspec.structs.replace(SWARM, definitions=BEES.definitions[:2], keywords=())
    draft = drafted(article, neighbours=())
    assert not [item for item in draft.items if item.id.startswith("dt-")]
    # The waggle dance has two features, and one question on a definition is enough (P05).
    assert {item.answers for item in draft.items if isinstance(item, ShortAnswer)} == {("Quorum",)}
    assert any("“Waggle dance”" in plain(item.stem) for item in draft.items)
    told = [refusal for refusal in draft.refused if refusal.kind == "definition-term"]
    assert [[finding.code for finding in refusal.problems] for refusal in told] == [["O02"], ["O02"]]


def test_what_a_person_rejected_is_not_drafted_again_in_any_form():
    first = by_prefix(drafted())
    gone = frozenset({first["dt"].id, first["in"].id})
    again = drafted(without=gone)
    assert not gone & {item.id for item in again.items}
    assert again.items


def test_what_stays_is_neither_repeated_nor_given_away():
    own = ShortAnswer(
        id="own", stem="What do listeners of the waggle dance learn?", answers=("a place",), origin="authored",
        source=Quote(section="definitions", quote=BEES.definitions[1].definition),
    )  # fmt: skip
    draft = drafted(keeping=(own,))
    assert not any("Waggle dance" in plain(item.stem) for item in draft.items)
    assert "own" not in {item.id for item in draft.items}
    assert len(draft.items) < len(drafted().items) + 1


def test_a_key_that_another_stem_would_show_is_not_asked_for_beside_it():
    """The quiz takes the term or the sentence that names it, never both, and says what it left out."""
    article = msgspec.structs.replace(
        SWARM,
        talking_points=(
            PointGroup(
                lead=None, points=(Point(text="A quorum in one cavity ends the search long before the scouts agree."),)
            ),
        ),
    )
    draft = drafted(article)
    keys = [o.text for item in draft.items if isinstance(item, MultipleChoice) for o in item.options if o.key]
    stems = " ".join(plain(item.stem).lower() for item in draft.items)
    assert ("Quorum" in keys) != ("“a quorum" in stems)
    assert any(finding.code == "X01" for refusal in draft.refused for finding in refusal.problems)


def test_no_more_is_recognised_than_recalled():
    draft = drafted()
    recognised = [item for item in draft.items if is_recognised(item)]
    assert 0 < len(recognised) <= len(draft.items) / 2
    assert len(draft.items) <= 8


def test_what_stays_counts_towards_its_kind():
    """Two terms are kept: a third is not drafted beside them, whatever room there is."""
    first = drafted(neighbours=())
    kept = tuple(msgspec.structs.replace(item, accepted=True) for item in first.items if item.id.startswith("st-"))
    assert len(kept) == 2
    again = drafted(neighbours=(), keeping=kept)
    assert not [item for item in again.items if item.id.startswith("st-")]
