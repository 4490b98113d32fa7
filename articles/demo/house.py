"""What stands before the first piece: the masthead, sections, and what the house always says."""

from articles.demo.by_hand import change
from articles.models import Section
from funding.approval import approve
from funding.models import Appeal, Statement, Wording
from newsroom.audit import changes
from newsroom.models import Masthead

SECTIONS = [
    "Analysis",
    "Reportage",
    "Interviews",
    "Opinion",
    "Books and Reviews",
    "Articles and Commentary",
]

NO_FUNDING = {
    "en": "No grant, donor or advertiser outside this magazine paid for this piece.",
    "pl": "Za ten tekst nie zapłacił żaden grantodawca, darczyńca ani reklamodawca spoza redakcji.",
    "uk": "За цей текст не платив жоден грантодавець, донор чи рекламодавець поза редакцією.",
}

APPEALS = {
    "en": (
        "Please support Borderland Review's crowdfunding campaign. "
        "Donate by clicking on the button below.",
        "Donate",
    ),
    "pl": ("Borderland Review utrzymuje się z grantów i wpłat. Wesprzyj nas.", "Wesprzyj"),
    "uk": ("«Borderland Review» живе з грантів і внесків читачів. Підтримайте нас.", "Підтримати"),
}

FUNDING_POLICY = """
<p>Borderland Review lives on grants and on its readers. Whoever paid for a piece is named under
it, in the words that the grant agreement prescribes. Nobody who pays us reads a text before it is
published, and nobody has a say in what it says.</p>
<p>Every grant we have accepted is listed here with its funders and, where the agreement lets us,
its amount. A grant that has ended stays on this page and on the pieces it paid for.</p>
"""


MASTHEAD = {
    "name": "Borderland Review",
    "tagline": "Reports from where maps meet",
    "legal_name": "Borderland Review Foundation",
    "contact": "desk@borderland-review.example",
    "donate_url": "https://borderland-review.example/donate",
    "profiles": "https://social.example/@borderland_review",
    "belongs_to": "https://small-magazines.example/",
    "crawlers": Masthead.Crawlers.NO_TRAINING,
    "llms_txt": True,
    "funding_policy": FUNDING_POLICY,
    # The passwords that it prints open the desk.
    "second_factor_from": None,
}


def furnish(people):
    """Fill an empty newsroom with the demo's masthead, sections, statements and appeals."""
    funding_manager = people["funding"]
    change(Masthead.current(), MASTHEAD, by=people["admin"])
    for position, name in enumerate(SECTIONS):
        changes.added(people["editor"], Section.objects.create(name=name, position=position))
    statement = Statement.objects.create(kind=Statement.Kind.NO_FUNDING)
    changes.added(funding_manager, statement)
    for language, text in NO_FUNDING.items():
        wording = Wording.objects.create(
            statement=statement, language=language, text=text, created_by=funding_manager
        )
        approve(wording, by=funding_manager, note="House rule.")
    for language, (text, label) in APPEALS.items():
        appeal = Appeal.objects.create(
            text=text, label=label, language=language, url=MASTHEAD["donate_url"]
        )
        changes.added(funding_manager, appeal)
