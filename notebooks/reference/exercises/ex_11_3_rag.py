"""Exercise 11.3 as the Python original has it: retrieval for questions about StreamRec, at three sizes of chunks.

    PYTHONPATH=notebooks/reference python notebooks/reference/exercises/ex_11_3_rag.py [--write]

The original's embeddings, which it leaves out, are scikit-learn's TF-IDF.
"""

import re

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from figures import Figures, drawn
from streamrec import StreamRec

figures = Figures(__file__)
SIZES, OVERLAP, BUDGET = [256, 512, 1024], 64, 1024
FIRST = re.compile(r"a (\w+) (\w+) from (\w+) who")
THIRD = re.compile(r"a (\w+) (\w+) is found in (\w+),")


def corpus(seed):
    """A document for each category; and a question for each item, with the words of the sentence that answers it."""
    items = StreamRec(seed).items
    documents, questions = [], []
    for _, group in items.groupby("category"):
        words = []
        for text in group.description:
            trait, person, home = FIRST.search(text).groups()
            _, thing, place = THIRD.search(text).groups()
            answer = (len(documents), len(words), len(words) + len(text[: text.index(". ")].split()))
            questions.append((f"Which title has a {trait} {person} from {home} and a {thing} that is found in {place}?", answer))
            words += text.split()
        documents.append(words)
    return documents, questions


def chunk(documents, size):
    """Places of chunks: document, from, to; without those that lie in the one before."""
    found = []
    for number, words in enumerate(documents):
        start = 0
        while True:
            found.append((number, start, min(start + size, len(words))))
            if start + size >= len(words):
                break
            start += size - OVERLAP
    return np.array(found)


def ranking(documents, questions, size):
    """The chunks, and for each question the numbers of the best ones, the best first; by cosine, and by dot product alone."""
    chunks = chunk(documents, size)
    texts = [" ".join(documents[d][a:b]) for d, a, b in chunks]
    vectorizer = TfidfVectorizer(norm=None)
    vectors = vectorizer.fit_transform(texts)
    asked = vectorizer.transform([question for question, _ in questions])
    products = (asked @ vectors.T).toarray()
    lengths = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
    order = lambda scores: np.argsort(-scores, axis=1, kind="stable")[:, :5]  # noqa: E731
    return chunks, order(products / lengths), order(products)


def hits(chunks, best, questions):
    """For each question and rank, whether this or a better chunk holds the whole answer."""
    answers = np.array([answer for _, answer in questions])
    found = chunks[best]
    inside = (found[..., 0] == answers[:, None, 0]) & (found[..., 1] <= answers[:, None, 1]) & (found[..., 2] >= answers[:, None, 2])
    return np.maximum.accumulate(inside, axis=1)


with figures.heavy("five", "byProduct"):
    five, budget, cut, tails = (np.zeros((3, 20)) for _ in range(4))
    plain = np.zeros(20)
    for seed in range(20):
        documents, questions = corpus(seed)
        for s, size in enumerate(SIZES):
            chunks, best, dot = ranking(documents, questions, size)
            found = hits(chunks, best, questions)
            five[s, seed] = found[:, 4].mean()
            budget[s, seed] = found[:, BUDGET // size - 1].mean()
            if s == 0:
                plain[seed] = hits(chunks, dot, questions)[:, 4].mean()
            whole = [any(d == a and start <= low and high <= end for d, start, end in chunks[chunks[:, 0] == a]) for _, (a, low, high) in questions]
            cut[s, seed] = 1 - np.mean(whole)
            tails[s, seed] = sum(len(range(0, len(words), size - OVERLAP)) for words in documents) - len(chunks)

with figures.heavy("found42"):
    documents, questions = corpus(42)
    for s, size in enumerate(SIZES):
        chunks, best, _ = ranking(documents, questions, size)
        figures.add(f"chunks_{size}", len(chunks))
        figures.add(f"found_{size}", hits(chunks, best, questions)[:, 4].mean(), absolute=0.0021)
        figures.add(f"five_{size}", five[s].mean(), absolute=0.002)
        figures.add(f"budget_{size}", budget[s].mean(), absolute=0.002)
figures.add("plain_256", plain.mean(), absolute=0.002)
figures.add("five", five, absolute=0.008, kept=False)
figures.add("budget", budget, absolute=0.008, kept=False)
figures.add("cut", cut, absolute=1e-12, kept=False)
figures.add("tails", tails, kept=False)

sure = lambda values: values.mean() > 1.96 * values.std(ddof=1) / np.sqrt(20)  # noqa: E731
best512 = five[1] - np.maximum(five[0], five[2])
figures.claim("best-five", best512, holds=sure(best512))
same = budget[1] - np.maximum(budget[0], budget[2])
figures.claim("best-budget", same, holds=sure(same))
figures.claim("fragments", budget[1] - budget[0], holds=sure(budget[1] - budget[0]))
figures.claim("dilutes", budget[1] - budget[2], holds=sure(budget[1] - budget[2]))
figures.claim("cosine", five[0] - plain, holds=bool(np.all(five[0] == plain)))
figures.claim("tails", tails[1], holds=bool(np.all(tails == 0)))

plt.plot(SIZES, five.mean(axis=1), marker="o")
plt.plot(SIZES, budget.mean(axis=1), marker="o")
drawn(plt)
figures.show()
