"""A day's edition as an e-mail that is ready to send: a text part for any reader, an HTML part for the rest."""

import datetime as dt
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

_BOUNDARY = "=_newsdigest_{}"


def make_mail(*, subject: str, sender_name: str, text: str, html: str, at: dt.datetime, key: str) -> bytes:
    """
    Compose the message.

    Args:
        subject: One line.
        sender_name: The digest; the address is whoever sends it.
        text: The plain part.
        html: The other part, without pictures or links to anything that tracks.
        at: The edition's cut-off, for the Date line.
        key: Of a-z, 0-9: makes the boundary and the id, so that the same edition gives the same bytes.

    Returns:
        An .eml in SMTP form. It has no To line and says X-Unsent, so that mail programs open it for sending.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject.split())
    message["From"] = Address(display_name=" ".join(sender_name.split()), username="digest", domain="localhost")
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{key}@newsdigest.invalid>"
    message["X-Unsent"] = "1"
    message.set_content(text, cte="base64")
    message.add_alternative(html, subtype="html", cte="base64")
    message.set_boundary(_BOUNDARY.format(key))
    return message.as_bytes()
