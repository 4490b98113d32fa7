"""Whoever saves what decides disclosures sees first what comes of what is scheduled."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Coverage, Waiver
from articles.models.choices import Stage
from articles.publishing.perform import perform
from funding.models import FunderLogo, Statement, Wording
from newsroom.models import LedgerEntry
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_picture,
    make_publisher,
    make_wording,
    say,
    waive,
)
from tests.filling_in import filled_in

WOULD_GO = "One piece would not appear: it would be ready again, and its people told."
WOULD_FOLLOW = "One piece would be frozen anew"
NOT_YET = "Nothing is saved yet."


class ScheduledAtTheDesk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager, cls.publisher = make_funding_manager(), make_publisher()
        cls.tomorrow = timezone.now() + timedelta(days=1)
        cls.grant = make_grant("The Fund paid.", title="Rivers")
        cls.statement = cls.grant.statements.get()
        cls.funder = cls.grant.parties.get().funder
        cls.paid = cls.schedule("Paid for", grants=[cls.grant])
        cls.unpaid = cls.schedule("Unpaid", tags=["Ports"])

    @classmethod
    def schedule(cls, title, **fields):
        article = make_article(title=title, stage=Stage.READY, **fields)
        return perform("publish", article, by=cls.publisher, at=cls.tomorrow)

    def setUp(self):
        self.client.force_login(self.manager)

    def url(self, row, page="change"):
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])

    def send(self, url, **changes):
        return self.client.post(url, filled_in(self.client.get(url), **changes), follow=True)

    def again(self, page, **changes):
        """Press the button once more on the page that was shown."""
        url = page.request["PATH_INFO"]
        return self.client.post(url, filled_in(page, **changes), follow=True)

    def lists(self, page):
        ahead = page.context["ahead"]
        return [[one.whole.version.title for one in found] for found in (ahead.renewed, ahead.held)]

    def stage(self, article):
        return Article.objects.get(pk=article.pk).stage


class AheadTests(ScheduledAtTheDesk):
    def test_coverage_names_what_would_not_appear_before_it_is_saved_and_afterwards(self):
        tag = self.unpaid.tags.get()
        page = self.send("/desk/articles/coverage/add/", grant=str(self.grant.pk), tag=str(tag.pk))
        self.assertEqual(self.lists(page), [[], ["Unpaid"]])
        for words in (NOT_YET, WOULD_GO, "declared to have no external funding"):
            self.assertContains(page, words, count=1)
        self.assertFalse(Coverage.objects.filter(tag=tag).exists())
        self.assertEqual(self.stage(self.unpaid), Stage.PUBLISHED)
        page = self.again(page)
        self.assertContains(page, "Ready again, and not scheduled any more: “Unpaid”.", count=1)
        self.assertTrue(Coverage.objects.filter(tag=tag).exists())
        self.assertEqual(self.stage(self.unpaid), Stage.READY)
        self.assertEqual(LedgerEntry.objects.get(verb="hold").actor, self.manager)

    def test_a_preview_of_coverage_shows_both_lists_and_what_is_saved_then_is_not_asked_again(self):
        sent = {"grant": str(self.grant.pk), "section": str(self.paid.section_id)}
        page = self.send("/desk/articles/coverage/add/", **sent, _preview="1")
        self.assertContains(page, NOT_YET, count=1)
        self.assertContains(page, WOULD_GO, count=1)
        self.again(page)
        self.assertTrue(Coverage.objects.filter(section=self.paid.section).exists())

    def test_what_comes_of_it_is_shown_anew_where_it_has_changed_meanwhile(self):
        sent = {"grant": str(self.grant.pk), "tag": str(self.unpaid.tags.get().pk)}
        page = self.send("/desk/articles/coverage/add/", **sent)
        self.schedule("Unpaid, too", tags=["Ports"])
        page = self.again(page)
        self.assertEqual(self.lists(page), [[], ["Unpaid", "Unpaid, too"]])
        self.assertEqual(self.stage(self.unpaid), Stage.PUBLISHED)

    def test_a_wording_shows_beside_its_button_what_would_be_frozen_anew(self):
        draft = make_wording(self.statement, "The Fund, renamed, paid.", approved=False)
        page = self.client.get(self.url(draft))
        self.assertEqual(self.lists(page), [["Paid for"], []])
        self.assertContains(page, WOULD_FOLLOW, count=1)
        self.assertNotContains(page, NOT_YET)
        page = self.again(page, _approve="1")
        draft.refresh_from_db()
        self.assertEqual(draft.status, Wording.Status.APPROVED)
        self.assertContains(page, "Scheduled, and frozen anew: “Paid for”.", count=1)
        version = self.paid.versions.live(self.tomorrow).get()
        self.assertEqual(version.disclosures.get().text, "The Fund, renamed, paid.")
        self.assertEqual(LedgerEntry.objects.get(verb="refreeze").actor, self.manager)

    def test_the_page_of_a_wording_in_force_shows_what_retiring_it_would_do(self):
        wording = self.statement.wordings.get()
        page = self.client.get(self.url(wording))
        self.assertContains(page, WOULD_GO, count=1)
        url = reverse("admin:funding_wording_retire", args=[wording.pk])
        page = self.client.post(url, {"note": "A misprint."}, follow=True)
        self.assertContains(page, "Ready again, and not scheduled any more: “Paid for”.", count=1)

    def test_a_waiver_and_its_evidence_are_not_kept_before_what_comes_of_them_was_seen(self):
        say(self.grant, "Somebody paid.", occasion="neutral")
        sent = {
            "grant": str(self.grant.pk),
            "kind": "safety",
            "hides": "name",
            "reason": "A life depends on it.",
            "approved_by": "Ms Doe, 3 May",
            "review_on": (timezone.localdate() + timedelta(days=90)).isoformat(),
            "evidence": SimpleUploadedFile("letter.txt", b"Agreed."),
        }
        page = self.send("/desk/articles/waiver/add/", **sent)
        self.assertEqual(self.lists(page), [["Paid for"], []])
        self.assertFalse(Waiver.objects.exists())
        evidence = SimpleUploadedFile("letter.txt", b"Agreed.")
        self.again(page, evidence=evidence)
        self.assertEqual(Waiver.objects.get().evidence.read(), b"Agreed.")

    def test_the_page_of_a_waiver_shows_what_lifting_it_would_do(self):
        say(self.grant, "Somebody paid.", occasion="neutral")
        waiver = waive(self.grant, hides="name")
        page = self.client.get(self.url(waiver))
        self.assertContains(page, WOULD_FOLLOW, count=1)
        sent = {"_lift": "1", "note": "Agreed."}
        page = self.client.post(self.url(waiver, "review"), sent, follow=True)
        self.assertContains(page, "Scheduled, and frozen anew: “Paid for”.", count=1)

    def test_a_grant_a_funder_and_a_statement_are_saved_after_what_comes_of_them_was_seen(self):
        views = Statement.objects.create(grant=self.grant, kind="views", mandatory=False)
        for row, changes, lists in (
            (self.grant, {"title": "Rivers and seas"}, [["Paid for"], []]),
            (self.funder, {"name": "Another name"}, [["Paid for"], []]),
            (views, {"mandatory": "on"}, [[], ["Paid for"]]),
        ):
            with self.subTest(type(row).__name__):
                page = self.send(self.url(row), **changes)
                self.assertEqual(self.lists(page), lists)
                self.assertContains(page, NOT_YET, count=1)
                page = self.again(page)
                self.assertNotContains(page, NOT_YET)

    def test_parties_that_change_places_are_looked_at_once(self):
        other = make_grant("x", title="Other").parties.get().funder
        page = self.send(self.url(self.grant), **{"parties-0-funder": str(other.pk)})
        self.assertEqual(self.lists(page), [["Paid for"], []])
        self.again(page)
        self.assertEqual(LedgerEntry.objects.filter(verb="refreeze").count(), 1)
        self.assertEqual(self.grant.parties.get().funder, other)

    def test_a_logo_that_is_only_looked_ahead_at_is_not_stored(self):
        sent = {
            "logos-TOTAL_FORMS": "1",
            "logos-0-file": make_picture(name="logo.png"),
            "logos-0-background": "light",
            "logos-0-alt": "The Fund",
            "logos-0-funder": str(self.funder.pk),
        }
        page = self.send(self.url(self.funder), **sent)
        self.assertEqual(self.lists(page), [["Paid for"], []])
        self.assertFalse(FunderLogo.objects.exists())
        self.again(page, **{**sent, "logos-0-file": make_picture(name="logo.png")})
        self.assertEqual(FunderLogo.objects.get().width, 40)

    def test_a_grant_put_on_a_piece_by_hand_takes_its_scheduled_version_back(self):
        self.client.force_login(make_editor())
        sent = {"coverages-TOTAL_FORMS": "1", "coverages-0-grant": str(self.grant.pk)}
        page = self.send(self.url(self.unpaid), **sent)
        self.assertEqual(self.lists(page), [[], ["Unpaid"]])
        page = self.again(page)
        self.assertContains(page, "Ready again, and not scheduled any more: “Unpaid”.", count=1)
        self.assertEqual(self.stage(self.unpaid), Stage.READY)

    def test_what_is_deleted_is_looked_ahead_at_as_well_alone_or_with_others(self):
        row = self.paid.coverages.get()
        page = self.client.get(self.url(row, "delete"))
        self.assertContains(page, WOULD_GO, count=1)
        chosen = {"action": "delete_selected", "_selected_action": [row.pk]}
        page = self.client.post("/desk/articles/coverage/", chosen)
        self.assertContains(page, WOULD_GO, count=1)
        self.assertTrue(Coverage.objects.filter(pk=row.pk).exists())
        sent = filled_in(page)
        self.assertEqual(sent["_selected_action"], str(row.pk))
        page = self.client.post("/desk/articles/coverage/", sent, follow=True)
        self.assertContains(page, "Ready again, and not scheduled any more: “Paid for”.", count=1)

    def test_what_changes_nothing_that_is_scheduled_is_saved_at_once(self):
        page = self.send(self.url(self.grant), reference="A/7")
        self.assertNotContains(page, NOT_YET)
        self.grant.refresh_from_db()
        self.assertEqual(self.grant.reference, "A/7")

    def test_who_may_not_save_learns_nothing_of_what_is_scheduled(self):
        url = self.url(self.grant)
        sent = filled_in(self.client.get(url), title="Rivers and seas")
        self.client.force_login(make_contributor())
        answer = self.client.post(url, sent)
        self.assertEqual(answer.status_code, 403)
        self.assertNotIn("Paid for", answer.content.decode())
        for page in ("change", "delete"):
            self.assertNotIn(
                "Paid for", self.client.get(self.url(self.grant, page)).content.decode()
            )


class FirstPageTests(ScheduledAtTheDesk):
    def titles(self, user):
        self.client.force_login(user)
        page = self.client.get("/desk/")
        return [piece.title for piece in page.context["pieces"]], page

    def test_its_people_find_it_on_the_first_page_until_somebody_acts(self):
        writer, other = make_contributor(), make_contributor()
        Article.objects.filter(pk=self.unpaid.pk).update(created_by=writer)
        Coverage.objects.create(grant=self.grant, tag=self.unpaid.tags.get())
        for user, titles in (
            (writer, ["Unpaid"]),
            (self.publisher, ["Unpaid"]),
            (make_editor(), ["Unpaid"]),
            (other, []),
            (self.manager, []),
        ):
            with self.subTest(user.groups.get().name):
                found, page = self.titles(user)
                self.assertEqual(found, titles)
                self.assertEqual("Not scheduled any more" in page.content.decode(), bool(titles))
        self.unpaid.refresh_from_db()
        perform("return", self.unpaid, by=self.publisher, note="Say who paid.")
        self.assertEqual(self.titles(self.publisher)[0], [])
