"""
The compiled register of regions: every spelling of every name in one automaton.

A *spelling* is a folded string that leads to one or more names, with the way it may be inflected.
Spellings begin with a space (a word starts there), but for Han script, which has no spaces.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import ahocorasick

from newsdigest.registers.folding import fold_name, script_of
from newsdigest.registers.spellings import spellings

Inflection = Literal["name", "stem", "prefix", "exact"]
"""How a spelling may go on: a whole name (case endings follow), a name without its last vowel, the
beginning of any word, or nothing at all."""

PLACE_KINDS = frozenset(
    {"capital", "city", "town", "settlement", "division", "district", "water", "mountain", "landmark", "feature"}
)
_ARABIC_PREFIXES = ("ال", "و", "ب", "ل", "ف", "ك", "وال", "بال", "لل")
_FEW_PREFIXES = ("و", "ب", "ل")  # before names that only tell another country
_JOINED_KINDS = PLACE_KINDS | {"country", "trap"}  # "Karasuu" for "Kara-Suu"
_FALLING = frozenset("аеиоуыэюяь")  # last letters that a Slavic ending replaces; й is folded to и


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One thing that names a region: a country, a place, an office-holder, a word of context."""

    name: str  # canonical, as editors write it
    kind: str  # a place kind, or country, adjective, people, person, institution, area, elsewhere, cue, trap
    codes: tuple[str, ...] = ()  # the regions it speaks for; several for shared features
    strong: bool = True  # False: counts only beside other evidence of the same region
    cased: bool = True  # False: also in small letters
    common: bool = False  # its spelling is also a word: where it opens a sentence, it says nothing
    langs: tuple[str, ...] = ()  # only in texts of these languages; empty: in all
    silences: tuple[str, ...] = ()  # of a trap: regions whose adjectives mean nothing in an article that has it
    share: float = 1.0  # of a full place's weight, for features that several countries share
    full: tuple[str, ...] = ()  # of the codes, those that a shared feature is whole evidence of
    shown: str = ""  # base form for readers; "" where the register has none
    since: int | None = None  # first year of a former name or a term of office
    until: int | None = None  # last year


class Spelling(NamedTuple):
    """What the automaton holds, a hundred thousand times: a name, and how this spelling of it may be inflected."""

    name: Name
    inflection: Inflection
    length: int  # of the folded spelling, its leading space included
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """When the words of an article take weight from the names of some regions."""

    name: str
    codes: tuple[str, ...]
    cues: Mapping[str, int]  # word list -> how often it must occur; all of them
    factor: float
    kinds: tuple[str, ...] = ()  # of names; empty: all
    unless: str | None = None  # word list that lifts the discount where it has half as many words


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region that tags can name."""

    code: str  # ISO 3166-1 alpha-2, or a code of our own (XJ)
    name: str
    scope: Literal["covered", "neighbour"] = "covered"
    namesakes: tuple[str, ...] = ()  # countries beside which a weak name of this one is theirs
    languages: tuple[str, ...] = ()  # in which hardly anybody writes but in this region
    catalogue: Mapping[str, str] = field(default_factory=dict)  # language -> name for readers


def _nothing() -> Any:
    """Give an automaton that finds nothing."""
    machine = ahocorasick.Automaton()
    machine.add_word("\0", ())
    machine.make_automaton()
    return machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """All regions and their names, ready to be searched; without arguments it knows none."""

    regions: Mapping[str, Region] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()  # that the names are recorded in
    discounts: tuple[Discount, ...] = ()
    automaton: Any = field(default_factory=_nothing)  # ahocorasick.Automaton over str -> tuple[Spelling, ...]
    size: int = 0  # spellings held
    places: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)  # as place_index gives them

    @property
    def covered(self) -> tuple[str, ...]:
        """Codes that the digest is about, neighbours left out."""
        return tuple(code for code, region in self.regions.items() if region.scope == "covered")


class Compiler:
    """Collects names and their spellings, then builds the automaton once."""

    def __init__(self) -> None:
        """Start empty."""
        self._keys: dict[str, dict[tuple[int, Inflection], Spelling]] = {}

    def add(self, name: Name, forms: Iterable[str], *, inflection: Inflection = "name", derive: bool = True) -> None:
        """
        Record the spellings of a name.

        Args:
            name: What they stand for.
            forms: As written; folded here.
            inflection: How the forms may go on.
            derive: Add the Latin and Arabic-letter forms of Cyrillic ones.
        """
        for form in forms:
            own = fold_name(form)
            if own:
                self._put(own, name, inflection)
            if derive and script_of(own) == "cyrillic":
                for folded in spellings(form) - {own}:
                    self._file(" " + folded, name, inflection, script_of(folded))

    def _put(self, folded: str, name: Name, inflection: Inflection) -> None:
        """File one folded spelling under every key it is searched by."""
        script = script_of(folded)
        if script == "han":
            self._file(folded.replace(" ", ""), name, "exact", script)
            return
        self._file(" " + folded, name, inflection, script)
        joined = folded.replace(" ", "")
        if " " in folded and len(joined) >= 6 and inflection == "name" and name.kind in _JOINED_KINDS:
            self._file(" " + joined, name, inflection, script)
        if "'" in folded and inflection != "exact" and len(folded) > 4:
            self._file(" " + folded.replace("'", ""), name, inflection, script)
        if inflection == "name" and script == "cyrillic" and folded[-1] in _FALLING and len(folded) >= 5:
            self._file(" " + folded[:-1], name, "stem", script)
        if inflection == "name" and script == "latin" and folded[-1] in "aeo" and len(folded) >= 6:
            self._file(" " + folded[:-1], name, "stem", script)
        if script == "arabic" and len(folded) >= 4 and name.kind != "settlement":
            for prefix in _FEW_PREFIXES if name.kind == "elsewhere" else _ARABIC_PREFIXES:
                self._file(" " + prefix + folded, name, inflection, script)

    def _file(self, key: str, name: Name, inflection: Inflection, script: str) -> None:
        held = self._keys.get(key)
        if held is None:
            held = self._keys[key] = {}
        held[id(name), inflection] = Spelling(name, inflection, len(key), script)

    def automaton(self) -> tuple[Any, int]:
        """Build the automaton; give it and the number of spellings."""
        machine = ahocorasick.Automaton()
        for key, held in self._keys.items():
            machine.add_word(key, tuple(held.values()))
        machine.make_automaton()
        return machine, len(self._keys)
