"""Choosing a row by typing a part of its name."""

from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError

from newsroom.desk.plainly import ListOfRows, is_plain, rows_for

# As many digits as 64 bits hold for sure.
DIGITS = 18


class ChoosesRows:
    """For pages and tables of the desk with `autocomplete_fields`."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            if is_plain(request):
                rows = rows_for(request, db_field, self.admin_site)
                kwargs |= {"widget": ListOfRows(), "queryset": rows}
            elif "widget" not in kwargs:
                kwargs["widget"] = SelectOfRows(
                    db_field, self.admin_site, using=kwargs.get("using")
                )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class SelectOfRows(AutocompleteSelect):
    """Shows nothing where what was sent is no key of a row: Django fails when it looks for it.

    `known` is the row that is chosen, where it was read already: it is not looked for once more.
    """

    known = None

    def optgroups(self, name, value, attrs=None):
        keys = [one for one in value if self._may_be_key(one)]
        if self.known is None or keys != [str(self.known.pk)]:
            return super().optgroups(name, keys, attrs)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.known)
        chosen = self.create_option(name, self.known.pk, label, True, len(empty))
        return [(None, [*empty, chosen], 0)]

    def _may_be_key(self, value):
        try:
            self.field.target_field.to_python(value)
        except ValidationError:
            return False
        return len(str(value)) <= DIGITS
