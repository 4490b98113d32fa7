"""From sentences that were found to a grant with its statement and wording, which wait for
approval.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q

from articles.debt.settling import suggest
from articles.imports.funders import read_chain
from articles.models import FoundSentence, Settlement
from funding.changes import changing
from funding.models import Funder, Grant, GrantParty, Statement, Wording
from newsroom.audit import changes
from newsroom.kit.text import name_key


@dataclass(frozen=True)
class NewGrant:
    """What has to be known of a grant that is not on file."""

    funder: str
    title: str
    status: str


def what_it_names(text: str) -> NewGrant:
    """What a sentence says of a grant, for a form that a person corrects; empty where it does not.

    What stands in a back catalogue is most often over.
    """
    chain = read_chain(text)
    payers = [one.name for one in chain.funders if one.role != "implementing"]
    return NewGrant(payers[0] if payers else "", chain.project, Grant.Status.ENDED)


def grants_that_say(text: str, language: str) -> list[Grant]:
    """Those on file one of whose wordings is these very words."""
    worded = Wording.objects.filter(text=text, language=language, statement__grant__isnull=False)
    return list(Grant.objects.filter(pk__in=worded.values("statement__grant")).order_by("pk"))


def propose(
    sentences: Collection[FoundSentence],
    *,
    grant: Grant | NewGrant,
    kind: str,
    text: str,
    language: str,
    reason: str,
    by: User,
) -> Settlement:
    """Make what is not on file, and suggest that the sentences tell of it.

    Where the grant has a wording of the kind in force in the language, that is what is printed and
    no other is made. Raises ValidationError for what cannot be stored, and then nothing is.
    """
    with changing(by=by):
        new: list = []
        if isinstance(grant, NewGrant):
            grant = _new_grant(grant, new)
        wording = _wording(grant, kind, text, language, by, new)
        made = suggest(sentences, grant=grant, wording=wording, by=by, reason=reason)
        changes.added(by, *new)
    return made


def in_force(grant: Grant, kind: str, language: str) -> Wording | None:
    """The wording of a kind that a grant, or its funder, has approved in a language."""
    approved = Wording.objects.approved().filter(language=language)
    return approved.filter(statement__in=_statements(grant, kind)).order_by("pk").first()


def known_funder(name):
    """The funder of a name, or of another name that it has."""
    key = name_key(name)
    funders = Funder.objects.prefetch_related("aliases").order_by("pk")
    return next((one for one in funders if key in map(name_key, one.names())), None)


def _new_grant(asked, new):
    funder = known_funder(asked.funder) or _stored(Funder(name=asked.funder), new)
    grant = _stored(Grant(title=asked.title, status=asked.status), new)
    _stored(GrantParty(grant=grant, funder=funder, role=GrantParty.Role.FUNDING), new)
    return grant


def _statements(grant, kind):
    named = Statement.objects.filter(kind=kind, occasion=Statement.Occasion.NAMED)
    return named.filter(Q(grant=grant) | Q(funder__parties__grant=grant))


def _wording(grant, kind, text, language, by, new):
    if in_force(grant, kind, language):
        return None
    statement = _statements(grant, kind).order_by("pk").first()
    if statement is None:
        statement = _stored(Statement(grant=grant, kind=kind), new)
    wording = Wording(statement=statement, language=language, text=text, created_by=by)
    return _stored(wording, new)


def _stored(row, new):
    row.full_clean()
    row.save()
    new.append(row)
    return row
