"""The move buttons, preview, the panel, versions and the first page at the desk."""

from datetime import date, timedelta

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Coverage, PublishedVersion
from articles.models.choices import Funding, Stage
from newsroom.models import LedgerEntry
from tests.articles.publishing.desk.test_article import page_of
from tests.factories import (
    cover,
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_user,
    perform,
    publish,
    say,
)
from tests.filling_in import filled_in


def buttons(page):
    panel = page.context.get("panel")
    return [form.verb for form in panel.moves] if panel else []


class MovesTests(TestCase):
    def send(self, article, **changes):
        url = page_of(article)
        return self.client.post(url, filled_in(self.client.get(url), **changes), follow=True)

    def test_each_role_is_offered_the_moves_it_may_make_now(self):
        writer = make_contributor()
        rows = [
            (writer, Stage.DRAFT, ["submit"]),
            (writer, Stage.REVIEW, []),
            (make_editor(), Stage.REVIEW, ["return", "approve"]),
            (make_editor(), Stage.READY, ["return"]),
            (make_publisher(), Stage.READY, ["return", "publish"]),
            (make_publisher(), Stage.PUBLISHED, ["publish", "withdraw", "reopen", "readdress"]),
            (make_funding_manager(), Stage.REVIEW, []),
        ]
        for person, stage, expected in rows:
            with self.subTest(person=person.groups.get().name, stage=stage):
                self.client.force_login(person)
                article = make_article(by=writer, stage=stage)
                self.assertEqual(buttons(self.client.get(page_of(article))), expected)

    def test_a_move_saves_first(self):
        self.client.force_login(make_editor())
        article = make_article()
        self.send(article, title="Typed just now", _move="submit")
        article.refresh_from_db()
        self.assertEqual((article.title, article.stage), ("Typed just now", Stage.REVIEW))

    def test_a_refused_move_keeps_what_was_saved_and_says_why(self):
        self.client.force_login(make_editor())
        article = make_article(stage=Stage.REVIEW)
        answer = self.send(article, title="Typed just now", _move="return")
        self.assertContains(answer, "Saved, but not moved. Say why, in a note.")
        article.refresh_from_db()
        self.assertEqual((article.title, article.stage), ("Typed just now", Stage.REVIEW))

    def test_the_note_goes_with_the_move_into_the_ledger(self):
        self.client.force_login(make_editor())
        article = make_article(stage=Stage.REVIEW)
        self.send(article, _move="return", **{"move-return-note": "Who said this?"})
        self.assertEqual(LedgerEntry.objects.first().facts["note"], "Who said this?")

    def test_nobody_publishes_by_forging_a_button(self):
        for person in (make_contributor(), make_editor()):
            with self.subTest(person=person.groups.get().name):
                self.client.force_login(person)
                article = make_article(by=person)
                page = self.client.get(page_of(article))
                for verb in ("publish", "approve", "revise", "withdraw", "nonsense"):
                    if verb == "approve" and person.has_perm("articles.approve_article"):
                        continue
                    sent = filled_in(page, _move=verb)
                    page = self.client.post(page_of(article), sent, follow=True)
                    self.assertContains(page, "Saved, but not moved.")
                article.refresh_from_db()
                self.assertEqual((article.stage, article.versions.count()), (Stage.DRAFT, 0))

    def test_a_contributor_cannot_move_the_piece_of_another(self):
        article = make_article(by=make_contributor())
        self.client.force_login(make_contributor())
        self.client.post(page_of(article), {"_move": "submit", "title": "x", "seen": "0"})
        article.refresh_from_db()
        self.assertEqual(article.stage, Stage.DRAFT)

    def test_publishing_at_a_moment_schedules_in_the_time_zone_of_the_publication(self):
        self.client.force_login(make_publisher())
        article = make_article(stage=Stage.READY)
        day = timezone.localdate() + timedelta(days=40)
        later = day + timedelta(days=7)
        answer = self.send(
            article,
            _move="publish",
            **{"move-publish-at": f"{day}T09:30", "move-publish-until": f"{later}T10:00"},
        )
        self.assertContains(answer, "Readers see no change before.", count=1)
        version = article.versions.get()
        self.assertEqual(
            [
                f"{timezone.localtime(m):%Y-%m-%d %H:%M}"
                for m in (version.live_from, version.expires_at)
            ],
            [f"{day} 09:30", f"{later} 10:00"],
        )
        self.assertFalse(PublishedVersion.objects.live().exists())

    def test_a_moment_that_is_none_or_past_is_refused_and_nothing_is_published(self):
        self.client.force_login(make_publisher())
        article = make_article(stage=Stage.READY)
        for moment in ("2020-01-01T10:00", "2031-02-31T10:00", "soon"):
            answer = self.send(article, _move="publish", **{"move-publish-at": moment})
            self.assertContains(answer, "Saved, but not moved. At:")
        self.assertEqual(article.versions.count(), 0)

    def test_a_warning_is_acknowledged_by_its_own_box(self):
        self.client.force_login(make_publisher())
        article = make_article(stage=Stage.READY, standfirst="")
        self.assertContains(self.client.get(page_of(article)), 'value="standfirst-missing"')
        answer = self.send(article, _move="publish")
        self.assertContains(answer, "A standfirst helps readers")
        self.assertEqual(article.versions.count(), 0)
        self.send(article, _move="publish", **{"move-publish-acknowledged": ["standfirst-missing"]})
        self.assertEqual(article.versions.count(), 1)
        self.assertEqual(LedgerEntry.objects.first().facts["warnings"], ["standfirst-missing"])

    def test_a_change_typed_while_publishing_is_not_published_unapproved(self):
        self.client.force_login(make_publisher())
        article = make_article(stage=Stage.READY)
        answer = self.send(article, title="Slipped in", _move="publish")
        self.assertContains(answer, "Saved, but not moved.")
        article.refresh_from_db()
        self.assertEqual((article.stage, article.versions.count()), (Stage.REVIEW, 0))

    def test_a_refused_move_keeps_what_was_typed_beside_its_button_and_no_other(self):
        self.client.force_login(make_publisher())
        article = make_article(stage=Stage.PUBLISHED)
        note = "Withdrawn at the wish of a <source>."
        answer = self.send(article, _move="withdraw", **{"move-withdraw-public_note": note})
        self.assertContains(answer, "Saved, but not moved. Say why, in a note.")
        forms = {form.verb: form for form in answer.context["panel"].moves}
        self.assertEqual([verb for verb, form in forms.items() if form.is_bound], ["withdraw"])
        self.assertEqual(forms["withdraw"]["public_note"].value(), note)
        self.assertContains(answer, '<details class="move" data-verb="withdraw" open>', count=1)
        # What is sent from that page again is the whole form.
        again = filled_in(answer, _move="withdraw", **{"move-withdraw-note": "He asked."})
        self.client.post(page_of(article), again)
        article.refresh_from_db()
        self.assertEqual(article.stage, Stage.WITHDRAWN)
        self.assertEqual(article.withdrawals.get().text, note)

    def test_withdrawing_tells_readers_what_the_note_for_them_says(self):
        self.client.force_login(make_publisher())
        article = make_article(stage=Stage.PUBLISHED)
        self.send(
            article,
            _move="withdraw",
            **{
                "move-withdraw-note": "The source asked us.",
                "move-withdraw-public_note": "Withdrawn at the wish of a source.",
            },
        )
        article.refresh_from_db()
        self.assertEqual(article.stage, Stage.WITHDRAWN)
        page = self.client.get(article.path)
        self.assertContains(page, "Withdrawn at the wish of a source.", status_code=410)
        self.assertNotContains(page, "The source asked us.", status_code=410)
        told = '<blockquote dir="auto">Withdrawn at the wish of a source.</blockquote>'
        self.assertContains(self.client.get(page_of(article)), told, count=1)


