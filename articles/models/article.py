from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.choices import AUTHORING, IN_WRITING, Funding, Kind, Role, Stage
from articles.models.figure import Figure
from articles.models.filed import Filed
from articles.models.filed_columns import FiledAsWritten
from articles.models.page import OF_ARTICLES
from articles.models.photo import Photo
from articles.models.tagging import ArticleTag, TagsOfArticle
from authors.models import Author
from newsroom.audit.vouched import followed, vouched_for
from newsroom.kit import languages, numbers
from newsroom.kit.fields import BodyField, NameField, PlainTextField, SlugField
from newsroom.search.searched import Searched

# What a piece is when it was approved, or has an address: `articles.publishing` made it that.
VOUCHED = ("approved_text", "path", "first_published_at", "served_since")
MADE_BY_A_MOVE = ~Q(approved_text="", path=None)
# Its funding is not declared here, because readers saw it before under another system.
READ_ELSEWHERE = ~Q(funding=Funding.IMPORTED) | Q(
    served_since__isnull=False, served_since__gt=F("first_published_at")
)


@followed("stage")
@vouched_for(MADE_BY_A_MOVE, only=VOUCHED)
class Article(FiledAsWritten, Searched, models.Model):
    """The working copy of a piece, or of a page of the publication itself (`is_page`). Saving it
    never changes what readers see.

    `stage`, `path`, `first_published_at` and `served_since` are set by `articles.publishing`
    and nowhere else. `approved_text` is the digest of the text that an editor
    approved. `translation_of` is set by `articles.publishing.translating`: an original leads to no
    other. `edit` counts the saves, so that a form filled in from an older
    copy can be told from a fresh one.
    """

    searched = ("title", "standfirst", "body", "slug", "lead_caption", "lead_credit")

    title = NameField(_("title"), max_length=250)
    slug = SlugField(
        _("address"),
        max_length=90,
        blank=True,
        help_text=_("Left empty, it is made from the title. Fixed by the first publication."),
    )
    standfirst = PlainTextField(
        _("standfirst"), blank=True, help_text=_("The paragraph under the title.")
    )
    body = BodyField(_("body"), blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=languages.spoken, default=languages.first
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ARTICLE)
    tags = TaggableManager(
        through=ArticleTag, manager=TagsOfArticle, blank=True, verbose_name=_("tags")
    )
    dated = models.DateField(
        _("dated"),
        null=True,
        blank=True,
        help_text=_("The date on the manuscript. Readers see the date of publication."),
    )
    lead_photo = models.ForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("lead image"),
    )
    lead_caption = PlainTextField(
        _("caption"), blank=True, help_text=_("Left empty, the photo’s own is printed.")
    )
    lead_credit = NameField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Left empty, the photo’s own is printed."),
    )
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles")
    funding = models.CharField(
        _("funding"),
        max_length=10,
        choices=Funding,
        default=Funding.UNDECLARED,
        help_text=_("Whether anybody outside paid for this piece. It has to be said."),
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("editor"),
        help_text=_("Who has it to edit. They are told by mail."),
    )
    due = models.DateField(
        _("due"), null=True, blank=True, help_text=_("The day on which the text is to be ready.")
    )

    stage = models.CharField(
        _("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False
    )
    approved_text = models.CharField(max_length=64, blank=True, editable=False)
    path = models.CharField(_("path"), max_length=120, unique=True, null=True, editable=False)
    first_published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    served_since = models.DateTimeField(_("served here since"), null=True, editable=False)

    edit = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("saved"), auto_now=True)
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        editable=False,
        verbose_name=_("everybody who wrote in it since it was last published"),
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["stage", "-updated_at"], name="articles_by_stage")]
        permissions = [
            ("edit_any_article", _("Can edit the articles of others")),
            ("submit_article", _("Can submit articles for review")),
            ("return_article", _("Can return articles to their writer")),
            ("approve_article", _("Can approve articles")),
            ("publish_article", _("Can publish articles")),
            ("date_article", _("Can publish articles with a first date in the past")),
            ("bring_in_article", _("Can bring in articles that readers saw elsewhere")),
            ("withdraw_article", _("Can withdraw published articles")),
            ("reopen_article", _("Can reopen published articles")),
            ("reissue_article", _("Can re-issue disclosures of published articles")),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_published_article_declares_its_funding",
                condition=~Q(stage=Stage.PUBLISHED, funding=Funding.UNDECLARED),
                violation_error_message=_("A published piece must say whether it is funded."),
            ),
            models.UniqueConstraint(
                name="a_piece_is_translated_once_into_a_language",
                fields=["translation_of", "language"],
                violation_error_message=_("The piece has a translation in this language already."),
            ),
            models.CheckConstraint(
                name="nothing_is_a_translation_of_itself",
                condition=Q(translation_of=None) | ~Q(translation_of=F("pk")),
            ),
            models.CheckConstraint(
                name="a_path_has_a_first_publication",
                condition=Q(path=None, first_published_at=None, served_since=None)
                | Q(
                    path__isnull=False,
                    first_published_at__isnull=False,
                    served_since__isnull=False,
                    served_since__gte=F("first_published_at"),
                ),
            ),
            models.CheckConstraint(
                name="only_what_was_read_elsewhere_is_imported", condition=READ_ELSEWHERE
            ),
            *OF_ARTICLES,
        ]

    def __str__(self):
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        columns = kwargs.get("update_fields")
        if columns is None or "body" in columns:
            Figure.objects.follow(self.pk, self.body)

    def get_absolute_url(self) -> str | None:
        return self.path

    @property
    def original_id(self) -> int:
        """The key of the piece of which this is a translation, or its own."""
        return self.translation_of_id or self.pk

    def is_open_to(self, user: User) -> bool:
        """Whether somebody may work on the piece, as far as it matters whose it is."""
        return self.created_by_id == user.pk or user.has_perm("articles.edit_any_article")

    @property
    def is_page(self) -> bool:
        """Whether it is a page of the publication itself, and no piece."""
        return self.kind == Kind.PAGE

    @property
    def is_in_writing(self) -> bool:
        """Whether its text is not ready yet."""
        return self.stage in IN_WRITING

    def was_served(self, now: datetime) -> bool:
        """Whether readers have seen the piece here by a moment."""
        return self.served_since is not None and self.served_since <= now

    def filed(self) -> Filed:
        """Where the working copy is filed, as it is stored now, or was when its bylines and tags
        were read with it.
        """
        bylines = [(byline.author_id, byline.role) for byline in self.bylines.all()]
        return Filed(
            article_id=self.pk,
            section_id=self.section_id,
            issue_id=self.issue_id,
            tag_ids=tuple(tag.pk for tag in self.tags.all()),
            author_ids=tuple(author for author, _role in bylines),
            speakers=sum(role in AUTHORING for _author, role in bylines),
            language=self.language,
            funding=self.funding,
            first_published_at=self.first_published_at,
        )


class Byline(models.Model):
    """An author's credit on one article, in order."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="bylines", verbose_name=_("article")
    )
    author = models.ForeignKey(
        Author, models.PROTECT, related_name="bylines", verbose_name=_("author")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AUTHOR)
    bio = PlainTextField(
        _("bio for this piece"), blank=True, help_text=_("Left empty, the author’s own is printed.")
    )
    position = numbers.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="an_author_has_a_role_once",
                fields=["article", "author", "role"],
                violation_error_message=_("This author has this role already."),
            )
        ]

    def __str__(self):
        return f"{self.author} ({self.get_role_display()})"


class Guess(models.Model):
    """Something an import inferred and a person has not confirmed yet."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="guesses", verbose_name=_("article")
    )
    field = models.CharField(_("field"), max_length=60)
    why = PlainTextField(_("why"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )

    class Meta:
        verbose_name = _("guess")
        verbose_name_plural = _("guesses")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.field}: {self.why}"
