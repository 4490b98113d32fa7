"""What is frozen of who paid: grants, parties, disclosures, logos, and nothing that is withheld."""

from datetime import date

from django.test import TestCase

from articles.disclosure.resolve import CoveredGrant, Disclosure, Resolution, resolve
from articles.disclosure.rules import Withheld
from articles.models import Article
from articles.publishing.disclosing import disclosed
from articles.publishing.freeze import freeze
from funding.models import GrantParty, Statement
from tests.articles.publishing.frozen import NOON, columns
from tests.factories import (
    cover,
    make_article,
    make_funder,
    make_grant,
    make_logo,
    make_picture,
    waive,
)


class FundingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.funder = make_funder("The Fund")
        cls.grant = make_grant(
            "The Fund paid.",
            funders=[cls.funder],
            title="Rivers",
            amount=230000,
            currency="PLN",
            allows_appeals=False,
        )
        cls.article = make_article(grants=[cls.grant])

    def frozen(self, **context):
        return freeze(self.article, **{"live_from": NOON, **context})

    def party(self, funder, role):
        return GrantParty.objects.create(grant=self.grant, funder=funder, role=role, position=9)

    def test_a_grant_is_frozen_with_its_amount_and_why_it_stands_there(self):
        (grant,) = self.frozen().grants
        self.assertEqual(
            columns(grant),
            {
                "grant": self.grant,
                "title": "Rivers",
                "slug": "rivers",
                "kind": "monetary",
                "amount": 230000,
                "currency": "PLN",
                "basis": self.article.coverages.get().basis,
                "allows_appeals": False,
            },
        )

    def test_it_asks_the_database_no_more_often_for_many_grants(self):
        for grants in (1, 5):
            article = make_article(grants=[make_grant() for _number in range(grants)])
            article = Article.objects.get(pk=article.pk)
            resolution = resolve(article, NOON)
            with self.subTest(grants=grants), self.assertNumQueries(8):
                freeze(article, resolution, live_from=NOON)

    def test_an_amount_that_is_not_public_is_not_frozen_nor_is_its_currency(self):
        self.grant.amount_public = False
        self.grant.save()
        (grant,) = self.frozen().grants
        self.assertEqual((grant.amount, grant.currency), (None, ""))

    def test_a_party_that_is_not_public_is_in_no_row(self):
        self.party(make_funder("A donor nobody may know", public=False), GrantParty.Role.COFUNDING)
        other = make_funder("The Second Fund", kind="foundation")
        self.party(other, GrantParty.Role.IMPLEMENTING)
        whole = self.frozen()
        self.assertEqual(
            [columns(party) for party in whole.parties],
            [
                {
                    "funder": self.funder,
                    "role": GrantParty.Role.FUNDING,
                    "name": "The Fund",
                    "kind": self.funder.kind,
                },
                {
                    "funder": other,
                    "role": GrantParty.Role.IMPLEMENTING,
                    "name": "The Second Fund",
                    "kind": "foundation",
                },
            ],
        )
        self.assertEqual(whole.grants[0].own_parties, whole.parties)

    def test_a_grant_that_may_not_be_named_hides_no_other(self):
        other = make_grant("The Second Fund paid.", title="Ports")
        cover(self.article, other)
        waive(self.grant, hides="all")
        whole = self.frozen()
        self.assertEqual([grant.title for grant in whole.grants], ["Ports"])
        self.assertEqual([party.version_grant.title for party in whole.parties], ["Ports"])

    def test_a_disclosure_is_frozen_with_what_it_stands_for(self):
        wording = self.grant.statements.get().wordings.get()
        cover(self.article, make_grant("The Fund paid.", funders=[make_funder("The other")]))
        first, second = self.frozen().disclosures
        self.assertEqual(
            columns(first),
            {
                "statement": wording.statement,
                "wording": wording,
                "grant": self.grant,
                "kind": Statement.Kind.ACKNOWLEDGEMENT,
                "placement": Statement.Placement.END,
                "language": "en",
                "text": "The Fund paid.",
                "basis": self.article.coverages.first().basis,
                "is_printed": True,
            },
        )
        self.assertEqual((second.text, second.is_printed), ("The Fund paid.", False))
        self.assertEqual((first.position, second.position), (0, 1))

    def test_what_is_withheld_is_frozen_with_its_reason(self):
        waiver = waive(self.grant, hides="logo", reason="A life depends on it.")
        (row,) = self.frozen().withheld
        self.assertEqual(
            columns(row),
            {
                "grant": self.grant,
                "hides": "logo",
                "why": f"{waiver.get_kind_display()}: A life depends on it.",
                "basis": self.article.coverages.get().basis,
            },
        )

    def test_a_reason_longer_than_its_column_is_cut_where_that_ends(self):
        withheld = (Withheld("logo", "w" * 400),)
        wording = self.grant.statements.get().wordings.get()
        resolution = Resolution(
            grants=[CoveredGrant(self.grant, "b" * 400, withheld)],
            disclosures=[Disclosure(wording, self.grant, "b" * 400)],
        )
        whole = disclosed(self.frozen(), resolution)
        for row in (*whole.grants, *whole.withheld, *whole.disclosures):
            self.assertEqual(row.basis, "b" * 300)
        self.assertEqual(whole.withheld[0].why, "w" * 300)


class LogoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.first, cls.leading = make_funder("First"), make_funder("Leading", logo_leads=True)
        cls.grant = make_grant(funders=[cls.first, cls.leading])
        cls.article = make_article(grants=[cls.grant])

    def logos(self):
        return freeze(self.article, live_from=NOON).logos

    def test_a_logo_is_frozen_with_its_size_its_words_and_its_dark_variant(self):
        light = make_logo(self.leading, alt="Leading, logo")
        dark = make_logo(self.leading, file=make_picture(colour="white"), background="dark")
        (logo,) = self.logos()
        self.assertEqual(
            columns(logo),
            {
                "funder": self.leading,
                "light": light,
                "dark": dark,
                "grant": self.grant,
                "file": light.file.name,
                "width": 40,
                "height": 20,
                "dark_file": dark.file.name,
                "alt": "Leading, logo",
                "leads": True,
            },
        )

    def test_one_that_has_to_lead_stands_first_and_each_funder_has_one(self):
        make_logo(self.first), make_logo(self.leading)
        cover(self.article, make_grant("More.", funders=[self.first]))
        logos = self.logos()
        self.assertEqual([logo.funder for logo in logos], [self.leading, self.first])
        self.assertEqual([logo.dark_file for logo in logos], ["", ""])
        self.assertEqual([logo.leads for logo in logos], [True, False])

    def test_of_several_logos_of_a_funder_the_first_is_shown(self):
        oldest = make_logo(self.first, alt="Oldest")
        make_logo(self.first, alt="Newer")
        self.assertEqual([logo.alt for logo in self.logos()], [oldest.alt])

    def test_a_funder_with_a_dark_variant_only_has_no_logo(self):
        make_logo(self.first, background="dark")
        self.assertEqual(self.logos(), [])

    def test_only_who_pays_and_is_public_is_shown(self):
        implementing, hidden = make_funder(), make_funder(public=False)
        for funder, role in (
            (implementing, GrantParty.Role.IMPLEMENTING),
            (hidden, GrantParty.Role.FUNDING),
        ):
            make_logo(funder)
            GrantParty.objects.create(grant=self.grant, funder=funder, role=role)
        self.assertEqual(self.logos(), [])

    def test_a_waived_logo_is_not_shown(self):
        make_logo(self.first)
        waive(self.grant, hides="logo")
        self.assertEqual(self.logos(), [])

    def test_a_logo_is_shown_on_the_days_it_is_permitted_for(self):
        make_logo(self.first, permitted_until=date(2024, 1, 9))
        self.assertEqual(self.logos(), [])
        make_logo(self.first, alt="Now", permitted_from=date(2024, 1, 10))
        self.assertEqual([logo.alt for logo in self.logos()], ["Now"])
