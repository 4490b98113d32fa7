"""After an approval the pieces that print the words before it are named."""

from django.test import TestCase

from articles.upkeep.desk.approved_wordings import old_words
from articles.upkeep.worklist import worklist
from funding.approval import approve
from tests.factories import (
    make_article,
    make_funding_manager,
    make_grant,
    make_wording,
    publish,
    say,
)
from tests.filling_in import filled_in


class OldWordsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()
        cls.grant = make_grant("The Fund paid.")
        cls.statement = cls.grant.statements.get()
        cls.piece = publish(make_article(title="Ports & <b>rails</b>", grants=[cls.grant]))
        publish(make_article(title="Of another", grants=[make_grant("Another paid.")]))

    def told(self, *texts, **fields):
        return old_words(
            [make_wording(self.statement, text, **fields) for text in texts or ["Newer."]]
        )

    def test_the_pieces_that_print_the_old_words_are_named_with_the_way_to_the_worklist(self):
        self.assertEqual(
            self.told(),
            "One live piece prints other words: "
            "<bdi>“Ports &amp; &lt;b&gt;rails&lt;/b&gt;”</bdi>. "
            f'<a href="/desk/articles/reissue/worklist/?cause=wording&amp;grant={self.grant.pk}">'
            "Decide about it</a>",
        )
        self.assertEqual([whole.version.article for whole, _ in worklist()], [self.piece])

    def test_words_for_another_language_or_statement_are_nobody_s_successors(self):
        self.assertEqual(self.told(language="pl"), "")
        views = say(self.grant, "Views.", kind="views")
        self.assertEqual(old_words([views]), "")

    def test_a_fallback_is_told_of_once_the_language_has_words_of_its_own(self):
        self.statement.fallback_language, self.statement.fallback_consent = "en", "A letter."
        self.statement.save()
        polish = make_article(title="Porty", language="pl", grants=[self.grant])
        publish(polish, acknowledged=["wording-fallback"])
        self.assertIn(
            "One live piece prints other words: <bdi>“Porty”",
            self.told("Fundusz.", language="pl"),
        )

    def test_of_many_pieces_ten_are_named(self):
        for number in range(11):
            publish(make_article(title=f"Piece {number}", grants=[self.grant]))
        told = self.told()
        self.assertIn("12 live pieces print other words:", told)
        self.assertEqual(told.count("<bdi>"), 10)
        self.assertIn("and 2 more.", told)

    def test_both_ways_to_approve_tell(self):
        self.client.force_login(self.manager)
        draft = make_wording(self.statement, "Newer words of the Fund.", approved=False)
        page = self.client.get(f"/desk/funding/wording/{draft.pk}/change/")
        answer = self.client.post(
            page.request["PATH_INFO"], filled_in(page, _approve="1"), follow=True
        )
        self.assertContains(answer, "prints other words:", count=1)
        draft = make_wording(self.statement, "Newest words of the Fund.", approved=False)
        page = self.client.get("/desk/funding/wording/approve/")
        (one,) = page.context["offered"]
        fields = {"note": "A letter.", "chosen": [one.token]}
        answer = self.client.post(page.request["PATH_INFO"], fields, follow=True)
        answer = self.client.post(
            page.request["PATH_INFO"], filled_in(answer) | fields, follow=True
        )
        self.assertContains(answer, "prints other words:", count=1)

    def test_it_asks_the_database_once_more_for_each_thing_however_many_pieces_there_are(self):
        wording = approve(make_wording(self.statement, "N.", approved=False), by=self.manager)
        with self.assertNumQueries(2):
            old_words([wording])
