"""Far more than anybody types is refused in a sentence at every door, and stays in its form."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib import admin
from django.test import SimpleTestCase, override_settings
from django.urls import reverse

from articles.imports.source import LARGEST
from articles.models import Article, Autosave, Comment, Proposal, Tag
from articles.writing.revisions import base
from newsroom.desk.kept import MOST_FILES
from newsroom.kit.html import DEEPEST
from newsroom.kit.text import LONGEST
from newsroom.pictures.reading import LARGEST_BYTES
from tests.articles.publishing.desk.test_article import DeskTestCase, page_of
from tests.factories import make_article
from tests.filling_in import filled_in

TOO_LONG = "<p>" + "word " * (LONGEST // 5) + "last</p>"
TOO_DEEP = "<blockquote>" * (DEEPEST + 1) + "<p>last</p>"
TOO_MANY_MARKS = "<p>a" + "\u0301\u0327" * 20_000 + "last</p>"
SENTENCES = {
    TOO_LONG: "This has 500,011 characters, with its formatting, and a text may have 500,000.",
    TOO_DEEP: "stand more deeply in each other than can be read",
    TOO_MANY_MARKS: "At character 5 there are 40000 accents one upon another",
}


class LimitsTests(SimpleTestCase):
    def test_each_limit_lets_pass_what_the_next_one_tells_of_in_a_sentence(self):
        found = re.search(r"client_max_body_size (\d+)m;", Path("deploy/nginx.conf").read_text())
        form, whole = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, int(found[1]) * 1024**2
        # Nine bytes of a form are one sign of Hangul.
        self.assertLess(9 * LONGEST, form)
        self.assertLessEqual(max(LARGEST_BYTES, LARGEST), MOST_FILES)
        # With what stands around each field.
        self.assertLess(MOST_FILES + form + 1024**2, whole)


class ImmenseTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.article = make_article(body="<p>One.</p>")

    def address(self, name, *keys):
        return reverse(f"admin:articles_article_{name}", args=[self.article.pk, *keys])

    def stored(self):
        return Article.objects.values("body", "edit", "title").get(pk=self.article.pk)

    def assert_kept(self, answer, sentence):
        self.assertContains(answer, sentence, status_code=answer.status_code)
        self.assertContains(answer, "last&lt;/p&gt;", status_code=answer.status_code)

    def test_a_text_that_is_too_much_is_refused_at_its_field_and_stays_in_it(self):
        page = self.client.get(page_of(self.article))
        suggesting = self.client.get(self.address("suggest"))
        before = self.stored()
        for body, sentence in SENTENCES.items():
            with self.subTest(sentence):
                answer = self.client.post(page_of(self.article), filled_in(page, body=body))
                self.assertEqual(list(answer.context["adminform"].form.errors), ["body"])
                self.assert_kept(answer, sentence)
        for body in (TOO_DEEP, TOO_MANY_MARKS):
            with self.subTest(SENTENCES[body]):
                answer = self.client.post(self.address("suggest"), filled_in(suggesting, body=body))
                self.assertEqual(answer.status_code, 422)
                self.assert_kept(answer, SENTENCES[body])
                answer = self.client.post(self.address("typed"), filled_in(page, body=body))
                self.assertEqual(answer.status_code, 200)
        self.assertEqual((self.stored(), Proposal.objects.count()), (before, 0))

    def test_it_is_refused_where_others_saved_meanwhile_and_where_the_base_is_gone(self):
        page = self.client.get(page_of(self.article))
        self.send(self.article, title="Theirs")
        before = self.stored()
        self.assertIsNone(base(self.article, 77))
        for seen in ({}, {"seen": "77.1"}):
            sent = filled_in(page, body=TOO_DEEP) | seen
            self.assert_kept(self.client.post(page_of(self.article), sent), SENTENCES[TOO_DEEP])
        self.assertEqual(self.stored(), before)

    def test_it_is_kept_while_it_is_typed_and_offered_back(self):
        page = self.client.get(page_of(self.article))
        for number, body in enumerate(SENTENCES, 1):
            sent = filled_in(page, body=body, _number=str(number))
            answer = self.client.post(self.address("autosave"), sent)
            self.assertEqual(answer.json(), {"kept": True})
        self.assertContains(self.client.get(page_of(self.article)), "?autosave=")
        back = self.client.get(f"{page_of(self.article)}?autosave={Autosave.objects.get().pk}")
        self.assert_kept(back, SENTENCES[TOO_MANY_MARKS])

    def test_of_far_too_many_tags_none_is_made_and_all_stay_in_the_field(self):
        page = self.client.get(page_of(self.article))
        names = ", ".join(f"tag {number}" for number in range(1000))
        answer = self.client.post(page_of(self.article), filled_in(page, tags=names))
        self.assertContains(answer, "A piece has 100 tags at most; these are 1,000.")
        self.assertContains(answer, "tag 999")
        answer = self.client.post(self.address("typed"), filled_in(page, tags=names))
        self.assertEqual((answer.status_code, Tag.objects.count()), (200, 0))

    def test_words_that_stand_nowhere_any_more_and_far_too_many_leave_the_comment_in_its_form(self):
        answer = self.client.post(
            self.address("comments"), {"quotation": "Gone words", "words": "Mine, kept."}
        )
        self.assertContains(answer, "These words do not stand in the text", status_code=422)
        self.assertContains(answer, "Mine, kept.", status_code=422)
        answer = self.client.post(self.address("comments"), {"words": "kept " * 2000})
        self.assertContains(answer, "at most 5000 characters", status_code=422)
        self.assertContains(answer, "kept kept", status_code=422)
        self.assertEqual(Comment.objects.count(), 0)

    @override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=2000)
    def test_more_than_a_form_may_send_is_a_sentence_at_every_address_of_a_piece(self):
        before = self.stored()
        asked = set()
        for pattern in admin.site.get_model_admin(Article).get_urls():
            if pattern.name is None:
                continue
            arguments = dict.fromkeys(pattern.pattern.converters, self.article.pk)
            address = reverse(f"admin:{pattern.name}", kwargs=arguments)
            with self.subTest(pattern.name):
                answer = self.client.post(address, {"body": "x" * 3000, "words": "y"})
                if answer.status_code not in (404, 405):
                    self.assertContains(answer, "Too much at once", status_code=413)
                    asked.add(pattern.name.removeprefix("articles_article_"))
        self.assertLessEqual({"change", "add", "autosave", "comments", "suggest", "typed"}, asked)
        self.assertEqual(self.stored(), before)
