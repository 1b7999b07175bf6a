"""Parameters of notebooks in Java, for papermill: `papermill in.ipynb out.ipynb -p alpha 0.5`.

papermill offers packages entry points for engines, none for translators. It loads the engines whenever it starts; so the entry point
of this module registers the translator, and names papermill's own engine.
"""

import json
import math
import re

from papermill.engines import NBClientEngine as Engine  # noqa: F401
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

# A number's type, from the narrowest: of numbers in one list, all have the widest.
NUMBERS = ("Integer", "Long", "Double")
PRIMITIVES = {"Integer": "int", "Long": "long", "Double": "double", "Boolean": "boolean"}
DECLARATION = re.compile(
    r"""(?mx) ^\s* (?:final\s+)? (?P<type>[\w.]+ (?:<[\w\s,.<>?\[\]]*>)? (?:\[])*) \s+ (?P<name>\w+) \s* = \s*
    (?P<default>(?:"(?:\\.|[^"\\])*"|[^";])+?) \s*;[ \t]* (?://[ \t]*(?P<help>.*?))? \s*$"""
)


def java_type(value):
    """The type of a value as an element of a list."""
    if isinstance(value, bool):
        return "Boolean"
    if isinstance(value, int):
        return next((name for name, bits in (("Integer", 31), ("Long", 63)) if -(2**bits) <= value < 2**bits), "BigInteger")
    if isinstance(value, float):
        return "Double"
    if isinstance(value, dict):
        return f"Map<String, {common_type(value.values())}>"
    if isinstance(value, (list, tuple)):
        return f"List<{common_type(value)}>"
    return "Object" if value is None else "String"


def common_type(values):
    types = {java_type(value) for value in values if value is not None}
    if types and types <= set(NUMBERS):
        return max(types, key=NUMBERS.index)
    return types.pop() if len(types) == 1 else "Object"


def literal(value, kind):
    """The value as a Java expression of the type ``kind``."""
    if value is None:
        return "null"
    if kind == "Object":
        kind = java_type(value)
    if kind == "Boolean":
        return str(value).lower()
    if kind == "Integer":
        return str(value)
    if kind == "Long":
        return f"{value}L"
    if kind == "BigInteger":
        return f'new BigInteger("{value}")'
    if kind == "Double":
        special = "Double.NaN" if math.isnan(value) else f"Double.{'POSITIVE' if value > 0 else 'NEGATIVE'}_INFINITY"
        return repr(float(value)) if math.isfinite(value) else special
    if kind.startswith("Map<"):
        of = kind[len("Map<String, ") : -1]
        puts = " ".join(f"put({literal(str(key), 'String')}, {literal(one, of)});" for key, one in value.items())
        return f"new LinkedHashMap<String, {of}>() {{{{ {puts} }}}}"  # in order, and null is allowed
    if kind.startswith("List<"):
        of = kind[len("List<") : -1]
        elements = ", ".join(literal(one, of) for one in value)
        if None not in value:
            return f"List.of({elements})"
        return f"Arrays.asList({elements if len(value) > 1 else '(Object) null'})"
    return json.dumps(str(value), ensure_ascii=False)  # all that JSON escapes, Java reads alike


class JavaTranslator(Translator):
    """Declares each parameter anew: a kernel for cells lets a later declaration win."""

    @classmethod
    def translate(cls, val):
        return literal(val, java_type(val))

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}"

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        kinds = {name: java_type(value) for name, value in parameters.items()}
        lines = [f"{PRIMITIVES.get(kind, kind)} {name} = {literal(parameters[name], kind)};" for name, kind in kinds.items()]
        return "\n".join([cls.comment(comment), *lines, ""])

    @classmethod
    def inspect(cls, parameters_cell):
        """The declarations with a value, for `papermill --help-notebook`; a comment behind one is its help."""
        found = DECLARATION.finditer(parameters_cell["source"])
        return [Parameter(one["name"], one["type"], one["default"], one["help"] or "") for one in found]


papermill_translators.register("java", JavaTranslator)
