"""Exercise 17.4 in Python: adjustment sets by d-separation in the moral graph, and regressions on simulated data.

The original names DoWhy, which our environment does not have. The notebook searches paths; here the same question is answered
by another algorithm (Lauritzen et al. 1990): without the treatment's own arrows, is it separated from the outcome in the
moral graph of the ancestors?

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_17_4_backdoor.py [--write]
"""

from itertools import combinations

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np

from figures import Figures, drawn

figures = Figures(__file__)
STREAMREC = ["P>U", "P>R", "U>R", "U>E", "I>R", "I>E", "R>E"]
OTHERS = ["P", "U", "I"]
SETS = [c for n in range(4) for c in combinations(OTHERS, n)]
EFFECT = 0.4


def reachable(start, neighbours):
    found, to_do = set(start), list(start)
    while to_do:
        for other in neighbours(to_do.pop()) - found:
            found.add(other)
            to_do.append(other)
    return found


def separated(edges, one, other, given):
    """d-separation by the moral graph of the ancestors."""
    pairs = [tuple(edge.split(">")) for edge in edges]
    kept = reachable({one, other, *given}, lambda node: {a for a, b in pairs if b == node})
    pairs = [(a, b) for a, b in pairs if a in kept and b in kept]
    married = [(a, c) for a, b in pairs for c, d in pairs if b == d and a != c]
    links = {frozenset(pair) for pair in pairs + married}
    return other not in reachable({one}, lambda node: {n for link in links if node in link for n in link} - {node} - set(given))


def valid(edges, given, treatment="R", outcome="E"):
    pairs = [edge.split(">") for edge in edges]
    after = reachable({treatment}, lambda node: {b for a, b in pairs if a == node}) - {treatment}
    backwards = [edge for edge in edges if not edge.startswith(treatment + ">")]
    return not after & set(given) and separated(backwards, treatment, outcome, given)


def paths(edges, start, end):
    """All paths that begin with an arrow into the start, as texts."""
    pairs = [edge.split(">") for edge in edges]
    found, to_do = [], [[start, a] for a, b in pairs if b == start]
    while to_do:
        path = to_do.pop()
        if path[-1] == end:
            found.append("".join(path))
            continue
        for pair in pairs:
            if path[-1] in pair:
                other = pair[1 - pair.index(path[-1])]
                if other not in path:
                    to_do.append([*path, other])
    return found


def draw(seed, n=1000):
    random = np.random.RandomState(seed)
    p, i = random.standard_normal(n), random.standard_normal(n)
    u = 0.8 * p + random.standard_normal(n)
    r = 0.7 * u + 0.5 * p + 0.6 * i + random.standard_normal(n)
    e = EFFECT * r + 0.9 * u + 0.5 * i + random.standard_normal(n)
    s = 0.5 * r + 0.5 * e + random.standard_normal(n)
    return {"P": p, "U": u, "I": i, "R": r, "E": e, "S": s}


def estimate(data, names):
    """The coefficient of R, and its standard error."""
    x = np.column_stack([np.ones(len(data["E"])), data["R"], *(data[name] for name in names)])
    b, rest, _, _ = np.linalg.lstsq(x, data["E"], rcond=None)
    variance = rest[0] / (len(x) - x.shape[1]) * np.linalg.inv(x.T @ x)[1, 1]
    return b[1], np.sqrt(variance)


def covered(samples, names):
    """In what share of the samples the 95 % interval holds the effect, in percent."""
    values, errors = np.array([estimate(sample, names) for sample in samples]).T
    return 100 * np.mean(np.abs(values - EFFECT) < 1.96 * errors)


good = [names for names in SETS if valid(STREAMREC, names)]
minimal = [names for names in good if not any(set(other) < set(names) for other in good)]
with figures.heavy("estimates", "coveredUi"):
    samples = [draw(seed) for seed in range(200)]
    found = np.array([[estimate(sample, names)[0] for sample in samples[:20]] for names in [*SETS, ("U", "I", "S")]])
    covered_ui, covered_u = (covered(samples, names) for names in (("U", "I"), ("U",)))
means, errors = found.mean(1), found.std(1, ddof=1)
plt.errorbar(range(9), means, errors, fmt="o")
drawn(plt)

UI, P, U, ALL = SETS.index(("U", "I")), SETS.index(("P",)), SETS.index(("U",)), SETS.index(("P", "U", "I"))
figures.add("paths", len(paths(STREAMREC, "R", "E")))
figures.add("valid", [int(valid(STREAMREC, names)) for names in SETS])
figures.add("naive", means[0], relative=1e-10)
figures.add("p", means[P], relative=1e-10)
figures.add("u", means[U], relative=1e-10)
figures.add("ui", means[UI], relative=1e-10)
figures.add("all", means[ALL], relative=1e-10)
figures.add("uis", means[8], relative=1e-10)
figures.add("covered_ui", covered_ui)
figures.add("covered_u", covered_u)
figures.add("means", means, absolute=1e-10, kept=False)
figures.add("deviations", errors, absolute=1e-10, kept=False)
figures.add("estimates", found, absolute=1e-9, kept=False)


def unbiased(row):
    values = found[row]
    return abs(values.mean() - EFFECT) < 3 * values.std(ddof=1) / np.sqrt(20)


open_given_p = sum("U" in path and "P" not in path or "I" in path for path in paths(STREAMREC, "R", "E"))
figures.claim("two-paths", [len(paths(STREAMREC, "R", "E"))], holds=len(paths(STREAMREC, "R", "E")) == 2)
figures.claim("ui-valid", found[UI], holds=valid(STREAMREC, ("U", "I")) and unbiased(UI))
figures.claim("p-invalid", found[P], holds=not valid(STREAMREC, ("P",)) and not unbiased(P))
figures.claim("p-reason", [open_given_p], holds=open_given_p == 1)
figures.claim("second-confounder", found[U], holds=not unbiased(U))
figures.claim("identified", [len(minimal)], holds=minimal == [("U", "I")])
figures.show()
