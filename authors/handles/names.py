"""One handle and one address for a profile, however it was typed."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from authors.handles.addresses import (
    SCHEME,
    name_in,
    platform_of,
    read_address,
    refuse_nobody,
)
from authors.handles.platforms import Handle, Platform
from newsroom.kit.text import refuse_unprintable, tidy_line
from newsroom.kit.web_addresses import refuse_misleading

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|igsh|igshid|si|ref|mc_cid|mc_eid")


def normalise(platform, text):
    """Return the Handle that a pasted address, ``@name`` or bare name stands for.

    Its own handle and its own url give it again. Raises ValidationError with
    the reason when the platform could not have such a name, or when the
    address belongs to another platform.
    """
    if platform not in Platform.values:
        raise ValidationError(_("Choose a platform."), code="invalid")
    platform = Platform(platform)
    text = tidy_line(text).strip("\u200b\u200e\u200f\ufeff ")
    text = text if "?" in text else text.rstrip("/")
    refuse_unprintable(text)
    if not text:
        raise ValidationError(platform.rules.reason, code="invalid")
    if platform == Platform.WEBSITE:
        return _website(text)
    address = read_address(text)
    name = name_in(platform, address) if address else text
    return _checked(platform, name)


def _checked(platform, name):
    """Return the Handle with this name in the platform's own spelling, or refuse it."""
    rules = platform.rules
    name = rules.spell(name.removeprefix("@"))
    if name.lower() in rules.nobody.split():
        refuse_nobody(platform)
    if not re.fullmatch(rules.pattern, name, re.ASCII | re.IGNORECASE):
        raise ValidationError(rules.reason, code="invalid")
    return Handle(platform, name, rules.url(name))


def _website(text):
    try:
        address = read_address(text if SCHEME.match(text) else f"https://{text}")
    except ValidationError as problem:
        raise ValidationError([*problem.messages, Platform.WEBSITE.rules.reason]) from problem
    platform = platform_of(address.hostname)
    if platform:
        raise ValidationError(
            _("This is an address on %(platform)s: choose %(platform)s as the platform.")
            % {"platform": platform.label},
            code="invalid",
        )
    pairs = filter(None, address.query.split("&"))
    query = "&".join(pair for pair in pairs if not TRACKING.fullmatch(pair.partition("=")[0]))
    port = f":{address.port}" if address.port not in (None, 80, 443) else ""
    name = f"{address.hostname}{port}{address.path.rstrip('/')}"
    if query:
        name += f"?{query}" if "/" in name else f"/?{query}"
    url = f"https://{name}" if "/" in name else f"https://{name}/"
    refuse_misleading(url)
    return Handle(Platform.WEBSITE, name, url)
