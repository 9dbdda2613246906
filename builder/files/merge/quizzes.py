"""Two quizzes of one origin merged item by item: a person's, and the collection's from which it was taken."""

from __future__ import annotations

import msgspec

from builder.files.quiz_edit import with_rejected, without_items
from builder.files.quiz_yml import QuizFile, read_quiz, unsure, with_item, with_more
from builder.findings import BuilderError
from builder.model.item import Item


class JoinedQuiz(msgspec.Struct, frozen=True, kw_only=True):
    """A merged quiz, and the ids of items that are new, that follow the collection, that went, and that clash.

    Of a clash the person's item stands.  kept: a person's items that the collection has no more.
    """

    text: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()


def join_quizzes(base: QuizFile, ours: QuizFile, theirs: QuizFile) -> JoinedQuiz:
    """Return what becomes of a person's quiz when the one that it was taken from changed; all other bytes stay.

    Raises BuilderError where the file is written so that it cannot be changed safely.
    """
    was, mine, its = (_by_id(quiz) for quiz in (base, ours, theirs))
    both = [id_ for id_ in mine if id_ in its and its[id_] not in (mine[id_], was.get(id_))]
    changed = tuple(id_ for id_ in both if mine[id_] == was.get(id_))
    left = [id_ for id_ in mine if id_ in was and id_ not in its]
    gone = tuple(id_ for id_ in left if mine[id_] == was[id_])
    added = tuple(id_ for id_ in its if id_ not in was and id_ not in mine and id_ not in ours.rejected)
    quiz = ours
    for id_ in changed:
        quiz = _again(quiz, with_item(quiz, id_, its[id_]))
    quiz = _again(quiz, without_items(quiz, gone))
    quiz = _again(quiz, with_more(quiz, tuple(its[id_] for id_ in added)))
    there = _by_id(quiz)
    refused = tuple(id_ for id_ in theirs.rejected if id_ not in base.rejected and id_ not in there)
    return JoinedQuiz(
        text=with_rejected(quiz, refused),
        added=added,
        changed=changed,
        gone=gone,
        kept=tuple(id_ for id_ in left if id_ not in gone),
        clashes=tuple(id_ for id_ in both if id_ not in changed),
    )


def _by_id(quiz: QuizFile) -> dict[str, Item]:
    return {item.id: item for item in quiz.items}


def _again(quiz: QuizFile, text: str) -> QuizFile:
    after, _ = read_quiz(text, quiz.file)
    if after is None:
        raise BuilderError(unsure(quiz))
    return after
