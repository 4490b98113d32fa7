from authors.models.author import Author, SocialHandle
from authors.models.interest import Interest

__all__ = ["Author", "Interest", "SocialHandle"]
