"""manage.py encrypt_anew: what makes codes is encrypted with SECRET_KEY, whichever key it had."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsroom.kit.locking import held
from newsroom.signin import encryption


class Command(BaseCommand):
    help = (
        "Encrypts the secrets of all authenticator apps and recovery codes anew, with SECRET_KEY: "
        "no key of SECRET_KEY_FALLBACKS is needed for them afterwards. What no key fits stays, and "
        "is named. Can be run again at any time."
    )

    def handle(self, *args, **options):
        unreadable = set()
        with transaction.atomic():
            factors = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
            found = list(held(factors.select_related("user")))
            for factor in found:
                try:
                    factor.data = {**factor.data, **_anew(factor.data)}
                except encryption.Unreadable:
                    unreadable.add(factor.user.get_username())
                else:
                    factor.save(update_fields=["data"])
        if unreadable:
            raise CommandError(
                f"No key fits the second factors of {', '.join(sorted(unreadable))}; all others "
                "are encrypted with SECRET_KEY. Put the key from before into SECRET_KEY_FALLBACKS "
                "and run this again; if it is lost, reset_factors helps each of them."
            )
        self.stdout.write(
            f"{len(found)} second factors are encrypted with SECRET_KEY. They need no other key."
        )


def _anew(data):
    """Of what is kept of a factor, whatever is encrypted."""
    return {
        name: encryption.encrypted_anew(data[name]) for name in ("secret", "seed") if name in data
    }
