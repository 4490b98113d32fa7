from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.audit.vouched import vouched_for
from newsroom.identity import colours
from newsroom.identity.faces import Chosen
from newsroom.kit.colours import AAA, readable
from newsroom.kit.fields import BodyField, ColourField
from newsroom.models.masthead import Masthead
from newsroom.pictures.fields import PictureField

# In pixels, the smallest that is not drawn larger than it is.
LOGO_HEIGHT, ICON_SIDE, SHARED = 72, 512, (1200, 630)
FILLED_IN = (
    *("logo", "dark_logo", "icon", "share_picture"),
    *("accent", "dark_accent", "text_face", "label_face", "footer"),
)


@vouched_for(~Q(**dict.fromkeys(FILLED_IN, "")), when_edited=True)
class Identity(models.Model):
    """How the publication looks to its readers. The masthead has one, and a migration makes it.

    What is empty is as it is without: the name in letters, our colours, the faces of the machine.
    """

    masthead = models.OneToOneField(
        Masthead, models.PROTECT, primary_key=True, editable=False, related_name="identity"
    )
    logo = PictureField(
        _("logo"),
        blank=True,
        width_field="logo_width",
        height_field="logo_height",
        help_text=_(
            "PNG, WebP or JPEG, at best on a clear ground and at least 144 pixels high. It stands "
            "for the name on top of every page: 36 pixels high, and 72 on the front page."
        ),
    )
    logo_width = models.PositiveIntegerField(editable=False, null=True)
    logo_height = models.PositiveIntegerField(editable=False, null=True)
    dark_logo = PictureField(
        _("logo on dark pages"),
        blank=True,
        help_text=_("Without it the logo stands on a white plate where pages are dark."),
    )
    icon = PictureField(
        _("icon"),
        blank=True,
        help_text=_("A square of at least 512 pixels a side, for tabs, bookmarks and phones."),
    )
    share_picture = PictureField(
        _("picture for links"),
        blank=True,
        width_field="share_width",
        height_field="share_height",
        help_text=_(
            "At least 1200 × 630 pixels; its middle is shown. Other sites show it beside links to "
            "pages that have no picture of their own."
        ),
    )
    share_width = models.PositiveIntegerField(editable=False, null=True)
    share_height = models.PositiveIntegerField(editable=False, null=True)
    accent = ColourField(
        _("colour"),
        papers=colours.LIGHT,
        blank=True,
        help_text=_("Of links, buttons and marks on light pages, as in #962a1e."),
    )
    dark_accent = ColourField(
        _("colour on dark pages"),
        papers=colours.DARK,
        blank=True,
        help_text=_("Left empty, it is made from the colour, as light as it has to be."),
    )
    text_face = models.CharField(
        _("typeface of texts and titles"), max_length=20, choices=Chosen, blank=True
    )
    label_face = models.CharField(
        _("typeface of what stands around them"), max_length=20, choices=Chosen, blank=True
    )
    footer = BodyField(
        _("text at the foot of every page"),
        blank=True,
        help_text=_("An address, a register number, whom to thank. Short."),
    )

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identity")

    def __str__(self):
        return capfirst(gettext("identity"))

    @classmethod
    def current(cls) -> Self:
        """The identity as it is stored now."""
        return cls.objects.get(pk=Masthead.THE_ROW)

    @property
    def accents(self) -> tuple[str, str]:
        """The colours on light and on dark pages; empty where they are ours.

        One that is only just light enough is dull: what is made of the other is lighter.
        """
        dark = self.dark_accent or (readable(self.accent, colours.DARK, AAA) if self.accent else "")
        return self.accent, dark

    def clean(self) -> None:
        """Refuse an icon that is no square, whatever would be blown up, and a logo for dark pages
        alone.
        """
        for name, fault in FAULTS.items():
            file = getattr(self, name)
            if file and (words := fault(file.width, file.height)):
                raise ValidationError({name: words}, code="size")
        if self.dark_logo and not self.logo:
            words = gettext(
                "Upload the logo for light pages too: without it this one is not shown."
            )
            raise ValidationError({"dark_logo": words}, code="alone")


def _fault_of_logo(width: int, height: int) -> str | None:
    if height >= LOGO_HEIGHT:
        return None
    words = gettext(
        "This picture has %(width)s × %(height)s pixels. A logo is at least %(least)s pixels high."
    )
    return words % {"width": width, "height": height, "least": LOGO_HEIGHT}


def _fault_of_icon(width: int, height: int) -> str | None:
    if width == height >= ICON_SIDE:
        return None
    words = gettext(
        "This picture has %(width)s × %(height)s pixels. "
        "An icon is a square of at least %(side)s pixels a side."
    )
    return words % {"width": width, "height": height, "side": ICON_SIDE}


def _fault_of_shared(width: int, height: int) -> str | None:
    if width >= SHARED[0] and height >= SHARED[1]:
        return None
    words = gettext(
        "This picture has %(width)s × %(height)s pixels. "
        "It needs at least %(least_width)s × %(least_height)s."
    )
    facts = {"width": width, "height": height}
    return words % {**facts, "least_width": SHARED[0], "least_height": SHARED[1]}


FAULTS = {
    "logo": _fault_of_logo,
    "dark_logo": _fault_of_logo,
    "icon": _fault_of_icon,
    "share_picture": _fault_of_shared,
}
