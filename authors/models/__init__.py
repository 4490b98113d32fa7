from authors.models.author import Author, SocialHandle

__all__ = ["Author", "SocialHandle"]
