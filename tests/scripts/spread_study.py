#!/usr/bin/env python3
"""Other estimates of the spread of true means (tau^2 and its centre) against known truths; the table of docs/statistics.md.

    spread_study.py [--sweeps 9] [--seed 1] [--trials 10 40 200]

Sweeps are those of ranking_simulation.py. Everything but the spread is the ranking's: the competitive set, its noise, shrinkage, chances. Columns:
held, members, said, true as there; truth: mean log of the chance that the truly best was given; bias: mean over data sets and folds of the
size of the corrected score's bias, in points, less the luck that all configurations of a sample share.
"""
import argparse
import warnings

import numpy as np
from scipy import optimize, stats

import ranking_reference as reference
import ranking_simulation as simulation


def window(means, v):
    return means[0] - 3 * np.sqrt(2 * v)


def inside(means, kept, v, noise):
    """In use: variance inside the competitive set minus noise."""
    return max(means[:kept].var(ddof=1) - noise, noise / 20), means[:kept].mean()


def doubled(means, kept, v, noise):
    spread, centre = inside(means, kept, v, noise)
    return 2 * spread, centre


def wide(factor):
    """The same over a set so many times as wide."""
    def estimate(means, kept, v, noise):
        return inside(means, max(3, int((means >= means[0] - factor * (means[0] - window(means, v))).sum())), v, noise)
    estimate.__name__ = f"wide {factor}"
    return estimate


def truncated(means, kept, v, noise):
    """Likelihood of a normal distribution that is cut off at the set's edge; a weak pull to the set's mean, since the likelihood may be flat."""
    x, cut = means[:kept], window(means, v)
    if kept == len(means):
        return inside(means, kept, v, noise)
    deviation = x.std() + 1e-12

    def loss(p):
        s = np.exp(min(p[1], np.log(deviation) + 3))
        return -(stats.norm.logpdf(x, p[0], s).sum() - kept * stats.norm.logsf(cut, p[0], s)) + ((p[0] - x.mean()) / deviation / 10) ** 2

    found = optimize.minimize(loss, [x.mean(), np.log(deviation)], method="Nelder-Mead", options={"maxiter": 60}).x
    return max(np.exp(min(found[1], np.log(deviation) + 3)) ** 2 - noise, noise / 20), found[0]


def shrunk(estimate, means, kept, v, noise):
    spread, centre = estimate(means, kept, v, noise)
    weight = spread / (spread + noise)
    return centre + weight * (means[:kept] - centre), weight


def judge(estimate, scores, truth, shift):
    result = reference.rank(range(len(truth)), scores)
    if result["variance"] is None or result["variance"] == 0:
        return None
    kept, means, order = result["competitive"], result["mean"], result["trials"]
    v, noise = result["error"] ** 2, result["variance"] / scores.shape[1]
    centres, weight = shrunk(estimate, means, kept, v, v)
    chance = reference.chances(centres, np.sqrt(v * weight), result["freedom"])
    size = int(np.searchsorted(np.cumsum(chance), 0.95) + 1)
    best = truth[order] == truth.max()
    corrected = shrunk(estimate, means, kept, v, noise)[0][0]
    return best[:size].any(), size, chance[0], best[0], np.log(max(chance[best[:kept]].sum(), 1e-4)), 100 * (corrected - truth[order[0]] - shift)


def main():
    warnings.filterwarnings("ignore", category=RuntimeWarning)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sweeps", type=int, default=9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trials", type=int, nargs="*", default=[10, 40, 200])
    options = parser.parse_args()
    sweeps = {}
    for name in simulation.PROBLEMS:
        for folds in (3, 5, 10):
            for number in range(options.sweeps):
                random = np.random.default_rng([options.seed, folds, number])
                scores, truth = simulation.sweep(name, folds, [simulation.configuration(random) for _ in range(200)], random)
                shift = (scores.mean(1) - truth)[np.argsort(-truth)[:60]].mean()
                sweeps.setdefault((name, folds), []).append((scores, truth, shift))
    print("trials estimate     held members   said   true   truth   bias")
    for size in options.trials:
        for estimate in (inside, doubled, wide(1.5), wide(2), wide(3), truncated):
            cells = []
            for group in sweeps.values():
                rows = [judge(estimate, scores[i:i + size], truth[i:i + size], shift) for scores, truth, shift in group for i in list(range(0, 200, size))[:2]]
                cells.append(np.mean([row for row in rows if row is not None], 0))
            held, members, said, true, log, _ = np.mean(cells, 0)
            print(f"{size:6d} {estimate.__name__:10} {held:6.3f} {members:7.1f} {said:6.3f} {true:6.3f} {log:7.3f} {np.abs([cell[5] for cell in cells]).mean():6.2f}", flush=True)


if __name__ == "__main__":
    main()
