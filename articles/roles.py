"""The roles of the desk, and what each may do. Groups carry them; a migration makes the groups.

A test holds what the migrations make to this table: whoever changes it writes
one that follows, with `newsroom.kit.groups.GivePermissions`.
"""

ROLES = ("Contributor", "Editor", "Publisher", "Funding manager", "Administrator")

# What each role may do with the rows of a model: view, add, change, delete.
ROWS = {
    "articles.article": ("vac", "vacd", "vacd", "v", "v"),
    "articles.byline": ("vacd", "vacd", "vacd", "v", ""),
    "articles.guess": ("vacd", "vacd", "vacd", "v", ""),
    "articles.photo": ("vac", "vacd", "vacd", "v", ""),
    "articles.section": ("v", "vacd", "vacd", "v", ""),
    "articles.issue": ("v", "vacd", "vacd", "v", ""),
    "articles.letter": ("", "vacd", "vacd", "v", ""),
    "articles.letterpiece": ("", "vacd", "vacd", "v", ""),
    "articles.madeletter": ("", "a", "a", "", ""),
    "articles.series": ("v", "vacd", "vacd", "v", ""),
    "articles.tag": ("v", "vacd", "vacd", "va", ""),
    "articles.correction": ("v", "vacd", "vacd", "v", ""),
    "articles.redirect": ("", "vacd", "vacd", "", ""),
    "articles.mentiondecision": ("v", "vacd", "vacd", "v", ""),
    "articles.interestconfirmation": ("v", "vacd", "vacd", "v", ""),
    "articles.frontblock": ("", "vacd", "vacd", "", ""),
    "articles.frontplace": ("", "vacd", "vacd", "", ""),
    "articles.arrangement": ("", "va", "va", "", ""),
    "authors.author": ("v", "vacd", "vacd", "v", "v"),
    "authors.socialhandle": ("v", "vacd", "vacd", "v", ""),
    "authors.interest": ("v", "vacd", "vacd", "v", ""),
    "articles.coverage": ("v", "vacd", "vacd", "vacd", ""),
    "articles.waiver": ("", "", "", "vacd", ""),
    "funding.funder": ("v", "v", "v", "vacd", "v"),
    "funding.funderalias": ("v", "v", "v", "vacd", ""),
    "funding.funderlogo": ("v", "v", "v", "vacd", ""),
    "funding.grant": ("v", "v", "v", "vacd", "v"),
    "funding.grantparty": ("v", "v", "v", "vacd", ""),
    "funding.reportdate": ("", "v", "v", "vacd", ""),
    "funding.statement": ("v", "v", "v", "vacd", ""),
    "funding.wording": ("v", "v", "v", "vacd", ""),
    "funding.appeal": ("v", "v", "v", "vacd", ""),
    "articles.publishedversion": ("v", "v", "v", "v", "v"),
    "articles.reissue": ("", "", "", "v", ""),
    "articles.keep": ("", "", "", "v", ""),
    "articles.settlement": ("", "", "", "v", ""),
    "articles.watchrun": ("", "", "", "v", ""),
    "articles.drift": ("", "", "", "v", ""),
    "articles.grantreport": ("", "", "", "va", ""),
    "articles.reachfigure": ("", "", "", "vacd", ""),
    "newsroom.holiday": ("", "", "", "vacd", "vacd"),
    "newsroom.masthead": ("", "", "vc", "", "vc"),
    "newsroom.identity": ("", "", "vc", "", "vc"),
    "articles.menu": ("", "", "vc", "", "vc"),
    "articles.menuentry": ("", "", "vacd", "", "vacd"),
    "articles.sealedcopy": ("", "", "", "", "v"),
    "newsroom.ledgerentry": ("", "", "v", "v", "v"),
    "auth.user": ("", "", "", "", "vac"),
}

# What is more than rows.
POWERS = {
    "articles.submit_article": ("Contributor", "Editor", "Publisher"),
    "articles.edit_any_article": ("Editor", "Publisher"),
    "articles.return_article": ("Editor", "Publisher"),
    "articles.approve_article": ("Editor", "Publisher"),
    "articles.reopen_article": ("Editor", "Publisher"),
    "articles.publish_article": ("Publisher",),
    "articles.date_article": ("Publisher",),
    "articles.bring_in_article": ("Publisher",),
    "articles.withdraw_article": ("Publisher",),
    "authors.merge_author": ("Editor", "Publisher"),
    "authors.name_oneself": ("Contributor", "Editor", "Publisher"),
    "articles.reissue_article": ("Funding manager",),
    "funding.approve_wording": ("Funding manager",),
    "articles.redact": ("Administrator",),
    "newsroom.set_house_rules": ("Administrator",),
}

VERBS = {"v": "view", "a": "add", "c": "change", "d": "delete"}


def permissions(role: str) -> set[str]:
    """The permissions of a role, each as ``app.codename``. Raises ValueError for no role."""
    column = ROLES.index(role)
    found = {power for power, roles in POWERS.items() if role in roles}
    for model, cells in ROWS.items():
        app, name = model.split(".")
        found |= {f"{app}.{VERBS[letter]}_{name}" for letter in cells[column]}
    return found
