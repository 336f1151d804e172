"""Short reports of events, in our own words, and the labelled set."""

import datetime as dt
import json
from pathlib import Path

from newsdigest.ingest.stories.sketch import Sketch, sketch_post
from newsdigest.models import Post

LABELLED = Path(__file__).parent / "labelled.jsonl"
DAY = dt.datetime(2025, 2, 10, 9, tzinfo=dt.UTC)

FIRE = (
    "A night fire at the bazaar in Almaty burned 40 shops on 1,200 square metres. "
    "It took 96 firefighters to put it out."
)
FIRE_RU = (
    "Ночью на базаре в Алматы загорелись бутики. Сгорели 40 бутиков на 1200 квадратных метрах, "
    "пожар тушили 96 спасателей."
)
FIRE_AGAIN = (
    "Forty stalls are gone: 1,200 square metres of Almaty’s bazaar burned before 96 firefighters stopped the blaze."
)
OTHER_FIRE = "A warehouse at the bazaar in Almaty has burned down. Flames ate 700 square metres; 52 firefighters came."
OTHER_FIRE_RU = "В Алматы на базаре сгорел склад площадью 700 квадратных метров. Пожар тушили 52 спасателя."
METRO = "Two new stations of the Almaty metro have opened. The line is 3.1 kilometres longer and has 13 new carriages."
QUAKE = "An earthquake of magnitude 5.9 struck the Murghab district in the Pamirs. It lay 110 kilometres deep."


def report(post_id: str, text: str, *, hours: float = 0, lang: str = "en", **fields: str) -> Post:
    """A post of one paragraph, its first words the headline unless one is given."""
    title = fields.pop("title", " ".join(text.split()[:6]))
    date = DAY + dt.timedelta(hours=hours)
    return Post(id=post_id, title=title, date=date, lang=lang, body=text, **fields)


def sketches(*posts: Post) -> list[Sketch]:
    """The posts as finding stories sees them."""
    return [sketch_post(post) for post in posts]


def labelled() -> list[dict]:
    """The labelled posts."""
    return [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]


def labelled_post(row: dict) -> Post:
    """One of them as a post."""
    return Post(
        id=row["id"],
        title=row["title"],
        date=dt.datetime.fromisoformat(row["date"]),
        lang=row["lang"],
        lede=row["lede"],
        body="\n\n".join(row["text"]),
        source=row["source"],
        agency=row["agency"],
    )
