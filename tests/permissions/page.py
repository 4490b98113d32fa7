"""`docs/permissions.md`, as the walk finds it."""

from django.contrib import admin
from django.urls import reverse

from articles.roles import POWERS, ROLES, ROWS, VERBS

# What a power gives of the rows of a model, of whoever has it alone.
OF_ONESELF = {
    "authors.author": ("authors.name_oneself", "ac"),
    "authors.socialhandle": ("authors.name_oneself", "acd"),
}

HEAD = """\
# Permissions

Made by `bin/permissions`, which measures it; `bin/check` fails when this page says something else
than the code does.

A role is a group of Django’s. The first two lists are those of `articles/roles.py`; superusers, who
may do everything, can give somebody a single power beside it. The other lists are measured:
somebody of each role asks for every address of the demo, for rows of their own and of others, and
sends what the buttons, the tables and the scripts of every page send for somebody with every power.
“Some” is: with some of these rows, such as their own drafts, or what is not settled yet.
"""
POWERS_HEAD = """
## What is more than rows
"""
ROWS_HEAD = """
## Rows

What each role may do with the rows of a model at all: view, add, change, delete. Which of the rows
these are, the pages below say.
"""
DESK_HEAD = """
## Addresses of the desk

Who gets to read them, or is answered there by what the scripts of a page send. A stranger is led
to sign in, everybody else is refused. Those that nobody reads only take what a button sends, or are
not used here.
"""
BUTTONS_HEAD = """
## Buttons of the desk

Who changes something, is handed a file, or is shown what would be (`_preview`), by sending what the
button or a script sends to this address, whether they have seen its page or not. `_save` is *Save*,
`_move` a move of a piece, `delete_selected` what a list offers; where no button is named, the page
has but one.
`articles.byline add` is a row of that model that is added in a table below the page, and so with
`change` and `delete`.
"""
CHOICES_HEAD = """
## Choices

Whose rows somebody is offered who types a part of a name into a form, whatever form it is of, or
asks the address behind it. Nobody is offered a row whose page they do not read.
"""
READERS_HEAD = """
## Addresses of readers

Everybody reads these, and nobody writes by them.

"""


def page(walk):
    """The whole page, from a walk of the people of `ROLES` and others."""
    return "".join(
        [
            HEAD,
            POWERS_HEAD,
            *table("Power", ROLES, ((f"`{power}`", cells(have)) for power, have in POWERS.items())),
            ROWS_HEAD,
            *table(
                "Model", ROLES, ((f"`{model}`", map(verbs, row)) for model, row in ROWS.items())
            ),
            DESK_HEAD,
            *table("Address", walk.people, of_reading(walk)),
            BUTTONS_HEAD,
            *table("Address and button", walk.people, of_writing(walk)),
            CHOICES_HEAD,
            *table("Model", walk.people, of_choices(walk)),
            READERS_HEAD,
            *(f"* `{one.pattern}`\n" for one in walk.addresses if not one.is_of_the_desk),
        ]
    )


def of_reading(walk):
    for address in walk.of_the_desk:
        counts = [found.reads[address] for found in walk.found.values()]
        yield f"`{address.pattern}`", [how(one, len(address.urls)) for one in counts]


def of_writing(walk):
    for (pattern, button), total in walk.of.items():
        counts = [found.writes[pattern, button] for found in walk.found.values()]
        name = f"`{pattern}`" + (f" `{button}`" if button else "")
        yield name, [how(one, total) for one in counts]


def of_choices(walk):
    for model, total in sorted(walk.offered.items(), key=lambda one: one[0]._meta.label_lower):
        counts = [found.offered[model] for found in walk.found.values()]
        if any(counts):
            yield f"`{model._meta.label_lower}`", [how(one, total) for one in counts]


def how(count, total):
    return "" if not count else "yes" if count == total else "some"


def cells(have):
    return ["yes" if role in have else "" for role in ROLES]


def verbs(letters):
    return ", ".join(VERBS[letter] for letter in letters)


def table(first, columns, rows):
    """The lines of a table in Markdown, with an empty line before it."""
    yield f"\n| {first} | {' | '.join(columns)} |\n"
    yield f"| --- |{' --- |' * len(columns)}\n"
    for name, row in rows:
        yield f"| {name} | {' | '.join(row)} |\n"


def beyond_the_roles(walk):
    """A sentence for each page of Django’s on which a role does what the table does not give it."""
    letters = {"add": "a", "delete": "d", "delete_selected": "d", "change": "c"}
    for pattern, button in walk.of:
        model, page = model_and_page(pattern)
        below, _blank, verb = button.rpartition(" ")
        model, letter = below or model, letters.get(verb) or letters.get(page)
        for name, found in walk.found.items() if model and letter else ():
            if found.writes[pattern, button] and letter not in given(model, name):
                yield f"{name} writes by {pattern} {button}: `articles/roles.py` does not say so."


def model_and_page(pattern):
    """``("articles.tag", "add")`` of a page of Django’s admin; ``("", "")`` of any other."""
    for model in admin.site._registry:
        at = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        if pattern.startswith(at):
            return model._meta.label_lower, pattern.removeprefix(at).split("/")[-2:][0]
    return "", ""


def given(model, name):
    """The letters of a role in the table, of all that it may do with the rows of a model."""
    if model not in ROWS or name not in ROLES:
        return ""
    power, letters = OF_ONESELF.get(model, ("", ""))
    return ROWS[model][ROLES.index(name)] + (letters if name in POWERS.get(power, ()) else "")
