#!/usr/bin/env python3
"""How often the ranking's statements come true on real data, where the truth is known from the rows that were left out.

    ranking_simulation.py [--sweeps 10] [--data digits parity …] [--seeds 1 2] [--store FOLDER] [--by-folds]
    ranking_simulation.py --fixture FILE …      writes 40 configurations of every sweep for the unit tests instead

A sweep draws a small sample of a large data set, trains 200 random configurations of a small network (random hidden layer, ridge output) on
all folds. A configuration's true score is the mean over two dozen new trainings on the same rows, each with a new hidden layer, on rows
outside the sample: what its scores would be on average, were neither rows nor random starts lucky. The best two of every ten, among whom the
truly best is looked for, are trained 120 times more, and have the mean of these. That the models learned from fewer rows than a final refit
is no luck of the selection, and is kept apart. Groups of 10, 40 and 200 configurations are ranked by
ranking_reference.rank and compared with the truth. A table of reliability puts all said chances into bins. The last table gives 40
configurations of a sweep the same settings, so that nothing is better than the baseline, and counts the claims of a gain. With --store
sweeps are kept as .npz and found again; they take about four seconds each. Columns:

    held     share of groups whose tied group holds the truly best
    members  mean size of the tied group
    said     mean chance to be best of the winner;  true: share of winners that are the truly best
    raw      mean of winner's score minus its truth, in points (hundredths);  corr: the same for the corrected score, with its standard
             error over sweeps. Both less the luck that the sample brought to the 40 configurations whose settings promise most
    claims   share of groups in which the best is said to beat the baseline though nothing is better
"""
import argparse
import functools
import itertools
import os

import numpy as np
from scipy import stats
from sklearn import datasets
from sklearn.ensemble import RandomForestRegressor

import ranking_reference as reference

PROBLEMS = {"digits": 200, "parity": 200, "cancer": 120, "diabetes": 150, "friedman": 150, "rings": 150, "blobs": 150}
TRAININGS = 24
TRAININGS_OF_CONTENDERS = 120


@functools.cache
def problem(name):
    """Standardized features, targets as columns, and whether rows are classified."""
    if name in ("diabetes", "friedman"):
        x, y = datasets.load_diabetes(return_X_y=True) if name == "diabetes" else datasets.make_friedman1(10000, noise=3, random_state=1)
        return standardized(x), ((y - y.mean()) / y.std())[:, None], False
    if name == "rings":
        x, y = datasets.make_gaussian_quantiles(n_samples=10000, n_features=4, n_classes=3, random_state=1)
    elif name == "blobs":
        x, y = datasets.make_classification(10000, 20, n_informative=6, n_classes=4, n_clusters_per_class=1, class_sep=1.2, flip_y=0.1,
                                            random_state=1)
    else:
        x, y = datasets.load_breast_cancer(return_X_y=True) if name == "cancer" else datasets.load_digits(return_X_y=True)
    y = y % 2 if name == "parity" else y
    return standardized(x), np.eye(y.max() + 1)[y] * 2 - 1, True


def standardized(x):
    return ((x - x.mean(0)) / (x.std(0) + 1e-9)).astype(np.float32)


def configuration(random):
    return dict(width=int(np.exp(random.uniform(np.log(5), np.log(150)))), scale=np.exp(random.uniform(np.log(0.1), np.log(3))),
                ridge=np.exp(random.uniform(np.log(1e-3), np.log(100))), relu=random.random() < 0.5)


def train(settings, x, y, random):
    """A network with a random hidden layer and a ridge output; returns what it predicts for features. Predicts in single precision."""
    w = (random.normal(size=(x.shape[1], settings["width"])) * settings["scale"] / np.sqrt(x.shape[1])).astype(np.float32)
    b = (random.normal(size=settings["width"]) * settings["scale"]).astype(np.float32)
    activation = (lambda h: np.maximum(h, 0)) if settings["relu"] else np.tanh
    h = np.hstack([activation(x @ w + b), np.ones((len(x), 1))])
    out = np.linalg.solve(h.T @ h + settings["ridge"] * np.eye(h.shape[1]), h.T @ y).astype(np.float32)
    return lambda x: activation(x @ w + b) @ out[:-1] + out[-1]


