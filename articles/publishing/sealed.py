"""What was redacted is not printed again: a wording sealed on one page stays off the others."""

from django.utils.translation import gettext as _

from articles.models import SealedCopy, VersionDisclosure
from articles.models.problem import Problem


def sealed_wordings(resolution):
    """Yield a blocker for every wording that holds what a redaction took out of a page."""
    texts = {disclosure.wording.text for disclosure in resolution.disclosures}
    sealed = SealedCopy.objects.filter(
        table=VersionDisclosure._meta.db_table, columns__text__in=texts
    )
    for text in sorted(set(sealed.values_list("columns__text", flat=True))):
        yield Problem(
            "wording-redacted",
            _("This wording holds what was redacted; approve another: “%s”.") % text,
            "funding",
        )
