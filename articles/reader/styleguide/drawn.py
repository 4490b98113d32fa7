"""Pictures for the style guide, drawn and stored as those that people upload are."""

import io
from functools import cache

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from newsroom.pictures.fields import FOLDER
from newsroom.pictures.reading import read_picture

SKY, GROUND, SUN = "#27485f", "#e0a875", "#fbe8c2"
# Where the sun is, in percent: what no crop may lose.
FOCAL = (70, 30)


@cache
def drawn(width: int, height: int) -> str:
    """The name of a stored picture of a size: a sky with a sun."""
    size = (width, height)
    slope = Image.linear_gradient("L").resize(size)
    picture = Image.composite(Image.new("RGB", size, GROUND), Image.new("RGB", size, SKY), slope)
    x, y, radius = width * FOCAL[0] / 100, height * FOCAL[1] / 100, min(size) / 8
    ImageDraw.Draw(picture).ellipse((x - radius, y - radius, x + radius, y + radius), fill=SUN)
    written = io.BytesIO()
    picture.save(written, "PNG")
    kept = read_picture(written.getvalue())
    name = f"{FOLDER}/{kept.sha256[:2]}/{kept.sha256}.{kept.extension}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(kept.content))
    return name
