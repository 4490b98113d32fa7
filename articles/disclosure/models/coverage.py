from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.disclosure.models.target import (
    ROWS,
    SITE,
    TARGETS,
    Target,
    exactly_one_target,
)
from articles.models.article import Article
from articles.models.filed import Filed
from articles.models.filing import Section
from articles.models.page import PIECES_ALONE
from articles.models.tagging import Tag
from articles.models.version import PublishedVersion, PublishedVersionQuerySet
from authors.models import Author
from funding.changes import DecidesDisclosures
from funding.models import Grant, Statement
from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit.fields import PlainTextField
from newsroom.kit.moments import midnight, midnight_after


class CoverageQuerySet(models.QuerySet["Coverage"]):
    """The questions that are asked about coverage rows."""

    def naming(self, *pieces: Filed) -> Self:
        """The rows that name one of these pieces, or something they are filed under, whatever
        their windows.
        """
        condition = Q()
        for target in TARGETS:
            keys = {key for piece in pieces for key in target.keys(piece)}
            condition |= Q(**{f"{target.column}__in": keys})
        return self.filter(condition)

    def about(self, grant: Grant) -> Self:
        """The rows of a grant and of its own statements."""
        return self.filter(Q(grant=grant) | Q(statement__grant=grant))

    def filed_under(self) -> Q:
        """The condition on versions that they are filed under what some of these rows name,
        whatever the windows of the rows.
        """
        condition = Q()
        for target in TARGETS:
            naming = self.filter(target.is_named())
            condition |= target.under(naming.values(target.column))
        return condition

    def with_names(self) -> Self:
        """With everything that a row is called by."""
        columns = (target.column for target in ROWS)
        return self.select_related("grant", "statement__grant", *columns)


