from django.test import SimpleTestCase

from .trials import all_trials


class TrialTests(SimpleTestCase):
    maxDiff = None

    def test_every_part_of_every_trial_is_where_an_editor_would_put_it(self):
        for trial in all_trials():
            found = trial.found()
            for part, expected in trial.expected.items():
                with self.subTest(trial.name, part=part):
                    self.assertEqual(found[part], expected)

    def test_many_of_them_talk_of_money_and_views(self):
        # Each of them has to stay whole, with nothing made of it but a bio.
        traps = [trial for trial in all_trials() if "_trap" in trial.name]
        self.assertEqual(len(traps), 14)
