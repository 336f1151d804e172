"""Seeds for tests: small pages about public facts, of outlets under .example domains."""

from pathlib import Path

from newsdigest.settings import Settings

PARAGRAPHS = (
    "Astana hosted the ministers of transport of five states on Monday, who agreed on one tariff for rail freight.",
    "The tariff will hold from January, said the minister of transport, and replaces eleven national ones.",
    "Freight across the Caspian Sea grew by a fifth within a year, according to the ports of Aktau and Kuryk.",
    "The ministers will meet again in Tashkent in spring, where the agreement on border checks is to be signed.",
)


def page(
    title: str = "Five states agree on one rail tariff",
    *,
    url: str = "https://steppe.example/rail-tariff",
    published: str = "2024-03-05T09:30:00+05:00",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
) -> str:
    """Write an article page as a plain outlet would."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - Steppe Post</title>
<link rel="canonical" href="{url}"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{published}"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1><time datetime="{published}">5 March</time>
{body}</article><footer>All rights reserved</footer></body></html>"""


class Desk:
    """A digest in a folder of its own: seeds, content, cache."""

    def __init__(self, folder: Path) -> None:
        self.seeds = folder / "seeds"
        self.content = folder / "content"
        self.seeds.mkdir(parents=True)
        (self.content / "sources").mkdir(parents=True)
        (self.content / "sources" / "steppe-post.toml").write_text(
            'id = "steppe-post"\nname = "Steppe Post"\ndomains = ["steppe.example"]\n'
            'language = "en"\ntimezone = "Asia/Almaty"\n',
            encoding="utf-8",
        )
        self.settings = Settings(content=self.content, seeds=str(self.seeds), cache=folder / "cache", jobs=1)

    def seed(self, name: str, text: str, *, fetched: str | None = None) -> Path:
        """Put a page into the seeds folder, with a sidecar where its time of capture is known."""
        path = self.seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if fetched:
            path.with_name(path.name + ".toml").write_text(f"fetched_at = {fetched}\n", encoding="utf-8")
        return path

    def posts(self) -> list[Path]:
        """All post files."""
        return sorted(self.content.glob("posts/**/*.md"))

    def the_post(self) -> Path:
        """The only post file."""
        (post,) = self.posts()
        return post

    def files(self) -> dict[str, bytes]:
        """Every file of the content folder with its bytes."""
        return {
            str(path.relative_to(self.content)): path.read_bytes()
            for path in sorted(self.content.rglob("*"))
            if path.is_file()
        }
