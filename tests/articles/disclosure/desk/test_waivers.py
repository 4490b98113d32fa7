"""Waivers at the desk: decided, reviewed, lifted; never changed."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.disclosure.waivers import WaiverRefused, keep_on, lift, waive
from articles.models import Waiver
from articles.models.choices import Stage
from articles.models.printed import read_printed
from funding.models import Statement
from newsroom.models import LedgerEntry, Masthead
from tests import factories
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
)
from tests.filling_in import filled_in

ADD = "/desk/articles/waiver/add/"
SECRET = "The letter of the ministry names Alesia."


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant("Solidarity Abroad paid.", title="Secret rivers")
        cls.article = make_article(stage=Stage.PUBLISHED, grants=[cls.grant])
        cls.later = timezone.localdate() + timedelta(days=90)

    def setUp(self):
        self.client.force_login(self.manager)

    def add(self, **changes):
        fields = {
            "grant": str(self.grant.pk),
            "kind": "safety",
            "hides": "name",
            "reason": SECRET,
            "approved_by": "Ms Doe, 3 May",
            "review_on": self.later.isoformat(),
            **changes,
        }
        return self.client.post(ADD, filled_in(self.client.get(ADD), **fields), follow=True)

    def review(self, waiver, **data):
        url = reverse("admin:articles_waiver_review", args=[waiver.pk])
        page = self.client.post(url, data, follow=True)
        waiver.refresh_from_db()
        return page

    def page_of(self, waiver):
        return self.client.get(reverse("admin:articles_waiver_change", args=[waiver.pk]))

    def texts(self):
        (whole,) = read_printed(self.article.versions.live())
        return [notice.text for notice in whole.notices]


class DecidingTests(DeskTestCase):
    def test_a_waiver_remembers_who_decided_it_and_is_recorded_without_its_reason(self):
        self.add()
        waiver = Waiver.objects.get()
        self.assertEqual((waiver.decided_by, waiver.reason), (self.manager, SECRET))
        entry = LedgerEntry.objects.get(verb="waive")
        self.assertEqual(
            entry.facts,
            {
                "grant": self.grant.pk,
                "article": None,
                "kind": "safety",
                "hides": "name",
                "approved_by": "Ms Doe, 3 May",
                "review_on": self.later.isoformat(),
            },
        )

    def test_it_tells_how_many_live_pieces_say_otherwise_and_changes_none(self):
        make_article(stage=Stage.PUBLISHED, grants=[make_grant("Another paid.")])
        page = self.add()
        self.assertContains(page, "One live piece says otherwise now.", count=1)
        self.assertContains(page, f"worklist/?grant={self.grant.pk}", count=1)
        self.assertEqual(self.texts(), ["Solidarity Abroad paid."])

    def test_one_for_a_single_piece_tells_of_that_piece_alone(self):
        other = make_article(stage=Stage.PUBLISHED, grants=[self.grant])
        page = self.add(article=str(other.pk))
        self.assertContains(page, "One live piece says otherwise now.", count=1)

    def test_missing_neutral_words_are_told_and_nothing_where_there_are_some(self):
        words = "There is no neutral statement yet"
        self.assertContains(self.add(), words, count=1)
        self.assertNotContains(self.add(hides="logo"), words)
        self.assertNotContains(self.add(hides="all"), words)
        factories.say(self.grant, "A foundation paid.", occasion=Statement.Occasion.NEUTRAL)
        self.assertNotContains(self.add(), words)

    def test_where_the_house_asks_for_evidence_none_is_decided_without(self):
        Masthead.objects.update(evidence_needed=True)
        before = Waiver.objects.count()
        self.assertContains(self.add(), "Put the evidence on file", count=1)
        self.assertEqual(Waiver.objects.count(), before)
        letter = SimpleUploadedFile("letter.pdf", b"%PDF")
        self.add(evidence=letter)
        self.assertEqual(Waiver.objects.count(), before + 1)

    def test_what_is_missing_is_said_and_nothing_is_decided(self):
        missing = ("kind", "hides", "reason", "approved_by")
        for changes in (*({one: ""} for one in missing), {"review_on": "soon"}, {"grant": "9"}):
            with self.subTest(changes):
                self.assertContains(self.add(**changes), 'class="errorlist"', count=1)
        self.assertEqual(Waiver.objects.count(), 0)

    def test_a_decided_waiver_is_neither_edited_nor_deleted(self):
        waiver = factories.waive(self.grant, hides="logo")
        url = reverse("admin:articles_waiver_change", args=[waiver.pk])
        self.assertEqual(self.client.post(url, {"hides": "all"}).status_code, 403)
        gone = reverse("admin:articles_waiver_delete", args=[waiver.pk])
        self.assertEqual(self.client.post(gone, {"post": "yes"}).status_code, 403)
        listed = {"action": "delete_selected", "_selected_action": [waiver.pk], "post": "yes"}
        self.client.post(reverse("admin:articles_waiver_changelist"), listed)
        waiver.refresh_from_db()
        self.assertEqual(waiver.hides, "logo")


class ReviewTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.waiver = factories.waive(cls.grant, hides="logo", reason=SECRET)

    def test_lifting_is_recorded_with_its_note_and_unmasks_nothing_by_itself(self):
        factories.publish(make_article(grants=[self.grant]))
        page = self.review(self.waiver, note="The danger is over.", _lift="1")
        self.assertEqual(self.waiver.lifted_by, self.manager)
        self.assertIsNotNone(self.waiver.lifted_at)
        self.assertEqual(
            LedgerEntry.objects.get(verb="lift a waiver").facts, {"note": "The danger is over."}
        )
        self.assertContains(page, "The waiver is lifted.", count=1)
        self.assertContains(page, "One live piece says otherwise now.", count=1)
        self.assertNotContains(page, "Lift the waiver")

    def test_a_review_that_keeps_it_on_moves_only_the_next_review(self):
        self.review(self.waiver, note="Still.", review_on=self.later.isoformat(), _keep="1")
        self.assertEqual((self.waiver.review_on, self.waiver.lifted_at), (self.later, None))
        facts = LedgerEntry.objects.get(verb="keep a waiver on").facts
        self.assertEqual((facts["note"], facts["review_on"]), ("Still.", self.later.isoformat()))

    def test_a_review_without_a_note_or_a_future_date_is_refused_in_words(self):
        today = timezone.localdate().isoformat()
        for data, words in [
            ({"_lift": "1"}, "Say why"),
            ({"_lift": "1", "note": " "}, "Say why"),
            ({"_lift": "1", "note": "a\x0bb"}, "U+000B"),
            ({"_keep": "1", "note": "Still."}, "Say when it is to be reviewed again."),
            ({"_keep": "1", "note": "Still.", "review_on": "soon"}, "as a date"),
            ({"_keep": "1", "note": "Still.", "review_on": today}, "lies in the future"),
        ]:
            with self.subTest(data):
                self.assertContains(self.review(self.waiver, **data), words)
        self.assertIsNone(self.waiver.lifted_at)
        self.assertEqual(LedgerEntry.objects.filter(subject_kind="articles.waiver").count(), 0)

    def test_what_was_lifted_is_not_lifted_again(self):
        self.review(self.waiver, note="Over.", _lift="1")
        before = self.waiver.lifted_at
        page = self.review(self.waiver, note="Over again.", _lift="1")
        self.assertContains(page, "was lifted already", count=1)
        self.assertEqual(self.waiver.lifted_at, before)

    def test_the_rules_ask_for_the_permission_themselves(self):
        publisher = make_publisher()
        fresh = Waiver(grant=self.grant, reason="x", approved_by="x", review_on=self.later)
        for deed in (
            lambda: lift(self.waiver, by=publisher, note="Mine."),
            lambda: keep_on(self.waiver, by=publisher, note="Mine.", review_on=self.later),
            lambda: waive(fresh, by=publisher),
        ):
            with self.assertRaisesMessage(WaiverRefused, "You may not"):
                deed()
        self.assertEqual(Waiver.objects.in_force().count(), 1)

    def test_an_overdue_review_is_on_the_first_page_with_the_way_there(self):
        Waiver.objects.update(review_on=timezone.localdate() - timedelta(days=3))
        page = self.client.get("/desk/")
        url = reverse("admin:articles_waiver_change", args=[self.waiver.pk])
        self.assertContains(page, f'href="{url}"', count=1)

    def test_the_list_is_narrowed_to_what_is_overdue(self):
        old = factories.waive(self.grant, hides="amount", review_on="2024-05-01")
        lifted = factories.waive(self.grant, hides="all", lifted_at=timezone.now())
        for state, rows in [
            ("overdue", [old]),
            ("lifted", [lifted]),
            ("in-force", [old, self.waiver]),
        ]:
            with self.subTest(state):
                page = self.client.get("/desk/articles/waiver/", {"state": state})
                self.assertEqual(list(page.context["cl"].queryset.order_by("review_on")), rows)

    def test_the_list_asks_no_more_for_thirty_waivers_than_for_one(self):
        with self.assertNumQueries(9):
            self.client.get("/desk/articles/waiver/")
        for _ in range(29):
            factories.waive(make_grant(""), hides="logo")
        with self.assertNumQueries(9):
            self.client.get("/desk/articles/waiver/")


class SecrecyTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.add(evidence=SimpleUploadedFile("letter.pdf", b"%PDF-1.7"))
        self.waiver = Waiver.objects.get()
        self.file = reverse("admin:articles_waiver_evidence", args=[self.waiver.pk])

    def test_the_file_is_handed_out_by_the_desk_and_its_own_address_is_nowhere(self):
        self.assertContains(self.page_of(self.waiver), f'href="{self.file}"', count=1)
        self.assertNotContains(self.page_of(self.waiver), self.waiver.evidence.url)
        answer = self.client.get(self.file)
        self.assertEqual(b"".join(answer.streaming_content), b"%PDF-1.7")
        self.assertIn("attachment", answer["Content-Disposition"])

    def test_nobody_else_at_the_desk_sees_or_reviews_a_waiver(self):
        pages = [
            ("get", self.file, {}),
            ("get", reverse("admin:articles_waiver_change", args=[self.waiver.pk]), {}),
            ("get", "/desk/articles/waiver/", {}),
            ("get", ADD, {}),
            (
                "post",
                reverse("admin:articles_waiver_review", args=[self.waiver.pk]),
                {"note": "Mine.", "_lift": "1"},
            ),
        ]
        for user in (make_contributor(), make_editor(), make_publisher()):
            self.client.force_login(user)
            for method, url, data in pages:
                with self.subTest(user=user, url=url):
                    answer = getattr(self.client, method)(url, data)
                    self.assertEqual(answer.status_code, 403)
        self.assertEqual(Waiver.objects.in_force().count(), 1)
