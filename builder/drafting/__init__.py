"""Article -> Module: what the builder drafts, in fixed wording and the article's own words.

modules     the module as a whole      objectives  from key terms and talking points
prompts     plans for the questions    items       candidates, judged and kept or refused
definition_term  the one kind of item drafted so far; a new kind is a new file and a row in `items.KINDS`

Nothing here states a fact: a draft quotes the article or uses a phrase of `builder/wording/`.
"""

from builder.drafting.items import Lint, draft_items
from builder.drafting.modules import draft_module

__all__ = ["Lint", "draft_items", "draft_module"]
