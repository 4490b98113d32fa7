"""Reading the web addresses of profiles: which platform, whose name."""

import re
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from authors.handles.odd import NOT_MASTODON
from authors.handles.platforms import Platform
from authors.handles.rules import DOMAIN, under

SCHEME = re.compile(r"(?!did:)([a-z][a-z0-9+-]*):", re.IGNORECASE)
FEDERATED = re.compile(rf"/(?:web/)?@\w[\w.-]*(?:@{DOMAIN})?/?", re.ASCII | re.IGNORECASE)


def guess_platform(url):
    """Return the platform whose profiles have such addresses, or None."""
    try:
        address = read_address(url.strip())
    except ValidationError:
        return None
    if not address:
        return None
    known = platform_of(address.hostname)
    if known or not FEDERATED.fullmatch(address.path):
        return known
    return None if under(address.hostname, NOT_MASTODON) else Platform.MASTODON


def read_address(text):
    """Read an http or https address; None when the text is no address at all."""
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise ValidationError(
            _("Only addresses that start with https:// or http:// are taken, not %(scheme)s:.")
            % {"scheme": scheme[1]},
            code="invalid",
        )
    host, slash, _path = text.partition("/")
    looks_like_one = "@" not in host and ((slash and "." in host) or platform_of(host.lower()))
    if not scheme and not looks_like_one:
        return None
    try:
        address = urlsplit(text if scheme else f"https://{text}")
        host, _port = (address.hostname or "").encode("idna").decode(), address.port
    except (ValueError, UnicodeError):
        host = ""
    if not re.fullmatch(DOMAIN, host) or "@" in address.netloc or re.search(r"[\s\\]", text):
        raise ValidationError(_("This is not a valid web address."), code="invalid")
    return address


def platform_of(host):
    return next((platform for platform in Platform if under(host, platform.rules.hosts)), None)


def name_in(platform, address):
    """Return the name in the address of a profile."""
    host = address.hostname
    other = platform_of(host)
    if other != platform and (other or platform != Platform.MASTODON):
        if other:
            words = _("This is an address on %(other)s, not on %(platform)s.")
        else:
            words = _("%(host)s is not an address on %(platform)s.")
        facts = {"other": other and other.label, "platform": platform.label, "host": host}
        raise ValidationError(words % facts, code="invalid")
    steps = [unquote(step) for step in address.path.split("/") if step]
    return platform.rules.read(steps, address) or refuse_nobody(platform)


def refuse_nobody(platform):
    raise ValidationError(
        _("This address on %(platform)s is not a profile.") % {"platform": platform.label},
        code="invalid",
    )