class BackCatalogueTests(TestCase):
    FIELD = 'name="move-publish-first_published"'

    def send(self, article, **changes):
        changes = {f"move-publish-{name}": value for name, value in changes.items()}
        page = filled_in(self.client.get(page_of(article)), _move="publish", **changes)
        return self.client.post(page_of(article), page, follow=True)

    def test_only_who_has_the_permission_is_asked_for_the_first_date_or_may_tell_it(self):
        article = make_article(stage=Stage.READY)
        publisher = make_publisher()
        self.client.force_login(publisher)
        self.assertContains(self.client.get(page_of(article)), self.FIELD, count=1)
        publisher.groups.get().permissions.remove(Permission.objects.get(codename="date_article"))
        self.assertNotContains(self.client.get(page_of(article)), self.FIELD)
        page = filled_in(self.client.get(page_of(article)), _move="publish")
        self.client.post(page_of(article), page | {"move-publish-first_published": "2024-10-09"})
        self.assertEqual(article.versions.get().true_date, None)

    def test_it_is_published_with_its_true_date(self):
        self.client.force_login(make_publisher())
        article = make_article(stage=Stage.READY, title="The port")
        self.send(article, first_published="2024-10-09")
        self.assertEqual(article.versions.get().path, "/2024/10/09/the-port/")
        self.assertNotContains(self.client.get(page_of(article)), self.FIELD)

    def test_a_date_that_is_none_or_cannot_be_is_refused_and_kept(self):
        self.client.force_login(make_publisher())
        article = make_article(stage=Stage.READY)
        for typed, words in (
            ("2024-02-31", "First published on: Enter a valid date."),
            ("0024-10-09", "The year 24 cannot be right."),
            ("2400-01-01", "is not in the past"),
        ):
            answer = self.send(article, first_published=typed)
            self.assertContains(answer, words)
            self.assertContains(answer, f'value="{typed}"')
        self.assertEqual(article.versions.count(), 0)

    def test_what_the_gate_warns_of_for_that_day_alone_can_be_acknowledged(self):
        self.client.force_login(make_publisher())
        grant = make_grant()
        optional = say(grant, "Po polsku.", kind="views", language="pl", mandatory=False)
        cover(None, grant, whole_site=True, first_published_until=date(2024, 12, 31))
        later = timezone.now() + timedelta(days=3)
        for article in (
            make_article(stage=Stage.READY, grants=[make_grant()]),
            publish(make_article(grants=[make_grant()]), at=later),
        ):
            with self.subTest(article.stage):
                self.acknowledge(article, optional)

    def acknowledge(self, article, optional):
        box = 'value="wording-missing-optional"'
        self.assertNotContains(self.client.get(page_of(article)), box)
        answer = self.send(article, first_published="2024-10-09")
        self.assertContains(answer, f"{optional.statement} has no approved wording")
        self.assertContains(answer, box)
        ticked = {"move-publish-acknowledged": ["wording-missing-optional"]}
        again = filled_in(answer, _move="publish", **ticked)
        self.client.post(page_of(article), again)
        self.assertEqual(article.versions.live().get().true_date, date(2024, 10, 9))

    def test_the_date_of_what_was_only_scheduled_is_proposed_again(self):
        self.client.force_login(make_publisher())
        day = {"first_published": date(2024, 10, 9)}
        article = publish(make_article(), at=timezone.now() + timedelta(days=3), **day)
        proposed = 'value="2024-10-09"'
        self.assertContains(self.client.get(page_of(article)), proposed, count=1)
        perform("unschedule", article, by=make_publisher())
        self.assertContains(self.client.get(page_of(article)), proposed, count=1)


