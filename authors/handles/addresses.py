"""Reading the web addresses of profiles: which platform, whose name."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from authors.handles.platforms import DOMAIN, HOSTS, NOT_MASTODON, Platform

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
    if known or not re.fullmatch(
        rf"/(?:web/)?@\w[\w.-]*(?:@{DOMAIN})?/?", address.path, re.A | re.I
    ):
        return known
    return None if _under(address.hostname, NOT_MASTODON) else Platform.MASTODON


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
    return next((HOSTS[known] for known in HOSTS if _under(host, (known,))), None)


def _under(host, domains):
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


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
    return _READERS.get(platform, _first)(steps, address) or refuse_nobody(platform)


def refuse_nobody(platform):
    raise ValidationError(
        _("This address on %(platform)s is not a profile.") % {"platform": platform.label},
        code="invalid",
    )


def _first(steps, address):
    return steps[0] if steps else ""


def _bluesky(steps, address):
    if _under(address.hostname, ("bsky.social",)):
        return address.hostname
    return steps[1] if len(steps) > 1 and steps[0] == "profile" else ""


def _mastodon(steps, address):
    steps = steps[1:] if steps[:1] == ["web"] else steps
    if len(steps) > 1 and steps[0] == "users":
        steps = [f"@{steps[1]}"]
    if not steps or not steps[0].startswith("@") or _under(address.hostname, NOT_MASTODON):
        return ""
    return steps[0] if "@" in steps[0][1:] else f"{steps[0]}@{address.hostname}"


def _linkedin(steps, address):
    steps = steps[1:] if steps[:1] == ["mwlite"] else steps
    if len(steps) < 2 or steps[0] not in ("in", "company", "school", "showcase"):
        return ""
    return "/".join(steps[:2])


def _facebook(steps, address):
    if steps == ["profile.php"]:
        return dict(parse_qsl(address.query)).get("id", "")
    if len(steps) > 2 and steps[0] in ("people", "pages", "p"):
        return steps[2]
    return _first(steps, address)


def _telegram(steps, address):
    if address.hostname.endswith(".t.me") and address.hostname != "www.t.me":
        return address.hostname.split(".")[0]
    return _first(steps[1:] if steps[:1] == ["s"] else steps, address)


def _youtube(steps, address):
    if address.hostname == "youtu.be" or not steps:
        return ""
    return "/".join(steps[:2]) if steps[0] in ("channel", "c", "user") else steps[0]


_READERS = {
    Platform.BLUESKY: _bluesky,
    Platform.MASTODON: _mastodon,
    Platform.LINKEDIN: _linkedin,
    Platform.FACEBOOK: _facebook,
    Platform.TELEGRAM: _telegram,
    Platform.YOUTUBE: _youtube,
}
