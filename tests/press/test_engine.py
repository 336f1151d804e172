"""The shorter paths through Jinja render what plain Jinja renders."""

from gettext import NullTranslations

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from newsdigest.publish.engine import Compiled, PageEnvironment

CATALOG = {"Hello <b>world</b>": "Привет, <b>мир</b>", "100%% of %(n)s": "100%% из %(n)s", "50%%": "50%% ровно"}
LIBRARY = """{% macro one(a, b="x", c=none) %}[{{ a }}|{{ b }}|{{ c }}]{% endmacro %}
{% macro many() %}{{ varargs }}{{ kwargs }}{% endmacro %}
{% macro around() %}<{{ caller() }}>{% endmacro %}"""
CASES = [
    "{{ text }}{{ markup }}{{ number }}{{ nothing }}{{ text|safe }}{{ text|upper }}{{ text ~ markup }}",
    "{% from 'lib' import one %}{{ one(text) }}{{ one(markup, text) }}{{ one(1, c=2) }}"
    "{{ one(a=text) }}{{ one(1, 2, 3) }}",
    "{% from 'lib' import many, around %}{{ many(1, x=text) }}{% call around() %}{{ text }}{% endcall %}",
    "{% from 'lib' import one with context %}{% for x in items %}"
    "{{ one(x, b=loop.index) }}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{% set kept %}{{ text }}<i>{% endset %}{{ kept }}{{ one is defined }}",
    "{% trans %}Hello <b>world</b>{% endtrans %}{% trans %}50%{% endtrans %}"
    "{% trans n=text %}100% of {{ n }}{% endtrans %}",
    "{% trans n=items|length %}one{% pluralize %}{{ n }} many{% endtrans %}{{ gettext('Hello <b>world</b>') }}",
    "{% trans text %}a {{ text }}{% endtrans %}{% trans %}b {{ text }}{% endtrans %}",
    "{{ text.upper() }}{{ text.replace('<', '>') }}{{ items|join(', ') }}{{ {'a': 1}.get('a') }}{{ '<' }}{{ 1 + 1 }}",
    "{% autoescape false %}{{ text }}{% endautoescape %}{% filter upper %}{{ text }}{% endfilter %}",
    "{% for x in items %}{% include 'part' %}{% endfor %}{% include 'framed' %}"
    "{% set kept = 1 %}{% include 'part' %}{{ kept }}{% include 'none' ignore missing %}{% include ['none', 'part'] %}",
    "{% extends 'frame' %}{% block main %}{% include 'part' %}{{ super() }}{{ self.main|length > 3 if false }}"
    "{% include 'outer' %}{% endblock %}",
    "{% macro two(a) %}{{ a }}{{ two.name }}{% endmacro %}{{ two('<') ~ '<' }}{{ two('&')|length }}",
]  # fmt: skip
PARTS = {
    "part": "[{{ x|default('-') }}{% set kept = text %}{{ kept }}"
    "{% macro three(a) %}{{ a }}{% endmacro %}{{ three(1) }}]",
    "outer": "({% include 'part' %})",
    "frame": "<{% block main %}base{% endblock %}>",
    "framed": "{% extends 'frame' %}{% block main %}{{ text }}{% endblock %}",
}
VALUES = {"text": "<a> & 'b' \"c\"", "markup": Markup("<b>"), "number": 3, "nothing": None, "items": ["<", 2]}


class Catalog(NullTranslations):
    def gettext(self, message):
        return CATALOG.get(message, message)


def make(template, kind=PageEnvironment, **more):
    options = {"loader": DictLoader({"lib": LIBRARY, "page": template, **PARTS}), "undefined": StrictUndefined, **more}
    if kind is PageEnvironment:
        return PageEnvironment(Catalog(), **options)
    plain = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)
    plain.install_gettext_translations(Catalog(), newstyle=True)
    return plain


@pytest.mark.parametrize("template", CASES)
def test_renders_as_plain_jinja(template):
    rendered = make(template).get_template("page").render(VALUES)
    assert rendered == make(template, Environment).get_template("page").render(VALUES)


@pytest.mark.parametrize("template", ["{{ none_such }}", "{{ text.none_such }}", "{{ none_such() }}"])
def test_unknown_name_is_an_error(template):
    with pytest.raises(UndefinedError):
        make(template).get_template("page").render(VALUES)


@pytest.mark.parametrize("call", ["one()|length and one(1, 2, 3, 4)", "one(d=1)"])
def test_wrong_arguments_of_a_macro_are_an_error(call):
    template = "{% from 'lib' import one %}{{ " + call + " }}"
    with pytest.raises((TypeError, UndefinedError)):
        make(template).get_template("page").render(VALUES)


def test_compiled_templates_are_shared_but_not_their_words():
    compiled = Compiled()
    template = "{% trans %}Hello <b>world</b>{% endtrans %}{{ text }}"
    russian = make(template, bytecode_cache=compiled)
    english = PageEnvironment(NullTranslations(), loader=russian.loader, bytecode_cache=compiled)
    assert russian.get_template("page").render(text="<") == "Привет, <b>мир</b>&lt;"
    assert english.get_template("page").render(text="<") == "Hello <b>world</b>&lt;"


def test_compiled_template_is_not_used_for_another_source():
    compiled = Compiled()
    assert make("one", bytecode_cache=compiled).get_template("page").render() == "one"
    assert make("two", bytecode_cache=compiled).get_template("page").render() == "two"


def test_compiled_template_is_not_used_with_another_part():
    compiled = Compiled()

    def rendered(part):
        loader = DictLoader({"page": "{% include 'a' %}", "a": "{% include 'b' %}", "b": part})
        environment = PageEnvironment(Catalog(), loader=loader, bytecode_cache=compiled)
        return environment.get_template("page").render()

    assert [rendered("one"), rendered("two"), rendered("one")] == ["one", "two", "one"]


def test_fault_in_a_part_names_the_part():
    loader = DictLoader({"page": "x\n{% include 'part' %}", "part": "1\n2\n{% if %}"})
    with pytest.raises(TemplateSyntaxError) as told:
        PageEnvironment(Catalog(), loader=loader).get_template("page")
    assert (told.value.name, told.value.lineno) == ("part", 3)
