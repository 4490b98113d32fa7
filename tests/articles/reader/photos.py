"""A photo with a real picture in it."""

import io

from django.core.files.base import ContentFile
from PIL import Image

from articles.models import Photo


def make_photo(width=1000, height=500, **fields):
    file = io.BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(file, "JPEG")
    known = {"alt": "A quay", "credit": "A. Pilot", "licence": "own"}
    return Photo.objects.create(file=ContentFile(file.getvalue(), "x.jpg"), **{**known, **fields})
