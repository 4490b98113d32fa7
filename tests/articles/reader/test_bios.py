from django.test import SimpleTestCase, TestCase

from articles.models import VersionByline
from articles.models.choices import Stage
from articles.reader.bios import linked, unsaid
from authors.models import SocialHandle
from tests.factories import make_article, make_author


def handle(platform, name, url="https://example.org/"):
    return SocialHandle(platform=platform, handle=name, url=url)


X = handle("x", "OMarchuk", "https://x.com/OMarchuk")
BLUESKY = handle("bluesky", "olena.bsky.social", "https://bsky.app/profile/olena.bsky.social")
LINKEDIN = handle("linkedin", "olena")
LINK = '<a href="https://x.com/OMarchuk"><bdi dir="ltr">@OMarchuk</bdi></a>'


class LinkedTests(SimpleTestCase):
    def test_a_handle_that_a_bio_names_leads_there_and_is_not_said_again(self):
        bio = "Olena writes. She is @OMarchuk."
        self.assertEqual(linked(bio, [X, BLUESKY]), f"Olena writes. She is {LINK}.")
        self.assertEqual(unsaid([X, BLUESKY], bio), [BLUESKY])

    def test_a_name_is_found_as_a_whole_however_it_is_written(self):
        for bio, found in (
            ("@omarchuk", True),
            ("(@OMarchuk),", True),
            ("@OMarchuk_2", False),
            ("a@OMarchuk", False),
            ("@OMarchuk.example", False),
        ):
            with self.subTest(bio=bio):
                self.assertEqual(unsaid([X], bio), [] if found else [X])
                self.assertEqual("<a " in linked(bio, [X]), found)

    def test_a_handle_that_is_only_a_word_is_not_taken_for_the_name_of_a_person(self):
        self.assertEqual(linked("Olena writes.", [LINKEDIN]), "Olena writes.")
        self.assertEqual(unsaid([LINKEDIN], "Olena writes."), [LINKEDIN])

    def test_what_a_bio_says_is_never_markup(self):
        self.assertEqual(linked("<b>@OMarchuk", [X]), f"&lt;b&gt;{LINK}")
        self.assertEqual(linked("<b>", []), "&lt;b&gt;")


class BiosTests(TestCase):
    def test_there_is_no_part_about_the_authors_when_it_has_nothing_to_say(self):
        article = make_article(stage=Stage.PUBLISHED, authors=[make_author(bio="")])
        self.assertNotContains(self.client.get(article.path), 'class="bios"')
        self.assertEqual(VersionByline.objects.count(), 1)

    def test_a_page_and_its_author_s_name_each_handle_once(self):
        author = make_author("Olena", bio="Olena is @OMarchuk.")
        for platform, name in (("x", "@OMarchuk"), ("bluesky", "@olena.bsky.social")):
            SocialHandle.objects.create(author=author, platform=platform, handle=name)
        article = make_article(stage=Stage.PUBLISHED, authors=[author])
        for path, rel in ((article.path, ""), (author.get_absolute_url(), ' rel="me"')):
            page = self.client.get(path)
            for url in ("https://x.com/OMarchuk", "https://bsky.app/profile/olena.bsky.social"):
                self.assertContains(page, f'<a href="{url}"{rel}>', count=1)
