"""
The templates: autoescaped, strict about names, one environment per interface language.

A template sees its output's context, the constants of the site (`site`, `ui`) and a few filters; it computes nothing.
`|safe` is allowed only on what `publish.markdown` has sanitised or `publish` itself has made, with a comment.
"""

import datetime as dt
import json
import traceback
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from newsdigest.errors import RegisterError
from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card
from newsdigest.publish.engine import Compiled, PageEnvironment
from newsdigest.publish.phrases import Phrases, direction

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# What an expression in a template raises besides Jinja's own errors.
_IN_TEMPLATES = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError)


def make_environment(
    theme: Path, phrases: Phrases, site: Mapping[str, Any], *, compiled: Compiled | None = None
) -> Environment:
    """
    Make the environment of one interface language.

    Args:
        theme: The theme folder, with `templates/`.
        phrases: The language; its methods are the filters `day`, `moment`, `clock`, `month`, `number`,
            `language_name` and `region_name`.
        site: Constants that every page may show, as `site.…`; plain data.
        compiled: Shared by the environments of a build, so that a template is compiled once for all languages.
    """
    environment = PageEnvironment(
        phrases.catalog,
        loader=FileSystemLoader(theme / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )
    environment.globals.update(
        site=SimpleNamespace(**site),
        ui=phrases.language,
        ui_dir=direction(phrases.language),
        prefix=addresses.in_language("", phrases.language, site["languages"]),
        weekdays=phrases.weekdays,
    )
    environment.filters.update(
        day=phrases.day,
        brief_day=phrases.brief_day,
        moment=phrases.moment,
        clock=phrases.clock,
        when=phrases.when,
        zone_name=phrases.zone_name,
        from_language=phrases.from_language,
        month=phrases.month,
        number=phrases.number,
        language_name=phrases.language_name,
        region_name=phrases.region_name,
        direction=direction,
        json_script=json_script,
        first_upper=first_upper,
        canonical=partial(addresses.canonical, siteurl=site["address"]),
        in_language=partial(addresses.in_language, languages=site["languages"]),
        by_day=by_day,
        way=way,
        day_path=addresses.day,
        year_path=addresses.year,
        region_path=addresses.region,
        source_path=addresses.source,
        story_path=addresses.story,
        topic_path=addresses.topic,
    )
    return environment


def render(environment: Environment, template: str, context: Mapping[str, Any], path: str) -> bytes:
    """
    Render one page.

    The template also sees `path` (its own), `root` (the way up to the top of the site) and `top` (the way to the top in
    the interface language).

    Raises:
        RegisterError: the template is missing or wrong; names file and line.
    """
    root = context["root"] if "root" in context else addresses.root(path)
    top = root + str(environment.globals.get("prefix", ""))
    if root.count("../") * 3 == len(root):  # nothing to escape in either: the other part is a language's code
        root, top = Markup(root), Markup(top)
    whole = {**context, "path": path, "root": root, "top": top}
    try:
        return environment.get_template(template).render(whole).encode()
    except TemplateSyntaxError as error:
        raise RegisterError(f"theme/templates/{error.name}:{error.lineno}: {error.message}") from error
    except UnicodeDecodeError as error:
        raise RegisterError(f"theme/templates/{template}: not UTF-8 ({error}); save the file as UTF-8") from error
    except (TemplateError, *_IN_TEMPLATES) as error:
        place = _place(_apart(environment, template, whole) or error, template)
        raise RegisterError(f"theme/templates/{place}: {type(error).__name__}: {error} (making {path})") from error


def _apart(environment: Environment, template: str, whole: Mapping[str, Any]) -> Exception | None:
    """Make the same error where every included part is a template of its own, so that it names the right file."""
    if isinstance(environment, PageEnvironment):
        try:
            environment.apart().get_template(template).render(whole)
        except (TemplateError, *_IN_TEMPLATES) as error:
            return error
    return None


def _place(error: Exception, template: str) -> str:
    """Name the innermost template that was at work, with its line where the error knows it."""
    steps = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(step.filename).name}:{step.lineno}" for step in steps if "/templates/" in step.filename]
    return lines[-1] if lines else template


def by_day(cards: Iterable[Card]) -> list[tuple[dt.date, list[Card]]]:
    """Cards in day order, day by day."""
    return [(day, list(group)) for day, group in groupby(cards, key=attrgetter("day"))]


@pass_context
def way(context: Context, path: str) -> str:
    """Give the shortest link from the page that is being made to another one."""
    return addresses.relative(path, from_page=context["path"])


def first_upper(text: str) -> str:
    """
    Begin a sentence with a capital, whatever word its translation puts first.

    >>> first_upper("неміс тілінен")
    'Неміс тілінен'
    """
    return text[:1].upper() + text[1:]


def json_script(data: Any) -> Markup:
    """
    JSON that may stand inside a script element: no character in it can end the element.

    >>> json_script({"a": "</script>"})
    Markup('{"a":"\\\\u003c/script\\\\u003e"}')
    """
    text = _json(data)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)
