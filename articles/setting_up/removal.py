"""Taking the example out again: what goes, and what stays because somebody needs it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from articles.models import Article
from articles.setting_up.example import Example
from funding.changes import supposing
from funding.models import Wording
from newsroom.audit import changes
from newsroom.called import called


@dataclass(frozen=True)
class Told:
    """A row of the example as people are told of it, and why it stays where it does."""

    row: Model
    kind: str
    name: str
    why: str = ""

    @property
    def key(self) -> str:
        """What tells it in a form."""
        return f"{self.row._meta.label_lower}:{self.row.pk}"


@dataclass
class Removal:
    """What comes of the rows of an example. `written` are those that somebody wrote in since:
    they stay, unless whoever takes the example out says that they go as well.
    """

    going: list[Told] = field(default_factory=list)
    written: list[Told] = field(default_factory=list)
    staying: list[Told] = field(default_factory=list)


def foreseen(example: Example) -> Removal:
    """What would come of them now: it is done, looked at and undone."""
    with supposing():
        return remove(example, delete=lambda row: row.delete())


def remove(
    example: Example, *, also: Collection[str] = (), delete: Callable[[Model], object]
) -> Removal:
    """Delete the rows of an example that nobody needs, each by a call of `delete`.

    `also` are the keys of those that go although somebody wrote in them. What was approved, what
    readers have seen or will, and what something else needs stays, whatever is asked.
    """
    removal = Removal()
    for row in example.rows():
        told = Told(row, str(row._meta.verbose_name), str(row))
        if why := _settled(row):
            removal.staying.append(replace(told, why=why))
        elif told.key not in also and (why := "; ".join(_written_since(row, example))):
            removal.written.append(replace(told, why=why))
        else:
            _delete(told, removal, delete)
    return removal


def _delete(told, removal, delete):
    try:
        delete(told.row)
    except ProtectedError:
        removal.staying.append(replace(told, why=_("something that stays needs it")))
    else:
        removal.going.append(told)


def _settled(row: Model) -> str:
    if isinstance(row, Wording) and row.status != Wording.Status.DRAFT:
        return _("it was approved, and is on record for ever")
    if isinstance(row, Article) and row.path:
        return _("it was published: withdraw it instead")
    return ""


def _written_since(row: Model, example: Example) -> Iterator[str]:
    """What people did with a row after it was made, a sentence for each kind of it."""
    if entries := changes.since(row, example.number):
        who = called(entries[-1].actor) or entries[-1].actor_name
        yield _("last changed by %s") % who
    if isinstance(row, Article):
        if row.comments.exists() or row.proposals.exists():
            yield _("somebody commented on it, or suggested something")
        if row.autosaves.exists():
            yield _("somebody typed something that is not saved yet")
