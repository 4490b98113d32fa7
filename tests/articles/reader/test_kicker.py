"""What a piece is stands beside its section, unless the section has said it."""

from django.test import SimpleTestCase

from articles.models import PublishedVersion


class KindLabelTests(SimpleTestCase):
    def label(self, kind, section):
        return PublishedVersion(kind=kind, section_name=section).kind_label

    def test_a_section_that_names_the_kind_is_enough(self):
        pairs = [("analysis", "Analysis"), ("interview", "Interviews"), ("review", "Book Reviews")]
        self.assertEqual([self.label(*pair) for pair in pairs], ["", "", ""])

    def test_another_kind_is_named(self):
        self.assertEqual(self.label("opinion", "Analysis"), "opinion")

    def test_an_article_goes_without_saying(self):
        self.assertEqual(self.label("article", "Analysis"), "")
