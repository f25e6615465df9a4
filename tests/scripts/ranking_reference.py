#!/usr/bin/env python3
"""The ranking of HpoRunner once more, in plain numpy and scipy, to check the program against.

    ranking_reference.py examples             the expected numbers of the unit tests (TrialRankingTests and others)
    ranking_reference.py RUN_FOLDER           ranks a run from its evaluations.csv (else trials.csv) and compares with its ranking.csv, and
                                              with what its summary.json says: best, chance, tied group, corrected score, beats baseline
    ranking_reference.py trials.csv           ranks from the fold columns of a trials.csv
    ranking_reference.py evaluations.csv      ranks from one row per attempt

Options for runs: --goal maximize|minimize, --metric NAME (both are read from summary.json beside the file where there is one),
--baseline N (0 unless said), --top N rows to print (20). Exit code 1 when a ranking.csv or summary.json disagrees by more than 1e-6.
"""
import argparse
import csv
import json
import os
import sys

import numpy as np
from scipy import integrate, stats

RHO = 0.1
TIED_SHARE = 0.975


def pooled_variance(y):
    """Noise of the two-way layout score = configuration + fold + noise; y is configurations x folds."""
    residual = y - y.mean(1, keepdims=True) - y.mean(0, keepdims=True) + y.mean()
    freedom = (y.shape[0] - 1) * (y.shape[1] - 1)
    variance = (residual**2).sum() / freedom
    return (0.0 if np.sqrt(variance) <= 1e-12 * np.abs(y).max() else variance), freedom


def leaders_variance(y, means, pooled):
    """Variance of a mean for the question who is the best: 1.6 noise / folds, by a two-way layout in which a configuration counts the less
    the further it is behind the best mean. y and means are those of the competitive configurations, best first."""
    folds = y.shape[1]
    if pooled == 0:
        return 0.0
    weights = np.maximum(np.exp((means - means[0]) / (0.6 * np.sqrt(2 * pooled / folds))), 0.03)
    common = weights @ y / weights.sum()
    residual = y - y.mean(1, keepdims=True) - common + common.mean()
    noise = weights @ (residual**2).sum(1) / ((folds - 1) * (weights.sum() - weights @ weights / weights.sum()))
    return 1.6 * (0 if np.sqrt(noise) <= 1e-12 * (weights * np.abs(y).max(1)).max() else noise) / folds


def true_means(means, v):
    """Expected true mean and chance to be best of each, given all means, best first, of common noise variance v (TrueMeans in the program)."""
    expected, chance = means.copy(), np.zeros(len(means))
    if v == 0:
        return expected, (means == means[0]) / (means == means[0]).sum()
    error = np.sqrt(v)
    x = means[means >= means[0] - 8 * error]
    cells = means[0] + error * (np.arange(41) / 4 - 8)
    likelihood = np.exp(-0.5 * ((x[:, None] - cells[None, :]) / error) ** 2)
    prior = np.ones(41) / 41
    for _ in range(101):
        posterior = likelihood * prior
        posterior /= posterior.sum(1, keepdims=True)
        prior = (posterior.sum(0) + 2 / 41) / (len(x) + 2)
    below = np.cumsum(posterior, 1) - posterior
    for point, weight in zip((0.5 - np.sqrt(0.15), 0.5, 0.5 + np.sqrt(0.15)), (5 / 18, 8 / 18, 5 / 18)):
        reached = np.log(below + point * posterior)
        chance[:len(x)] += weight * (posterior * np.exp(reached.sum(0)[None, :] - reached)).sum(1)
    expected[:len(x)] = posterior @ cells
    return expected, chance / chance.sum()


