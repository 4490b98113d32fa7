from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from newsroom.kit.destination import destination

# What is written, and where it leads; the editor of the desk is asked the same in a browser.
MEANT = {
    "https://example.org/": "https://example.org/",
    "HTTP://EXAMPLE.ORG": "HTTP://EXAMPLE.ORG",
    "mailto:desk@example.org": "mailto:desk@example.org",
    "/2024/10/09/a/": "/2024/10/09/a/",
    "#fn-1": "#fn-1",
    "example.org": "https://example.org",
    "www.example.org/a?b=1#c": "https://www.example.org/a?b=1#c",
    "//example.org/weir": "https://example.org/weir",
    "https://example.org/slate 1911.pdf": "https://example.org/slate%201911.pdf",
    "example.org/slate.pdf": "https://example.org/slate.pdf",
    "приклад.укр/річка": "https://приклад.укр/річка",
    "xn--d1acj3b.xn--p1ai": "https://xn--d1acj3b.xn--p1ai",
    "desk@example.org": "mailto:desk@example.org",
    "page.html": None,
    "../page": None,
    "page": None,
    "#main": None,
    "1.5": None,
    "e.g.": None,
    "tel:+48987654321": None,
    "javascript:alert(1)": None,
    "javascript:alert(1)//example.org": None,
    "java&#10;script:alert(1)": None,
    "data:text/html,x": None,
    "file:///etc/passwd": None,
    "/\\evil.example/": None,
    "//evil": None,
}


class DestinationTests(SimpleTestCase):
    def test_an_address_is_completed_or_leads_nowhere(self):
        for written, meant in MEANT.items():
            with self.subTest(written):
                self.assertEqual(destination(written.replace("&#10;", "\n")), meant)

    @given(st.text(alphabet="a.:/\\@#?% \t\njJé", max_size=20))
    def test_what_it_gives_it_gives_again_and_a_browser_is_led_nowhere_else(self, written):
        found = destination(written)
        if found is not None:
            self.assertEqual(destination(found), found)
            self.assertRegex(found, r"(?i)^(https?://|mailto:|/(?![/\\])|#fn-)")
