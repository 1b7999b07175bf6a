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
BOXES = {primitive: box for box, primitive in PRIMITIVES.items()}
DECLARATION = re.compile(
    r"""(?mx) ^\s* (?:final\s+)? (?P<type>[\w.]+ (?:<[\w\s,.<>?\[\]]*>)? (?:\[])*) \s+ (?P<name>\w+) \s* = \s*
    (?P<default>(?:"(?:\\.|[^"\\])*"|[^";])+?) \s*;[ \t]* (?://[ \t]*(?P<help>.*?))? \s*$"""
)
FRACTION = re.compile(r"-?\d*\.\d*(?:[eE][-+]?\d+)?")


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


def fits(value, kind):
    """Whether ``literal`` can write the value as one of the type ``kind``."""
    if kind in BOXES:
        return value is not None and fits(value, BOXES[kind])
    if isinstance(value, (list, tuple)) and kind.endswith("[]"):
        return all(fits(one, kind[:-2]) for one in value)
    if isinstance(value, (list, tuple)) and kind.startswith("List<"):
        return all(fits(one, kind[len("List<") : -1]) for one in value)
    if isinstance(value, dict) and kind.startswith("Map<String, "):
        return all(fits(one, kind[len("Map<String, ") : -1]) for one in value.values())
    if kind in NUMBERS and java_type(value) in NUMBERS:
        return NUMBERS.index(java_type(value)) <= NUMBERS.index(kind)
    return kind in ("Object", java_type(value)) or value is None and kind[0].isupper()


def literal(value, kind):
    """The value as a Java expression of the type ``kind``."""
    if value is None:
        return "null"
    kind = java_type(value) if kind == "Object" else BOXES.get(kind, kind)
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
    if kind.endswith("[]"):
        return f"new {kind} {{{', '.join(literal(one, kind[:-2]) for one in value)}}}"
    if kind.startswith("Map<"):
        of = kind[len("Map<String, ") : -1]
        puts = " ".join(f"put({literal(str(key), 'String')}, {literal(one, of)});" for key, one in value.items())
        return f"new LinkedHashMap<String, {of}>() {{{{ {puts} }}}}"  # in order, and null is allowed
    if kind.startswith("List<"):
        of = kind[len("List<") : -1]
        elements = ", ".join(literal(one, of) for one in value)
        if None not in value:
            return f"List.of({elements})"
        return f"Arrays.asList({elements if len(value) > 1 else f'({of}) null'})"
    return json.dumps(str(value), ensure_ascii=False)  # all that JSON escapes, Java reads alike


class JavaTranslator(Translator):
    """Declares each parameter anew: a kernel for cells lets a later declaration win."""

    # By name the types in the cell of parameters, which papermill has inspected before it asks for their new values.
    declared = {}

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        lines = [cls.declaration(name, value) for name, value in parameters.items()]
        cls.declared = {}
        return "\n".join([f"// {comment}", *lines])

    @classmethod
    def declaration(cls, name, value):
        """For 1 ``double alpha = 1.0;`` where the notebook declares a double: with an int, 1 / alpha could be another number."""
        kind = PRIMITIVES.get(java_type(value), java_type(value))
        declared = cls.declared.get(name, kind)
        kind = declared if fits(value, declared) else kind
        return f"{kind} {name} = {literal(value, kind)};"

    @classmethod
    def inspect(cls, parameters_cell):
        """The declarations with a value, for `papermill --help-notebook`; a comment behind one is its help."""
        found = list(DECLARATION.finditer(parameters_cell["source"]))
        cls.declared = {one["name"]: re.sub(r",\s*", ", ", one["type"]) for one in found}
        cls.declared |= {one["name"]: "double" for one in found if one["type"] == "var" and FRACTION.fullmatch(one["default"])}
        return [Parameter(one["name"], one["type"], one["default"], one["help"] or "") for one in found]


papermill_translators.register("java", JavaTranslator)
