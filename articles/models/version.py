from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.article import READ_ELSEWHERE, Article
from articles.models.choices import Funding, Kind
from articles.models.filed_columns import FiledAsPrinted
from articles.models.filing import Section
from articles.models.licences import Licence, Terms, terms
from articles.models.live import LiveQuerySet
from articles.models.page import OF_VERSIONS
from articles.models.withdrawal import Withdrawal
from funding.models import Grant
from newsroom.audit.vouched import EVERY_ROW, followed, vouched_for
from newsroom.kit import clock
from newsroom.kit.languages import direction
from newsroom.kit.moments import day_of
from newsroom.pictures.fields import PictureNameField
from newsroom.pictures.renditions import Renditions, renditions


class PublishedVersionQuerySet(LiveQuerySet["PublishedVersion"]):
    """The questions that readers ask about what was published."""

    def unfinished(self, at: datetime | None = None) -> Self:
        """What is live at a moment or will be later, the earliest first."""
        at = at or clock.now()
        return (
            self.exclude(live_until__lte=at)
            .exclude(expires_at__lte=at)
            .not_cancelled()
            .order_by("live_from")
        )

    def not_yet_live(self, at: datetime | None = None) -> Self:
        """What begins only after a moment."""
        return self.filter(live_from__gt=at or clock.now())

    def to_come(self, at: datetime | None = None) -> Self:
        """What nobody sees yet at a moment and readers will see later, the earliest first."""
        return self.unfinished(at).not_yet_live(at)

    def begun(self, at: datetime | None = None) -> Self:
        """What readers see or have seen by a moment.

        Where nothing of it is live any more, its address answers that it is gone.
        """
        at = at or clock.now()
        return self.filter(live_from__lte=at).not_cancelled()

    def gone(self, at: datetime | None = None) -> Self:
        """The last version of each piece of which readers see nothing any more at a moment.

        Each has `ended_at`, and `farewell`: what readers are told of its withdrawal, empty if
        that is nothing, None for one that was not withdrawn: its end was planned.
        """
        at = at or clock.now()
        later = PublishedVersion.objects.begun(at).filter(
            article=OuterRef("article"), live_from__gt=OuterRef("live_from")
        )
        told = Withdrawal.objects.filter(article=OuterRef("article"), ended_at=OuterRef("ended_at"))
        return (
            self.begun(at)
            .filter(Q(live_until__lte=at) | Q(expires_at__lte=at), ~Exists(later))
            .annotate(
                ended_at=Least(
                    Coalesce("live_until", "expires_at"), Coalesce("expires_at", "live_until")
                )
            )
            .annotate(farewell=Subquery(told.order_by("-pk").values("text")[:1]))
        )

    def appearing(self, begins: datetime, ends: datetime) -> Self:
        """What readers begin to see from one moment until before another, the earliest first.

        Of an edition that is its first version: what follows of it is the same text.
        """
        earlier = PublishedVersion.objects.not_cancelled().filter(
            article=OuterRef("article"),
            edition=OuterRef("edition"),
            live_from__lt=OuterRef("live_from"),
        )
        span = self.not_cancelled().filter(live_from__gte=begins, live_from__lt=ends)
        return span.filter(~Exists(earlier)).order_by("live_from", "pk")

    def ending(self, begins: datetime, ends: datetime) -> Self:
        """What readers cease to see in a span because its end was planned, the earliest first."""
        as_planned = Q(live_until=None) | Q(live_until__gte=F("planned_until"))
        span = self.not_cancelled().filter(planned_until__gte=begins, planned_until__lt=ends)
        planned = span.filter(as_planned, expires_at=F("planned_until"))
        return planned.order_by("planned_until", "pk")

    def not_ended(self) -> Self:
        """What nobody ended: what is live or to come, and what is over by its plan."""
        return self.filter(live_until=None)

    def not_cancelled(self) -> Self:
        """What was not taken back before it began."""
        return self.exclude(live_until__lte=F("live_from"))

    def funded_by(self, grant: Grant) -> Self:
        return self.filter(pk__in=grant.version_grants.values("version"))

    def sections(self) -> models.QuerySet[Section]:
        """The sections in which at least one of these versions is filed."""
        return Section.objects.filter(Exists(self.filter(section=OuterRef("pk"))))

    def by_key(self) -> "PublishedVersionQuerySet":
        """The same versions, of which the keys are chosen first.

        What is computed for a version is then computed for no other one, however
        many a slice passes over: deep in a list that is seconds on PostgreSQL.
        """
        return self.model._default_manager.filter(pk__in=self.values("pk"))

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-pk")


