"""What people at the desk are called."""

from django.contrib.auth.models import User


def called(person: User | None) -> str:
    """The full name, or where there is none the name with which somebody signs in; of nobody,
    nothing.
    """
    return (person.get_full_name() or person.get_username()) if person else ""