def rank(trials, scores, maximize=True, baseline=None):
    """trials: numbers; scores: trials x (repeats * folds), complete trials only. Returns a dictionary."""
    order = np.argsort(trials)
    trials, y = np.asarray(trials)[order], np.asarray(scores, float)[order] * (1 if maximize else -1)
    means = np.array([float(format(mean, ".13g")) for mean in y.mean(1)])  # equal but for the rounding of a sum is equal
    order = np.lexsort((trials, -means))
    trials, y, means = trials[order], y[order], means[order]
    count, folds = y.shape
    sign = 1 if maximize else -1
    out = dict(trials=trials, mean=sign * means, tied=[int(trials[0])] if count else [], variance=None)
    at = list(trials).index(baseline) if baseline in trials else None
    if at is not None:
        out["gap"] = means - means[at]
    if count < 3 or folds < 2:
        return out
    kept, least = max(3, count // 2), 3
    for _ in range(20):
        sigma2, freedom = pooled_variance(y[:kept])
        v = sigma2 * (1 / folds + RHO)
        now = max(least, int((means >= means[0] - 3 * np.sqrt(2 * v)).sum()))
        if sigma2 == 0 and now < count:
            now = least = now + 1
        if now == kept:
            break
        kept = now
    sigma2, freedom = pooled_variance(y[:kept])
    v = sigma2 * (1 / folds + RHO)
    t = stats.t.ppf(0.975, freedom)
    corrected, some = true_means(means[:kept], leaders_variance(y[:kept], means[:kept], sigma2))
    chance = np.zeros(count)
    chance[:kept] = some
    size = int(np.searchsorted(np.cumsum(chance), TIED_SHARE) + 1) if sigma2 > 0 else int((chance > 0).sum())
    while 0 < size < kept and means[size] == means[size - 1]:
        size += 1
    out.update(variance=sigma2, freedom=freedom, competitive=kept, error=np.sqrt(v), low=sign * means - t * np.sqrt(v),
               high=sign * means + t * np.sqrt(v), corrected=sign * corrected, chance=chance, tied=[int(i) for i in trials[:size]],
               gap_half=t * np.sqrt(sigma2 * (2 / folds + 2 * RHO)))
    return out


def surface(count, folds, spread, noise):
    """Scores that C# computes alike: rounded to four decimals, so that the last bit of a sine does not matter."""
    i, j = np.arange(count)[:, None], np.arange(folds)[None, :]
    return np.round(0.9 + spread * np.sin(1.7 * i) + 0.01 * np.cos(2.3 * j) + noise * np.sin(12.9898 * i + 78.233 * j + i * j), 4)


def luck(gap, v, v_baseline, candidates, freedom):
    """Chance that the best of so many candidates, all as good as the baseline, is ahead of it by gap (Dunnett 1955)."""
    def inside(scale):
        return integrate.quad(lambda z: stats.norm.pdf(z) * stats.norm.cdf((gap * scale + np.sqrt(v_baseline) * z) / np.sqrt(v)) ** candidates, -9, 9)[0]
    density = stats.chi(freedom, scale=1 / np.sqrt(freedom)).pdf
    return 1 - integrate.quad(lambda s: density(s) * inside(s), 0, 4, limit=200, points=[0.5, 1, 1.5])[0]


def examples():
    np.set_printoptions(precision=12, suppress=False, linewidth=140)
    for name, y, maximize in [("eight", EIGHT, True), ("forty", surface(40, 5, 0.03, 0.01), True),
                              ("minimized", surface(12, 10, 0.01, 0.02), False), ("flat", surface(30, 5, 0.0, 0.02), True)]:
        print("==", name)
        for key, value in rank(range(len(y)), y, maximize, 0).items():
            print(f"{key}: {value!r}")
    print("== luck of the best candidate")
    for arguments in [(0.02, 1e-4, 1e-4, 3, 20), (0.03, 1e-4, 1e-4, 39, 60), (0.03, 1e-4, 4e-4, 39, 60), (0.01, 1e-4, 1e-4, 200, 400)]:
        print(arguments, luck(*arguments))


EIGHT = np.array([[0.91, 0.93, 0.90, 0.92, 0.94], [0.95, 0.96, 0.93, 0.97, 0.96], [0.94, 0.97, 0.94, 0.95, 0.97], [0.60, 0.72, 0.55, 0.81, 0.66],
                  [0.96, 0.95, 0.95, 0.96, 0.97], [0.93, 0.95, 0.94, 0.93, 0.95], [0.10, 0.11, 0.09, 0.10, 0.12], [0.94, 0.96, 0.93, 0.95, 0.95]])


def read_trials(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["state"] == "completed"]
    folds = sorted((name for name in (rows[0] if rows else {}) if name.startswith("fold_")), key=lambda name: int(name[5:]))
    return [int(row["trial"]) for row in rows], [[float(row[name]) for name in folds] for row in rows]


def read_evaluations(path, metric):
    scores = {}
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        metric = metric or reader.fieldnames[8]
        for row in reader:
            if row["state"] == "completed" and row["fold"].isdigit():
                scores.setdefault(int(row["trial"]), {})[int(row["repeat"]), int(row["fold"])] = float(row[metric])
    full = set().union(*scores.values()) if scores else set()
    complete = sorted(trial for trial in scores if set(scores[trial]) == full)
    return complete, [[scores[trial][key] for key in sorted(full)] for trial in complete]


def compare(path, result):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows = [row for row in rows if row["mean"] != ""]
    faults = []
    if [int(row["trial"]) for row in rows] != [int(trial) for trial in result["trials"]]:
        faults.append("order of the trials differs")
    columns = dict(mean="mean", low="low", high="high", corrected_score="corrected", chance_best="chance", gap_to_baseline="gap")
    for column, key in columns.items():
        for row, value in zip(rows, result.get(key, [])):
            if row[column] != "" and abs(float(row[column]) - value) > 1e-6:
                faults.append(f"trial {row['trial']}: {column} is {row[column]}, here {value:.9g}")
    for row in rows:
        if "error" in result and row["standard_error"] != "" and abs(float(row["standard_error"]) - result["error"]) > 1e-6:
            faults.append(f"trial {row['trial']}: standard_error is {row['standard_error']}, here {result['error']:.9g}")
    tied = {int(row["trial"]) for row in rows if row["tied_with_best"] in ("true", "True", "1", "yes")}
    if result["variance"] is not None and tied != set(result["tied"]):
        faults.append(f"tied with best are {sorted(tied)}, here {sorted(result['tied'])}")
    print("agrees with ranking.csv" if not faults else "\n".join(faults[:20]))
    return 1 if faults else 0


def luck_of_gain(result, trials, scores, baseline, candidates, maximize):
    """Gap of the best over the baseline, and the chance of such a gap if none of so many candidates were better; None where unknown."""
    if result["variance"] is None or "gap" not in result or result["trials"][0] == baseline:
        return None
    y = {trial: np.asarray(row, float) * (1 if maximize else -1) for trial, row in zip(trials, scores)}
    kept = result["trials"][:result["competitive"]]
    v0 = result["variance"]
    if baseline not in kept:
        v0 = max(v0, (y[baseline] - np.mean([y[trial] for trial in kept], 0)).var(ddof=1))
    factor = 1 / len(scores[0]) + RHO
    gap = result["gap"][0]
    return gap, luck(gap, result["variance"] * factor, v0 * factor, candidates, result["freedom"])


def compare_summary(path, result, trials, scores, maximize, baseline):
    with open(path, encoding="utf-8") as file:
        said = json.load(file)
    faults, best = [], said["best"]

    def same(name, theirs, ours):
        if (theirs is None) != (ours is None) or ours is not None and abs(theirs - ours) > 1e-6:
            faults.append(f"summary: {name} is {theirs}, here {ours}")

    if best.get("confirmedScore") is None:
        known = result["variance"] is not None
        same("best trial", best["trial"], int(result["trials"][0]))
        same("score", best["score"], result["mean"][0])
        same("standard error", best["standardError"], result["error"] if known else None)
        same("corrected score", best["correctedScore"], result["corrected"][0] if known else None)
        same("chance", best["chance"], result["chance"][0] if known else None)
    if set(said["tiedWithBest"]) != set(result["tied"]):
        faults.append(f"summary: tied with best are {said['tiedWithBest']}, here {result['tied']}")
    counts = said["trials"]
    candidates = sum(counts[state] for state in ("completed", "diverged", "failed", "infeasible", "stopped")) - 1
    found = luck_of_gain(result, trials, scores, baseline, max(candidates, len(trials) - 1), maximize)
    if found is not None:
        holds = found[0] > 0 and found[1] <= 0.025
        print(f"gain over the baseline {found[0]:.6f}; luck of the best of {candidates} gives as much with chance {found[1]:.4f}: {'a gain' if holds else 'no claim'}")
        test = said["test"]
        ahead = 0 if test is None else (test["best"] - test["baseline"]) * (1 if maximize else -1)
        # The test rows may claim a gain that the folds do not show, where the winner is ahead there, or take one back, where it is behind.
        if said["beatsBaseline"] != holds and not (ahead > 0 and not holds or ahead < 0 and holds):
            faults.append(f"summary: beatsBaseline is {said['beatsBaseline']}, here {holds}")
        denied = any(words in said["verdict"] for words in ("nothing shows that it beats the baseline", "there the baseline is better"))
        if denied == bool(said["beatsBaseline"]):
            faults.append(f"summary: the verdict contradicts beatsBaseline: {said['verdict']}")
    if f"{'T' if said['state'] == 'finished' else 't'}rial {best['trial']} reaches" not in said["verdict"] and best["trial"] != baseline:
        faults.append(f"summary: the verdict names another trial: {said['verdict']}")
    print("agrees with summary.json" if not faults else "\n".join(faults))
    return 1 if faults else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what")
    parser.add_argument("--goal", choices=["maximize", "minimize"])
    parser.add_argument("--metric")
    parser.add_argument("--baseline", type=int, default=0)
    parser.add_argument("--top", type=int, default=20)
    options = parser.parse_args()
    if options.what == "examples":
        return examples()
    folder = options.what if os.path.isdir(options.what) else os.path.dirname(options.what) or "."
    path = options.what
    if os.path.isdir(path):
        path = os.path.join(folder, "evaluations.csv")
        path = path if os.path.exists(path) else os.path.join(folder, "trials.csv")
    metric = {}
    if os.path.exists(os.path.join(folder, "summary.json")):
        with open(os.path.join(folder, "summary.json"), encoding="utf-8") as file:
            metric = json.load(file).get("metric") or {}
    goal = options.goal or metric.get("goal") or "maximize"
    with open(path, newline="", encoding="utf-8") as file:
        by_attempt = "attempt" in next(csv.reader(file))
    trials, scores = read_evaluations(path, options.metric or metric.get("name")) if by_attempt else read_trials(path)
    if not trials:
        sys.exit(f"{path}: no complete trial")
    result = rank(trials, scores, goal.startswith("max"), options.baseline)
    if result["variance"] is not None:
        print(f"{len(trials)} complete trials x {len(scores[0])} scores; {result['competitive']} competitive; "
              f"noise {np.sqrt(result['variance']):.6g}, {result['freedom']} degrees of freedom; standard error {result['error']:.6g}")
    blank = [None] * len(trials)
    print("rank trial      mean       low      high corrected  chance tied       gap")
    for i, trial in enumerate(result["trials"][:options.top]):
        cells = [result["mean"][i], result.get("low", blank)[i], result.get("high", blank)[i],
                 result["corrected"][i] if i < result.get("competitive", 0) else None]
        text = " ".join(f"{'' if cell is None else format(cell, '.6f'):>9}" for cell in cells)
        chance, gap = result.get("chance", blank)[i], result.get("gap", blank)[i]
        print(f"{i + 1:4d} {trial:5d} {text} {'' if chance is None else format(chance, '.4f'):>7} "
              f"{'yes' if trial in result['tied'] else '':>4} {'' if gap is None else format(gap, '+.6f'):>9}")
    ranking, summary = os.path.join(folder, "ranking.csv"), os.path.join(folder, "summary.json")
    wrong = compare(ranking, result) if os.path.exists(ranking) else 0
    if os.path.exists(summary):
        wrong |= compare_summary(summary, result, trials, scores, goal.startswith("max"), options.baseline)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
