"""Article -> Module: what the builder drafts, in fixed wording and the article's own words.

modules     the module as a whole      objectives  from key terms and talking points
prompts     plans for the questions    items       candidates, judged and kept or refused
chosen      terms and sentences for an article without such sections
kinds       one file a pattern: sentences to candidates      assembly    which candidates make the quiz
said        the article's sentences, with who speaks there   lexicon     relation words, one table a language

Nothing here states a fact: a draft quotes the article or uses a phrase of `builder/wording/`.
"""

from builder.drafting.again import Earlier, Redrafted, draft_again
from builder.drafting.assembly import Across
from builder.drafting.chosen import left_out, with_chosen
from builder.drafting.chosen.asking import asked
from builder.drafting.items import Draft, Lint, Refusal, draft_items
from builder.drafting.modules import draft_module

__all__ = [
    "Across",
    "Draft",
    "Earlier",
    "Lint",
    "Redrafted",
    "Refusal",
    "asked",
    "draft_again",
    "draft_items",
    "draft_module",
    "left_out",
    "with_chosen",
]
