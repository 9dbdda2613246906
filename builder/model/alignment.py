"""Which items and prompts serve which learning objective, and what serves none: the alignment table."""

from __future__ import annotations

import msgspec

from builder.model.module import Module


class Aligned(msgspec.Struct, frozen=True, kw_only=True):
    """A learning objective with the ids of the items and the numbers of the prompts that serve it."""

    number: int
    objective: str
    items: tuple[str, ...] = ()
    prompts: tuple[int, ...] = ()


class Alignment(msgspec.Struct, frozen=True, kw_only=True):
    """The table of a module: a row for each objective, and what no objective claims.

    items: ids of items without an objective, or with one that is not there.  prompts: numbers of such prompts.
    """

    rows: tuple[Aligned, ...] = ()
    items: tuple[str, ...] = ()
    prompts: tuple[int, ...] = ()

    @property
    def gaps(self) -> int:
        """How many cells of the table are empty."""
        return sum((not row.items) + (not row.prompts) for row in self.rows)


def alignment(module: Module) -> Alignment:
    """Return a module's table: objectives in order, items as quiz.yml has them, prompts by number from 1."""
    numbers = range(1, len(module.objectives) + 1)
    return Alignment(
        rows=tuple(
            Aligned(
                number=number,
                objective=module.objectives[number - 1],
                items=tuple(item.id for item in module.items if item.objective == number),
                prompts=tuple(n for n, prompt in enumerate(module.prompts, 1) if number in prompt.plan.objectives),
            )
            for number in numbers
        ),
        items=tuple(item.id for item in module.items if item.objective not in numbers),
        prompts=tuple(
            n for n, prompt in enumerate(module.prompts, 1) if not set(prompt.plan.objectives).intersection(numbers)
        ),
    )
