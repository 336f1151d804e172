"""The two kinds of failure: a page that cannot become a post, and a fault in our own files."""


class DigestError(Exception):
    """Anything this project raises on purpose. The message says where, what, and what to do next."""


class PageError(DigestError):
    """This page cannot become a post: the pipeline sets it aside, reports it and goes on."""


class RegisterError(DigestError):
    """Our own files (settings, registers, templates, posts) are wrong: stop before anything is published."""


class FleetingError(PageError):
    """This page could not be read now; another run may do better, so the outcome is not remembered."""