class PanelTests(TestCase):
    def test_it_shows_what_is_in_the_way_and_leads_there(self):
        self.client.force_login(make_editor())
        article = Article.objects.create(title="Bare")
        page = self.client.get(page_of(article))
        for place in ("id_body", "bylines-group", "id_section", "id_funding"):
            self.assertContains(page, f'<a href="#{place}">')
            self.assertContains(page, f'id="{place}"', count=1)

    def test_it_shows_the_disclosures_word_for_word_and_why(self):
        self.client.force_login(make_editor())
        grant = make_grant("We suport <this> & “that”.", title="Awakening")
        article = make_article(grants=[grant], title="River")
        page = self.client.get(page_of(article))
        self.assertContains(page, "We suport &lt;this&gt; &amp; “that”.", count=1)
        self.assertContains(page, "article: River")

    def test_it_tells_what_leaves_the_piece_out_by_its_date_alone(self):
        self.client.force_login(make_editor())
        article = make_article(tags=["belarus"])
        page = page_of(article)
        self.assertNotContains(self.client.get(page), "Left out by its date")
        grant, tag = make_grant(title="Awakening"), article.tags.get()
        Coverage.objects.create(grant=grant, tag=tag, first_published_until=date(2024, 12, 31))
        words = "Tag “belarus” covers pieces first published until 31 Dec 2024; this one would be"
        self.assertContains(self.client.get(page), f"<bdi>Awakening</bdi>: {words}", count=1)

    def test_it_tells_what_is_live_and_what_will_be(self):
        self.client.force_login(make_publisher())
        article = make_article(stage=Stage.PUBLISHED)
        self.assertContains(self.client.get(page_of(article)), "Version 1 is live since")
        scheduled = publish(make_article(), at=timezone.now() + timedelta(days=3))
        page = self.client.get(page_of(scheduled))
        self.assertContains(page, "Version 1 is scheduled for")
        self.assertContains(page, "Readers see nothing of it now.")
        self.assertNotContains(page, f'href="{scheduled.path}"')


