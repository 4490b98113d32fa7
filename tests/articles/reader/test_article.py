from datetime import timedelta

from django.db.models import CharField, TextField
from django.test import TestCase
from django.utils import timezone
from django.utils.html import escape

from articles.models import Byline, Correction, PublishedVersion
from articles.models.choices import Role, Stage
from authors.models import SocialHandle
from funding.models import Appeal, Statement
from newsroom.models import Masthead
from tests.articles.reader.photos import make_photo
from tests.factories import (
    live_version,
    make_article,
    make_author,
    make_grant,
    make_issue,
    make_section,
    make_series,
    publish,
    say,
    say_no_funding,
)

SENTENCE = (
    "“We suport the Belarusian Awakening’24” is a project co-financed by Solidarity Fund PL "
    "in the amount of PLN 230,000."
)
VIEWS = "This publication expresses the views of the author only."


def whole_article(**fields):
    author = make_author("Mark Temnycky", bio="Mark is a journalist.")
    SocialHandle.objects.create(author=author, platform="x", handle="@MTemnycky")
    Appeal.objects.create(
        text="Please donate.", label="Donate", url="https://example.org/give", language="en"
    )
    fields = {
        "title": "Russia turns to Belarus",
        "standfirst": "Moscow presses Minsk.",
        "body": "<p>Last month.</p>",
        "section": make_section("Commentary"),
        "authors": [author],
        "grants": [make_grant(SENTENCE, views=VIEWS, title="Awakening’24")],
        "lead_photo": make_photo(alt="A square", credit="A. Photographer"),
        "lead_caption": "A square in Minsk.",
        "issue": make_issue("7"),
        "series": make_series("Awakenings"),
        **fields,
    }
    return make_article(stage=Stage.PUBLISHED, **fields)


