from django.contrib.auth.models import User
from django.test import SimpleTestCase

from newsroom.called import called
from tests.architecture import sources


class CalledTests(SimpleTestCase):
    def test_somebody_is_called_by_their_name_or_as_they_sign_in(self):
        self.assertEqual(called(User(username="anna", first_name="Anna")), "Anna")
        self.assertEqual(called(User(username="anna")), "anna")
        self.assertEqual(called(None), "")

    def test_nothing_else_decides_what_somebody_is_called(self):
        # What is stored of a person is handed to them as it is.
        files = [*sources(".py"), *sources(".html")]
        named = {path for path, text in files if "get_full_name" in text}
        self.assertEqual(named, {"newsroom/called.py", "articles/upkeep/persons.py"})
