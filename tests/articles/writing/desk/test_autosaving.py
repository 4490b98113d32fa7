"""What is typed into the page of a piece is kept, and offered back."""

from datetime import timedelta

from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Autosave, Revision
from articles.models.choices import Stage
from newsroom.audit.models import LedgerEntry
from newsroom.models import Session
from tests.articles.publishing.desk.test_article import LIST, DeskTestCase, page_of
from tests.factories import make_article, make_contributor, make_editor, make_publisher
from tests.filling_in import filled_in

NEW = reverse("admin:articles_article_autosave_new")
OFFER = '<section class="kept offer"'


def autosave_of(article):
    return reverse("admin:articles_article_autosave", args=[article.pk])


class AutosavingTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.article = make_article(title="River", body="<p>One two.</p>")

    def type(self, page, url=None, **changes):
        """What the page sends by itself."""
        typed = filled_in(page, **changes)
        typed["_number"] = str(page.context["autosave"]["number"] + 1)
        return self.client.post(url or autosave_of(self.article), typed)

    def open(self, query=""):
        return self.client.get(page_of(self.article) + query)

    def test_it_is_no_edit_and_nothing_of_the_record(self):
        page, before = self.open(), self.everything()
        answer = self.type(page, title="Rivers", body="<p>One <b>two</b>.\0</p>", _number="9")
        self.assertEqual((answer.status_code, answer.json()), (200, {"kept": True}))
        self.assertEqual(self.everything(), before)
        row = Autosave.objects.get()
        self.assertEqual((row.person, row.article, row.edit), (self.editor, self.article, 0))
        self.assertEqual(row.content["title"], ["Rivers"])
        self.assertEqual(row.content["body"], ["<p>One <b>two</b>.</p>"])
        self.assertEqual([name for name in row.content if name.startswith(("_", "csrf"))], [])

    def everything(self):
        return (
            [*Article.objects.values()],
            Revision.objects.count(),
            LedgerEntry.objects.count(),
            [*self.article.writers.all()],
        )

    def test_it_is_offered_beside_what_is_stored_and_is_in_no_form_by_itself(self):
        self.type(self.open(), title="Rivers", body="<p>One three.</p>")
        page = self.open()
        self.assertContains(page, OFFER, count=1)
        self.assertContains(page, "One <del>two</del><ins>three</ins>.")
        self.assertContains(page, "<ins>Rivers</ins>")
        typed = filled_in(page)
        self.assertEqual((typed["title"], typed["body"]), ("River", "<p>One two.</p>"))

    def test_it_is_put_back_and_then_saved_and_gone(self):
        self.type(self.open(), title="Rivers", tags="Ports, Grain")
        back = self.open(f"?autosave={Autosave.objects.get().pk}")
        self.assertContains(back, "It is back in the form, and not saved yet.")
        self.assertNotContains(back, '<p class="errornote">')
        self.assertNotContains(back, OFFER)
        typed = filled_in(back)
        self.assertEqual((typed["title"], typed["tags"]), ("Rivers", "Ports, Grain"))
        self.article.refresh_from_db()
        self.assertEqual(self.article.title, "River")
        self.assertRedirects(self.client.post(page_of(self.article), typed), page_of(self.article))
        self.article.refresh_from_db()
        self.assertEqual(self.article.title, "Rivers")
        self.assertEqual(Autosave.objects.count(), 0)

    def test_a_page_that_goes_on_from_one_takes_its_place(self):
        self.type(self.open(), title="Rivers")
        back = self.open(f"?autosave={Autosave.objects.get().pk}")
        self.type(back, standfirst="More")
        row = Autosave.objects.get()
        self.assertEqual((row.content["title"], row.content["standfirst"]), (["Rivers"], ["More"]))

    def test_a_save_takes_away_what_its_own_page_sent_and_nothing_of_another(self):
        mine, other = self.open(), self.open()
        self.type(mine, title="Mine")
        self.type(other, title="Other")
        self.client.post(page_of(self.article), filled_in(mine, title="Mine"))
        self.assertEqual([row.content["title"] for row in Autosave.objects.all()], [["Other"]])
        self.assertContains(self.open(), OFFER, count=1)
        self.assertContains(self.open(), "The piece was saved since")

    def test_what_is_stored_by_now_is_not_offered(self):
        self.type(self.open(), title="Rivers")
        Article.objects.update(title="Rivers")
        self.assertNotContains(self.open(), OFFER)

    def test_a_form_that_is_wrong_goes_on_under_its_own_key(self):
        page = self.open()
        self.type(page, title="")
        wrong = self.client.post(page_of(self.article), filled_in(page, title=""))
        self.assertEqual(wrong.context["autosave"]["page"], page.context["autosave"]["page"])
        self.assertTrue(self.type(wrong, title="Rivers").json()["kept"])
        self.client.post(page_of(self.article), filled_in(wrong, title="Rivers"))
        self.assertEqual(Autosave.objects.count(), 0)

    def test_put_back_from_an_older_copy_it_is_merged_with_what_came_since(self):
        other = make_publisher()
        self.send(self.article, body="<p>Two.</p>")
        self.type(self.open(), title="Rivers")
        self.client.force_login(other)
        self.send(self.article, body="<p>Three.</p>")
        self.client.force_login(self.editor)
        self.assertContains(self.open(), "The piece was saved since")
        back = self.open(f"?autosave={Autosave.objects.get().pk}")
        self.client.post(page_of(self.article), filled_in(back))
        self.article.refresh_from_db()
        self.assertEqual((self.article.title, self.article.body), ("Rivers", "<p>Three.</p>"))

    def test_a_piece_that_was_never_saved_is_kept_offered_and_put_back(self):
        page = self.client.get(f"{LIST}add/")
        self.type(page, NEW, title="Fresh", body="<p>Text.</p>")
        page = self.client.get(f"{LIST}add/")
        self.assertContains(page, OFFER, count=1)
        self.assertNotContains(self.open(), OFFER)
        back = self.client.get(f"{LIST}add/?autosave={Autosave.objects.get().pk}")
        self.client.post(f"{LIST}add/", filled_in(back))
        article = Article.objects.latest("pk")
        self.assertEqual((article.title, article.body), ("Fresh", "<p>Text.</p>"))
        self.assertEqual(Autosave.objects.count(), 0)

    def test_it_can_be_thrown_away(self):
        self.type(self.open(), title="Rivers")
        url = reverse("admin:articles_article_throw_away", args=[Autosave.objects.get().pk])
        self.assertEqual(self.client.get(url).status_code, 405)
        self.assertRedirects(self.client.post(url), page_of(self.article))
        self.assertEqual(Autosave.objects.count(), 0)

    def test_nobody_sees_or_takes_away_what_somebody_else_typed(self):
        self.type(self.open(), title="Rivers")
        row = Autosave.objects.get()
        self.client.force_login(make_publisher())
        self.assertNotContains(self.open(), OFFER)
        self.assertEqual(self.open(f"?autosave={row.pk}").status_code, 404)
        away = reverse("admin:articles_article_throw_away", args=[row.pk])
        self.assertEqual(self.client.post(away).status_code, 404)
        self.assertEqual(Autosave.objects.count(), 1)

    def test_what_somebody_may_not_write_in_takes_nothing(self):
        page = self.open()
        self.client.force_login(make_contributor())
        self.assertEqual(self.type(page, title="Mine").status_code, 404)
        own = make_contributor()
        theirs = make_article(created_by=own, stage=Stage.REVIEW)
        self.client.force_login(own)
        self.assertEqual(self.type(page, autosave_of(theirs)).status_code, 403)
        self.client.force_login(make_editor(is_active=False))
        self.assertEqual(self.type(page, NEW).status_code, 403)
        self.assertEqual(Autosave.objects.count(), 0)

    def test_who_may_write_no_more_reads_what_they_typed_and_is_promised_no_form(self):
        own = make_contributor()
        self.client.force_login(own)
        self.article = make_article(created_by=own, title="River")
        self.type(self.open(), title="Rivers")
        Article.objects.update(stage=Stage.REVIEW)
        page = self.open()
        self.assertContains(page, OFFER, count=1)
        self.assertContains(page, "Rivers")
        self.assertNotContains(page, "?autosave=")
        back = self.open(f"?autosave={Autosave.objects.get().pk}")
        self.assertEqual(back.status_code, 403)

    def test_what_cannot_be_read_is_refused_in_a_sentence_and_kept_nowhere(self):
        page = self.open()
        for changes in ({"_autosave": "short"}, {"_autosave": "\0" * 20}):
            self.assertEqual(self.type(page, **changes).status_code, 400)
        typed = filled_in(page)
        for number in ("", "x", "-1", "9" * 40):
            answer = self.client.post(autosave_of(self.article), {**typed, "_number": number})
            self.assertEqual(answer.status_code, 400)
        with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
            answer = self.type(page, body="x" * 2000)
        self.assertContains(answer, "Too much at once", status_code=413)
        for query in ("x", "0", "9" * 18, "1.5", ""):
            with self.subTest(query):
                self.assertEqual(self.open(f"?autosave={query}").status_code, 404)
        self.assertEqual(Autosave.objects.count(), 0)

    def test_a_note_beside_a_move_is_offered_and_put_back_beside_its_button(self):
        self.article.stage = Stage.REVIEW
        self.article.save()
        self.type(self.open(), **{"move-return-note": "Who counted\n<them>?"})
        page = self.open()
        self.assertContains(page, "Beside a button")
        self.assertContains(page, "Who counted<br>&lt;them&gt;?")
        self.assertEqual(filled_in(page)["move-return-note"], "")
        back = filled_in(self.open(f"?autosave={Autosave.objects.get().pk}"))
        self.assertEqual(back["move-return-note"], "Who counted\r\n<them>?")
        self.client.post(page_of(self.article), {**back, "_move": "return"})
        self.article.refresh_from_db()
        self.assertEqual((self.article.stage, Autosave.objects.count()), (Stage.DRAFT, 0))

    def test_whoever_only_types_does_not_keep_the_session_alive(self):
        page = self.open()
        session = Session.objects.get()
        self.age(session)
        self.type(page, title="Rivers")
        self.client.post(
            reverse("admin:articles_article_typed", args=[self.article.pk]), filled_in(page)
        )
        self.assertEqual(Session.objects.get().seen_at, session.seen_at)
        self.open()
        self.assertGreater(Session.objects.get().seen_at, session.seen_at)

    def age(self, session):
        """As if nobody had been at work for an hour."""
        store = self.client.session
        store["seen"] -= 3600
        session.session_data = store.encode(dict(store.items()))
        session.seen_at -= timedelta(hours=1)
        session.save()

    def test_a_page_asks_for_the_same_with_one_and_with_many(self):
        counts = []
        for _time in range(3):
            self.type(self.open(), title="Rivers")
            with CaptureQueriesContext(connection) as queries:
                self.open()
            counts.append(len(queries))
        self.assertEqual(counts[1], counts[2])
