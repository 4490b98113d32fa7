"""What authenticator apps share with us, and what recovery codes are made of, is stored encrypted.

A copy of the database alone makes no code. The key comes from SECRET_KEY; what was encrypted with
one of SECRET_KEY_FALLBACKS can still be read.
"""

from __future__ import annotations

import base64
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """What is stored was encrypted with a key that nobody has told us."""


def encrypt(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """The text; raises Unreadable where no key fits."""
    try:
        return _keys().decrypt(encrypted.encode()).decode()
    except InvalidToken as problem:
        raise Unreadable from problem


def encrypted_anew(encrypted: str) -> str:
    """The same, encrypted with SECRET_KEY whichever key it had; raises Unreadable for none."""
    try:
        return _keys().rotate(encrypted.encode()).decode()
    except InvalidToken as problem:
        raise Unreadable from problem


def of_nobody() -> str:
    """A text that is like a secret, and nobody’s: no code that is made of it is ever right."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def _keys():
    return MultiFernet(
        [_key(text) for text in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(text):
    derive = HKDF(SHA256(), length=32, salt=None, info=b"newsroom.signin.encryption")
    return Fernet(base64.urlsafe_b64encode(derive.derive(text.encode())))
