"""Find the names of the register in a text: one pass, longest match, endings checked."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from newsdigest.ingest.regions.suffixes import MAX_ENDING, accepts
from newsdigest.registers.folding import Folded, fold
from newsdigest.registers.gazetteer import PLACE_KINDS, Gazetteer, Name, Spelling

Where = Literal["title", "lede", "body"]
_SENTENCE_END = re.compile(r"[.!?…؟۔]{1,3}[\"»”’)\]]{0,2}\s+(?=\S)|[。！？]|\n")
_Candidate = tuple[int, tuple[Name, ...], str]  # length of the spelling, names, ending
_BICAMERAL = frozenset({"latin", "cyrillic"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One name in the text."""

    start: int  # in `Text.text`
    end: int
    names: tuple[Name, ...]  # one, or rivals for the same spelling (Jalalabad)
    surface: str
    where: Where
    sentence: int
    word: int  # number of the word in the text, for distances
    ending: str = ""
    cues: tuple[str, ...] = ()  # lists of words of context that it is in


@dataclass(frozen=True, slots=True)
class Text:
    """The whole article as one string, and where its parts and sentences begin."""

    text: str
    folded: Folded
    lede_at: int
    body_at: int
    lang: str
    sentences: list[int] = field(default_factory=list)  # offsets at which a sentence ends

    def where(self, at: int) -> tuple[Where, int]:
        """Give the part that `at` lies in, and the offset inside it."""
        if at >= self.body_at:
            return "body", at - self.body_at
        if at >= self.lede_at:
            return "lede", at - self.lede_at
        return "title", at


def join_parts(title: str, lede: str, paragraphs: list[str], lang: str | None) -> Text:
    """Lay title, lede and paragraphs end to end, a line each; a lede that opens the body again is left out there."""
    body = paragraphs[1:] if paragraphs and lede and paragraphs[0].strip() == lede.strip() else paragraphs
    text = "\n".join((title, lede, *body))
    lede_at = len(title) + 1
    return Text(
        text=text,
        folded=fold(text),
        lede_at=lede_at,
        body_at=lede_at + len(lede) + 1,
        lang=(lang or "").lower().partition("-")[0],
        sentences=[found.end() for found in _SENTENCE_END.finditer(text)],
    )


def find_names(text: Text, gazetteer: Gazetteer) -> list[Hit]:
    """
    Find every name of the register, in reading order, none overlapping another.

    The longest match wins; where two registers' spellings cover the same letters, the longer spelling.
    """
    candidates: dict[tuple[int, int], _Candidate] = {}
    folded = text.folded.text
    for last, held in gazetteer.automaton.iter(folded):
        first = last + 1 - held[0].length
        start = first if held[0].script == "han" else first + 1
        stop = last + 1
        ending = ""
        if held[0].script != "han" and folded[stop] != " ":
            stop = folded.find(" ", stop, stop + 48)
            if stop < 0:
                continue
            ending = folded[last + 1 : stop]
        if "\n" in text.text[text.folded.origin(start) : text.folded.origin(stop - 1)]:
            continue  # two words of two paragraphs
        names = _fitting(held, ending, text, start)
        if names:
            key = (start, stop)
            best = candidates.get(key)
            if best is None:
                candidates[key] = (held[0].length, names, ending)
            else:
                candidates[key] = _merged(best, (held[0].length, names, ending))
    return _longest(text, candidates)


def _merged(one: _Candidate, other: _Candidate) -> _Candidate:
    """
    Keep the names of the longer of two spellings of the same letters.

    The shorter one adds its words of context, and a checked place where the longer is an unchecked settlement.
    """
    long, short = (one, other) if one[0] >= other[0] else (other, one)
    unchecked = all(name.kind == "settlement" for name in long[1])
    kinds = PLACE_KINDS | {"cue"} if unchecked else {"cue"}
    more = tuple(name for name in short[1] if name not in long[1] and name.kind in kinds)
    return long[0], long[1] + more, long[2]


def _fitting(held: tuple[Spelling, ...], ending: str, text: Text, start: int) -> tuple[Name, ...]:
    """Keep the names whose spelling may be inflected so, and whose case is right."""
    fitting: list[Name] = []
    for spelling in held:
        if ending and not (
            (spelling.inflection == "prefix" or len(ending) <= MAX_ENDING)
            and accepts(
                ending,
                script=spelling.script,
                inflection=spelling.inflection,
                length=spelling.length - 1,
                lang=text.lang,
            )
        ):
            continue
        if not ending and spelling.inflection == "stem":
            continue
        if ending and spelling.script == "arabic" and spelling.name.kind == "settlement":
            continue  # unchecked names in a script without capitals: whole words only
        if spelling.name.langs and text.lang not in spelling.name.langs:
            continue
        if spelling.name.cased and spelling.script in _BICAMERAL:
            first = text.text[text.folded.origin(start)]
            if first.islower() and not ("ск" in ending and spelling.script == "cyrillic"):
                continue
        if all(spelling.name is not name for name in fitting):
            fitting.append(spelling.name)
    return tuple(fitting)


def _longest(text: Text, candidates: dict[tuple[int, int], _Candidate]) -> list[Hit]:
    """Walk the candidates from left to right, longest first, and drop what overlaps."""
    hits: list[Hit] = []
    free = 0
    word, counted = 0, 0
    folded = text.folded.text
    for (start, stop), (_, names, ending) in sorted(
        candidates.items(), key=lambda item: (item[0][0], -item[0][1], -item[1][0])
    ):
        if start < free:
            continue
        free = stop
        word += folded.count(" ", counted, start)
        counted = start
        begin, end = text.folded.origin(start), text.folded.origin(stop - 1) + 1
        where, _ = text.where(begin)
        hits.append(
            Hit(
                start=begin,
                end=end,
                names=names,
                surface=text.text[begin:end],
                where=where,
                sentence=bisect_right(text.sentences, begin),
                word=word,
                ending=ending,
                cues=tuple([name.name for name in names if name.kind == "cue"]),
            )
        )
    return hits
