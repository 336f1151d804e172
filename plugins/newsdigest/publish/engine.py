"""
Jinja with the hottest paths of a large site made shorter; what it renders is what plain Jinja renders.

Of the time that ten thousand pages took, a third went into wrapping every printed value into `Markup`, into asking
every called object whether it wants the context, and into translating the same phrases on every page; of the rest, more
than a fifth into setting up contexts and handing text up bit by bit. Here a value is escaped without being wrapped (it
is joined at once), macros and built-in methods are called directly, a phrase without variables is translated once an
environment, which has one language, a part is compiled into the template that includes it, and a block gives its text
as a whole. Templates are compiled once for all languages. Jinja names these places for subclasses:
`code_generator_class`, `context_class`, extensions, byte code; of its own methods only `_parse` is replaced.
"""

import re
from collections.abc import Iterable, MutableMapping
from contextlib import suppress
from gettext import NullTranslations
from types import BuiltinFunctionType
from typing import Any

from jinja2 import BytecodeCache, Environment, TemplateNotFound, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import InternationalizationExtension
from jinja2.loaders import BaseLoader
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_INCLUDE = re.compile(r"\{%-?\s*include\s+[\"']([^\"']+)")
_SPECIAL = re.compile("[&<>'\"]").search


def escape_printed(value: Any) -> str:
    """
    Escape a value that is about to be joined into the page.

    >>> escape_printed("a < b"), escape_printed(Markup("<b>")), escape_printed(3)
    ('a &lt; b', Markup('<b>'), Markup('3'))
    """
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL(value)):
        return value  # type: ignore[no-any-return]
    escaped = escape(value)
    return str(escaped) if kind is str else escaped


class _Generator(CodeGenerator):
    """Prints values through `escape_printed`; a template or block gives its text as a whole and not bit by bit."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape_printed = environment.escape_printed")
        self.writeline("attribute = environment.getattr")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        whole = frame.buffer is None  # else inside of one
        if whole:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if whole:
            self.writeline(f"yield concat({frame.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as in Jinja
        self.write("attribute(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escape_printed(")


class _Context(Context):
    """Calls macros with positional arguments, and built-in methods, without asking what else they want."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        globals: Any = None,  # noqa: ARG002 - as in Jinja, which lists them anew for every template that is included
    ) -> None:
        super().__init__(environment, parent, name, blocks)

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as in Jinja: templates may pass self=
        kind = type(__obj)
        if kind is BuiltinFunctionType:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return __obj(*args, **kwargs)
        if kind is Macro and not (__obj.caller or __obj.catch_kwargs or __obj.catch_varargs):
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            left = len(__obj.arguments) - len(args)
            if not kwargs and left >= 0 and __self.eval_ctx.autoescape:
                return str.__new__(Markup, __obj._func(*args, *(missing,) * left))
        return super().call(__obj, *args, **kwargs)


class Phrases(InternationalizationExtension):
    """`{% trans %}` that looks up what has neither variables nor a plural among phrases that are translated already."""

    def _make_node(self, singular: str, plural: str | None, context: str | None, *rest: Any) -> nodes.Output:
        variables, plural_expr, names_values = rest[:3]
        if context is not None or plural_expr is not None or variables or names_values:
            return super()._make_node(singular, plural, context, *rest)
        whole = nodes.Getitem(nodes.EnvironmentAttribute("phrases"), nodes.Const(singular), "load")
        return nodes.Output([whole])


class _Translated(dict[str, Markup]):
    """Phrases without variables, translated when they are first asked for."""

    def __init__(self, catalog: NullTranslations) -> None:
        super().__init__()
        self._catalog = catalog

    def __missing__(self, phrase: str) -> Markup:
        self[phrase] = Markup(self._catalog.gettext(phrase) % {})  # "%%" stands for "%", as in every phrase
        return self[phrase]


class _TakeIn(NodeTransformer):
    """Puts a part that a template includes by name in its place: so it needs no context of its own on every page."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 - as in Jinja
        name = _named(node)
        if not name:
            return node
        try:
            source, filename, _ = _loader(self._environment).get_source(self._environment, name)
        except TemplateNotFound:
            return node  # told with its line when the page is made
        part = self._environment._parse(source, name, filename)
        if part.find(nodes.Extends) or part.find(nodes.Block):
            return node
        return nodes.Scope(part.body, lineno=node.lineno)


def _named(node: nodes.Include) -> str | None:
    plain = isinstance(node.template, nodes.Const) and node.with_context and not node.ignore_missing
    return node.template.value if plain else None  # type: ignore[attr-defined]


def _loader(environment: Environment) -> BaseLoader:
    assert environment.loader
    return environment.loader


class Compiled(BytecodeCache):
    """Templates compiled once for all environments of a build; they are the same in every language."""

    def __init__(self) -> None:
        """Start empty."""
        self._code: dict[tuple[str, str], Any] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Tell templates apart by their source and that of the parts they take in."""
        seen = {name: source}
        pending = [source]
        while pending:
            for part in _INCLUDE.findall(pending.pop()):
                if part not in seen:
                    with suppress(TemplateNotFound):  # told, unless it may be missing, when the template is compiled
                        seen[part] = _loader(environment).get_source(environment, part)[0]
                        pending.append(seen[part])
        return super().get_bucket(environment, name, filename, "\0".join(seen.values()))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code, if its source is the one it was compiled from."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self._code[bucket.key, bucket.checksum] = bucket.code


class PageEnvironment(Environment):
    """
    A Jinja environment for autoescaped pages in one language.

    Args:
        catalog: The language's phrases; they are markup of ours, as Jinja takes them anyway.
        options: Jinja's own.
    """

    code_generator_class = _Generator
    context_class = _Context
    escape_printed = staticmethod(escape_printed)
    takes_in = True  # the parts that a template includes

    def __init__(self, catalog: NullTranslations, **options: Any) -> None:
        self.phrases = _Translated(catalog)
        super().__init__(autoescape=True, extensions=[Phrases, "jinja2.ext.do"], **options)
        self.install_gettext_translations(catalog, newstyle=True)  # type: ignore[attr-defined]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        if self.takes_in:
            _TakeIn(self).visit(template)
        return template

    def apart(self) -> "PageEnvironment":
        """Give an environment that leaves included parts where they are: an error in one is then told with its file."""
        environment = self.overlay()
        environment.takes_in = False
        environment.bytecode_cache = None
        return environment

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give every template the environment's globals; it has none of its own, and a plain dict is copied quickly."""
        assert not d
        return self.globals
