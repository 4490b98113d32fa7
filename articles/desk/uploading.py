"""Files that become photos of the library, one by one or many at once."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from articles.models import Photo
from newsroom.audit import changes


@dataclass(frozen=True)
class Refused:
    """A file that was not taken, and why, in a sentence for whoever sent it."""

    name: str
    sentence: str


def keep(files: list[File], *, by: User) -> tuple[list[Photo], list[Refused]]:
    """Keep each file as a photo; one that is refused keeps no other from being taken.

    A picture that is in the library already, byte for byte, is that photo: whoever drops one a
    second time finds its words and its credit again.
    """
    kept, refused = [], []
    for file in files:
        try:
            kept.append(_kept(file, by))
        except ValidationError as problem:
            refused.append(Refused(str(file.name), " ".join(problem.messages)))
    return kept, refused


@transaction.atomic
def _kept(file, by):
    photo = Photo(created_by=by)
    photo.file.save(file.name, file, save=False)
    if twin := Photo.objects.filter(file=photo.file.name).order_by("pk").first():
        return twin
    photo.call(file.name)
    photo.save()
    changes.added(by, photo)
    return photo
