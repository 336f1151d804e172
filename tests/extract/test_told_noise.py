"""Text around an article that no class name betrays."""

from newsdigest.ingest.extract.body import find_body
from newsdigest.ingest.extract.parse import parse_html

TEXT = [
    "The port on the Caspian shore reopened on Monday after two weeks of storms, the ministry of transport said.",
    "Nine ferries had waited outside the harbour, and the first of them left for the other shore in the evening.",
    "Grain is to follow by the end of the week, and the railway has promised more wagons than in any other year.",
    "The harbour master expects the queue to be gone within ten days if the wind does not turn to the north again.",
]


def body_of(*parts: str, title: str = "Port reopens") -> list[str]:
    tree = parse_html(f"<body><div><h1>{title}</h1>{''.join(parts)}</div></body>")
    assert tree is not None
    return [block.text for block in find_body(tree, title=title).blocks]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_line_that_the_page_repeats_is_its_own():
    aside = "<p>Members see no boxes like this one, and their harbour is always open.</p>"
    assert body_of(*(f"<p>{text}</p>{aside}" for text in TEXT)) == TEXT


def test_consent_dialog_longer_than_the_article_is_not_the_article():
    asked = [
        f"When you visit our website, cookies are stored on your browser by {n} partners for tracking and advertising."
        for n in range(20, 32)
    ]
    dialog = f"</div><div>{paragraphs(asked)}"
    assert body_of(paragraphs(TEXT), dialog) == TEXT


def test_article_on_cookies_is_an_article():
    told = [
        f"The ministry counted {n} sites that store cookies on your browser without consent, it said on Monday."
        for n in range(20, 24)
    ]
    assert body_of(paragraphs(told), title="Ministry counts cookies") == told


def test_post_of_a_social_network_quoted_as_a_whole_is_left_out():
    post = "<blockquote><p>What a harbour, what a queue!</p>— Harbour (@harbour) May 5, 2026</blockquote>"
    quote = "<blockquote><p>“We have never seen such a queue,” the harbour master said on Monday.</p></blockquote>"
    assert body_of(paragraphs(TEXT[:2]), post, quote, paragraphs(TEXT[2:])) == [
        *TEXT[:2],
        "“We have never seen such a queue,” the harbour master said on Monday.",
        *TEXT[2:],
    ]


def test_comments_of_readers_end_the_article():
    said = ["I have waited there for nine days myself, and nobody told us anything at all about the wind."] * 2
    for heading in ("<h3>2 comments</h3>", "<p>Комментарии (2)</p>", "<h2>Kommentare</h2>"):
        assert body_of(paragraphs(TEXT), heading, paragraphs(said)) == TEXT
    assert body_of("<p>2 comments</p>", paragraphs(TEXT)) == TEXT


def test_paragraph_that_a_paywall_cuts_off_is_the_articles():
    cut = f"{TEXT[0][:-1]}, while {TEXT[1][:-1]} and"
    assert body_of(paragraphs([*TEXT, cut]), "<p>Already a subscriber? Sign in.</p>") == [*TEXT, cut]


def test_caption_and_credit_line_without_a_picture_leave_the_text():
    caption = "<p>Ferries wait outside the harbour for the third day, Monday, May 4, 2026. (AP Photo/A. Example)</p>"
    lines = "<p>Foto: A. Example / dpa</p><p>Сурет: A. Example</p>"
    said = "The minister spoke of a lucky picture (he had not seen the photos of the storm)."
    assert body_of(paragraphs(TEXT[:2]), caption, lines, paragraphs([said, *TEXT[2:]])) == [*TEXT[:2], said, *TEXT[2:]]
