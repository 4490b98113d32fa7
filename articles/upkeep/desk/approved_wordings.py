"""After an approval: the live pieces that print the words it takes the place of."""

from django.contrib import admin, messages
from django.db.models import F, Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.disclosure.desk.grants_and_statements import WordingAdmin as PlainWordingAdmin
from articles.models import PublishedVersion
from articles.upkeep.desk.ahead_of_wordings import LooksAheadOfWordings
from articles.upkeep.difference import Cause
from funding.models import Wording

# Registers its own page of wordings, which ours replaces.
from newsroom.kit.counting import numbered

NAMED = 10


class TellsOfOldWords:
    """For the page of wordings."""

    def tell_of_approval(self, request, wordings):
        super().tell_of_approval(request, wordings)
        if request.user.has_perm("articles.reissue_article") and (told := old_words(wordings)):
            messages.warning(request, told)


def old_words(wordings):
    """A sentence that names the pieces, with the way to the worklist; nothing where there are
    none. The newest ten are named.
    """
    versions = _printing_others(wordings)
    count = versions.count()
    if not count:
        return ""
    words = ngettext(
        "One live piece prints other words:",
        "%d live pieces print other words:",
        count,
    )
    named = [format_html("<bdi>“{}”</bdi>", version.title) for version in versions[:NAMED]]
    if more := count - len(named):
        named.append(numbered(ngettext("and one more", "and %d more", more), more))
    return format_html(
        '{} {}. <a href="{}">{}</a>',
        numbered(words, count),
        format_html_join(", ", "{}", ((one,) for one in named)),
        _worklist(wordings),
        _("Decide about it"),
    )


def _printing_others(wordings):
    """The versions that print a retired wording in the place of one of these, or a fallback."""
    instead = Q()
    for wording in wordings:
        retired = Q(
            disclosures__wording__status=Wording.Status.RETIRED,
            disclosures__language=wording.language,
            disclosures__wording__variant=wording.variant,
        )
        fallback = Q(language=wording.language) & ~Q(disclosures__language=F("language"))
        instead |= Q(disclosures__statement=wording.statement_id) & (retired | fallback)
    return PublishedVersion.objects.live().filter(instead).distinct().newest_first()


def _worklist(wordings):
    """The worklist of the one grant that all the wordings are of, or of all grants."""
    grants = {wording.statement.grant_id for wording in wordings}
    query = {"cause": Cause.WORDING}
    if len(grants) == 1 and None not in grants:
        query["grant"] = grants.pop()
    return reverse("admin:articles_reissue_worklist", query=query)


admin.site.unregister(Wording)


@admin.register(Wording)
class WordingAdmin(LooksAheadOfWordings, TellsOfOldWords, PlainWordingAdmin):
    pass