class PreviewTests(TestCase):
    def preview(self, article):
        return self.client.get(reverse("admin:articles_article_preview", args=[article.pk]))

    def test_it_is_the_page_that_publishing_would_print(self):
        self.client.force_login(make_editor())
        article = make_article(title="River", grants=[make_grant("The Fund paid.")])
        page = self.preview(article)
        self.assertTemplateUsed(page, "articles/article.html")
        printed = page.content.decode().split("<article")[1].split("</article>")[0]
        self.assertEqual(printed.count("The Fund paid."), 1)
        self.assertContains(page, "Preview.")
        self.assertEqual(page["Cache-Control"], "private, no-store")
        self.assertEqual(page["X-Robots-Tag"], "noindex, nofollow")
        self.assertEqual(PublishedVersion.objects.count(), 0)

    def test_a_piece_that_nothing_is_filled_in_of_can_be_looked_at(self):
        self.client.force_login(make_editor())
        page = self.preview(Article.objects.create(title="Bare"))
        self.assertContains(page, "Bare")

    def test_it_shows_nothing_to_whoever_may_not_see_the_piece(self):
        article = make_article(title="Secret", by=make_contributor())
        people = [
            (make_contributor(), 404),
            (make_user(username="no role"), 404),
            (make_user("Publisher", username="outside", is_staff=False), 302),
        ]
        for person, status in people:
            with self.subTest(person):
                self.client.force_login(person)
                answer = self.preview(article)
                self.assertEqual(answer.status_code, status)
                self.assertNotIn(b"Secret", answer.content)
        self.client.logout()
        self.assertEqual(self.preview(article).status_code, 302)

    def test_seeing_ones_own_piece_needs_the_permission_to_see_pieces(self):
        person = make_user(username="no role")
        self.client.force_login(person)
        self.assertEqual(self.preview(make_article(by=person)).status_code, 403)

    def test_it_only_reads(self):
        self.client.force_login(make_editor())
        url = reverse("admin:articles_article_preview", args=[make_article().pk])
        self.assertEqual(self.client.post(url).status_code, 405)