def score(p, y, classify, block):
    """Accuracy, or the mean R2 of blocks of so many rows, each against the mean of all rows, which is zero. R2 over few rows is lower on
    average than over many, so truth is asked for in portions as large as a fold."""
    if classify:
        return (p.argmax(1) == y.argmax(1)).mean()
    blocks = np.arange(len(y) // block * block).reshape(-1, block)
    return (1 - ((p - y) ** 2)[blocks].sum((1, 2)) / (y**2)[blocks].sum((1, 2))).mean()


class Sample:
    """A small sample of a data set in folds. A task is rows to learn from and rows to be asked about."""

    def __init__(self, name, folds, random):
        x, y, self.classify = problem(name)
        order = random.permutation(len(x))
        sample, outside = order[:PROBLEMS[name]], order[PROBLEMS[name]:][:5000]
        parts = np.array_split(sample, folds)
        self.fold_size = len(parts[-1])
        known = [(x[rows], y[rows]) for rows in (np.setdiff1d(sample, part) for part in parts)]
        self.folds = [(rows, (x[part], y[part])) for rows, part in zip(known, parts)]
        far = [(x[rows], y[rows]) for rows in np.array_split(outside, max(1, len(outside) // 500))]
        self.outside = [(known[i % folds], far[i % len(far)]) for i in range(TRAININGS_OF_CONTENDERS + folds)]

    def scores(self, settings, random):
        """Of one configuration, a fold each."""
        return [self.score(settings, task, random) for task in self.folds]

    def truth(self, settings, trainings, random):
        """Mean score of at least so many new trainings, taking turns in the rows of the folds and in 500 rows outside."""
        count = -(-trainings // len(self.folds)) * len(self.folds)
        return np.mean([self.score(settings, task, random) for task in self.outside[:count]])

    def score(self, settings, task, random):
        known, asked = task
        return score(train(settings, *known, random)(asked[0]), asked[1], self.classify, self.fold_size)


def kept_sweep(name, folds, seed, number, store):
    """Settings, scores and true scores of 200 random configurations, and scores of 40 times the same one."""
    path = os.path.join(store, f"{name}_{folds}_{seed}_{number}.npz") if store else None
    if path and os.path.exists(path):
        kept = np.load(path)
        return kept["settings"], kept["scores"], kept["truth"], kept["null"]
    random = np.random.default_rng([seed, folds, number])
    settings = [configuration(random) for _ in range(200)]
    sample = Sample(name, folds, random)
    scores = np.array([sample.scores(each, random) for each in settings])
    truth = np.array([sample.truth(each, TRAININGS, random) for each in settings])
    random = np.random.default_rng([seed, folds, number, 2])
    for i in np.concatenate([ten + np.argsort(-truth[ten:ten + 10], kind="stable")[:2] for ten in range(0, 200, 10)]):
        truth[i] = sample.truth(settings[i], TRAININGS_OF_CONTENDERS, random)
    random = np.random.default_rng([seed, folds, number, 1])
    same = configuration(random)
    sample = Sample(name, folds, random)
    null = np.array([sample.scores(same, random) for _ in range(40)])
    found = dict(settings=np.array([list(one.values()) for one in settings], float), scores=scores, truth=truth, null=null)
    if path:
        np.savez(path, **found)
    return tuple(found.values())


def shared_luck(sweeps, best=40):
    """For each sweep of a data set the mean of score minus truth over the configurations whose settings promise most. What promises is
    learned from the other half of the sweeps, so it knows nothing of this sample, and this luck is zero on average, whatever is ranked."""
    luck = np.zeros(len(sweeps))
    for half in (0, 1):
        other = sweeps[1 - half::2]
        forest = RandomForestRegressor(60, min_samples_leaf=20, random_state=0)
        forest.fit(np.concatenate([settings for settings, *_ in other]),
                   np.concatenate([stats.rankdata(truth) for _, _, truth, _ in other]))
        for i in range(half, len(sweeps), 2):
            settings, scores, truth, _ = sweeps[i]
            promising = np.argsort(-forest.predict(settings))[:best]
            luck[i] = (scores[promising].mean(1) - truth[promising]).mean()
    return luck


def judge(scores, truth, luck):
    """A row of the table, and for each trial of the group its said chance and whether it is the truly best."""
    result = reference.rank(range(len(truth)), scores)
    if result["variance"] is None:
        return None
    best = truth == truth.max()
    winner = result["trials"][0]
    known = truth[winner] + luck
    row = (best[result["tied"]].any(), len(result["tied"]), result["chance"][0], best[winner],
           100 * (result["mean"][0] - known), 100 * (result["corrected"][0] - known))
    return row, np.column_stack([result["chance"], best[result["trials"]]])


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
    return luck_of_the_best(gap, result["variance"] * factor, v0 * factor, len(scores) - 1, freedom) <= 0.025


def luck_of_the_best(gap, v, v0, candidates, freedom):
    """As reference.luck, on a fixed grid: quick enough to be called thousands of times."""
    z = np.linspace(-8, 8, 161)
    q = (np.arange(400) + 0.5) / 400
    s = np.sqrt(stats.chi2.ppf(q, freedom) / freedom)
    inside = stats.norm.cdf((gap * s[:, None] + np.sqrt(v0) * z[None, :]) / np.sqrt(v)) ** candidates
    return 1 - (inside * stats.norm.pdf(z)).sum(1).mean() * (z[1] - z[0])


def all_sweeps(name, options):
    """Sweeps of a data set: each its folds, seed and number, what was kept of it, and the luck of its sample."""
    keys = list(itertools.product((3, 5, 10), options.seeds, range(options.sweeps)))
    sweeps = [kept_sweep(name, *key, options.store) for key in keys]
    return zip(keys, sweeps, shared_luck(sweeps))


def write_fixture(path, options):
    """A line per configuration: sweep, truth, truth with the sample's luck, scores; in points, two decimals. The unit tests rank them."""
    with open(path, "w", encoding="utf-8") as file:
        for name in options.data:
            for (folds, seed, number), (_, scores, truth, _), luck in all_sweeps(name, options):
                for i in range(40):
                    cells = [f"{100 * cell:.2f}".rstrip("0").rstrip(".") for cell in (truth[i], truth[i] + luck, *scores[i])]
                    file.write(",".join([f"{name}-{folds}-{seed}-{number}", *cells]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sweeps", type=int, default=10)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--data", nargs="*", default=list(PROBLEMS), choices=list(PROBLEMS))
    parser.add_argument("--store")
    parser.add_argument("--fixture")
    parser.add_argument("--by-folds", action="store_true", help="a row for each number of folds, instead of one for 3, 5 and 10 together")
    options = parser.parse_args()
    if options.fixture:
        return write_fixture(options.fixture, options)
    print("data      folds  trials groups   held members   said   true     raw    corr  +-")
    claims, chances = {}, {}
    for name in options.data:
        found = {}
        for (folds, _, _), (_, scores, truth, null), luck in all_sweeps(name, options):
            for size in (10, 40, 200):
                judged = [judge(scores[i:i + size], truth[i:i + size], luck) for i in range(0, 200, size)]
                found.setdefault((size, folds if options.by_folds else 0), []).append([one[0] for one in judged if one])
                chances.setdefault(size, []).extend(one[1] for one in judged if one)
            claims.setdefault(name, []).append(claim(null))
        for (size, folds), sweeps in sorted(found.items()):
            held, members, said, true, raw, corrected = np.mean([row for rows in sweeps for row in rows], 0)
            error = np.std([np.mean([row[5] for row in rows]) for rows in sweeps if rows]) / np.sqrt(len(sweeps))
            print(f"{name:9} {folds or 'all':>5} {size:7d} {sum(map(len, sweeps)):6d} {held:6.3f} {members:7.1f} {said:6.3f} {true:6.3f} "
                  f"{raw:7.2f} {corrected:7.2f} {error:.2f}", flush=True)
    print_reliability(chances)
    print("\npure noise   groups claims")
    for name, made in claims.items():
        print(f"{name:12} {len(made):6d} {np.mean(made):6.3f}")


def print_reliability(chances):
    """How often trials with about such a chance were the truly best."""
    print("\nreliability  trials  chances    said   true")
    for size, pairs in chances.items():
        said, true = np.concatenate(pairs).T
        bounds = [0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.01]
        for low, high in itertools.pairwise(bounds):
            inside = (said >= low) & (said < high)
            if inside.sum() >= 30:
                print(f"{low:.2f} to {min(high, 1):.2f} {size:7d} {inside.sum():8d} {said[inside].mean():7.3f} {true[inside].mean():6.3f}")


if __name__ == "__main__":
    main()
