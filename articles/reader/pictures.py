"""Pictures as readers are sent them: in a few widths, made when they are first asked for.

A file is named after its content, so what an address shows never changes and
browsers may keep it for ever.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from newsroom.kit.images import EXTENSIONS, rendition
from newsroom.kit.pictures import RENDITIONS

WIDTHS = (200, 400, 800, 1200, 1600)
FORMATS = {extension: format for format, extension in EXTENSIONS.items()}


@dataclass(frozen=True)
class Picture:
    """A stored picture (its name, its size in pixels) and the addresses of its renditions."""

    file: str
    width: int | None = None
    height: int | None = None

    @property
    def src(self):
        return self._address(800, "webp")

    @property
    def small(self):
        return self._address(400, "webp")

    @property
    def shared(self):
        """What other sites are offered: JPEG, for not all of them read WebP."""
        return self._address(1200, "jpg")

    @property
    def srcset(self):
        """Every width below the picture's own, and the next, which is the picture's own."""
        if not self.width:
            return ""
        smaller = [width for width in WIDTHS if width < self.width]
        offered = [*smaller, *WIDTHS[len(smaller) : len(smaller) + 1]]
        return ", ".join(
            f"{self._address(width, 'webp')} {min(width, self.width)}w" for width in offered
        )

    def _address(self, width, kind):
        return reverse("picture", args=[width, PurePosixPath(self.file).stem, kind])


def picture(file, width=None, height=None):
    """The Picture of a stored file, or None for no file and for one not named after its content."""
    named = re.fullmatch(r"pictures/[0-9a-f]{2}/[0-9a-f]{64}\.\w+", str(file or ""))
    return Picture(str(file), width, height) if named else None


@require_safe
def rendered(request, width, sha, kind):
    """A rendition of a stored picture; 404 for a width that no page asks for."""
    if int(width) not in WIDTHS:
        raise Http404
    name = f"{RENDITIONS}/{width}/{sha[:2]}/{sha}.{kind}"
    if not default_storage.exists(name):
        with default_storage.open(_stored(sha)) as file:
            content = rendition(file, int(width), FORMATS[kind])
        default_storage.save(name, ContentFile(content))
    return _for_ever(name, kind)


@require_safe
def original(request, name):
    """A picture as it is stored. Other uploads, such as grant agreements, are nobody's to read."""
    if not settings.SERVE_MEDIA or not default_storage.exists(name):
        raise Http404
    return _for_ever(name, name.rpartition(".")[2])


def _stored(sha):
    for extension in FORMATS:
        name = f"pictures/{sha[:2]}/{sha}.{extension}"
        if default_storage.exists(name):
            return name
    raise Http404


def _for_ever(name, kind):
    response = FileResponse(
        default_storage.open(name), content_type=f"image/{FORMATS[kind].lower()}"
    )
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
