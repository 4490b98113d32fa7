"""One handle and one address for a profile, however it was typed."""

import re
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from authors.handles.addresses import (
    SCHEME,
    name_in,
    platform_of,
    read_address,
    refuse_nobody,
)
from authors.handles.platforms import NOBODY, PATTERNS, REASONS, URLS, Handle, Platform
from newsroom.kit.text import refuse_unprintable, tidy_line

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
    text = tidy_line(text).strip("\u200b\u200e\u200f\ufeff ").rstrip("/")
    refuse_unprintable(text)
    if not text:
        raise ValidationError(REASONS[platform], code="invalid")
    if platform == Platform.WEBSITE:
        return _website(text)
    address = read_address(text)
    name = name_in(platform, address) if address else text
    return _checked(platform, name)


def _checked(platform, name):
    """Return the Handle with this name in the platform's own spelling, or refuse it."""
    name = name.removeprefix("@")
    if platform in (Platform.INSTAGRAM, Platform.THREADS, Platform.BLUESKY):
        name = name.lower()
    if platform == Platform.BLUESKY and re.fullmatch(r"[a-z0-9-]{3,18}", name):
        name += ".bsky.social"
    if platform == Platform.MASTODON:
        user, at, server = name.partition("@")
        name = user + at + server.lower()
    if platform == Platform.LINKEDIN:
        name = name.removeprefix("in/")
    if platform == Platform.ORCID:
        name = re.sub(r"^ORCID(?: iD)?:?\s*", "", name, flags=re.IGNORECASE).upper()
        name = re.sub(r"(\w{4})[- ]?(\w{4})[- ]?(\w{4})[- ]?(\w{4})", r"\1-\2-\3-\4", name)
    if name.lower() in NOBODY.get(platform, "").split():
        refuse_nobody(platform)
    if not re.fullmatch(PATTERNS[platform], name, re.ASCII | re.IGNORECASE):
        raise ValidationError(REASONS[platform], code="invalid")
    if platform == Platform.ORCID:
        _check_orcid(name)
    return Handle(platform, name, _url(platform, name))


def _url(platform, name):
    if platform == Platform.MASTODON:
        user, _at, server = name.partition("@")
        return f"https://{server}/@{user}"
    if platform == Platform.LINKEDIN:
        return f"https://www.linkedin.com/{name if '/' in name else f'in/{name}'}"
    if platform == Platform.YOUTUBE:
        return f"https://www.youtube.com/{name if '/' in name else f'@{name}'}"
    return URLS[platform].format(name)


def _check_orcid(orcid):
    """Refuse a wrong check digit (ISO 7064 MOD 11-2, as orcid.org prescribes)."""
    total = 0
    for digit in orcid.replace("-", "")[:15]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != orcid[-1]:
        raise ValidationError(
            _("The last digit of this ORCID does not fit the others: one of them is mistyped."),
            code="invalid",
        )


def _website(text):
    try:
        address = read_address(text if SCHEME.match(text) else f"https://{text}")
    except ValidationError as problem:
        raise ValidationError([*problem.messages, REASONS[Platform.WEBSITE]]) from problem
    platform = platform_of(address.hostname)
    if platform:
        raise ValidationError(
            _("This is an address on %(platform)s: choose %(platform)s as the platform.")
            % {"platform": platform.label},
            code="invalid",
        )
    kept = [pair for pair in parse_qsl(address.query) if not TRACKING.fullmatch(pair[0])]
    port = f":{address.port}" if address.port not in (None, 80, 443) else ""
    name = f"{address.hostname}{port}{address.path.rstrip('/')}"
    name += f"?{urlencode(kept)}" if kept else ""
    return Handle(Platform.WEBSITE, name, f"https://{name}" if "/" in name else f"https://{name}/")
