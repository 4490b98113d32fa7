"""Making a newsletter: what is handed over is frozen and recorded in one transaction."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from articles.letters.compose import compose
from articles.letters.models import Letter, MadeLetter, MadeLetterPiece
from articles.models import PublishedVersion
from newsroom.audit import ledger
from newsroom.kit import clock
from newsroom.kit.locking import held


class LetterRefused(Exception):
    """A newsletter was not made. `problems` are sentences for an editor to read."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@transaction.atomic
def make_letter(letter: Letter, *, by: User) -> MadeLetter:
    """Freeze the newsletter as of now, and return it as it was made, the next revision of it.

    Only what is live is in it. Raises LetterRefused, and changes nothing, if `by` may not make
    newsletters or something has to change first.
    """
    if not by.has_perm("articles.add_madeletter"):
        raise LetterRefused([_("You may not make newsletters.")])
    now = clock.now()
    letter = held(Letter.objects.all()).get(pk=letter.pk)
    composed = compose(letter, now)
    if composed.problems:
        raise LetterRefused(composed.problems)
    last = letter.made.aggregate(n=Max("revision"))["n"] or 0
    made = MadeLetter.objects.create(
        letter=letter,
        revision=last + 1,
        made_at=now,
        made_by=by,
        html=composed.html,
        text=composed.text,
    )
    printed = MadeLetterPiece.objects.bulk_create(
        MadeLetterPiece(made=made, version=piece.version, position=position)
        for position, piece in enumerate(composed.pieces)
    )
    ledger.record(
        by,
        "make a newsletter",
        letter,
        moment=now,
        rows=[made, *printed],
        revision=made.revision,
        pieces=[str(piece.version) for piece in composed.pieces],
    )
    return made


@dataclass(frozen=True)
class Since:
    """What became of the pieces of a newsletter after it was made: titles, as they were in it."""

    gone: list[str]
    changed: list[str]


def since(made: MadeLetter) -> Since:
    """Which pieces readers do not see any more, and which they see otherwise. Two queries."""
    versions = [row.version for row in made.printed.select_related("version")]
    of = PublishedVersion.objects.live().filter(article__in=[v.article_id for v in versions])
    live = dict(of.values_list("article", "pk"))
    return Since(
        gone=[v.title for v in versions if v.article_id not in live],
        changed=[v.title for v in versions if live.get(v.article_id, v.pk) != v.pk],
    )
