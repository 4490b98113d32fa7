"""What holds of every template, read as Django reads it."""

import re

from django.template.engine import Engine
from django.test import SimpleTestCase

from tests.architecture import sources

TAG = re.compile(r"{%-?\s*(block|endblock)\b\s*(\w*)|{% (extends) \"([^\"]+)\"")


def read(source):
    """What a template extends, its blocks that stand in no other of its own, and all its blocks."""
    extended, depth, outermost, every = None, 0, set(), set()
    for kind, name, extends, parent in TAG.findall(source):
        if extends:
            extended = parent
        elif kind == "block":
            every.add(name)
            if not depth:
                outermost.add(name)
            depth += 1
        else:
            depth -= 1
    return extended, outermost, every


def unheard(source, origin=None):
    """The blocks of a template that nothing prints: no template that it extends has them."""
    extended, outermost, _every = read(source)
    known, passed = set(), [origin] if origin else []
    while extended:
        # A template may extend the one of its own name that a package has.
        template, origin = Engine.get_default().find_template(extended, skip=passed)
        passed.append(origin)
        extended, _outermost, blocks = read(template.source)
        known |= blocks
        if not extended and "{% extends " in template.source:
            # Which one it extends is known when it is printed.
            return set()
    return outermost - known


class BlockTests(SimpleTestCase):
    def test_no_template_fills_a_block_that_nothing_prints(self):
        found = {}
        for path, source in sources(".html"):
            if path.startswith("templates/") and '{% extends "' in source:
                name = path.removeprefix("templates/")
                template, origin = Engine.get_default().find_template(name)
                if blocks := unheard(template.source, origin):
                    found[path] = blocks
        self.assertEqual(found, {})

    def test_such_a_block_is_found(self):
        lost = '{% extends "base.html" %}{% block descriptoin %}x{% endblock %}'
        self.assertEqual(unheard(lost), {"descriptoin"})
        self.assertEqual(unheard(lost.replace("descriptoin", "summary")), set())


class DateTests(SimpleTestCase):
    def test_a_day_is_written_as_the_language_writes_it(self):
        fixed = re.compile(r"""\|date:["'](?:[jd][ .]|[FMN] [jd])""")
        found = [path for path, source in sources(".html") if fixed.search(source)]
        self.assertEqual(found, [])
        for format in ("j M Y, H:i", "j M, H:i", "F j"):
            self.assertTrue(fixed.search(f'{{{{ at|date:"{format}" }}}}'), format)
