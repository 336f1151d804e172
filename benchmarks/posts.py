"""
Synthetic posts for benchmarks: the same number gives the same bytes on any machine.

`python -m benchmarks.posts 10000 content/posts` writes them. Words are drawn from short lists in five languages, some
750 a post, fifty posts a day back from one fixed day, with the front matter of a real import. Where sizes count and not
speed, a `Kind` asks for one language, a number of words, and words as unequal as those of real texts: 20,000 of them,
the n-th drawn in proportion to 1/n^1.15 (Zipf's law), some 370 different ones in 700 words.
"""

import argparse
import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from newsdigest.models import Post, PostImage
from newsdigest.post import render_post
from newsdigest.text import slugify

PER_DAY = 50
NEWEST = dt.date(2026, 6, 30)
REGIONS = ("KZ", "KG", "TJ", "TM", "UZ", "AF", "CN-XJ")
SOURCES = (
    "24-kg", "akipress", "asia-plus", "astana-times", "azattyk", "daryo", "eurasianet", "fergana", "gazeta-uz", "kabar",
    "kazinform", "kloop", "kun-uz", "ozodi", "podrobno-uz", "tengrinews", "turkmenportal", "vlast",
)  # fmt: skip

_WORDS = {
    "en": "the of and to in a is for on that with by was at from as it officials said region border water energy trade "
    "project railway harvest minister parliament reform budget market city village river valley students doctors "
    "road bridge agreement neighbours winter spring prices export import plant factory workers court law session",
    "ru": "в и на по что с из для о это как к от был при область граница вода энергия торговля проект дорога урожай "
    "министр парламент реформа бюджет рынок город село река долина студенты врачи мост соглашение соседи зима весна "
    "цены экспорт импорт завод рабочие суд закон заседание сообщили представители ведомства",
    "de": "der die das und in zu mit für auf von ist im dem nicht ein Region Grenze Wasser Energie Handel Projekt Bahn "
    "Ernte Minister Parlament Reform Haushalt Markt Stadt Dorf Fluss Tal Studierende Ärzte Straße Brücke Abkommen "
    "Nachbarn Winter Frühling Preise Ausfuhr Einfuhr Werk Arbeiter Gericht Gesetz Sitzung erklärte Behörde",
    "kk": "және мен бұл үшін туралы бойынша деп еді өңір шекара су энергия сауда жоба теміржол егін министр парламент "
    "реформа бюджет нарық қала ауыл өзен алқап студенттер дәрігерлер жол көпір келісім көршілер қыс көктем бағалар",
    "uz": "va bilan bu uchun haqida bo'yicha deb edi viloyat chegara suv energiya savdo loyiha temiryo'l hosil vazir "
    "parlament islohot byudjet bozor shahar qishloq daryo vodiy talabalar shifokorlar yo'l ko'prik kelishuv qo'shnilar",
}  # fmt: skip
_LANGUAGES = ("en", "ru", "de", "kk", "uz")
_SHARES = (50, 25, 10, 8, 7)  # percent


RICH = 20_000  # words of a rich vocabulary: a region's news of some months has about as many


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What synthetic posts are like."""

    language: str | None = None  # None: five of them, English the most
    words: int | None = None  # of the body, exactly; None: some 750
    rich: bool = False  # words as unequal as those of real texts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulary:
    words: Sequence[str]
    cumulated: Sequence[float] | None  # weights, added up; None: all are drawn alike


USUAL = Kind()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A synthetic post and where its file goes."""

    file: str  # below content/posts
    post: Post


def make_posts(count: int, *, first: int = 0, kind: Kind = USUAL) -> Iterator[Sample]:
    """
    Make posts `first` to `first + count - 1`; a higher number is an older post.

    Negative numbers are newer than all others: `make_posts(10, first=-10)` is tomorrow's news.
    """
    for number in range(first, first + count):
        yield make_post(number, kind)


