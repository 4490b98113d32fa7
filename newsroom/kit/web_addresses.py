"""Web addresses that readers may follow: each leads where it looks as if it led."""

from typing import Any
from urllib.parse import SplitResult, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.kit.hosts import refuse_look_alike
from newsroom.kit.text import refuse_unprintable

WORDS = gettext_lazy("A web address begins with https:// and names a site, as in example.org.")
_is_web = URLValidator(schemes=["http", "https"], message=WORDS)


def refuse_misleading(text: str) -> None:
    """Raise ValidationError for what is no http or https address, or leads elsewhere than it looks.

    Browsers read a backslash as a slash, and what stands before an @ as a
    name to sign in with: “https://example.org@other.example” leads to the other.
    """
    if "\\" in text:
        raise ValidationError(_("A web address has no backslash."), code="backslash")
    _is_web(text)
    parts = urlsplit(text)
    if "@" in parts.netloc:
        words = _("Leave out what stands before the @: the address leads to what follows it.")
        raise ValidationError(words, code="user")
    refuse_look_alike(parts.hostname or "")


def refuse_misleading_lines(text: str) -> None:
    """As `refuse_misleading`, of each line; raises ValidationError that names the first such."""
    for line in text.splitlines():
        try:
            refuse_misleading(line)
        except ValidationError as problem:
            told = {"line": line, "problem": problem.messages[0]}
            raise ValidationError(_("“%(line)s”: %(problem)s") % told, code=problem.code) from None


def parts_of(address: str) -> SplitResult:
    """The parts of an address from outside; what can be none, as “http://[”, has none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def is_of_a_site(text: str) -> bool:
    """Whether a text is an http or https address that names a host, of this network or any."""
    parts = parts_of(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


class WebAddressFormField(forms.URLField):
    """What is typed without a scheme is completed with https."""

    default_validators = [refuse_unprintable, refuse_misleading]
    default_error_messages = {"invalid": WORDS}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "assume_scheme": "https"})

    def to_python(self, value: object) -> str | None:
        """Refuses “//example.org”, which takes the scheme of whatever page it stands on."""
        if isinstance(value, str) and value.strip().replace("\\", "/").startswith("//"):
            raise ValidationError(_("Write the address with https:// before it."), code="relative")
        return super().to_python(value)
