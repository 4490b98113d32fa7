"""A process ends before the step at which it is to be killed, and not before."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import SimpleTestCase

from tests.killing.death import kill_at, steps_of

LETTER = "killed/letter.txt"


def keep():
    default_storage.save(LETTER, ContentFile(b"We agree."))


class KillTests(SimpleTestCase):
    def test_a_file_is_not_there_whenever_whoever_keeps_it_is_killed(self):
        keep()
        default_storage.delete(LETTER)
        steps = steps_of(keep)
        default_storage.delete(LETTER)
        self.assertGreater(steps, 1)
        for step in range(steps):
            self.assertTrue(kill_at(keep, step))
            self.assertFalse(default_storage.exists(LETTER))
        self.assertFalse(kill_at(keep, steps))
        self.assertTrue(default_storage.exists(LETTER))
