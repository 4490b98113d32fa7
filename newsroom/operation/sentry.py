"""Errors to a Sentry, where SENTRY_DSN names one: what failed and where, never who or with what."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from newsroom.operation.log_lines import discreet
from newsroom.operation.request_ids import request_id


def report_errors(dsn: str) -> None:
    """Begin to report. Raises ImproperlyConfigured where the package is not installed."""
    try:
        import sentry_sdk
    except ImportError:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, but the package for it is missing: "
            "pip install --require-hashes -r requirements-sentry.txt"
        ) from None
    sentry_sdk.init(
        dsn,
        send_default_pii=False,
        max_request_body_size="never",
        include_local_variables=False,
        max_breadcrumbs=0,
        auto_session_tracking=False,
        before_send=bare,
    )


def bare(event: dict[str, Any], _hint: object) -> dict[str, Any]:
    """An event of Sentry without whoever asked, what they sent, and where they asked from."""
    request = event.get("request", {})
    url = discreet(str(request.get("url", "")).partition("?")[0])
    kept = {"method": request.get("method"), "url": url}
    event["request"] = {name: value for name, value in kept.items() if value}
    event.pop("user", None)
    event.pop("breadcrumbs", None)
    for part in event.get("exception", {}).get("values", []):
        part["value"] = discreet(str(part.get("value", "")))
    if "logentry" in event:
        event["logentry"] = {"message": discreet(str(event["logentry"].get("message", "")))}
    event.setdefault("tags", {})["request_id"] = request_id.get()
    return event
