"""A newsletter is made of what is live, says of each piece who paid, and is kept as made."""

import re
from unittest import mock

from django.db import transaction
from django.db.utils import IntegrityError
from django.test import TestCase, override_settings

from articles.letters import compose as composing
from articles.letters.compose import compose
from articles.letters.make import LetterRefused, make_letter, since
from articles.letters.models import Letter, LetterPiece, MadeLetter, MadeLetterPiece
from articles.models import PublishedVersion
from articles.models.choices import Stage
from articles.models.licences import Licence
from articles.models.printed import read_printed
from articles.publishing.perform import perform
from articles.upkeep.outside import disclosures_in
from articles.upkeep.redaction import redact
from newsroom.audit.models import LedgerEntry
from newsroom.models import Masthead
from tests.articles.publishing.frozen import make_photo
from tests.articles.reader.pieces import SECRET, publish_every_kind
from tests.factories import (
    broken,
    make_administrator,
    make_article,
    make_contributor,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_logo,
    make_publisher,
    publish,
)


def make_draft_of(*articles, **fields):
    letter = Letter.objects.create(**{"title": "The week", "language": "en", **fields})
    for position, article in enumerate(articles):
        LetterPiece.objects.create(letter=letter, article=article, position=position)
    return letter


class WhoPaidTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.pieces = [
            article for name, article in publish_every_kind().items() if name != "ukrainian"
        ]
        cls.letter = make_draft_of(*cls.pieces)

    def notices(self):
        live = {p.version.article_id: p for p in read_printed(PublishedVersion.objects.live())}
        return [notice.text for article in self.pieces for notice in live[article.pk].notices]

    def test_both_forms_say_of_every_piece_who_paid_letter_for_letter(self):
        composed, expected = compose(self.letter), self.notices()
        self.assertEqual(composed.problems, [])
        self.assertEqual(disclosures_in(composed.html), expected)
        places = {text: composed.text.find(text) for text in expected}
        self.assertNotIn(-1, places.values())
        self.assertEqual(sorted(places, key=places.get), list(dict.fromkeys(expected)))
        for secret in (SECRET, "Secret"):
            self.assertNotIn(secret, composed.html + composed.text)

    def test_it_costs_the_same_for_one_piece_and_for_all(self):
        for letter in (make_draft_of(self.pieces[0]), self.letter):
            with self.assertNumQueries(3):
                compose(letter)


class ComposeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        Masthead.objects.update(name="The Review", contact="desk@example.org")
        cls.fund = make_funder("The Fund")
        make_logo(cls.fund, alt="The Fund's logo")
        cls.first = publish(
            make_article(
                title="The port",
                standfirst="It waits.",
                grants=[make_grant("The Fund paid.", funders=[cls.fund])],
                lead_photo=make_photo(alt="A quay", credit="A. Pilot", licence=Licence.OWN),
            )
        )
        cls.second = publish(make_article(title="The bridge", standfirst="It is closed."))
        cls.letter = make_draft_of(cls.second, cls.first, opening="Good morning.\n\nRead on.")

    def test_it_tells_of_the_pieces_in_their_order_with_their_teasers(self):
        LetterPiece.objects.filter(article=self.first).update(teaser="It waits no more.")
        composed = compose(self.letter)
        for form in (composed.html, composed.text):
            found = re.findall("The bridge|The port|It is closed|It waits(?: no more)?", form)
            self.assertEqual(found, ["The bridge", "It is closed", "The port", "It waits no more"])
        self.assertIn("Good morning.\n\nRead on.\n\n* * *\n\nThe bridge\n\n", composed.text)

    def test_it_is_whole_wherever_it_is_read(self):
        """Mail programs load no style sheet, know no site, and run nothing."""
        html = compose(self.letter).html
        links = re.findall(r'(?:href|src)="([^"]*)"', html)
        self.assertGreater(len(links), 8)
        self.assertEqual([one for one in links if not one.startswith(("http", "mailto:"))], [])
        for tag in re.findall(r"<(?:p|h1|h2|td|img)\b[^>]*>", html):
            if " align=" not in tag and "role=" not in tag:
                self.assertRegex(tag, r'style="[^"]|<td>|<img src="[^"]*" width="\d+"', tag)
        for name in ("<script", "<link", "@import", "url(", "var("):
            self.assertNotIn(name, html)
        self.assertIn('alt="A quay"', html)
        self.assertIn("prefers-color-scheme: dark", html)
        self.assertRegex(html, r'class="disclosure[^>]*style="[^"]*white-space: pre-line')

    def test_it_runs_as_its_language_does_also_where_a_program_keeps_its_body_alone(self):
        with override_settings(LANGUAGES=[("en", "English"), ("ar", "Arabic")]):
            letter = make_draft_of(language="ar", title="الأسبوع")
            body = compose(letter).html.partition("<body")[2]
        self.assertRegex(body, r'<table class="mail__sheet"[^>]* dir="rtl"')
        self.assertRegex(body, r'<table class="mail__sheet"[^>]* lang="ar"')

    def test_what_readers_do_not_see_is_not_in_it_and_is_named(self):
        draft = make_article(title="Only a draft")
        LetterPiece.objects.create(letter=self.letter, article=draft, position=9)
        perform("withdraw", self.first, by=make_publisher(), note="Safety.")
        composed = compose(self.letter)
        self.assertEqual([piece.version.title for piece in composed.pieces], ["The bridge"])
        self.assertEqual(composed.left_out, [self.first, draft])
        for hidden in ("The port", "It waits", "The Fund", "A quay", "Only a draft"):
            self.assertNotIn(hidden, composed.html + composed.text)


class MakeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.article = make_article(
            title="The port", stage=Stage.PUBLISHED, grants=[make_grant("The Fund paid.")]
        )
        cls.letter = make_draft_of(cls.article)

    def refused(self, letter, by=None):
        """The problems for which it is not made; nothing is stored."""
        entries = LedgerEntry.objects.count()
        with self.assertRaises(LetterRefused) as refusal:
            make_letter(letter, by=by or self.editor)
        self.assertEqual(MadeLetter.objects.count(), 0)
        self.assertEqual(LedgerEntry.objects.count(), entries)
        return refusal.exception.problems

    def test_it_is_kept_as_it_was_made_and_vouched_for(self):
        made = make_letter(self.letter, by=self.editor)
        html, text = made.html, made.text
        self.article.title = "The harbour"
        self.article.save()
        publish(self.article)
        made.refresh_from_db()
        self.assertEqual([made.html, made.text], [html, text])
        self.assertIn("The Fund paid.", html)
        self.assertEqual(broken(), [])
        self.assertEqual(make_letter(self.letter, by=self.editor).revision, 2)

    def test_the_database_lets_nobody_change_or_delete_what_was_made(self):
        make_letter(self.letter, by=self.editor)
        deeds = (
            lambda: MadeLetter.objects.update(html="<p>Nobody paid.</p>"),
            lambda: MadeLetterPiece.objects.all()._raw_delete("default"),
            lambda: MadeLetter.objects.all()._raw_delete("default"),
        )
        for deed in deeds:
            with self.assertRaises(IntegrityError), transaction.atomic():
                deed()

    def test_a_redaction_takes_a_name_out_of_what_was_made(self):
        named = make_article(title="Masha O’Neil at the port", stage=Stage.PUBLISHED)
        letter = make_draft_of(named, title="With Masha O’Neil")
        made = make_letter(letter, by=self.editor)
        self.assertIn("Masha O’Neil", made.html)
        redact(["Masha O’Neil"], by=make_administrator(), reason="A threat.")
        made.refresh_from_db()
        letter.refresh_from_db()
        for words in (made.html, made.text, letter.title):
            self.assertIn("[…]", words)
            self.assertNotIn("Masha", words)
        self.assertEqual(broken(), [])

    def test_it_tells_what_became_of_its_pieces(self):
        other = make_article(title="The bridge", stage=Stage.PUBLISHED)
        still = make_article(title="The road", stage=Stage.PUBLISHED)
        for article in (other, still):
            LetterPiece.objects.create(letter=self.letter, article=article)
        made = make_letter(self.letter, by=self.editor)
        self.assertEqual([since(made).gone, since(made).changed], [[], []])
        perform("withdraw", self.article, by=make_publisher(), note="Safety.")
        other.body = "<p>Another text.</p>"
        other.save()
        publish(other)
        with self.assertNumQueries(2):
            found = since(made)
        self.assertEqual([found.gone, found.changed], [["The port"], ["The bridge"]])

    def test_nobody_makes_one_who_may_not(self):
        for somebody in (make_contributor(), make_funding_manager()):
            self.assertEqual(
                self.refused(self.letter, by=somebody), ["You may not make newsletters."]
            )

    def test_one_without_a_live_piece_is_refused(self):
        letter = make_draft_of(make_article(title="Only a draft"))
        self.assertEqual(self.refused(letter), ["Choose at least one piece that is live."])

    def test_one_in_two_languages_is_refused(self):
        (problem,) = self.refused(make_draft_of(self.article, language="pl"))
        self.assertIn("“The port” is in another language", problem)

    def test_one_that_mail_programs_would_cut_is_refused(self):
        with mock.patch.object(composing, "MOST", 1000):
            (problem,) = self.refused(self.letter)
        self.assertIn("102 kB", problem)
