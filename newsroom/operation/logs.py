"""Which lines reach the log."""


def settings(form: str) -> dict:
    """LOGGING, with lines of a form: `line` or `json`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": "newsroom.operation.log_lines.Line"},
            "json": {"()": "newsroom.operation.log_lines.JsonLine"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            # Django would mail the admins and stay silent on the terminal outside DEBUG.
            "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            # A page that is not there is the access log's business.
            "django.request": {"level": "ERROR"},
            # Strangers who try other hosts' names are answered with 400, not with a traceback here.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # gunicorn warns at every HEAD request that Django answers like a GET.
            "gunicorn.http": {"level": "ERROR"},
            # Its own words would stand between the objects of JSON.
            "gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        },
    }
