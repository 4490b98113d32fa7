from django.test import SimpleTestCase, TestCase
from django.urls import reverse

from articles.imports.pasting import read_pasted
from tests.factories import make_contributor, make_funding_manager, make_publisher

ADDRESS = reverse("admin:articles_article_paste")


class PastedTests(SimpleTestCase):
    def test_headings_stand_below_the_title_of_the_page(self):
        for html, meant in (
            ("<h1>a</h1><h2>b</h2><h5>c</h5>", "<h2>a</h2><h3>b</h3><h4>c</h4>"),
            ("<h2>a</h2><h3>b</h3>", "<h2>a</h2><h3>b</h3>"),
            ("<h2 class=MsoX>a</h2>", "<h3>a</h3>"),
        ):
            with self.subTest(html):
                self.assertEqual(read_pasted(html).html, meant)

    def test_what_is_pasted_has_no_site_around_it(self):
        html = "<nav>a</nav><article>b</article><footer>c</footer>"
        self.assertEqual(read_pasted(html).html, "<p>a</p><p>b</p><p>c</p>")

    def test_footnotes_close_it(self):
        pasted = read_pasted(
            "<p>a<a href='#n' id='r'>1</a></p><p id=n>b <a href='#r'>↑</a></p><p>c</p>"
        )
        self.assertEqual(
            pasted.html,
            '<p>a<sup><a href="#fn-1">[1]</a></sup></p><p>c</p><ol><li id="fn-1">b</li></ol>',
        )

    def test_nothing_that_runs_is_in_it(self):
        pasted = read_pasted(
            "<p onclick=a() class=b>c<script>d</script><img src=x onerror=e()></p>"
        )
        self.assertEqual(pasted.html, "<p>c</p>")
        self.assertEqual(pasted.remarks, ["1 picture was left out: drop its file on the text."])


class PasteAtTheDeskTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.contributor, cls.manager = make_contributor(), make_funding_manager()
        cls.publisher = make_publisher()

    def paste(self, user, html, **more):
        self.client.force_login(user)
        return self.client.post(ADDRESS, {"html": html}, **more)

    def test_whoever_writes_pieces_is_answered(self):
        for user in (self.contributor, self.publisher):
            with self.subTest(user):
                self.assertEqual(
                    self.paste(user, "<p>a <s>b</s></p>").json(),
                    {
                        "html": "<p>a</p>",
                        "remarks": ["Struck-out text was left out: “b”, in paragraph 1, “a”."],
                    },
                )

    def test_nobody_else_is(self):
        self.assertEqual(self.paste(self.manager, "<p>a</p>").status_code, 403)
        self.client.logout()
        self.assertEqual(self.client.post(ADDRESS, {"html": "<p>a</p>"}).status_code, 403)

    def test_it_is_asked_with_a_token_and_by_post_alone(self):
        strict = self.client_class(enforce_csrf_checks=True)
        strict.force_login(self.publisher)
        self.assertEqual(strict.post(ADDRESS, {"html": "<p>a</p>"}).status_code, 403)
        self.client.force_login(self.publisher)
        self.assertEqual(self.client.get(ADDRESS).status_code, 405)

    def test_what_is_too_much_is_refused_in_a_sentence(self):
        for html, said in (
            ("<div>" * 300, "The page nests its elements too deep to be a manuscript."),
            ("<p>" + "a" * 500_001, "This has 500,008 characters"),
        ):
            with self.subTest(said):
                answer = self.paste(self.publisher, html)
                self.assertEqual(answer.status_code, 400)
                self.assertTrue(answer.json()["refused"].startswith(said), answer.json())
