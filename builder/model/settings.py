"""What a course's `_config.yml` says under `builder:`."""

from __future__ import annotations

from typing import Annotated

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The builder's own settings; every one has a default.

    update_after_years: how old the research of a module may be before `builder check` asks for an Update.
    publish_drafts: whether students see drafted items that nobody has reviewed.
    private: a folder of the course that Git ignores; a module's quiz may stand there, at PRIVATE/SLUG/quiz.yml.
    """

    update_after_years: Annotated[int, msgspec.Meta(ge=1, le=200)] = 10
    publish_drafts: bool = True
    private: str | None = None