class VersionTests(TestCase):
    LIST = "/desk/articles/publishedversion/"

    def shown(self, **query):
        page = self.client.get(self.LIST, query)
        return [version.pk for version in page.context["cl"].result_list]

    def test_the_list_tells_what_was_live_at_a_moment(self):
        self.client.force_login(make_editor())
        article = make_article(stage=Stage.PUBLISHED)
        first = article.versions.get()
        tomorrow = timezone.localtime() + timedelta(days=1)
        yesterday = tomorrow - timedelta(days=2)
        self.assertEqual(self.shown(live_at=f"{tomorrow:%Y-%m-%dT%H:%M}"), [first.pk])
        self.assertEqual(self.shown(live_at=f"{yesterday:%Y-%m-%dT%H:%M}"), [])
        self.assertEqual(self.shown(), [first.pk])
        for nonsense in (
            "soon",
            "2026-02-31T10:00",
            "0001-01-01T00:00",
            "9999-12-31T23:59:59+00:00:01",
        ):
            answer = self.client.get(self.LIST, {"live_at": nonsense})
            self.assertIn(answer.status_code, (200, 302), nonsense)

    def test_nobody_adds_changes_or_deletes_one(self):
        self.client.force_login(make_user(is_superuser=True))
        version = make_article(stage=Stage.PUBLISHED).versions.get()
        for path in ("add/", f"{version.pk}/change/", f"{version.pk}/delete/"):
            answer = self.client.post(self.LIST + path, {"post": "yes", "title": "Forged"})
            self.assertEqual(answer.status_code, 403, path)
        page = self.client.get(f"{self.LIST}{version.pk}/change/")
        self.assertContains(page, version.title)
        self.assertNotContains(page, 'name="_save"')

    def test_an_old_version_is_shown_as_it_was_printed_to_whoever_may_see_it(self):
        writer = make_contributor()
        article = make_article(title="As it was", by=writer, stage=Stage.PUBLISHED)
        version = article.versions.get()
        Article.objects.update(title="As it is")
        url = reverse("admin:articles_publishedversion_page", args=[version.pk])
        for person, status in (
            (make_editor(), 200),
            (writer, 200),
            (make_contributor(), 404),
            (make_user(username="no role"), 404),
        ):
            self.client.force_login(person)
            answer = self.client.get(url)
            self.assertEqual(answer.status_code, status, person)
            # Whoever finds nothing is offered the newest pieces, as everybody is.
            self.assertEqual(b">As it was</h1>" in answer.content, status == 200)
            self.assertNotIn(b"As it is", answer.content)


MANUSCRIPT = """What the river remembers

A town that moved twice tells how it did.

9 October 2024 - Olena Kovalenko - Politics

The river rose in the night and the bells were rung by hand until morning came.

People went up the hill with what they could carry, and waited there for boats.
"""


class ImportTests(TestCase):
    URL = "/desk/articles/article/import/"

    def send(self, content, name="piece.txt", **fields):
        file = SimpleUploadedFile(name, content)
        return self.client.post(self.URL, {"file": file, **fields}, follow=True)

    def test_a_manuscript_becomes_a_draft_of_whoever_brought_it(self):
        writer = make_contributor()
        self.client.force_login(writer)
        answer = self.send(MANUSCRIPT.encode())
        article = Article.objects.get()
        self.assertRedirects(answer, page_of(article))
        self.assertEqual(
            (article.title, article.created_by, article.stage, article.funding),
            ("What the river remembers", writer, Stage.DRAFT, Funding.UNDECLARED),
        )
        guesses = [guess.why for guess in article.guesses.all()]
        self.assertContains(answer, f"{len(guesses)} guesses are to be confirmed by you", count=1)
        for why in guesses:
            self.assertContains(answer, why, count=1)
        self.assertContains(answer, "Confirm all guesses")

    def test_what_is_no_manuscript_gets_a_sentence_at_the_field_and_changes_nothing(self):
        self.client.force_login(make_editor())
        before = LedgerEntry.objects.count()
        for name, content in (
            ("empty.txt", b""),
            ("a.docx", b"PK\x03\x04 no"),
            ("a.txt", bytes(range(256))),
        ):
            with self.subTest(name):
                answer = self.send(content, name)
                self.assertEqual(answer.status_code, 200)
                self.assertEqual(list(answer.context["form"].errors), ["file"])
        self.assertEqual((Article.objects.count(), LedgerEntry.objects.count()), (0, before))

    def test_the_permission_to_add_pieces_is_asked_for(self):
        for person in (make_funding_manager(), make_user(username="no role")):
            self.client.force_login(person)
            self.assertEqual(self.client.get(self.URL).status_code, 403)
            self.assertEqual(self.send(MANUSCRIPT.encode()).status_code, 403)
        self.assertEqual(Article.objects.count(), 0)
