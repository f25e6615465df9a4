#!/usr/bin/env python3
"""How often the ranking's statements come true on real data, where the truth is known from the rows that were left out.

    ranking_simulation.py [--sweeps 10] [--data digits parity cancer diabetes] [--seed 1]

A sweep draws a small sample of a data set, trains 200 random configurations of a small network (random hidden layer, ridge output) on all
folds, and scores every fold's model on the rows outside the sample too: their mean is a configuration's true score. Groups of 10, 40 and 200
configurations are ranked by ranking_reference.rank and compared with the truth. A second table gives every configuration of a sweep the same
settings, so that nothing is better than the baseline, and counts the claims of a gain. Columns:

    held     share of sweeps whose tied group holds the truly best
    members  mean size of the tied group
    said     mean chance to be best of the winner;  true: share of winners that are the truly best
    raw      mean of winner's score minus its truth, in points (hundredths);  corr: the same for the corrected score
    claims   share of sweeps in which the best is said to beat the baseline though nothing is better
"""
import argparse

import numpy as np
from scipy import stats
from sklearn import datasets

import ranking_reference as reference

PROBLEMS = {"digits": 200, "parity": 200, "cancer": 120, "diabetes": 150}


def problem(name):
    """Features, targets as columns, and whether rows are classified."""
    if name == "diabetes":
        x, y = datasets.load_diabetes(return_X_y=True)
        return x, ((y - y.mean()) / y.std())[:, None], False
    x, y = datasets.load_breast_cancer(return_X_y=True) if name == "cancer" else datasets.load_digits(return_X_y=True)
    y = y % 2 if name == "parity" else y
    return x, np.eye(y.max() + 1)[y] * 2 - 1, True


def configuration(random):
    return dict(width=int(np.exp(random.uniform(np.log(5), np.log(150)))), scale=np.exp(random.uniform(np.log(0.1), np.log(3))),
                ridge=np.exp(random.uniform(np.log(1e-3), np.log(100))), relu=random.random() < 0.5)


def score(settings, x, y, train, others, classify, random):
    """Accuracy, or R2, of one training on each of the other row sets."""
    mean, spread = x[train].mean(0), x[train].std(0) + 1e-9
    w = random.normal(size=(x.shape[1], settings["width"])) * settings["scale"] / np.sqrt(x.shape[1])
    b = random.normal(size=settings["width"]) * settings["scale"]

    def hidden(rows):
        h = (x[rows] - mean) / spread @ w + b
        h = np.maximum(h, 0) if settings["relu"] else np.tanh(h)
        return np.hstack([h, np.ones((len(h), 1))])

    h = hidden(train)
    out = np.linalg.solve(h.T @ h + settings["ridge"] * np.eye(h.shape[1]), h.T @ y[train])
    result = []
    for rows in others:
        p = hidden(rows) @ out
        result.append((p.argmax(1) == y[rows].argmax(1)).mean() if classify else 1 - ((p - y[rows]) ** 2).sum() / ((y[rows] - y.mean()) ** 2).sum())
    return result


def sweep(name, folds, settings, random):
    """Scores configurations x folds, and true scores."""
    x, y, classify = problem(name)
    order = random.permutation(len(x))
    sample, outside = order[:PROBLEMS[name]], order[PROBLEMS[name]:][:800]
    parts = np.array_split(sample, folds)
    results = np.array([[score(one, x, y, np.concatenate(parts[:j] + parts[j + 1:]), [parts[j], outside], classify, random) for j in range(folds)] for one in settings])
    return results[:, :, 0], results[:, :, 1].mean(1)


def judge(scores, truth):
    result = reference.rank(range(len(truth)), scores)
    best = set(np.flatnonzero(truth == truth.max()))
    winner = result["trials"][0]
    if result["variance"] is None:
        return None
    return (bool(best & set(result["tied"])), len(result["tied"]), result["chance"][0], winner in best,
            100 * (result["mean"][0] - truth[winner]), 100 * (result["corrected"][0] - truth[winner]))


def claim(scores):
    """BaselineComparison on the folds: the gap against the luck of the best of all candidates, at 2.5 %."""
    result = reference.rank(range(len(scores)), scores, True, 0)
    gap, freedom = result["gap"][0], result["freedom"]
    if gap <= 0:
        return False
    v0 = result["variance"]
    place = list(result["trials"]).index(0)
    if place >= result["competitive"]:
        kept = scores[result["trials"][:result["competitive"]]].mean(0)
        v0 = max(v0, (scores[0] - kept).var(ddof=1))
    factor = 1 / scores.shape[1] + reference.RHO
    return luck(gap, result["variance"] * factor, v0 * factor, len(scores) - 1, freedom) <= 0.025


def luck(gap, v, v0, candidates, freedom):
    """As reference.luck, on a fixed grid: quick enough to be called thousands of times."""
    z = np.linspace(-8, 8, 161)
    q = (np.arange(400) + 0.5) / 400
    s = np.sqrt(stats.chi2.ppf(q, freedom) / freedom)
    inside = stats.norm.cdf((gap * s[:, None] + np.sqrt(v0) * z[None, :]) / np.sqrt(v)) ** candidates
    return 1 - (inside * stats.norm.pdf(z)).sum(1).mean() * (z[1] - z[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sweeps", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", nargs="*", default=list(PROBLEMS), choices=list(PROBLEMS))
    options = parser.parse_args()
    print("data      folds  trials sweeps   held members   said   true     raw    corr")
    for name in options.data:
        for folds in (3, 5, 10):
            found = {10: [], 40: [], 200: []}
            for number in range(options.sweeps):
                random = np.random.default_rng([options.seed, folds, number])
                scores, truth = sweep(name, folds, [configuration(random) for _ in range(200)], random)
                for size in found:
                    for start in range(0, 200, size):
                        found[size].append(judge(scores[start:start + size], truth[start:start + size]))
            for size, rows in found.items():
                held, members, said, true, raw, corrected = np.mean([row for row in rows if row is not None], 0)
                print(f"{name:9} {folds:5d} {size:7d} {len(rows):6d} {held:6.3f} {members:7.1f} {said:6.3f} {true:6.3f} {raw:7.2f} {corrected:7.2f}", flush=True)
    print("\ndata      folds  trials sweeps claims")
    for name in options.data:
        for folds in (3, 5, 10):
            claims = []
            for number in range(options.sweeps):
                random = np.random.default_rng([options.seed, folds, number, 1])
                scores, _ = sweep(name, folds, [configuration(random)] * 200, random)
                claims += [claim(scores[start:start + 40]) for start in range(0, 200, 40)]
            print(f"{name:9} {folds:5d} {40:7d} {len(claims):6d} {np.mean(claims):6.3f}", flush=True)


if __name__ == "__main__":
    main()
