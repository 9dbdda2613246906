"""The draft of an article that was imported before: what it has in common with the last draft stays as that had it.

pairs     what has become of what     choice   the sentences that were chosen     moved   numbers and quoted words
prompts   questions and their plans

A question keeps its plan, a chosen sentence its place, an objective the talking point that it quotes; only
what the article has new is drafted anew.  So a merge shows what the article changed and no second throw of the dice.
"""

from __future__ import annotations

import msgspec

from builder.drafting.again.choice import choose_again
from builder.drafting.again.moved import Moved
from builder.drafting.again.prompts import objectives_again, prompts_again
from builder.drafting.chosen import summary_of, with_chosen
from builder.drafting.modules import Drafts, draft_module, module_of
from builder.drafting.objectives import draft_objectives
from builder.model.article import Article
from builder.model.document import Metadata
from builder.model.module import Module

__all__ = ["Earlier", "Redrafted", "draft_again"]


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """The last draft of a module, and the article that it was made of."""

    module: Module
    article: Article


class Redrafted(msgspec.Struct, frozen=True, kw_only=True):
    """The draft of today; gone: the sentences and definitions chosen earlier that the article holds no more."""

    module: Module
    gone: tuple[str, ...] = ()


def draft_again(slug: str, article: Article, metadata: Metadata, earlier: Earlier) -> Redrafted:
    """Return the draft of an article that has changed, with all that need not change as it was."""
    if earlier.module.front.language != article.language:  # fixed wording and words to choose by are others now
        return Redrafted(module=draft_module(slug, article, metadata))
    choice = choose_again(article, earlier.module, earlier.article)
    held = with_chosen(article, choice.chosen)
    moved = Moved(earlier.module, earlier.article, held)
    objectives = objectives_again(draft_objectives(held), earlier.module.objectives, moved)
    moved = moved.with_objectives(earlier.module.objectives, objectives)
    drafts = Drafts(
        summary=summary_of(article, choice.chosen),
        objectives=objectives,
        prompts=prompts_again(held, earlier.module.prompts, earlier.article.questions, moved),
    )
    return Redrafted(module=module_of(slug, held, metadata, drafts), gone=choice.gone)
