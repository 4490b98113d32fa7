"""Web addresses that readers may follow."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from newsroom.desk.forms import DeskForm
from newsroom.kit.text import refuse_unprintable


class WebAddressField(forms.URLField):
    """An http or https address. What is typed without a scheme is completed with https."""

    default_validators = [URLValidator(schemes=["http", "https"]), refuse_unprintable]
    default_error_messages = {
        "invalid": _("A web address begins with https:// and names a site, as in example.org."),
    }

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "assume_scheme": "https"})

    def to_python(self, value):
        """Refuses “//example.org”, which takes the scheme of whatever page it stands on."""
        if isinstance(value, str) and value.strip().replace("\\", "/").startswith("//"):
            raise ValidationError(_("Write the address with https:// before it."), code="relative")
        return super().to_python(value)


class AddressForm(DeskForm):
    class Meta:
        field_classes = {"url": WebAddressField}