class ArticlePageTests(TestCase):
    def page(self, article, **headers):
        response = self.client.get(article.path, headers=headers)
        self.assertEqual(response.status_code, 200)
        return response.content.decode()

    def body_of(self, page):
        return page.partition("<main")[2].partition("</main>")[0]

    def test_everything_is_printed_once_in_the_order_it_is_read(self):
        article = whole_article()
        # What leads on from it says some of it once more.
        body = self.body_of(self.page(article)).partition("</article>")[0]
        published = timezone.localtime(article.first_published_at)
        parts = [
            "Russia turns to Belarus",
            "Moscow presses Minsk.",
            "Mark Temnycky</bdi></a>",
            f'<time datetime="{published:%Y-%m-%dT%H:%M:%S%z}"',
            "<bdi>Commentary</bdi>",
            "<p>Last month.</p>",
            "A square in Minsk.",
            "A. Photographer",
            "Mark is a journalist.",
            "https://x.com/MTemnycky",
            ">@MTemnycky</bdi>",
            SENTENCE,
            VIEWS,
            "Please donate.",
            "https://example.org/give",
        ]
        shown = [part.partition(".")[0] if part.startswith("<time") else part for part in parts]
        self.assertEqual([body.count(part) for part in shown], [1] * len(parts))
        self.assertEqual(sorted(shown, key=body.index), shown)

    def test_every_text_of_a_version_stands_on_its_page(self):
        version = live_version(whole_article())
        texts = {
            column.name: getattr(version, column.name)
            for column in PublishedVersion._meta.concrete_fields
            if isinstance(column, CharField | TextField) and not column.choices
        }
        # The file is named in the addresses of its renditions.
        texts["lead_file"] = texts["lead_file"].split("/")[-1].removesuffix(".jpg")
        self.assertEqual([name for name, text in texts.items() if not text], [], "Fill it in.")
        page = self.page(version.article)
        printed = {name: text in page or escape(text) in page for name, text in texts.items()}
        self.assertEqual(printed, dict.fromkeys(texts, True))

    def test_disclosures_stand_inside_the_article_and_the_appeal_outside_their_box(self):
        page = self.page(whole_article())
        article = page.partition("<article")[2].partition("</article>")[0]
        box = article.partition('<aside id="funding"')[2].partition("</aside>")[0]
        self.assertEqual([box.count(SENTENCE), box.count(VIEWS)], [1, 1])
        self.assertNotIn("Please donate.", box)

    def test_a_disclosure_is_printed_letter_for_letter(self):
        text = "Line one,  two spaces\nvisegradfund.org <b>&</b> \"quotes\" 'n' “curls”\u00a0…"
        article = whole_article(grants=[make_grant(text)])
        self.assertIn(f'dir="auto">{escape(text)}</p>', self.page(article))

    def test_later_wordings_and_names_do_not_reach_a_published_page(self):
        grant = make_grant(SENTENCE)
        article = whole_article(grants=[grant])
        wording = say(grant, "A later sentence.")
        article.bylines.get().author.__class__.objects.update(name="Renamed")
        body = self.body_of(self.page(article))
        self.assertEqual(body.count(SENTENCE), 1)
        self.assertNotIn(wording.text, body)
        self.assertNotIn("Renamed", body)

    def test_no_external_funding_is_said_the_same_way(self):
        say_no_funding("Nobody paid for this.")
        page = self.page(whole_article(grants=[]))
        box = page.partition('<aside id="funding"')[2].partition("</aside>")[0]
        self.assertEqual(box.count("Nobody paid for this."), 1)

    def test_a_grant_links_to_its_page_only_while_it_is_public(self):
        grant = make_grant(SENTENCE, title="A Quiet Project")
        article = whole_article(grants=[grant])
        self.assertIn(grant.get_absolute_url(), self.page(article))
        grant.public = False
        grant.save()
        page = self.page(article)
        self.assertNotIn(grant.get_absolute_url(), page)
        self.assertNotIn("A Quiet Project", page)
        self.assertEqual(self.body_of(page).count(SENTENCE), 1)

    def test_no_appeal_stands_where_a_grant_forbids_it(self):
        article = whole_article(grants=[make_grant(SENTENCE, allows_appeals=False)])
        self.assertNotIn("Please donate.", self.page(article))

    def test_no_appeal_is_shown_that_is_over_or_in_another_language(self):
        article = whole_article()
        Appeal.objects.update(language="pl")
        self.assertNotIn("Please donate.", self.page(article))
        Appeal.objects.update(language="en", ends_at=timezone.now() - timedelta(hours=1))
        self.assertNotIn("Please donate.", self.page(article))

    def test_a_label_stands_over_the_piece_and_under_it(self):
        grant = make_grant(SENTENCE)
        say(grant, "Paid content.", kind=Statement.Kind.LEGAL_LABEL, placement="top")
        body = self.body_of(self.page(whole_article(grants=[grant])))
        label, _title, rest = body.partition("<h1")
        self.assertEqual([label.count("Paid content."), rest.count("Paid content.")], [1, 1])

    def test_roles_other_than_author_are_named(self):
        article = make_article(authors=[make_author("Anna")])
        Byline.objects.create(
            article=article, author=make_author("Jan"), role=Role.TRANSLATOR, position=1
        )
        byline = self.page(publish(article)).partition('class="byline"')[2].partition("</p>")[0]
        self.assertEqual([byline.count("(translator)"), byline.count("(author)")], [1, 0])
        self.assertLess(byline.index("Anna"), byline.index("Jan"))

    def test_a_correction_is_a_dated_note(self):
        article = whole_article()
        self.assertNotIn("wrong figure", self.page(article))
        Correction.objects.create(
            article=article, text="A wrong figure stood here.", dated="2024-10-12"
        )
        page = self.page(publish(article))
        self.assertEqual(self.body_of(page).count("A wrong figure stood here."), 1)
        self.assertEqual(page.count('<time datetime="2024-10-12">'), 1)

    def test_a_date_of_update_is_printed_only_when_the_text_is_younger(self):
        article = make_article(stage=Stage.PUBLISHED)
        self.assertNotIn("Updated", self.page(article))
        article.title = "Another title"
        article.stage = Stage.PUBLISHED
        article.save()
        self.assertIn("Updated", self.page(publish(article)))

    def test_the_page_of_a_piece_speaks_its_language_and_calls_the_house_as_it_is_called(self):
        article = make_article(stage=Stage.PUBLISHED, language="uk", kind="opinion")
        page = self.page(article, accept_language="de")
        self.assertIn('<html lang="uk" dir="ltr" data-running="', page)
        self.assertIn("Хто нас фінансує", page)
        self.assertIn(f'<bdi lang="en">{Masthead.current().name}</bdi>', page)
        self.assertIn('<meta property="og:locale" content="uk_UA">', page)

    def test_pages_of_no_piece_are_in_the_language_of_the_masthead_for_every_reader(self):
        make_article(stage=Stage.PUBLISHED)
        Masthead.objects.update(language="he")
        page = self.client.get("/", headers={"accept-language": "de"}).content.decode()
        self.assertIn('<html lang="he" dir="rtl" data-running="Newsroom">', page)

    def test_markup_in_a_title_or_name_is_text(self):
        article = make_article(
            stage=Stage.PUBLISHED,
            title="</script><script>alert(1)</script>",
            authors=[make_author("<b>Bold</b>")],
        )
        page = self.page(article)
        self.assertEqual(page.count("<script"), 1)
        self.assertNotIn("alert(1)</script>", page)
        self.assertNotIn("<b>", page)

    def test_a_page_costs_the_same_with_one_grant_and_with_four(self):
        few = make_article(stage=Stage.PUBLISHED, grants=[make_grant()])
        many = make_article(
            stage=Stage.PUBLISHED,
            grants=[make_grant(f"Fund {n} paid.") for n in range(4)],
            authors=[make_author() for _ in range(4)],
            tags=["one", "two", "three"],
        )
        for article in (few, many):
            with self.assertNumQueries(4):
                self.page(article)

    def test_only_reading_is_allowed(self):
        article = make_article(stage=Stage.PUBLISHED)
        self.assertEqual(self.client.head(article.path).status_code, 200)
        self.assertEqual(self.client.post(article.path).status_code, 405)

    def test_what_is_saved_but_not_published_is_not_shown(self):
        article = make_article(stage=Stage.PUBLISHED, title="As published")
        article.title = "As saved since"
        article.save()
        page = self.page(article)
        self.assertIn("As published", page)
        self.assertNotIn("As saved since", page)
