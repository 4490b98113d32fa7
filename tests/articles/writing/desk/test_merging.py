"""Two people write in one piece: what each changed is in it, and nothing is lost."""

from django.contrib import admin
from django.test import SimpleTestCase

from articles.models import Article, Correction, Revision
from articles.models.choices import Stage
from articles.publishing.edits import editing
from tests.articles.publishing.desk.test_article import DeskTestCase, page_of
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_grant,
    make_publisher,
    publish,
)
from tests.filling_in import filled_in

YEARS = "<p>First.</p><p>It took {} years to build.</p><p>{}</p>"


class MergingTestCase(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.other = make_editor(username="anna")
        cls.author = make_author("Bo")
        cls.article = make_article(
            title="Title", body=YEARS.format("three", "Last."), authors=[cls.author], tags=["Ports"]
        )
        with editing(cls.article, by=cls.other):
            pass

    def open(self):
        return self.client.get(page_of(self.article))

    def edit(self, **changes):
        """What somebody else saves meanwhile."""
        with editing(self.article, by=self.other) as copy:
            for name, value in changes.items():
                setattr(copy, name, value)
            copy.save()

    def save(self, page, **changes):
        return self.client.post(page_of(self.article), filled_in(page, **changes), follow=True)

    def stored(self):
        return Article.objects.get(pk=self.article.pk)

    def messages(self, answer):
        return [str(one) for one in answer.context["messages"]]


class PutTogetherTests(MergingTestCase):
    def test_what_each_changed_is_in_it_and_who_saved_what_is_told(self):
        page = self.open()
        self.client.force_login(self.other)
        self.send(self.article, standfirst="Theirs.", body=YEARS.format("three", "Last, theirs."))
        self.client.force_login(self.editor)
        answer = self.save(page, title="Mine", body=YEARS.format("four", "Last."))
        stored = self.stored()
        self.assertEqual(
            (stored.title, stored.standfirst, stored.body, stored.edit),
            ("Mine", "Theirs.", YEARS.format("four", "Last, theirs."), 3),
        )
        (told, *_rest) = self.messages(answer)
        self.assertIn("Yours and what others saved meanwhile are both in it now.", told)
        self.assertIn("anna changed “Standfirst” and “Body” at ", told)

    def test_it_is_an_edit_of_whoever_saved_last_alone(self):
        page = self.open()
        self.edit(standfirst="Theirs.")
        self.save(page, title="Mine")
        last = Revision.objects.get(article=self.article, edit=3)
        self.assertEqual((last.by, last.content["title"]), (self.editor, "Mine"))
        self.assertEqual(last.content["standfirst"], "Theirs.")

    def test_rows_of_both_are_in_it(self):
        mine, theirs, grant = make_author("Mine"), make_author("Theirs"), make_grant()
        page = self.open()
        with editing(self.article, by=self.other) as copy:
            copy.bylines.update(position=4)
            copy.bylines.create(author=theirs, position=5)
            copy.tags.add("Theirs")
            cover(copy, grant)
            Correction.objects.create(article=copy, text="Theirs.")
        changes = {
            "tags": "Mine",
            "bylines-TOTAL_FORMS": "2",
            "bylines-0-bio": "Mine of Bo.",
            "bylines-1-author": str(mine.pk),
            "bylines-1-role": "editor",
            "bylines-1-position": "1",
            "bylines-1-bio": "",
            "corrections-TOTAL_FORMS": "1",
            "corrections-0-kind": "update",
            "corrections-0-text": "Mine.",
            "corrections-0-dated": "2026-03-01",
        }
        self.save(page, **changes)
        stored = self.stored()
        self.assertEqual(
            [(str(b.author), b.role, b.bio, b.position) for b in stored.bylines.all()],
            [
                ("Mine", "editor", "", 1),
                ("Bo", "author", "Mine of Bo.", 4),
                ("Theirs", "author", "", 5),
            ],
        )
        self.assertEqual(sorted(str(tag) for tag in stored.tags.all()), ["Mine", "Theirs"])
        self.assertEqual([row.grant for row in stored.coverages.all()], [grant])
        texts = stored.corrections.values_list("text", flat=True)
        self.assertEqual(sorted(texts), ["Mine.", "Theirs."])

    def test_a_row_that_one_took_off_is_off(self):
        page = self.open()
        with editing(self.article, by=self.other) as copy:
            copy.bylines.all().delete()
        self.save(page, title="Mine")
        stored = self.stored()
        self.assertEqual((stored.title, stored.bylines.count()), ("Mine", 0))

    def test_a_row_that_i_took_off_is_off(self):
        page = self.open()
        self.edit(title="Theirs")
        self.save(page, **{"bylines-0-DELETE": "on"})
        stored = self.stored()
        self.assertEqual((stored.title, stored.bylines.count()), ("Theirs", 0))

    def test_a_row_alone_makes_a_copy_an_older_one(self):
        page = self.open()
        with editing(self.article, by=self.other) as copy:
            copy.bylines.create(author=make_author("Theirs"), position=1)
        self.save(page, title="Mine")
        stored = self.stored()
        self.assertEqual((stored.title, stored.bylines.count()), ("Mine", 2))

    def test_who_changed_nothing_makes_no_edit_and_is_told(self):
        page = self.open()
        self.edit(title="Theirs")
        answer = self.save(page)
        self.assertEqual((self.stored().edit, self.stored().title), (2, "Theirs"))
        self.assertIn("You had changed nothing in it.", self.messages(answer)[0])

    def test_a_form_with_a_mistake_is_shown_again_and_put_together_once_it_is_mended(self):
        page = self.open()
        self.edit(standfirst="Theirs.")
        wrong = self.save(page, title="", body="<p>Mine.</p>")
        self.assertEqual(self.stored().edit, 2)
        self.save(wrong, title="Mine")
        stored = self.stored()
        self.assertEqual(
            (stored.title, stored.standfirst, stored.body), ("Mine", "Theirs.", "<p>Mine.</p>")
        )

    def test_a_row_that_somebody_may_not_read_stays(self):
        """A contributor is not shown a grant that is only proposed."""
        writer = make_contributor()
        Article.objects.filter(pk=self.article.pk).update(created_by=writer)
        hidden = make_grant(status="proposed")
        with editing(self.article, by=self.other) as copy:
            cover(copy, hidden)
        self.client.force_login(writer)
        page = self.open()
        self.edit(standfirst="Theirs.")
        self.save(page, title="Mine")
        stored = self.stored()
        self.assertEqual((stored.title, stored.standfirst), ("Mine", "Theirs."))
        self.assertEqual([row.grant for row in stored.coverages.all()], [hidden])


class MovingTests(MergingTestCase):
    def test_nothing_is_moved_with_what_nobody_has_read_yet(self):
        page = self.open()
        self.edit(standfirst="Theirs.")
        answer = self.save(page, _move="submit", title="Mine")
        stored = self.stored()
        self.assertEqual((stored.stage, stored.title), (Stage.DRAFT, "Mine"))
        self.assertIn(
            "Not moved: read it again as it is now, and press the button.", self.messages(answer)
        )

    def test_nor_where_whoever_pressed_had_changed_nothing(self):
        page = self.open()
        self.edit(standfirst="Theirs.")
        self.save(page, _move="submit")
        self.assertEqual(self.stored().stage, Stage.DRAFT)

    def test_nor_after_choosing(self):
        page = self.open()
        self.edit(title="Theirs")
        asked = self.save(page, title="Mine", _move="submit")
        (conflict,) = asked.context["conflicts"]
        answer = self.client.post(
            page_of(self.article), filled_in(asked, **{conflict.key: "mine"}), follow=True
        )
        self.assertEqual((self.stored().stage, self.stored().title), (Stage.DRAFT, "Mine"))
        self.assertEqual(len(self.messages(answer)), 3)


class ChoosingTests(MergingTestCase):
    def asked(self, **changes):
        page = self.open()
        self.edit(title="Theirs", body=YEARS.format("five", "Last, theirs."))
        return self.save(page, title="Mine", body=YEARS.format("four", "Last."), **changes)

    def choose(self, asked, *choices):
        keys = [one.key for one in asked.context["conflicts"]]
        chosen = dict(zip(keys, choices, strict=True))
        return self.client.post(page_of(self.article), filled_in(asked, **chosen), follow=True)

    def test_what_both_changed_is_asked_side_by_side_and_nothing_is_saved_yet(self):
        asked = self.asked()
        self.assertEqual(
            [(one.title, one.mine, one.theirs) for one in asked.context["conflicts"]],
            [
                ("Title", "<del>Title</del><br><ins>Mine</ins>",
                 "<del>Title</del><br><ins>Theirs</ins>"),
                ("Body", "<p>It took <del>three</del><ins>four</ins> years to build.</p>",
                 "<p>It took <del>three</del><ins>five</ins> years to build.</p>"),
            ],
        )  # fmt: skip
        self.assertEqual((self.stored().title, self.stored().edit), ("Theirs", 2))

    def test_mine_and_both(self):
        self.choose(self.asked(standfirst="Mine as well."), "mine", "both")
        stored = self.stored()
        self.assertEqual(
            (stored.title, stored.standfirst, stored.body),
            (
                "Mine",
                "Mine as well.",
                "<p>First.</p><p>It took four years to build.</p>"
                "<p>It took five years to build.</p><p>Last, theirs.</p>",
            ),
        )

    def test_theirs(self):
        answer = self.choose(self.asked(), "theirs", "theirs")
        stored = self.stored()
        self.assertEqual((stored.title, stored.edit), ("Theirs", 2))
        self.assertIn("You had changed nothing in it.", self.messages(answer)[0])

    def test_who_does_not_choose_is_asked_again(self):
        asked = self.asked()
        first, _second = asked.context["conflicts"]
        again = self.save(asked, **{first.key: "mine"})
        self.assertEqual([one.title for one in again.context["conflicts"]], ["Body"])
        self.assertEqual(self.stored().edit, 2)

    def test_a_choice_about_what_has_changed_since_is_asked_again(self):
        asked = self.asked()
        self.edit(title="Theirs, once more")
        again = self.choose(asked, "theirs", "theirs")
        self.assertEqual([one.title for one in again.context["conflicts"]], ["Title"])

    def test_the_way_back_leads_to_what_was_typed(self):
        asked = self.asked()
        answer = self.save(asked, _back="1")
        self.assertContains(answer, "It took four years")
        self.assertEqual(self.stored().edit, 2)

    def test_where_the_base_is_not_known_each_part_that_differs_is_asked(self):
        page = self.open()
        self.edit(standfirst="Theirs.", title="Theirs")
        Revision.objects.filter(edit=1).update(digest="")
        asked = self.save(page, title="Mine")
        self.assertContains(asked, "What your copy was made of is not known any more")
        titles = [one.title for one in asked.context["conflicts"]]
        self.assertEqual(titles, ["Title", "Standfirst"])
        self.choose(asked, "mine", "theirs")
        self.assertEqual((self.stored().title, self.stored().standfirst), ("Mine", "Theirs."))

    def test_marks_that_are_forged_are_asked_and_no_error(self):
        for seen in ("", "x", "-1", "99999999999999999999999", "7.9", "0.x", "1.1.1", "²"):
            with self.subTest(seen):
                asked = self.save(self.open(), title="Mine", seen=seen)
                self.assertEqual([one.title for one in asked.context["conflicts"]], ["Title"])
        self.assertEqual(self.stored().edit, 1)

    def test_who_may_not_write_is_refused(self):
        page = self.open()
        self.edit(title="Theirs")
        self.client.force_login(make_contributor())
        answer = self.save(page, title="Mine")
        self.assertNotIn("conflicts", answer.context or {})
        self.assertEqual(self.stored().title, "Theirs")


class ApprovedTests(MergingTestCase):
    def test_what_is_put_together_after_an_approval_is_reviewed_again(self):
        publisher = make_publisher()
        page = self.open()
        self.edit(standfirst="Theirs.")
        publish(self.article, by=publisher)
        self.save(page, title="Mine")
        self.assertEqual(self.stored().title, "Mine")
        self.assertEqual(self.stored().versions.get().title, "Title")


class OrderTests(SimpleTestCase):
    def test_what_was_sent_is_put_together_before_anything_looks_ahead_moves_or_saves(self):
        order = [one.__name__ for one in type(admin.site.get_model_admin(Article)).__mro__]
        after = ("LooksAhead", "MentionsMixin", "MovesMixin", "DeskAdmin")
        self.assertLess(order.index("MergesMixin"), min(map(order.index, after)))
