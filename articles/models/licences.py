"""On what terms a picture may be shown, and whether others may show it too."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Whose a picture is. Nobody has said so of one with an empty licence."""

    OWN = "own", _("our own")
    PERMISSION = "permission", _("used with permission")
    AGENCY = "agency", _("licensed from an agency")
    CC0 = "cc0", "CC0 1.0"
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    CC_BY_ND = "cc-by-nd", "CC BY-ND 4.0"
    CC_BY_NC = "cc-by-nc", "CC BY-NC 4.0"
    CC_BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA 4.0"
    PUBLIC_DOMAIN = "public-domain", _("public domain")


@dataclass(frozen=True)
class Terms:
    """What a licence asks for: `name` and `url` are printed beside the credit, where there are any.

    `is_free` tells whether whoever republishes a piece may show the picture as well, with what is
    printed beside it, and for whatever purpose.
    """

    name: str = ""
    url: str = ""
    is_free: bool = False


CC = "https://creativecommons.org"
NONE = Terms()
# Creative Commons asks for the name of the licence and a link to it (4.0, section 3(a)(1)).
TERMS = {
    Licence.OWN: Terms(is_free=True),
    Licence.CC0: Terms("CC0 1.0", f"{CC}/publicdomain/zero/1.0/", is_free=True),
    Licence.CC_BY: Terms("CC BY 4.0", f"{CC}/licenses/by/4.0/", is_free=True),
    Licence.CC_BY_SA: Terms("CC BY-SA 4.0", f"{CC}/licenses/by-sa/4.0/", is_free=True),
    Licence.CC_BY_ND: Terms("CC BY-ND 4.0", f"{CC}/licenses/by-nd/4.0/", is_free=True),
    Licence.CC_BY_NC: Terms("CC BY-NC 4.0", f"{CC}/licenses/by-nc/4.0/"),
    Licence.CC_BY_NC_SA: Terms("CC BY-NC-SA 4.0", f"{CC}/licenses/by-nc-sa/4.0/"),
    Licence.PUBLIC_DOMAIN: Terms(is_free=True),
}


def terms(licence: str) -> Terms:
    """The Terms of a licence; of one that asks for nothing or is not told, no name and not free."""
    return TERMS.get(Licence(licence), NONE) if licence else NONE
