"""Whose name and password open the desk."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, User


class StaffBackend(ModelBackend):
    """Active staff, and nobody else.

    Whoever is unknown, inactive or no staff gets the same answer after the same time: a password
    is hashed in any case. Who is made inactive, or no staff, is out with the next request.
    """

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        return super().user_can_authenticate(user) and bool(getattr(user, "is_staff", False))
