from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles.models.article import Article
from articles.models.filing import Section
from authors.models import Author
from funding.models import Grant, Statement
from newsroom.kit.fields import PlainTextField

TARGETS = ("article", "tag", "section", "author", "whole_site")


def _exactly_one_target():
    """Each way of naming one target and no other, joined by or."""
    ways = Q()
    for chosen in TARGETS:
        way = Q()
        for target in TARGETS:
            if target == "whole_site":
                way &= Q(whole_site=target == chosen)
            else:
                way &= Q(**{f"{target}__isnull": target != chosen})
        ways |= way
    return ways


class CoverageQuerySet(models.QuerySet):
    def naming(self, *pieces):
        """The rows that name one of these pieces (each a `Filed`), a tag, section or author of
        theirs, or the whole site, whatever their windows.
        """
        return self.filter(
            Q(article__in={piece.article_id for piece in pieces})
            | Q(tag__in={tag for piece in pieces for tag in piece.tag_ids})
            | Q(section__in={piece.section_id for piece in pieces} - {None})
            | Q(author__in={author for piece in pieces for author in piece.author_ids})
            | Q(whole_site=True)
        )


class Coverage(models.Model):
    """Which pieces a grant or statement reaches without anybody remembering.

    An exclusion gives its reason, and wins only over what is less specific.
    """

    class Mode(models.TextChoices):
        INCLUDE = "include", _("reaches")
        EXCLUDE = "exclude", _("leaves out")

    SPECIFICITY = {"article": 50, "tag": 30, "section": 20, "author": 10, "whole_site": 0}

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
        help_text=_("An exclusion needs one; the funder’s report lists it."),
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

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="coverage_is_of_a_grant_or_a_statement",
                condition=Q(grant=None, statement__isnull=False)
                | Q(grant__isnull=False, statement=None),
                violation_error_message=_("Choose either a grant or a statement."),
            ),
            models.CheckConstraint(
                name="coverage_has_one_target",
                condition=_exactly_one_target(),
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
        return f"{self.get_mode_display()} {self.target_name}: {self.grant or self.statement}"

    @property
    def target(self):
        """Which kind of target is named: one of `TARGETS`."""
        return next(
            name
            for name in TARGETS
            if getattr(self, name if name == "whole_site" else f"{name}_id")
        )

    @property
    def target_name(self):
        if self.whole_site:
            return str(_("the whole site"))
        return str(getattr(self, self.target))

    @property
    def basis(self):
        """How what is printed because of this row is accounted for."""
        return f"{self.target}: {self.target_name}"

    def holds(self, day):
        """Whether the window of first-publication dates holds a date, both ends included.

        `day` is a date in the publication's time zone.
        """
        begun = self.first_published_from is None or self.first_published_from <= day
        return begun and (self.first_published_until is None or day <= self.first_published_until)

    @property
    def specificity(self):
        return self.SPECIFICITY[self.target]
