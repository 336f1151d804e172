"""Names that differ in marks alone share an address, and no page can stop the build by its name."""

from sample_site import make_post


def test_sources_whose_names_differ_in_marks_alone_share_a_page_and_a_feed(build_site):
    names = ("Example Post!", "“Example” Post", "<b>Example</b> Post", "<B>Example</B> Post")
    site = build_site({f"post-{n}": make_post(n, source=name) for n, name in enumerate(names)})
    feed = site.read("feeds/source-example-post.atom")
    assert feed.count("</entry>") == 2
    assert (site.output / "sources/example-post/index.html").is_file()
