"""Limits hold for whoever tries many passwords at the same moment, as over several processes."""

from concurrent.futures import ThreadPoolExecutor

from django.core.cache import cache
from django.db import connections
from django.test import Client

from tests.factories import make_editor
from tests.flushing import CommittingTestCase


class AtOnceTests(CommittingTestCase):
    def test_twenty_guesses_at_once_are_no_more_than_twenty_one_by_one(self):
        """Each thread has a connection of its own, and shares nothing else that counts."""
        cache.clear()
        self.addCleanup(cache.clear)
        make_editor(username="olena", password="right words")

        def guess(number):
            typed = {"login": "olena", "password": f"wrong {number}"}
            try:
                return Client().post("/desk/login/", typed).content.decode()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(8) as threads:
            pages = list(threads.map(guess, range(20)))
        self.assertLessEqual(len([1 for page in pages if "password is wrong" in page]), 5)
