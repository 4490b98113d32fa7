"""The platforms where authors are found, and what each of them allows itself: a row for each."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from authors.handles import odd
from authors.handles.rules import DOMAIN, PlatformRules


def row(value, label, **rules):
    """A row as Django reads choices, which want the label last."""
    return value, PlatformRules(**rules), label


class Platform(models.TextChoices):
    """A row is all that is known of a platform, and the only place that knows it."""

    # help.x.com, "Username rules". The X of a Cyrillic keyboard is another letter.
    X = row(
        "x",
        "X",
        hosts=("x.com", "twitter.com"),
        pattern=r"\w{1,15}",
        reason=_("A name on X has 1 to 15 Latin letters, digits and underscores."),
        nobody="home i intent search hashtag share explore login signup settings messages tos",
        url="https://x.com/{}".format,
        words=r"(?-i:\b[XХ]\b)|Twitter\w*|Твітт?[еэа]р\w*|Твиттер\w*",
        has_at=True,
    )
    # atproto.com/specs/handle and /specs/did
    BLUESKY = row(
        "bluesky",
        "Bluesky",
        hosts=("bsky.app", "bsky.social"),
        pattern=rf"(?=.{{1,253}}$){DOMAIN}|did:plc:[a-z2-7]{{24}}|did:web:{DOMAIN}",
        reason=_("A name on Bluesky is a domain such as name.bsky.social, or a did."),
        read=odd.bluesky_name,
        spell=odd.bluesky_spelling,
        url="https://bsky.app/profile/{}".format,
        words=r"Blue ?sky(?:['’]\w+)?|Блуска[йяю]\w*",
        has_at=True,
    )
    # Account::USERNAME_RE and its limit of 30. Any server may be one of Mastodon's.
    MASTODON = row(
        "mastodon",
        "Mastodon",
        hosts=("mastodon.social", "mastodon.online"),
        pattern=rf"(?=[^@]{{1,30}}@)\w+(?:[\w.-]*\w)?@(?=.{{1,253}}$){DOMAIN}",
        reason=_(
            "A name on Mastodon has its server too: @name@mastodon.social. The name has at most "
            "30 Latin letters, digits, underscores, dots and hyphens."
        ),
        read=odd.mastodon_name,
        spell=odd.mastodon_spelling,
        url=odd.mastodon_url,
        words=r"Mastodon\w*|Мастодон\w*",
        alone=rf"(?<![\w@/.-])@[\w](?:[\w.-]*\w)?@{DOMAIN}(?![\w@])",
        has_at=True,
    )
    # Help, "Manage your public profile URL": 3 to 100.
    LINKEDIN = row(
        "linkedin",
        "LinkedIn",
        hosts=("linkedin.com",),
        pattern=r"(?u:(?:company/|school/|showcase/)?[^\W_][\w.&-]{1,98}[^\W_])",
        reason=_(
            "A name on LinkedIn is what follows linkedin.com/in/: 3 to 100 letters, digits and "
            "hyphens. For an organisation, write company/name."
        ),
        read=odd.linkedin_name,
        spell=lambda name: name.removeprefix("in/"),
        url=odd.linkedin_url,
        words=r"LinkedIn(?:-?\w+)?|[ЛL]інкед[іи]н\w*|Линкедин\w*",
    )
    # Help, "Guidelines for creating a username": 5 to 50. A page that chose no name is called
    # by its title and its number, and since 2021 below /p/.
    FACEBOOK = row(
        "facebook",
        "Facebook",
        hosts=("facebook.com", "fb.com"),
        pattern=r"(?=.{5,50}$)[a-z0-9]+(?:\.[a-z0-9]+)*|(?u:(?:p/)?[^\W_][\w.-]{0,150}-\d{9,20})",
        reason=_(
            "A name on Facebook has 5 to 50 Latin letters, digits and single dots; a page without "
            "one ends with a hyphen and its number."
        ),
        nobody="groups events watch share sharer story.php permalink.php photo.php pages "
        "people login reel marketplace media hashtag sharer.php",
        read=odd.facebook_name,
        url="https://www.facebook.com/{}".format,
        words=r"Facebook\w*|(?-i:\bFB\b|\bФБ\b)|Фейсбу[кцч]\w*|Фэйсбук\w*",
    )
    # 30, and no dot at an end.
    INSTAGRAM = row(
        "instagram",
        "Instagram",
        hosts=("instagram.com",),
        pattern=r"(?=.{1,30}$)\w+(?:\.\w+)*",
        reason=_(
            "A name on Instagram has 1 to 30 Latin letters, digits, underscores and single dots."
        ),
        nobody="p reel reels stories explore accounts tv share",
        spell=str.lower,
        url="https://www.instagram.com/{}/".format,
        words=r"Instagram\w*|Insta\b|(?-i:\bIG\b)|Інста\b|Інстаграм\w*|Инстаграм\w*",
        has_at=True,
    )
    # Names are those of Instagram.
    THREADS = row(
        "threads",
        "Threads",
        hosts=("threads.net", "threads.com"),
        pattern=r"(?=.{1,30}$)\w+(?:\.\w+)*",
        reason=_(
            "A name on Threads has 1 to 30 Latin letters, digits, underscores and single dots."
        ),
        spell=str.lower,
        url="https://www.threads.com/@{}".format,
        words=r"Threads",
        has_at=True,
    )
    # Support, "Handles overview": 3 to 30; the ids of channels are UC and 22.
    YOUTUBE = row(
        "youtube",
        "YouTube",
        hosts=("youtube.com", "youtu.be"),
        pattern=r"(?u:[^\W_](?:[\w.·-]{1,28})[^\W_])|channel/UC[\w-]{22}|"
        r"(?u:(?:c|user)/[\w-]{1,100})",
        reason=_(
            "A name on YouTube has 3 to 30 letters, digits, underscores, hyphens and dots, or is "
            "channel/ and an id that starts with UC."
        ),
        nobody="watch shorts playlist results feed embed live hashtag",
        read=odd.youtube_name,
        url=odd.youtube_url,
        words=r"YouTube\w*|Ютуб\w*|Ютьюб\w*",
    )
    # 5 to 32, and 4 for names sold at auction.
    TELEGRAM = row(
        "telegram",
        "Telegram",
        hosts=("t.me", "telegram.me", "telegram.dog"),
        pattern=r"(?!.*__)[a-z]\w{2,30}[a-z0-9]",
        reason=_(
            "A name on Telegram has 4 to 32 Latin letters, digits and single underscores and "
            "starts with a letter."
        ),
        nobody="joinchat addstickers share proxy login iv boost",
        read=odd.telegram_name,
        url="https://t.me/{}".format,
        words=r"Telegram\w*|(?-i:\bTG\b|\bТ[ГгҐґ]\b)|Телеграм\w*|Тэлеграм\w*",
        has_at=True,
    )
    ORCID = row(
        "orcid",
        "ORCID",
        hosts=("orcid.org",),
        pattern=odd.ORCID,
        reason=_("An ORCID has 16 digits, such as 0000-0002-1825-0097."),
        spell=odd.orcid_spelling,
        url="https://orcid.org/{}".format,
        alone=r"(?<![\w-])000\d-\d{4}-\d{4}-\d{3}[\dX](?![\w-])",
    )
    # Any address that is on none of the others.
    WEBSITE = row(
        "website",
        _("Website"),
        reason=_("Write the address of a website, such as https://example.org/."),
    )

    def __new__(cls, value, rules):
        platform = str.__new__(cls, value)
        platform._value_, platform.rules = value, rules
        return platform


def known():
    """The platforms as model choices, which migrations do not spell out."""
    return Platform.choices


def shown(platform, handle):
    """A handle as readers see it, with its @ where the platform writes one.

    What was printed may be on a platform that the table has no longer.
    """
    has_at = platform in Platform and Platform(platform).rules.has_at
    return f"@{handle}" if has_at else handle


@dataclass(frozen=True)
class Handle:
    """A name on a platform, without its leading @, and the https address of its profile."""

    platform: Platform
    handle: str
    url: str