@vouched_for_when_edited
class Coverage(DecidesDisclosures):
    """A row that says which pieces a grant or statement covers, so that nobody has to remember.

    One that leaves pieces out gives its reason, and wins only over what is less specific. One
    that is deleted, or changed so that it lets published pieces go, gives a new reason too.
    """

    class Mode(models.TextChoices):
        INCLUDE = "include", _("covers")
        EXCLUDE = "exclude", _("leaves out")

    grant = models.ForeignKey(
        Grant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coverages",
        verbose_name=_("grant"),
    )
    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coverages",
        verbose_name=_("statement"),
    )
    mode = models.CharField(_("mode"), max_length=7, choices=Mode, default=Mode.INCLUDE)
    article = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        limit_choices_to=PIECES_ALONE,
        related_name="coverages",
        verbose_name=_("article"),
    )
    tag = models.ForeignKey(
        Tag, models.PROTECT, null=True, blank=True, related_name="coverages", verbose_name=_("tag")
    )
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coverages",
        verbose_name=_("section"),
    )
    author = models.ForeignKey(
        Author,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coverages",
        verbose_name=_("author"),
    )
    whole_site = models.BooleanField(_("the whole site"), default=False)
    first_published_from = models.DateField(_("first published from"), null=True, blank=True)
    first_published_until = models.DateField(_("first published until"), null=True, blank=True)
    reason = PlainTextField(
        _("reason"),
        blank=True,
        help_text=_(
            "An exclusion needs one; the funder’s report lists it. So does taking pieces off "
            "that were published."
        ),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = CoverageQuerySet.as_manager()

    UNEXPLAINED = _("Pieces that were published are taken off: say why, in a new reason.")

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        ordering = ["pk"]
        # As what a row names otherwise is found: each publication asks which rows name it.
        indexes = [models.Index(fields=["whole_site"], name="coverage_of_the_whole_site")]
        constraints = [
            models.CheckConstraint(
                name="coverage_is_of_a_grant_or_a_statement",
                condition=Q(grant=None, statement__isnull=False)
                | Q(grant__isnull=False, statement=None),
                violation_error_message=_("Choose either a grant or a statement."),
            ),
            models.CheckConstraint(
                name="coverage_has_one_target",
                condition=exactly_one_target(),
                violation_error_message=_(
                    "Choose one target: an article, a tag, a section, an author or the whole site."
                ),
            ),
            models.CheckConstraint(
                name="an_exclusion_gives_its_reason",
                condition=Q(mode="include") | ~Q(reason=""),
                violation_error_message=_("Say why this is left out."),
            ),
            models.CheckConstraint(
                name="a_coverage_window_ends_after_it_starts",
                condition=Q(first_published_from=None)
                | Q(first_published_until=None)
                | Q(first_published_until__gte=F("first_published_from")),
                violation_error_message=_("The window ends before it starts."),
            ),
            models.UniqueConstraint(
                name="a_grant_is_put_on_an_article_once",
                fields=["grant", "article"],
                condition=Q(article__isnull=False),
                violation_error_message=_("The piece has this grant already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_mode_display()} {self.target_name}: {self.subject}"

    @property
    def subject(self) -> Grant | Statement | None:
        """What the row is about; nothing only while it is filled in."""
        return self.grant or self.statement

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Ask for a new reason too, unless `reason` is excluded: see `refuse_unexplained`."""
        super().clean_fields(exclude)
        if not self._state.adding and "reason" not in (exclude or ()):
            self.refuse_unexplained(self)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, whose `reason` says why: see `refuse_unexplained`."""
        self.refuse_unexplained(None)
        return super().delete(*args, **kwargs)

    def refuse_unexplained(self, after: Self | None) -> None:
        """Raise ValidationError where published pieces are taken off this row for no new reason.

        The row in the database becomes `after`, or is deleted. A reason is new if it is not the
        one that is stored.
        """
        stored = type(self)._default_manager.filter(pk=self.pk).first()
        if stored is None or not stored.lets_go(after):
            return
        if not self.reason.strip() or self.reason == stored.reason:
            raise ValidationError({"reason": self.UNEXPLAINED})

    def lets_go(self, after: Self | None = None) -> bool:
        """Whether a piece that was published is covered by this row, and not by what it becomes.

        Whether another row covers the piece as well makes no difference.
        """
        if self.mode != self.Mode.INCLUDE:
            return False
        published = self.versions().begun()
        if after and after.has_target and after.says == self.says:
            published = published.exclude(pk__in=after.versions().values("pk"))
        return published.exists()

    @property
    def says(self) -> tuple[str, int | None, int | None]:
        """What the row says of the pieces that it names."""
        return self.mode, self.grant_id, self.statement_id

    @property
    def has_target(self) -> bool:
        return any(getattr(self, target.attname) for target in TARGETS)

    @property
    def target(self) -> Target:
        """What the row names: its one row of `TARGETS`."""
        return next(target for target in TARGETS if getattr(self, target.attname))

    @property
    def key(self) -> int | bool:
        """The key of what it names."""
        return getattr(self, self.target.attname)

    @property
    def target_name(self) -> str:
        if self.whole_site:
            return str(_("the whole site"))
        # A form that is shown again with its mistakes may have emptied what was named.
        if not self.has_target:
            return ""
        return str(getattr(self, self.target.column))

    @property
    def target_key(self) -> str:
        """The target in one word, and the key of what is named, where it has one: ``tag 3``."""
        return SITE if self.whole_site else f"{self.target.column} {self.key}"

    @property
    def basis(self) -> str:
        """The reason frozen with what is printed because of this row: ``section: Rivers``."""
        return f"{self.target.column}: {self.target_name}"

    @property
    def specificity(self) -> int:
        return self.target.specificity

    def holds(self, day: date) -> bool:
        """Whether the window of first-publication dates holds a date, both ends included.

        `day` is a date in the publication's time zone.
        """
        begun = self.first_published_from is None or self.first_published_from <= day
        return begun and (self.first_published_until is None or day <= self.first_published_until)

    def covers(self, filed: Filed, at: datetime) -> bool:
        """Whether the row names a piece or something it is filed under, and its window holds.

        The date of first publication decides; where there was none yet, that of `at`.
        """
        return self.key in self.target.keys(filed) and self.holds(filed.first_day(at))

    def versions(self) -> PublishedVersionQuerySet:
        """The versions of pieces, of any time, that the row covers as they were filed."""
        return PublishedVersion.objects.pieces().filter(
            self.target.under([self.key]), self._window()
        )

    def _window(self):
        """The window of first-publication dates, both ends included, as moments."""
        begins, ends = self.first_published_from, self.first_published_until
        window = Q(first_published_at__gte=midnight(begins)) if begins else Q()
        if ends:
            window &= Q(first_published_at__lt=midnight_after(ends))
        return window
