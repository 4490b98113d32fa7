"""The choices that an article and its published versions share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where the working copy stands. Only `articles.publishing.perform` sets one."""

    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    READY = "ready", _("ready")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


# Where the text is not ready yet, and can be due.
IN_WRITING = (Stage.DRAFT, Stage.REVIEW)


class Funding(models.TextChoices):
    """What is declared about who paid. A piece on which nobody did so is undeclared.

    A page of the publication itself owes no declaration, and no piece is ever let off it. What
    readers saw elsewhere before, and nobody has declared here yet, is imported: `bring in` alone
    sets that, and the next publication has to leave it.
    """

    UNDECLARED = "undeclared", _("not declared yet")
    NONE = "none", _("no external funding")
    FUNDED = "funded", _("funded")
    NOT_OWED = "not_owed", _("owes no declaration")
    IMPORTED = "imported", _("imported, not declared")


class Kind(models.TextChoices):
    """What sort of piece it is, as journalism tells them apart; or that it is none, but a page of
    the publication itself, such as the imprint.
    """

    ARTICLE = "article", _("article")
    NEWS = "news", _("news")
    ANALYSIS = "analysis", _("analysis")
    OPINION = "opinion", _("opinion")
    INTERVIEW = "interview", _("interview")
    REPORTAGE = "reportage", _("reportage")
    REVIEW = "review", _("review")
    EDITORIAL = "editorial", _("editorial")
    PAGE = "page", _("page")


class Role(models.TextChoices):
    """What somebody did for a piece."""

    AUTHOR = "author", _("author")
    INTERVIEWER = "interviewer", _("interviewer")
    TRANSLATOR = "translator", _("translator")
    PHOTOGRAPHER = "photographer", _("photographer")
    EDITOR = "editor", _("editor")


class Hides(models.TextChoices):
    """What is not shown of a grant on a piece."""

    LOGO = "logo", _("the logo")
    AMOUNT = "amount", _("the amount")
    NAME = "name", _("the funder’s name, amount and logo")
    ALL = "all", _("the grant altogether")


# Where one of these is hidden, the grant is not named in public.
UNNAMED = {Hides.NAME, Hides.ALL}
# A grant's own statements name it and its amount. Where one of these is hidden, its neutral
# statements are printed instead.
UNSPOKEN = {Hides.AMOUNT, *UNNAMED}

# Those who speak in a piece: a disclaimer of views is about them.
AUTHORING = (Role.AUTHOR, Role.INTERVIEWER)