@followed("live_until")
@vouched_for(EVERY_ROW)
class PublishedVersion(FiledAsPrinted, models.Model):
    """What readers were served: everything printed, frozen. Never changed, never deleted.

    Live from `live_from` until the earlier of `expires_at` (planned when it
    was frozen) and `live_until` (set once, when it was ended). Triggers on
    both databases refuse any other change, and a second version of an article
    live at the same moment. `planned_until` is the end that a person gave the
    text; `expires_at` may come before it, where a successor takes over.

    `first_published_at` is the true one, and may lie before this system served the piece, which
    it does since `served_since`: coverage, address and order go by it, what was live never does.

    `original` is the piece of which it is a translation, or its own: all that readers see of one
    original is the same piece in several languages.

    Versions of one edition belong together: the same text, with another plan
    or, where an embargo ends, with other disclosures.
    """

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="versions", verbose_name=_("article")
    )
    number = models.PositiveIntegerField(_("number"))
    edition = models.PositiveIntegerField(_("edition"), default=1)
    live_from = models.DateTimeField(_("live from"))
    expires_at = models.DateTimeField(_("planned end"), null=True)
    planned_until = models.DateTimeField(_("end of this text"), null=True)
    live_until = models.DateTimeField(_("live until"), null=True)
    first_published_at = models.DateTimeField(_("first published"))
    served_since = models.DateTimeField(_("served here since"))
    printed_at = models.DateTimeField(_("this text since"))
    frozen_at = models.DateTimeField(_("frozen"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("frozen by"),
    )

    path = models.CharField(_("path"), max_length=120)
    title = models.CharField(_("title"), max_length=250)
    standfirst = models.TextField(_("standfirst"))
    body = models.TextField(_("body"))
    language = models.CharField(_("language"), max_length=10)
    original = models.ForeignKey(
        Article, models.PROTECT, related_name="+", verbose_name=_("translation of")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    words = models.PositiveIntegerField(_("words"), default=0)
    lead_file = PictureNameField(_("lead image"))
    lead_width = models.PositiveIntegerField(null=True)
    lead_height = models.PositiveIntegerField(null=True)
    lead_alt = models.CharField(max_length=300)
    lead_caption = models.TextField()
    lead_credit = models.CharField(max_length=200)
    lead_licence = models.CharField(max_length=20, choices=Licence)
    lead_focal_x = models.PositiveSmallIntegerField(default=50)
    lead_focal_y = models.PositiveSmallIntegerField(default=50)
    funding = models.CharField(_("funding"), max_length=10, choices=Funding)

    objects = PublishedVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["article", "-number"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["path", "live_from"], name="versions_by_path"),
            # Whoever changes what must be said asks first for what is still to come.
            models.Index(fields=["live_from"], name="versions_by_beginning"),
            models.Index(fields=["-first_published_at", "-id"], name="versions_newest_first"),
            models.Index(fields=["section", "-first_published_at"], name="versions_by_section"),
            # Every page of the site names the pages of the publication.
            models.Index(
                fields=["first_published_at"], name="versions_of_pages", condition=Q(kind=Kind.PAGE)
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="versions_are_numbered", fields=["article", "number"]),
            models.UniqueConstraint(
                name="one_open_version_per_article",
                fields=["article"],
                condition=Q(live_until=None, expires_at=None),
            ),
            models.CheckConstraint(
                name="version_declares_its_funding",
                condition=~Q(funding=Funding.UNDECLARED),
                violation_error_message=_("A published piece must say whether it is funded."),
            ),
            models.CheckConstraint(
                name="version_ends_after_it_begins",
                condition=(Q(live_until=None) | Q(live_until__gte=F("live_from")))
                & (Q(expires_at=None) | Q(expires_at__gt=F("live_from"))),
            ),
            models.CheckConstraint(
                name="version_is_served_after_the_first_publication",
                condition=Q(served_since__gte=F("first_published_at"))
                & Q(live_from__gte=F("served_since")),
            ),
            models.CheckConstraint(
                name="only_a_version_of_what_was_read_elsewhere_is_imported",
                condition=READ_ELSEWHERE,
            ),
            *OF_VERSIONS,
        ]

    def __str__(self):
        told = {"title": self.title, "number": self.number}
        return gettext("%(title)s (version %(number)s)") % told

    def get_absolute_url(self) -> str:
        return self.path

    @property
    def is_page(self) -> bool:
        """Whether it is a page of the publication itself, and no piece."""
        return self.kind == Kind.PAGE

    @property
    def ends_at(self) -> datetime | None:
        """The moment it stops being live, or None if none is known."""
        return min(
            (moment for moment in (self.live_until, self.expires_at) if moment), default=None
        )

    @property
    def true_date(self) -> date | None:
        """The day of first publication of a piece of the back catalogue: it came out before this
        system served it, and no hour is known. None for every other piece.
        """
        if self.first_published_at == self.served_since:
            return None
        return day_of(self.first_published_at)

    @property
    def first_published(self) -> date | datetime:
        """The first publication as exactly as it is known: a day, or a moment."""
        return self.true_date or self.first_published_at

    @property
    def is_updated(self) -> bool:
        """Whether the text is younger than the first that was served here."""
        return self.printed_at > self.served_since

    @property
    def changed_at(self) -> datetime:
        """When the piece became what it is, for whoever sorts by it: a text of the back catalogue
        is as old as its first publication, until it is updated.
        """
        return self.printed_at if self.is_updated else self.first_published_at

    @property
    def kind_label(self) -> str:
        """What the piece is, unless it goes without saying or the section's name says it."""
        label = str(self.get_kind_display())
        said = self.kind == Kind.ARTICLE or label.casefold() in self.section_name.casefold()
        return "" if said else label

    @property
    def lead_picture(self) -> Renditions | None:
        """The lead image in the sizes that pages need, or None."""
        focal = (self.lead_focal_x, self.lead_focal_y)
        return renditions(self.lead_file, self.lead_width, self.lead_height, focal)

    @property
    def lead_terms(self) -> Terms:
        return terms(self.lead_licence)

    @property
    def direction(self) -> str:
        return direction(self.language)
