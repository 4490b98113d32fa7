"""A person who gives is named nowhere before they consent; at most a private donor is told of."""

import json
import re
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse

from articles.models.choices import Stage
from articles.models.printed import read_printed
from articles.publishing.gate import problems
from articles.reports.make import make_report
from funding.checks import check
from funding.models import Funder, FunderAlias, GrantParty
from tests.articles.reader.crawling import crawl
from tests.factories import (
    make_article,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_logo,
    make_wording,
)
from tests.filling_in import filled_in

NAME, ALIAS = "Ewa Brzeg", "Ewusia"
CONSENT = ("letter.txt", b"I agree. E. B.")


class DonorTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.donor = make_funder(
            NAME, kind="person", public=False, anonymous=True, country="PL", about="A reader."
        )
        FunderAlias.objects.create(funder=cls.donor, name=ALIAS)
        make_logo(cls.donor, alt="Portrait of her")
        cls.grant = make_grant(
            "A reader of ours paid for this.",
            funders=[cls.donor],
            title="Rivers",
            summary="On rivers.",
            amount=500,
            currency="EUR",
            awarded_on="2026-01-01",
        )

    def consent(self):
        self.donor.public, self.donor.anonymous = True, False
        self.donor.consent.save("letter.txt", ContentFile(CONSENT[1]))


class ReaderTests(DonorTestCase):
    def test_a_person_without_consent_is_in_no_public_row_page_feed_or_export(self):
        article = make_article(stage=Stage.PUBLISHED, grants=[self.grant])
        (whole,) = read_printed(article.versions.live())
        (party,) = whole.parties
        self.assertEqual(
            (party.funder, party.name, party.kind, whole.logos),
            (None, "A private donor", "person", []),
        )
        answers = crawl(self.client)
        self.assertIn(article.path, answers)
        self.assertIn("/funding/register.csv", answers)
        for address, said in answers.items():
            answer = str(said)
            for name in (NAME, ALIAS, "ewa-brzeg", "Portrait of her", "A reader."):
                self.assertNotIn(name, answer, address)
        self.assertEqual(self.client.get(self.donor.get_absolute_url()).status_code, 404)

    def test_a_private_donor_is_told_of_in_every_place_that_names_funders(self):
        article = make_article(stage=Stage.PUBLISHED, grants=[self.grant])
        for address in ("/funding/", self.grant.get_absolute_url()):
            self.assertContains(self.client.get(address), "<bdi>A private donor</bdi>", count=1)
        table = self.client.get("/funding/register.csv").content.decode("utf-8-sig")
        self.assertEqual(table.count("A private donor"), 1)
        (grant,) = self.client.get("/funding/register.json").json()["grants"]
        self.assertEqual(
            grant["parties"],
            [{"name": "A private donor", "role": "funding", "country": None, "url": None}],
        )
        page = self.client.get(article.path).content.decode()
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        self.assertEqual(
            json.loads(data)["funding"][0]["funder"],
            [{"@type": "Person", "name": "A private donor"}],
        )
        # 360Giving asks for the name of who gave.
        self.assertEqual(self.client.get("/funding/360giving.json").json()["grants"], [])

    def test_who_is_not_even_told_of_is_not_there(self):
        Funder.objects.update(anonymous=False)
        article = make_article(stage=Stage.PUBLISHED, grants=[self.grant])
        (whole,) = read_printed(article.versions.live())
        self.assertEqual(whole.parties, [])
        for answer in crawl(self.client).values():
            self.assertNotIn("A private donor", str(answer))

    def test_whoever_has_consented_is_named(self):
        self.consent()
        make_article(stage=Stage.PUBLISHED, grants=[self.grant])
        self.assertContains(self.client.get("/funding/"), f"<bdi>{NAME}</bdi>", count=2)
        self.assertEqual(self.client.get(self.donor.get_absolute_url()).status_code, 200)

    def test_a_report_names_no_private_donor_to_the_others_who_paid(self):
        fund = make_funder("The Fund")
        GrantParty.objects.create(grant=self.grant, funder=fund, role="cofunding", position=1)
        report = make_report(
            self.grant, date(2026, 1, 1), date(2026, 12, 31), by=make_funding_manager()
        )
        parties = json.loads(report.document)["grant"]["parties"]
        self.assertEqual([party["name"] for party in parties], ["A private donor", "The Fund"])
        self.assertNotIn(NAME, report.document)


