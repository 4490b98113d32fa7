"""Choosing a row by typing a part of its name."""

from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError

# As many digits as 64 bits hold for sure.
DIGITS = 18


class ChoosesRows:
    """For pages and tables of the desk with `autocomplete_fields`."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SelectOfRows(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class SelectOfRows(AutocompleteSelect):
    """Shows nothing where what was sent is no key of a row: Django fails when it looks for it."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [one for one in value if self._may_be_key(one)], attrs)

    def _may_be_key(self, value):
        try:
            self.field.target_field.to_python(value)
        except ValidationError:
            return False
        return len(str(value)) <= DIGITS
