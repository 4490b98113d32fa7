"""The rows that are frozen with a published version. All of them are append-only."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.choices import Hides, Role
from articles.models.licences import Licence, Terms, terms
from articles.models.notices import Correction
from articles.models.photo import Photo
from articles.models.tagging import Tag
from articles.models.version import PublishedVersion
from authors.handles import platforms
from authors.models import Author
from funding.models import Funder, FunderLogo, Grant, GrantParty, Statement, Wording
from newsroom.audit.vouched import EVERY_ROW, vouched_for
from newsroom.kit.languages import direction
from newsroom.pictures.fields import PictureNameField
from newsroom.pictures.renditions import Renditions, renditions


class VersionPart(models.Model):
    """What every frozen row has: its version and its place in print."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position"]
        default_permissions = ("view",)


@vouched_for(EVERY_ROW)
class VersionByline(VersionPart):
    """A byline as it was printed: the name, bio and portrait of that day."""

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="version_bylines")
    role = models.CharField(max_length=12, choices=Role)
    name = models.CharField(max_length=150)
    slug = models.CharField(max_length=90)
    affiliation = models.CharField(max_length=200)
    bio = models.TextField()
    photo = PictureNameField()

    # Given to it in memory by `Printed`.
    own_handles: list["VersionHandle"]

    class Meta(VersionPart.Meta):
        verbose_name = _("byline as printed")

    def __str__(self):
        return self.name


@vouched_for(EVERY_ROW)
class VersionHandle(VersionPart):
    """A social handle of an author as it was printed."""

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="handles")
    byline = models.ForeignKey(VersionByline, models.PROTECT, related_name="handles")
    platform = models.CharField(max_length=20, choices=platforms.known)
    handle = models.CharField(max_length=300)
    url = models.URLField(max_length=400)

    class Meta(VersionPart.Meta):
        verbose_name = _("social handle as printed")

    def __str__(self):
        return f"{self.get_platform_display()} {self.handle}"

    @property
    def shown(self) -> str:
        return platforms.shown(self.platform, self.handle)


@vouched_for(EVERY_ROW)
class VersionFigure(VersionPart):
    """A photo in the text as it was shown. Where it stands, how wide and with which caption is
    said by the text of the version.
    """

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="figures")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="version_figures")
    file = PictureNameField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    alt = models.CharField(max_length=300)
    credit = models.CharField(max_length=200)
    licence = models.CharField(max_length=20, choices=Licence)
    focal_x = models.PositiveSmallIntegerField(default=50)
    focal_y = models.PositiveSmallIntegerField(default=50)

    class Meta(VersionPart.Meta):
        verbose_name = _("figure as shown")

    def __str__(self):
        return self.alt or self.file

    @property
    def picture(self) -> Renditions | None:
        """The picture in the sizes that pages need; None where a redaction took it away."""
        return renditions(self.file, self.width, self.height, (self.focal_x, self.focal_y))

    @property
    def terms(self) -> Terms:
        return terms(self.licence)


@vouched_for(EVERY_ROW)
class VersionGrant(VersionPart):
    """A grant that paid for the piece, as it stood. No amount means none that is public."""

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="grants")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="version_grants")
    title = models.CharField(max_length=250)
    slug = models.CharField(max_length=90)
    kind = models.CharField(max_length=10, choices=Grant.Kind)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3)
    basis = models.CharField(max_length=300)
    allows_appeals = models.BooleanField()

    # Given to it in memory by `Printed`.
    own_parties: list["VersionParty"]

    class Meta(VersionPart.Meta):
        verbose_name = _("grant as printed")

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """The address of its page at that time, which leads on to the present one."""
        return reverse("grant", args=[self.slug])


