"""Whether every file that a row names is there, and is what it was when it was stored."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from newsroom.audit.digest import row_name_of
from newsroom.audit.ledger import Break
from newsroom.kit.files import is_what_it_was
from newsroom.pictures.fields import PictureNameField


def breaks() -> Iterator[Break]:
    """Yield a break for every column that names a file which is gone, or another.

    A file is named after its content, and the ledger vouches for the names in what was
    published or approved. Each file is read once, in pieces.
    """
    known: dict[str, bool | None] = {}
    for model in apps.get_models():
        for column in naming_files(model):
            rows = model._base_manager.exclude(**{column.name: ""}).order_by("pk")
            for key, name in rows.values_list("pk", column.name).iterator():
                if name not in known:
                    known[name] = is_what_it_was(name)
                if not known[name]:
                    yield Break(row_name_of(model, key), _told(name, known[name]))


def naming_files(model: type[models.Model]) -> list[models.Field]:
    """The columns of a model that name a stored file."""
    columns = model._meta.concrete_fields
    return [one for one in columns if isinstance(one, models.FileField | PictureNameField)]


def _told(name, is_there):
    if is_there is None:
        return _("its file %s is gone.") % name
    return _("its file %s is not what was stored.") % name
