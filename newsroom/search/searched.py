"""Rows that are found by their words."""

from typing import Any, ClassVar

from django.db import models, transaction

from newsroom.search import index


class Searched(models.Model):
    """A row that is found at the desk by its words, from the transaction on that saves it.

    `searched` are the columns with those words; the first is what the row is called.
    """

    searched: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        columns = kwargs.get("update_fields")
        if columns is not None and not {*columns} & {*self.searched, "language"}:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            super().save(*args, **kwargs)
            index.follow([self])

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            index.forget(self)
            return super().delete(*args, **kwargs)
