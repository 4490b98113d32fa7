"""What each page of the desk is for, in a line under its name on the page of all pages."""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EXPLAINED: dict[str, Promise] = {
    "articles.arrangement": _("What the front page was, and from when on. It never changes."),
    "articles.article": _("The texts that are written and published."),
    "articles.correction": _("What readers are told about mistakes."),
    "articles.coverage": _("Which pieces a grant paid for: by tag, section, author or site."),
    "articles.frontblock": _("What stands on the front page, and in which order."),
    "articles.grantreport": _("What a funder is handed at the end, frozen."),
    "articles.issue": _("Numbers of the magazine."),
    "articles.keep": _("Live pieces that stay as they are, though something else is prescribed."),
    "articles.letter": _("Chosen pieces as mail, each with who paid for it."),
    "articles.menu": _("What leads on from every page of readers."),
    "articles.photo": _("Pictures, with who took them."),
    "articles.publishedversion": _("What readers were served, and when. It never changes."),
    "articles.reachfigure": _("How many people a piece reached, as somebody measured it."),
    "articles.redirect": _("Old addresses that lead on."),
    "articles.reissue": _("Live pieces that were given the disclosures prescribed now."),
    "articles.reissueitem": _("The same, piece by piece."),
    "articles.sealedcopy": _("What a redaction took away, for the few who may read it."),
    "articles.section": _("Under what pieces are filed."),
    "articles.series": _("Pieces that belong together, part by part."),
    "articles.settlement": _("Sentences of texts that became disclosures, and by whose decision."),
    "articles.tag": _("What pieces are about."),
    "articles.waiver": _("What is not shown of a grant, by agreement with the funder."),
    "articles.watchrun": _("Whether the live pages say who paid, as somebody outside sees them."),
    "auth.group": _("The roles, and what each may do."),
    "auth.user": _("Who may come to the desk."),
    "authors.author": _("Who writes, with their bios, handles and interests."),
    "funding.appeal": _("The boxes that ask readers for donations."),
    "funding.funder": _("Who pays, with their logos and other names."),
    "funding.grant": _("Agreements: how much, from whom, until when, and what is owed."),
    "funding.statement": _("What has to be said about a grant, in kind and place."),
    "funding.wording": _("The exact words of a statement in a language, approved once and kept."),
    "newsroom.holiday": _("Free days, by which deadlines are counted."),
    "newsroom.identity": _("Logo, icon, colours and typefaces of the site."),
    "newsroom.ledgerentry": _("Who did what, and when."),
    "newsroom.masthead": _("The name, the policies and the rules of the house."),
}


def explained(model: type[Model]) -> Promise | str:
    """What the pages of a model are for; nothing for one that is not known here."""
    return EXPLAINED.get(model._meta.label_lower, "")