@vouched_for(EVERY_ROW)
class VersionParty(VersionPart):
    """A public funder of a printed grant, with its role and the name that it had.

    A private donor is a row without a funder: nothing leads from it to a person.
    """

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="parties")
    version_grant = models.ForeignKey(VersionGrant, models.PROTECT, related_name="parties")
    funder = models.ForeignKey(Funder, models.PROTECT, null=True, related_name="version_parties")
    role = models.CharField(max_length=12, choices=GrantParty.Role)
    name = models.CharField(max_length=250)
    kind = models.CharField(max_length=20, choices=Funder.Kind)

    class Meta(VersionPart.Meta):
        verbose_name = _("party as printed")

    def __str__(self):
        return self.name


@vouched_for(EVERY_ROW)
class VersionLogo(VersionPart):
    """A funder's logo as it was shown: files named by their content, for light and dark pages."""

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="logos")
    funder = models.ForeignKey(Funder, models.PROTECT, related_name="version_logos")
    # What it was made of: a logo that was shown is not deleted, but by a redaction.
    light = models.ForeignKey(FunderLogo, models.PROTECT, null=True, related_name="+")
    dark = models.ForeignKey(FunderLogo, models.PROTECT, null=True, related_name="+")
    # The grant beside whose words it stands.
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="version_logos")
    file = PictureNameField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    dark_file = PictureNameField()
    alt = models.CharField(max_length=250)
    leads = models.BooleanField()

    class Meta(VersionPart.Meta):
        verbose_name = _("logo as shown")

    def __str__(self):
        return self.alt


@vouched_for(EVERY_ROW)
class VersionWithheld(VersionPart):
    """Something about a grant that this version does not show, and why. Never printed anywhere:
    it is here for the funder's report and for whoever reviews the exception."""

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="withheld")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="version_withheld")
    hides = models.CharField(max_length=6, choices=Hides)
    why = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)

    class Meta(VersionPart.Meta):
        verbose_name = _("withheld")

    def __str__(self):
        return self.why


@vouched_for(EVERY_ROW)
class VersionDisclosure(VersionPart):
    """A statement as printed on a piece, word for word, and why it stands there.

    `is_printed` is false for a text equal to one printed above it: the row is
    kept as the proof that this grant's statement was made too.
    """

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="disclosures")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="disclosures")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="disclosures")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, related_name="disclosures")
    kind = models.CharField(max_length=20, choices=Statement.Kind)
    placement = models.CharField(max_length=4, choices=Statement.Placement)
    language = models.CharField(max_length=10)
    text = models.TextField()
    basis = models.CharField(max_length=300)
    is_printed = models.BooleanField(_("printed"))

    class Meta(VersionPart.Meta):
        verbose_name = _("disclosure as printed")

    def __str__(self):
        return self.text

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def is_on_funding(self) -> bool:
        """Whether it is about who paid, and not something else that readers should know."""
        return self.kind not in Statement.BESIDE_FUNDING

    @property
    def anchor(self) -> str:
        """The id of the part of the page in which it stands."""
        return "funding" if self.is_on_funding else "known"

    @property
    def is_on_top(self) -> bool:
        return self.placement == Statement.Placement.TOP

    @property
    def is_label_of_law(self) -> bool:
        """Whether it is what the law wants paid content to be marked with."""
        return self.kind == Statement.Kind.LEGAL_LABEL


@vouched_for(EVERY_ROW)
class VersionTag(VersionPart):
    """A tag as it was printed."""

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="tags")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="version_tags")
    name = models.CharField(max_length=100)
    slug = models.CharField(max_length=100)

    class Meta(VersionPart.Meta):
        verbose_name = _("tag as printed")

    def __str__(self):
        return self.name


@vouched_for(EVERY_ROW)
class VersionCorrection(VersionPart):
    """A dated public note as it was printed."""

    version = models.ForeignKey(PublishedVersion, models.PROTECT, related_name="corrections")
    correction = models.ForeignKey(Correction, models.PROTECT, related_name="version_corrections")
    kind = models.CharField(max_length=13, choices=Correction.Kind)
    text = models.TextField()
    dated = models.DateField()

    class Meta(VersionPart.Meta):
        verbose_name = _("correction as printed")

    def __str__(self):
        return self.text
