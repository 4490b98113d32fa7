from django.test import TestCase

from articles.models import Tag
from tests.factories import make_contributor, make_editor, make_user

URL = "/desk/articles/article/tags/"


class SuggestedTagsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        for name in ("Порти", "Імпорт", "ports of call", "C#", "C"):
            Tag.objects.create(name=name)

    def names(self, term):
        self.client.force_login(self.editor)
        return self.client.get(URL, {"term": term}).json()["names"]

    def test_they_are_found_in_any_case_and_alphabet_those_that_begin_so_first(self):
        self.assertEqual(self.names("ПОРТ"), ["Порти", "Імпорт"])
        self.assertEqual(self.names("PORTS"), ["ports of call"])
        self.assertEqual(self.names("c#"), ["C#"])

    def test_nothing_is_found_by_nothing_and_by_what_is_no_word(self):
        for term in ("", "   ", ",", "\u0000", "%", "x" * 5000):
            with self.subTest(term[:5]):
                self.assertEqual(self.names(term), [])

    def test_many_cost_what_one_costs(self):
        self.client.force_login(self.editor)
        for number in (1, 30):
            for one in range(number):
                Tag.objects.create(name=f"river {number} {one}")
            self.client.get(URL)
            with self.assertNumQueries(5):
                found = self.client.get(URL, {"term": "river"}).json()["names"]
            self.assertEqual(len(found), min(number, 8))

    def test_only_who_may_see_tags_is_told_of_them(self):
        for person, status in (
            (make_contributor(), 200),
            (make_user(username="no role"), 403),
            (make_user("Editor", username="outside", is_staff=False), 302),
        ):
            self.client.force_login(person)
            self.assertEqual(self.client.get(URL, {"term": "port"}).status_code, status)
        self.client.logout()
        self.assertEqual(self.client.get(URL, {"term": "port"}).status_code, 302)
