from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.page import PIECES_ALONE
from articles.models.version import PublishedVersion
from newsroom.audit.vouched import EVERY_ROW, vouched_for
from newsroom.kit import languages, numbers
from newsroom.kit.fields import NameField, PlainTextField


class Letter(models.Model):
    """A newsletter as editors put it together. What is sent is a `MadeLetter`."""

    title = NameField(_("title"), max_length=150, help_text=_("The subject of the mail."))
    preheader = NameField(
        _("line beside the title"),
        max_length=150,
        blank=True,
        help_text=_("What mail programs show beside the subject. Left empty, they choose."),
    )
    opening = PlainTextField(_("opening words"), blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=languages.spoken, default=languages.first
    )

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        ordering = ["-pk"]

    def __str__(self):
        return self.title


class LetterPiece(models.Model):
    """A piece in a newsletter, in its place, with other words than its standfirst if it has any."""

    letter = models.ForeignKey(
        Letter, models.CASCADE, related_name="pieces", verbose_name=_("newsletter")
    )
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        limit_choices_to=PIECES_ALONE,
        related_name="+",
        verbose_name=_("piece"),
    )
    teaser = PlainTextField(
        _("teaser"), blank=True, help_text=_("Left empty, it is the standfirst.")
    )
    position = numbers.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("piece of a newsletter")
        verbose_name_plural = _("pieces")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_piece_once_in_a_letter",
                fields=["letter", "article"],
                violation_error_message=_("This piece is in the newsletter already."),
            )
        ]

    def __str__(self):
        return str(self.article)


@vouched_for(EVERY_ROW)
class MadeLetter(models.Model):
    """A newsletter as it was handed over: of what readers saw at that moment. Append-only."""

    letter = models.ForeignKey(
        Letter, models.PROTECT, related_name="made", verbose_name=_("newsletter")
    )
    revision = models.PositiveIntegerField(_("revision"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    html = models.TextField(_("HTML"))
    text = models.TextField(_("plain text"))

    class Meta:
        verbose_name = _("newsletter as made")
        verbose_name_plural = _("newsletters as made")
        ordering = ["letter", "-revision"]
        default_permissions = ("add",)
        constraints = [
            models.UniqueConstraint(name="made_letters_are_numbered", fields=["letter", "revision"])
        ]

    def __str__(self):
        return f"{self.letter} ({self.revision})"


@vouched_for(EVERY_ROW)
class MadeLetterPiece(models.Model):
    """What was in a newsletter as it was made. Append-only."""

    made = models.ForeignKey(MadeLetter, models.PROTECT, related_name="printed")
    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("piece in a newsletter as made")
        verbose_name_plural = _("pieces in newsletters as made")
        ordering = ["made", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="a_version_once_in_a_letter", fields=["made", "version"])
        ]

    def __str__(self):
        return str(self.version)
