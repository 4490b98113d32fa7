"""What a machine can notice about a wording. It only warns: the agreement has the last word."""

from itertools import chain

from django.utils.translation import gettext as _

from funding.checks import characters, cofunding, likeness, money, names, prescribed
from funding.checks.remark import Remark
from funding.models import GrantParty, Statement, Wording

__all__ = ["Remark", "check"]

PAID_FOR = (Statement.Kind.ACKNOWLEDGEMENT, Statement.Kind.IN_KIND)


def check(wording: Wording) -> list[Remark]:
    """Return the remarks on a wording, whatever its status: a list of Remark."""
    text, language, statement = wording.text, wording.language, wording.statement
    return [
        *_about_the_grant(text, language, statement),
        *prescribed.blanks(text),
        *prescribed.whole(text, language),
        *likeness.near(text, _other_texts(wording)),
        *characters.mixed_letters(text),
        *characters.spaces(text),
    ]


def _about_the_grant(text, language, statement):
    grant, funders = statement.grant, _payers(statement)
    payers = [funder.names() for funder in funders]
    if statement.occasion == Statement.Occasion.NEUTRAL:
        return names.kept_quiet(text, language, payers)
    private = [funder.names() for funder in funders if funder.is_private]
    named = [funder.names() for funder in funders if not funder.is_private]
    remarks = [names.private(text, language, private)]
    if statement.kind in PAID_FOR:
        remarks.append(names.named(text, language, named))
    if grant:
        remarks += [
            money.amounts(text, grant.amount, grant.currency, public=grant.amount_public),
            cofunding.funding_words(text, language, _is_cofunded(grant)),
        ]
    return chain.from_iterable(remarks)


def _payers(statement):
    """Who pays, with their other names at hand."""
    if statement.funder:
        funders = [statement.funder]
    elif statement.grant:
        parties = statement.grant.parties.filter(role__in=GrantParty.PAYING)
        parties = parties.select_related("funder").prefetch_related("funder__aliases")
        funders = list(dict.fromkeys(party.funder for party in parties))
    else:
        funders = []
    return funders


def _is_cofunded(grant):
    return any(
        party.role == GrantParty.Role.COFUNDING
        or (party.role in GrantParty.PAYING and party.share is not None and party.share < 100)
        for party in grant.parties.all()
    )


def _other_texts(wording):
    """The approved texts of other statements, and what this one said before."""
    same_words = Wording.objects.filter(language=wording.language)
    others = same_words.approved().exclude(statement=wording.statement_id)
    for other in others.select_related("statement__grant", "statement__funder"):
        yield str(other), other.text
    earlier = same_words.filter(statement=wording.statement_id, variant=wording.variant)
    if wording.number:
        earlier = earlier.filter(number__lt=wording.number)
    for number, text in earlier.values_list("number", "text"):
        yield _("number %d") % number, text
