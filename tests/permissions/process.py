"""A process of its own, with Django set up and an empty newsroom, outside of the test runner."""

import logging
import os


def keep_in(folder, **more):
    """Let this process have its newsroom in a folder; `more` are other settings by their names."""
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        **more,
    }


def begin():
    """Before this nothing of ours that has models can be imported."""
    import django
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment(debug=False)
    from newsroom.signin import sessions

    # Longer than a walk: that somebody is still at work is stored with whatever they ask for then.
    sessions.OFTEN = 24 * 60 * 60
    # Each refusal is a line in the log, and here most of what is asked is refused.
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
