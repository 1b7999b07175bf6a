"""Makes the tables of peaberry.random.Libm from the published sources of log, exp and pow, and checks the constants in it.

    python lib/src/test/python/libm_tables.py FOLDER           compares with what is committed
    python lib/src/test/python/libm_tables.py FOLDER --write   writes libm.txt anew

The functions are those of Arm's optimized routines by Szabolcs Nagy: repository ARM-software/optimized-routines (MIT),

    math/log_data.c       commit 56091b75f32fee23274e8e5d1518ced3c668442f    log: 1/c and log c
    math/exp_data.c       commit 2117b83270c9cab565e479d0ab433c428a72b16a    exp: tail and bits of 2^(i/128)
    math/pow_log_data.c   commit 5e8389113b47a48622d1de8beb9a4adc2b332694    pow: 1/c, log c and its tail

(its LICENSE, MIT: commit 11253b0b9d6ba14e5a609ff7436db1079c3f9bb8). FOLDER holds these three files. Those that Arm gave to
newlib (newlib/libm/common) have the same numbers; the committed table was made from newlib 3.3.0's.
"""

import re
import struct
import sys
from pathlib import Path

MAIN = Path(__file__).parents[2] / "main"
TABLE = MAIN / "resources" / "peaberry" / "random" / "libm.txt"
JAVA = MAIN / "java" / "peaberry" / "random" / "Libm.java"
PARTS = 128
SIZES = {"N": PARTS, "LOG_POLY1_ORDER": 12, "LOG_POLY_ORDER": 6, "POW_LOG_POLY_ORDER": 8}
SIZES |= {"EXP_POLY_ORDER": 5, "EXP_POLY_WIDE": 0, "EXP_USE_TOINT_NARROW": 0}
NUMBER = r"-?0x[0-9a-f.]+p[+-]?\d+"
HEAD = """\
# The tables of log (1/c, log c), exp (tail, bits) and pow (1/c, log c, its tail): one of 128 parts of a binade per line.
# The numbers are those of Arm's optimized routines: math/log_data.c, math/exp_data.c, math/pow_log_data.c. MIT: see NOTICE.
# Written by lib/src/test/python/libm_tables.py, as the bits of each number in hexadecimal.
"""


def chosen(text):
    """The lines that the preprocessor would keep for these sizes; a condition that it does not know is not met."""
    kept, states = [], []
    for line in re.sub(r"//.*|/\*.*?\*/", "", re.sub(r"/\*.*?\*/", "", text, flags=re.S)).splitlines():
        directive = re.match(r"\s*#\s*(if|elif|else|endif)\b(.*)", line)
        if directive is None:
            if all(state == "on" for state in states):
                kept.append(line)
        elif directive[1] == "if":
            states.append("on" if met(directive[2]) else "off")
        elif directive[1] == "endif":
            states.pop()
        elif states[-1] != "off":
            states[-1] = "done"
        elif directive[1] == "else" or met(directive[2]):
            states[-1] = "on"
    return "\n".join(kept)


def met(condition):
    names = {name: SIZES.get(name) for name in re.findall(r"[A-Za-z_]\w*", condition)}
    if None in names.values():
        return condition.strip().startswith("!")
    return bool(eval(condition.replace("&&", " and ").replace("!", " not ").replace(" not =", "!="), {}, names))


def block(text, name):
    """What stands between the braces of a field."""
    start = text.index("{", text.index(f".{name} ="))
    depth = 0
    for end in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0:
            return text[start + 1 : end]
    raise ValueError(f"the braces of {name} do not close")


def rows(text, columns):
    numbers = [float.fromhex(word) for word in re.findall(NUMBER, block(text, "tab"))]
    if len(numbers) != PARTS * columns:
        raise ValueError(f"expected {PARTS} rows of {columns} numbers, got {len(numbers)} numbers")
    return [[bits(x) for x in numbers[i : i + columns]] for i in range(0, len(numbers), columns)]


def bits(x):
    return struct.unpack(">Q", struct.pack(">d", x))[0]


def coefficients(text, field):
    """The products that a field lists, such as 0x1.8p-3 * 4."""
    factors = [re.findall(rf"{NUMBER}|-?\d+", entry) for entry in block(text, field).split(",")]
    return [float.fromhex(f[0]) * (int(f[1]) if len(f) > 1 else 1) for f in factors if f]


def scalar(text, field):
    return float.fromhex(re.search(rf"\.{field} = ({NUMBER})", text)[1])


def main(folder, *flags):
    log, exp, power = (chosen((Path(folder) / f"{name}_data.c").read_text()) for name in ("log", "exp", "pow_log"))
    words = [int(word, 16) for word in re.findall(r"0x[0-9a-f]+", block(exp, "tab"))]
    if len(words) != 2 * PARTS:
        raise ValueError(f"expected {2 * PARTS} words of exp, got {len(words)}")
    pairs = [words[i : i + 2] for i in range(0, len(words), 2)]
    lines = [" ".join(f"{word:x}" for word in sum(parts, [])) for parts in zip(rows(log, 2), pairs, rows(power, 3))]
    table = HEAD + "\n".join(lines) + "\n"
    if "--write" in flags:
        TABLE.write_text(table, encoding="ascii")
    same = table == TABLE.read_text(encoding="ascii")
    used = {abs(float.fromhex(word)) for word in re.findall(NUMBER, JAVA.read_text())} | {0.5, 1.0}
    wanted = [*coefficients(log, "poly1"), *coefficients(log, "poly"), *coefficients(exp, "poly"), *coefficients(power, "poly")]
    wanted += [scalar(text, field) for text in (log, power) for field in ("ln2hi", "ln2lo")]
    wanted += [scalar(exp, "invln2N") * PARTS, scalar(exp, "negln2hiN"), scalar(exp, "negln2loN")]
    missing = [x.hex() for x in wanted if abs(x) not in used]
    print(f"{len(lines)} rows {'equal' if same else 'DIFFER'}; {len(wanted) - len(missing)} of {len(wanted)} constants are in Libm.java")
    return 0 if same and not missing else f"not in Libm.java: {missing}" if missing else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
