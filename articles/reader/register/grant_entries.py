"""What the public may know of a grant. Templates and exports are handed entries, never grants:
what is not on an entry is told nowhere."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, OuterRef, Prefetch, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from articles.models import PublishedVersion, VersionGrant
from articles.reader.register.words import DOES, GIVEN
from funding.amounts import write_amount
from funding.models import Funder, Grant, GrantParty


@dataclass(frozen=True)
class Party:
    """What a public funder, or a private donor, does in a grant; a private donor has no `path`."""

    slug: str
    name: str
    path: str
    role: str
    country: str

    @property
    def does(self):
        """What it does in the grant, in plain words."""
        return DOES[self.role]

    @property
    def pays(self):
        return self.role in GrantParty.PAYING


@dataclass(frozen=True)
class GrantEntry:
    """A public grant. `amount` is None where it is not known or not public.

    `pieces` counts the live ones that name the grant. The year is that of the
    award, else of the beginning, else None.
    """

    slug: str
    path: str
    title: str
    summary: str
    framework: str
    kind: str
    amount: Decimal | None
    currency: str
    starts_on: date | None
    ends_on: date | None
    awarded_on: date | None
    parties: tuple
    pieces: int

    @cached_property
    def year(self):
        dated = self.awarded_on or self.starts_on
        return dated.year if dated else None

    @property
    def kind_name(self):
        """What its kind is called; nothing where it is not known."""
        return Grant.Kind(self.kind).label if self.kind else ""

    @property
    def given(self):
        """What is given, in plain words; nothing where it is not known."""
        return GIVEN[self.kind] if self.kind else ""

    @property
    def is_money(self):
        return self.kind in Grant.MONEY

    @property
    def is_in_kind(self):
        return self.kind == Grant.Kind.IN_KIND

    @property
    def written_amount(self):
        return "" if self.amount is None else write_amount(self.amount, self.currency)

    @property
    def payers(self):
        """The parties that pay and may be named."""
        return [party for party in self.parties if party.pays and party.path]


def counted(grants):
    """Grants that `public_grants` gave, with the number of live pieces that name each.

    An article has at most one live version.
    """
    naming = VersionGrant.objects.filter(
        grant=OuterRef("pk"), version__in=PublishedVersion.objects.live()
    )
    pieces = naming.order_by().values("grant").annotate(n=Count("version", distinct=True))
    return grants.annotate(pieces=Coalesce(Subquery(pieces.values("n")), 0))


def entries(grants):
    """A GrantEntry for each of some `counted` grants, in their order.

    One query beside theirs, however many grants there are.
    """
    grants = list(grants)
    parties = GrantParty.objects.filter(funder__in=Funder.objects.shown())
    named = parties.select_related("funder")
    prefetch_related_objects(grants, Prefetch("parties", named, to_attr="public_parties"))
    return [_entry(grant) for grant in grants]


def _entry(grant):
    amount = grant.amount if grant.shows_amount else None
    return GrantEntry(
        slug=grant.slug,
        path=grant.get_absolute_url(),
        title=grant.title,
        summary=grant.summary,
        framework=grant.framework,
        kind=grant.kind,
        amount=amount,
        currency="" if amount is None else grant.currency,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        awarded_on=grant.awarded_on,
        parties=tuple(map(_party, grant.public_parties)),
        pieces=grant.pieces,
    )


def _party(party):
    funder = party.funder
    if not funder.public:
        return Party(slug="", name=funder.shown_name, path="", role=party.role, country="")
    return Party(
        slug=funder.slug,
        name=funder.name,
        path=funder.get_absolute_url(),
        role=party.role,
        country=funder.country,
    )
