from django.test import SimpleTestCase

from articles.imports.front_matter import LONGEST, split_front_matter
from articles.imports.refusal import ManuscriptRefused

from .samples import LONG, read


class YamlTests(SimpleTestCase):
    def said(self, *lines):
        labels, below = split_front_matter("\n".join(["---", *lines, "---", LONG]))
        self.assertEqual(below, LONG)
        return labels

    def test_a_plain_value_is_taken_as_it_stands_though_yaml_would_read_it_otherwise(self):
        for value in (
            "The port: a history",
            "Room #4",
            "#ports, #rivers",
            "@anna",
            "*slow* ferries",
            "“Quoted” and 'so on'",
            '"A" and "B"',
            "[1] A note",
            "no",
            "1.50",
            "2024-10-09",
            "C:\\new",
            "naïve 🚢",
        ):
            with self.subTest(value):
                self.assertEqual(self.said(f"title: {value}"), {"title": value})
                self.assertEqual(self.said(f"title:\t{value}  "), {"title": value})

    def test_quotes_lists_and_folded_lines_are_read_as_yaml(self):
        for lines, value in (
            (["title: 'Anna''s port'"], "Anna's port"),
            (['title: "A \\"port\\"" # for now'], 'A "port"'),
            (["title: >-", "  The port", "  that waits"], "The port that waits"),
            (["title: |", "  The port", "  that waits"], "The port that waits"),
            (["title: The port", "  that waits"], "The port that waits"),
            (["title: [The port, 'that, waits']"], "The port, that, waits"),
            (["title:", "- The port", "- that waits"], "The port, that waits"),
            (["title:", "  - '#ports'", "  - #rivers"], "#ports, #rivers"),
        ):
            with self.subTest(lines):
                self.assertEqual(self.said(*lines), {"title": value})

    def test_an_object_is_its_name_and_what_else_it_says_is_told_under_both_names(self):
        self.assertEqual(
            self.said(
                "Authors:",
                "  - name: Maria Lis",
                "    email: maria@example.org",
                "  - name: Jan Kowal",
                "  - Anna Nowak",
                "cover: {image: quay.jpg, alt: The quay}",
            ),
            {
                "authors": "Maria Lis, Jan Kowal, Anna Nowak",
                "authors email": "maria@example.org",
                "cover image": "quay.jpg",
                "cover alt": "The quay",
            },
        )

    def test_it_may_end_with_dots_and_names_may_have_any_letters(self):
        text = f"---\nзаголовок: Порт\n...\n{LONG}"
        self.assertEqual(split_front_matter(text), ({"заголовок": "Порт"}, LONG))

    def test_what_is_none_or_cannot_be_read_stays_in_the_text(self):
        for text in (
            "---\nA paragraph between rules.\n---\n",
            "---\nOne: two\nthree.\n---\n",
            "---\n- a\n- b\n---\n",
            "---\n# A heading\n---\n",
            "---\n---\n",
            "---\ntitle: A port\n",
            "--- A port\ntitle: B\n---\n",
            "\n---\ntitle: A port\n---\n",
            "---\n? [a]\n: b\n---\n",
            "---\na: [\n b\n---\n",
            "---\na:\n" + "  [" * 3000 + "\n---\n",
            f"---\ntitle: {'A' * LONGEST}\n---\n",
            "+++\ntitle = A port\n+++\n",
            "+++\na = " + "[" * 3000 + "\n+++\n",
            "+++\n# A heading\n+++\n",
            "+++\ntitle = 'A port'\n",
        ):
            with self.subTest(text[:40]):
                self.assertEqual(split_front_matter(text + LONG), ({}, text + LONG))

    def test_a_short_text_does_not_refer_to_itself_until_it_is_a_long_one(self):
        lines = ["a: &a", "  - x", "b: &b", "  - [*a, *a]", "c:", "  - [*b, *b]"]
        text = "\n".join(["---", *lines, "---", LONG])
        self.assertEqual(split_front_matter(text), ({}, text))

    def test_what_an_escape_hides_is_refused_like_what_stands_there_openly(self):
        for text in ('title: "A\\u0007"', '"A\\u0007": b', 'title: "A\\ud800"'):
            with (
                self.subTest(text),
                self.assertRaisesMessage(ManuscriptRefused, "cannot be printed"),
            ):
                self.said(text)


class TomlTests(SimpleTestCase):
    def test_what_stands_between_pluses_is_toml(self):
        labels, below = split_front_matter(
            "+++\ntitle = 'A port'\ndate = 2024-10-09T10:30:00+02:00\ntags = ['a', 'b']\n"
            f"[[authors]]\nname = 'Maria Lis'\nemail = 'maria@example.org'\n+++\n{LONG}"
        )
        self.assertEqual(
            labels,
            {
                "title": "A port",
                "date": "2024-10-09 10:30:00+02:00",
                "tags": "a, b",
                "authors": "Maria Lis",
                "authors email": "maria@example.org",
            },
        )
        self.assertEqual(below, LONG)


class ManuscriptTests(SimpleTestCase):
    def test_authors_are_people_and_what_else_is_said_of_them_is_not_lost(self):
        manuscript = read(
            "---\nauthors:\n  - name: Maria Lis\n    email: maria@example.org\n"
            f"  - name: Jan Kowal\ndate: 2024-10-09 10:30:00 +0200\n---\n{LONG}\n",
            "a.md",
        )
        self.assertEqual([author.name for author in manuscript.authors], ["Maria Lis", "Jan Kowal"])
        self.assertEqual(manuscript.date.isoformat(), "2024-10-09")
        self.assertEqual(manuscript.unplaced, ["authors email: maria@example.org"])