class GateTests(DonorTestCase):
    def codes(self, article):
        return [problem.code for problem in problems(article)]

    def test_words_that_name_a_private_donor_keep_a_piece_from_being_published(self):
        for words in (f"{NAME} paid.", f"With the help of {ALIAS}.", "EWA  BRZEG’s money."):
            article = make_article(grants=[make_grant(words, funders=[self.donor])])
            with self.subTest(words):
                self.assertEqual(self.codes(article), ["donor-named"])

    def test_so_does_the_title_of_the_grant(self):
        grant = make_grant("Somebody paid.", funders=[self.donor], title=f"{NAME} for rivers")
        self.assertEqual(self.codes(make_article(grants=[grant])), ["donor-named"])

    def test_whoever_has_consented_may_be_named_in_the_words(self):
        grant = make_grant(f"{NAME} paid.", funders=[self.donor])
        self.consent()
        self.assertEqual(self.codes(make_article(grants=[grant])), [])

    def test_the_check_of_a_wording_remarks_on_the_name_and_not_on_its_absence(self):
        statement = self.grant.statements.get()
        remarks = {
            words: [remark.code for remark in check(make_wording(statement, words, approved=False))]
            for words in ("Paid with EUR 500.", f"{NAME} paid EUR 500.")
        }
        self.assertEqual(list(remarks.values()), [[], ["donor-named"]])


class DeskTests(DonorTestCase):
    def setUp(self):
        self.manager = make_funding_manager()
        self.client.force_login(self.manager)
        self.url = reverse("admin:funding_funder_change", args=[self.donor.pk])

    def send(self, **changes):
        page = self.client.get(self.url)
        return self.client.post(self.url, filled_in(page, **changes), follow=True)

    def errors(self, page):
        return page.context["adminform"].form.errors

    def test_naming_a_person_asks_for_the_consent_where_it_is_given(self):
        page = self.send(public="on", anonymous=None)
        self.assertEqual(
            self.errors(page),
            {
                "consent": [
                    "A person is named only with their consent on file: add it, or untick “public”."
                ]
            },
        )
        self.send(public="on", anonymous=None, consent=SimpleUploadedFile(*CONSENT))
        self.donor.refresh_from_db()
        self.assertTrue(self.donor.public)
        # What is on file stays there when the page is saved again.
        self.send(about="A reader of ours.")
        self.donor.refresh_from_db()
        self.assertEqual((self.donor.about, bool(self.donor.consent)), ("A reader of ours.", True))

    def test_an_organisation_is_no_private_donor(self):
        page = self.send(kind="company")
        words = ["Only a person who is not named is shown as a private donor."]
        self.assertEqual(self.errors(page), {"anonymous": words})

    def test_the_consent_is_handed_only_to_those_who_keep_funders(self):
        self.consent()
        url = reverse("admin:funding_funder_consent", args=[self.donor.pk])
        self.assertContains(self.client.get(self.url), f'href="{url}"')
        self.assertEqual(b"".join(self.client.get(url).streaming_content), CONSENT[1])
        self.client.force_login(make_editor())
        self.assertEqual(self.client.get(url).status_code, 403)
        self.client.logout()
        self.assertEqual(self.client.get(url).status_code, 302)
        self.assertEqual(self.client.get(f"/media/{self.donor.consent.name}").status_code, 404)


class InKindTests(TestCase):
    def test_a_gift_in_kind_is_described_in_words_and_worth_nothing_said(self):
        make_grant(title="A room", kind="in-kind", summary="Two rooms for a year.")
        page = self.client.get("/funding/")
        self.assertContains(page, "Two rooms for a year.", count=1)
        self.assertContains(page, '<dt>Worth</dt><dd class="entry__amount">', count=1)
        self.assertContains(page, '<span class="entry__none">not stated</span>', count=1)
        (told,) = self.client.get("/funding/register.json").json()["grants"]
        self.assertEqual(
            (told["amount"], told["currency"], told["summary"]),
            (None, None, "Two rooms for a year."),
        )
