"""What tells the pages of the publication itself, such as the imprint, from its pieces."""

from django.db.models import CheckConstraint, Q, Value
from django.db.models.functions import Length, Replace
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from articles.models.choices import Funding, Kind

IS_PAGE = Q(kind=Kind.PAGE)
# For what is about pieces alone, such as coverage.
PIECES_ALONE = ~IS_PAGE
# A page is filed nowhere and no grant pays for it; every piece owes a declaration.
IS_FILED_NOWHERE = Q(funding=Funding.NOT_OWED, section=None, issue=None, series=None)
PAGES_ALONE_OWE_NOTHING = (IS_PAGE & IS_FILED_NOWHERE) | (~IS_PAGE & ~Q(funding=Funding.NOT_OWED))

# ``/imprint/`` is the address of a page, ``/2026/11/23/title/`` that of a piece. An address that
# was given once stays, so what readers have seen as the one never becomes the other.
_SLASHES = Length("path") - Length(Replace("path", Value("/"), Value("")))
PATH_OF_ITS_KIND = (IS_PAGE & Q(Exact(_SLASHES, 2))) | (~IS_PAGE & Q(Exact(_SLASHES, 5)))

OF_ARTICLES = (
    CheckConstraint(
        name="only_a_page_owes_no_declaration",
        condition=PAGES_ALONE_OWE_NOTHING,
        violation_error_message=_(
            "A page is filed nowhere and owes no declaration of its funding; a piece does."
        ),
    ),
    CheckConstraint(
        name="an_article_has_a_path_of_its_kind", condition=Q(path=None) | PATH_OF_ITS_KIND
    ),
)
OF_VERSIONS = (
    CheckConstraint(
        name="only_a_version_of_a_page_owes_no_declaration", condition=PAGES_ALONE_OWE_NOTHING
    ),
    CheckConstraint(
        name="a_version_of_a_piece_is_filed_under_a_section",
        condition=IS_PAGE | Q(section__isnull=False),
    ),
    CheckConstraint(name="a_version_has_a_path_of_its_kind", condition=PATH_OF_ITS_KIND),
)
