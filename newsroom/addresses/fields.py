"""The column for what a row is called in addresses."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from newsroom.addresses.models import LEADS_ELSEWHERE, FormerAddress
from newsroom.kit.fields import SlugField
from newsroom.kit.slugs import free_slug, slug


class AddressField(SlugField):
    """What a row is called in addresses, once among its kind.

    Left empty, it is made from the column `made_from`; what has no letter or digit in it is
    called after the model. One that leads to another row, which had it before, is not free.
    """

    def __init__(self, *args: Any, made_from: str = "name", **kwargs: Any) -> None:
        self.made_from = made_from
        super().__init__(*args, **{"max_length": 90, "unique": True, "blank": True} | kwargs)

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        if not getattr(instance, self.attname):
            text, fallback = getattr(instance, self.made_from), str(instance._meta.model_name)
            wanted = slug(text, fallback=fallback)
            setattr(instance, self.attname, free_slug(wanted, partial(self._taken, instance)))
        return super().pre_save(instance, add)

    def _taken(self, instance, slugs):
        """Those of some slugs that another row of its kind has, or had."""
        rows = type(instance)._default_manager.exclude(pk=instance.pk)
        others = rows.filter(**{f"{self.attname}__in": slugs}).order_by()
        former = FormerAddress.objects.of_others(instance).filter(slug__in=slugs)
        return {
            *others.values_list(self.attname, flat=True),
            *former.values_list("slug", flat=True),
        }

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not model_instance:
            return
        if FormerAddress.objects.of_others(model_instance).filter(slug=value).exists():
            raise ValidationError(LEADS_ELSEWHERE, code="leads_elsewhere")

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "made_from": self.made_from}
