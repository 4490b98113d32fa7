from django.test import SimpleTestCase

from funding.checks.likeness import near

TEXT = "“Voices’24” is a project co-financed by Open Fund PL in the amount of PLN 230,000."


def told(*others):
    return [remark.message for remark in near(TEXT, others)]


class NearTests(SimpleTestCase):
    def test_a_slip_of_the_pen_in_another_text_is_told(self):
        for name, other in (
            ("a letter", TEXT.replace("project", "projekt")),
            ("a mark", TEXT.replace("’", "'")),
            ("a space", TEXT.replace(" 230", "\u00a0230")),
            ("its case", TEXT.replace("project", "Project")),
        ):
            with self.subTest(name):
                self.assertEqual(
                    told((name, other)),
                    [f"Reads almost the same as {name}, and not quite: is that meant?"],
                )

    def test_equal_texts_and_texts_of_other_projects_are_not_told(self):
        other = TEXT.replace("Voices’24", "Borderland reporters").replace("230,000", "85,500")
        self.assertEqual(told(("itself", TEXT), ("another", other), ("empty", "")), [])

    def test_texts_of_two_projects_that_differ_as_they_should_are_not_told(self):
        sibling = TEXT.replace("Voices’24", "Voices’25").replace("230,000", "231,000")
        self.assertEqual(told(("sibling", sibling)), [])
        self.assertEqual(len(told(("sibling", sibling.replace("project", "projekt")))), 1)

    def test_the_most_alike_are_told_first_and_only_a_few(self):
        further = TEXT.replace("project", "Projekt").replace("amount", "amonut")
        nearer = TEXT.replace("Open", "Oper")
        found = told(*((f"further {number}", further) for number in range(5)), ("nearer", nearer))
        self.assertEqual(("nearer" in found[0], len(found)), (True, 3))
