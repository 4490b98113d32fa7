"""The addresses of pictures. What one shows never changes, so browsers may keep it for ever.

Pages that carry a copy of a piece, and readers of feeds, show its pictures as well.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from newsroom.content_policy import INERT
from newsroom.headers import open_to_everybody
from newsroom.kit.faults import FileLost
from newsroom.pictures.cropping import Crop
from newsroom.pictures.fields import rendition_name
from newsroom.pictures.reading import rendition
from newsroom.pictures.renditions import FORMATS, is_offered, kinds

logger = logging.getLogger("newsroom.faults")


@open_to_everybody
@require_safe
def rendered(request: HttpRequest, size: str, sha: str, kind: str) -> HttpResponseBase:
    """A rendition of a stored picture; 404 for a width, crop or format that no page asks for.

    One that cannot be stored is sent all the same, and made anew for whoever asks next.
    """
    if not is_offered(size) or kind not in kinds():
        raise Http404
    name = rendition_name(size, f"{sha}.{kind}")
    drawn = kept_or_drawn(name, lambda: _drawn(_stored(sha), size, FORMATS[kind]))
    return _for_ever(drawn, kind)


@open_to_everybody
@require_safe
def original(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture as it is stored. Other uploads, such as grant agreements, are nobody's to read."""
    if not settings.SERVE_MEDIA or not default_storage.exists(name):
        raise Http404
    return _for_ever(FileResponse(default_storage.open(name)), name.rpartition(".")[2])


def kept_or_drawn(name: str, draw: Callable[[], bytes]) -> HttpResponseBase:
    """An answer with a file made of a picture, which is drawn and stored where it is not there."""
    if default_storage.exists(name):
        return FileResponse(default_storage.open(name))
    content = draw()
    try:
        if not settings.READ_ONLY:
            default_storage.save(name, ContentFile(content))
    except OSError as problem:
        logger.error("%s cannot be stored: %s.", name, problem.strerror)
    return HttpResponse(content)


def _drawn(name, size, format):
    crop = Crop.read(size)
    with default_storage.open(name) as file:
        try:
            return rendition(file, crop.width if crop else int(size), format, crop)
        except ValidationError as problem:
            # It could be read when it was stored.
            raise FileLost(name) from problem


def _stored(sha):
    for extension in FORMATS:
        name = f"pictures/{sha[:2]}/{sha}.{extension}"
        if default_storage.exists(name):
            return name
    raise Http404


def _for_ever(response, kind):
    response["Content-Type"] = f"image/{FORMATS[kind].lower()}"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = INERT
    return response
