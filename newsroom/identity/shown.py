"""The identity as a page prints it: addresses, sizes, and the style sheet."""

import base64
from functools import cached_property

from django.db.models.fields.files import FieldFile

from newsroom.identity import colours, icons
from newsroom.identity.icons import TAB, TOUCH
from newsroom.identity.stylesheet import address, first_files
from newsroom.models.identity import Identity
from newsroom.pictures.reading import rendition, square
from newsroom.pictures.renditions import Renditions, renditions

# In pixels: twice as many as on any page, for screens that show two in the place of one.
LOGO_WIDTH = 800


class Shown:
    """An identity that is stored."""

    papers = (colours.LIGHT[0], colours.DARK[0])
    is_unsaved = False

    def __init__(self, identity: Identity) -> None:
        self.identity = identity

    @property
    def footer(self) -> str:
        return self.identity.footer

    @cached_property
    def style(self) -> str:
        """The address of the one style sheet of a page."""
        return address(self.identity)

    @property
    def logo(self) -> str:
        return self._picture(self.identity.logo)

    @property
    def dark_logo(self) -> str:
        return self._picture(self.identity.dark_logo)

    @property
    def tab_icon(self) -> str:
        return self._icon(TAB)

    @property
    def touch_icon(self) -> str:
        return self._icon(TOUCH)

    @property
    def share_picture(self) -> Renditions | None:
        """The picture for links to pages that have none; its crop is `shared`."""
        identity = self.identity
        return renditions(identity.share_picture, identity.share_width, identity.share_height)

    def first_files(self, language: str) -> list[str]:
        """The addresses of the typefaces that a page in a language asks for at once."""
        return first_files(self.identity, language)

    def _icon(self, name: str) -> str:
        return icons.address(self.identity, name)

    def _picture(self, file: FieldFile) -> str:
        found = renditions(file)
        return found.at(LOGO_WIDTH) if found else ""


class Unsaved(Shown):
    """An identity that somebody is about to save: what was uploaded stands in the page itself.

    `style` is the address of its style sheet.
    """

    is_unsaved = True

    def __init__(self, identity: Identity, style: str) -> None:
        super().__init__(identity)
        self.style = style

    def _icon(self, name):
        file = self.identity.icon
        if not file or file._committed:  # type: ignore[attr-defined]
            return super()._icon(name)
        return _in_the_page(square(file.file, *icons.ICONS[name]), "png")

    def _picture(self, file):
        if not file or file._committed:
            return super()._picture(file)
        return _in_the_page(rendition(file.file, LOGO_WIDTH, "WEBP"), "webp")


def _in_the_page(content, kind):
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