def make_post(number: int, kind: Kind = USUAL) -> Sample:
    """Make one post, a function of its number and kind alone."""
    dice = random.Random(number)
    lang = kind.language or dice.choices(_LANGUAGES, _SHARES)[0]
    words = vocabulary(lang, rich=kind.rich)
    day = NEWEST - dt.timedelta(days=number // PER_DAY)
    at = dt.datetime(day.year, day.month, day.day, tzinfo=dt.timezone(dt.timedelta(hours=5)))
    at += dt.timedelta(minutes=dice.randrange(24 * 60))
    title = f"{_sentence(dice, words, 7)[:-1]} {number if number >= 0 else f'new {-number}'}"
    lede = _sentence(dice, words, 28)
    regions = tuple(dice.sample(REGIONS, dice.choice((1, 1, 1, 2))))
    source = dice.choice(SOURCES)
    slug = f"{slugify(title, max_length=48)}-{dice.randrange(16**6):06x}"
    translated = lang == "en" and dice.random() < 0.4
    post = Post(
        id=f"{source}-{dice.randrange(16**8):08x}",
        title=title,
        date=at,
        lang=lang,
        body=_body(dice, words, lede) if kind.words is None else _exact_body(dice, words, lede, kind.words),
        lede=lede,
        authors=("A. Example",) if dice.random() < 0.5 else (),
        regions=regions,
        places=tuple(dice.sample(("Almaty", "Bishkek", "Osh", "Tashkent", "Khujand", "Mary"), 2)),
        story=f"story-{number // 40}" if dice.random() < 0.2 else None,
        source=source,
        source_url=f"https://news.example/{source}/{slug}",
        source_title=title,
        source_lang="ru" if translated else lang,
        source_date=at,
        agency="TASS" if dice.random() < 0.1 else None,
        translated_from="ru" if translated else None,
        translated_by="machine translation" if translated else None,
        translation_status="machine" if translated else "none",
        date_basis="source-stamp",
        date_confidence="sure",
        date_raw=(f"{at.isoformat()} | json-ld datePublished | published",),
        images=(
            PostImage(
                source_url=f"https://news.example/{source}/{slug}.jpg",
                caption=_sentence(dice, words, 12),
                credit="Photo: A. Example / TASS",
                creator="A. Example",
                agencies=("TASS",),
            ),
        )
        if dice.random() < 0.6
        else (),
        seed=f"seeds/{day:%Y/%m/%d}/{slug}.html",
        seed_sha256=f"{dice.randrange(16**64):064x}",
        capture_form="html",
        fetched=at + dt.timedelta(hours=2),
        fetched_basis="recorded",
    )
    return Sample(file=f"{at:%Y/%m/%d}/{slug}.md", post=post)


def write_posts(samples: Iterator[Sample], folder: Path) -> None:
    """Write post files below `folder` (`content/posts`)."""
    for sample in samples:
        path = folder / sample.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render_post(sample.post), "utf-8")


@cache
def vocabulary(lang: str, *, rich: bool) -> _Vocabulary:
    """The words of a language; a rich vocabulary adds some made of the beginnings and endings of the short list's."""
    known = _WORDS[lang].split()
    if not rich:
        return _Vocabulary(words=known, cumulated=None)
    dice = random.Random(f"{lang} words")
    found = dict.fromkeys(known)
    parts = [word for word in known if len(word) > 3]
    while len(found) < RICH:
        begin, middle, end = dice.choices(parts, k=3)
        found[begin[: dice.randrange(2, 6)] + middle[1 : dice.randrange(1, 4)] + end[-dice.randrange(1, 4) :]] = None
    weights = ((rank + 2.7) ** -1.15 for rank in range(RICH))  # 2.7: Mandelbrot's term, or "the" were a tenth of all
    return _Vocabulary(words=tuple(found), cumulated=tuple(accumulate(weights)))


def _exact_body(dice: random.Random, words: _Vocabulary, lede: str, length: int) -> str:
    """Make paragraphs of four sentences that have `length` words with the lede."""
    left = length - len(lede.split())
    parts = [lede]
    while left > 0:
        lengths = [min(left, dice.randrange(8, 24)) for _ in range(4)]
        lengths = [min(size, max(0, left - sum(lengths[:number]))) for number, size in enumerate(lengths)]
        parts.append(" ".join(_sentence(dice, words, size) for size in lengths if size))
        left -= sum(lengths)
    return "\n\n".join(parts)


def _body(dice: random.Random, words: _Vocabulary, lede: str) -> str:
    """Make some 750 words: paragraphs, two subheads, now and then a quotation, a list or emphasis."""
    parts = [lede]
    for number in range(12):
        if number in (4, 8):
            parts.append(f"## {_sentence(dice, words, 5)[:-1]}")
        paragraph = " ".join(_sentence(dice, words, dice.randrange(8, 24)) for _ in range(4))
        if dice.random() < 0.2:
            paragraph = f"*{paragraph.split(' ', 1)[0]}* {paragraph}"
        parts.append(f"> {paragraph}" if dice.random() < 0.08 else paragraph)
    if dice.random() < 0.2:
        parts.append("\n".join(f"- {_sentence(dice, words, 6)}" for _ in range(4)))
    return "\n\n".join(parts)


def _sentence(dice: random.Random, words: _Vocabulary, length: int) -> str:
    text = " ".join(dice.choices(words.words, cum_weights=words.cumulated, k=length))
    return f"{text[0].upper()}{text[1:]}."


def main() -> None:
    """Write posts to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    write_posts(make_posts(chosen.count), chosen.folder)


if __name__ == "__main__":
    main()
