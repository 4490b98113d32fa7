import json

from django.test import SimpleTestCase

from .samples import LONG, LONGER, read

HEAD = "<h1>A port</h1><p>9 October 2024 – Anna Nowak – Analysis</p>"


class PageTests(SimpleTestCase):
    def test_pasted_word_html_loses_its_junk_and_keeps_its_lists_and_emphasis(self):
        manuscript = read(
            f"<p class=MsoTitle>A port</p><p class=MsoNormal>9 October 2024 –&nbsp;Anna Nowak –\n"
            f"Analysis<o:p></o:p></p><!--[if !supportLists]--><p style='x'>{LONG}</p>"
            "<p class=MsoListParagraphCxSpFirst><![if !supportLists]><span style='mso-list:x'>·"
            "<span>&nbsp;&nbsp; </span></span><![endif]>one &amp; <b>two</b></p>"
            "<p class=MsoListParagraphCxSpLast><span>·<span>&nbsp; </span></span>three</p>"
            f"<p class=MsoNormal>{LONGER}</p>",
            "a.html",
        )
        self.assertEqual(manuscript.section, "Analysis")
        self.assertEqual(
            manuscript.body_html,
            f"<p>{LONG}</p><ul><li>one &amp; <strong>two</strong></li><li>three</li></ul>"
            f"<p>{LONGER}</p>",
        )

    def test_nothing_that_runs_gets_through(self):
        manuscript = read(
            f"{HEAD}<script>alert(1)</script><p onclick='x()'>{LONG} "
            "<a href='javascript:alert(1)'>words</a><img src=x onerror=alert(1)></p>",
            "a.html",
        )
        self.assertEqual(manuscript.body_html, f"<p>{LONG} words</p>")

    def test_a_no_break_space_in_a_wording_is_kept(self):
        manuscript = read(
            f"{HEAD}<p>{LONG}</p><p><em>This article was supported by the Open&nbsp;Fund.</em></p>",
            "a.html",
        )
        self.assertEqual(
            [a.text for a in manuscript.acknowledgements],
            ["This article was supported by the Open\u00a0Fund."],
        )

    def test_the_text_around_an_article_is_reported_and_not_its_body(self):
        manuscript = read(
            f"<html lang=de><body><header>Zeitung</header><article>{HEAD}<p>{LONG}</p></article>"
            "<footer>Impressum</footer></body></html>",
            "a.html",
        )
        self.assertEqual(manuscript.language, "de")
        self.assertEqual(manuscript.body_html, f"<p>{LONG}</p>")
        self.assertEqual(manuscript.unplaced, ["Zeitung", "Impressum"])


class MarkdownTests(SimpleTestCase):
    def test_front_matter_says_what_the_piece_is(self):
        manuscript = read(
            "---\ntitle: 'A port'\nauthors: [Anna Nowak, Jan Kowal]\ndate: 2024-10-09\n"
            f"section: Analysis\ntags:\n  - a\n  - b\nlang: en\nslug: port\n---\n\n{LONG}\n",
            "a.md",
        )
        self.assertEqual(manuscript.title, "A port")
        self.assertEqual([a.name for a in manuscript.authors], ["Anna Nowak", "Jan Kowal"])
        self.assertEqual(manuscript.date.isoformat(), "2024-10-09")
        self.assertEqual((manuscript.section, manuscript.tags), ("Analysis", ["a", "b"]))
        self.assertEqual(manuscript.unplaced, ["slug: port"])
        self.assertEqual(manuscript.guesses, [])

    def test_footnotes_close_the_body_and_html_is_text(self):
        manuscript = read(
            f"# A port\n\n9 October 2024 - Anna Nowak\n\n{LONG}[^a] <b>1 < 2</b>\n\n"
            "Anna Nowak is a journalist.\n\n[^a]: The *ledger*\n    of 1958.\n",
            "a.md",
        )
        self.assertEqual(
            manuscript.body_html,
            f'<p>{LONG}<sup><a href="#fn-1">[1]</a></sup> &lt;b&gt;1 &lt; 2&lt;/b&gt;</p>'
            '<ol><li id="fn-1">The <em>ledger</em> of 1958.</li></ol>',
        )
        self.assertEqual(manuscript.authors[0].bio, "Anna Nowak is a journalist.")


class JsonTests(SimpleTestCase):
    def test_the_object_has_the_promised_names_and_plain_values(self):
        plain = read(
            "A port\nSmall.\n9 October 2024 - Anna Nowak - Analysis\nPhoto: Jan Kowal\n"
            f"{LONG}\nAnna Nowak is a journalist. On X: @ANowakReview\n"
            "This article was supported by the Open Fund in the amount of EUR 1,250.50.",
            language="en",
        ).as_json()
        self.assertEqual(json.loads(json.dumps(plain)), plain)
        del plain["guesses"], plain["body_html"]
        self.assertEqual(
            plain,
            {
                "title": "A port",
                "standfirst": "Small.",
                "date": "2024-10-09",
                "authors": [
                    {
                        "name": "Anna Nowak",
                        "bio": "Anna Nowak is a journalist. On X: @ANowakReview",
                        "handles": [
                            {
                                "platform": "x",
                                "handle": "ANowakReview",
                                "url": "https://x.com/ANowakReview",
                            }
                        ],
                        "matched": None,
                    }
                ],
                "section": "Analysis",
                "language": "en",
                "lead_image": {"caption": "", "credit": "Jan Kowal"},
                "acknowledgements": [
                    {
                        "text": "This article was supported by the Open Fund in the amount of "
                        "EUR 1,250.50.",
                        "funders": [{"name": "Open Fund", "role": "funding"}],
                        "project": "",
                        "framework": "",
                        "amount": 1250.5,
                        "currency": "EUR",
                    }
                ],
                "disclaimers": [],
                "appeals": [],
                "corrections": [],
                "tags": [],
                "unplaced": [],
            },
        )
