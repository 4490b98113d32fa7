"""Whether there are words to print while a grant may not be named."""

from django.db.models import Q

from funding.models import Grant, GrantParty, Statement, Wording


def has_neutral_words(grant: Grant) -> bool:
    """Whether a neutral statement of a grant, or of who pays for it, has an approved wording."""
    payers = grant.parties.filter(role__in=GrantParty.PAYING).values("funder")
    return (
        Wording.objects.approved()
        .filter(
            Q(statement__grant=grant) | Q(statement__funder__in=payers),
            statement__occasion=Statement.Occasion.NEUTRAL,
        )
        .exists()
    )
