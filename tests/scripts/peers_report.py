"""The part of peers.py that compares reports: ours on a run's folder, Optuna's on a study with the same trials."""
import collections
import csv
import glob
import os
import subprocess
import sys
import tempfile
import time

from peers import BENCHMARKS, ROOT, environment


def compare(run, trials, rounds):
    with tempfile.TemporaryDirectory() as results:
        run = run or finished_run(results, trials)
        journal = os.path.join(results, "optuna-journal")
        subprocess.run([sys.executable, __file__, "study", run, journal], check=True, env=environment())
        hpo = [os.path.join(ROOT, "hpo"), "report", run]
        optuna = [sys.executable, __file__, "draw", journal]
        contestants = [
            ("hpo report, all charts new", lambda: (remove_charts(run), measured(hpo))[1]),
            ("hpo report, charts as they were", lambda: measured(hpo)),
            ("Optuna: history, parallel coordinates, slices, table", lambda: measured([*optuna, os.path.join(results, "plain"), "plain"])),
            ("Optuna: and importance", lambda: measured([*optuna, os.path.join(results, "importance"), "importance"])),
        ]
        times = [[] for _ in contestants]
        for _ in range(rounds):
            for place, (_, contest) in enumerate(contestants):
                times[place].append(contest())
    ours = min(time.processor for time in times[0])
    print(f"load {os.getloadavg()[0]:.1f}, the least of {rounds} rounds\n"
          "| | wall | processor | memory | processor / ours |\n| --- | --- | --- | --- | --- |")
    for (name, _), costs in zip(contestants, times):
        wall, processor, memory = (min(values) for values in zip(*costs))
        print(f"| {name} | {wall:.1f} s | {processor:.1f} s | {memory:.0f} MB | {processor / ours:.1f} |")


def finished_run(results, trials):
    subprocess.run([os.path.join(ROOT, "hpo"), "run", os.path.join(BENCHMARKS, "report.yaml"), "--workers", "2", "--trials", str(trials),
                    "--results", results, "--progress", "none"], check=True, stdout=subprocess.DEVNULL)
    return glob.glob(os.path.join(results, "report", "*-*"))[0]


def remove_charts(run):
    for path in glob.glob(os.path.join(run, "charts", "*")):
        os.remove(path)


Cost = collections.namedtuple("Cost", "wall processor memory")


def measured(command):
    """A command alone: wall seconds, processor seconds with those of its children, and its most memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return Cost(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def quiet_optuna():
    import optuna
    import warnings
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    return optuna


def optuna_study(run, journal):
    """The trials of a run, as they stand in trials.csv, in a study of Optuna's."""
    optuna = quiet_optuna()
    with open(os.path.join(run, "trials.csv"), encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["mean"]]
    names = [name for name in rows[0] if name not in ("trial", "state", "mean", "test_score", "epochs") and not name.startswith("fold_")]
    # Trial 0 is the baseline, which may lie outside of the space.
    columns = {name: scalars([row[name] for row in rows[1:]]) for name in names}
    domains = {name: optuna.distributions.CategoricalDistribution(sorted(set(values))) if len(set(values)) < 10
               else optuna.distributions.FloatDistribution(min(values), max(values), log=min(values) > 0 and max(values) > 100 * min(values))
               for name, values in columns.items()}
    storage = optuna.storages.JournalStorage(optuna.storages.JournalFileStorage(journal))
    optuna.create_study(study_name="report", storage=storage, direction="maximize").add_trials([
        optuna.create_trial(params={name: values[place] for name, values in columns.items()}, distributions=domains, value=float(row["mean"]))
        for place, row in enumerate(rows[1:])])


def scalars(texts):
    try:
        return [float(text) for text in texts]
    except ValueError:
        return texts


def optuna_report(journal, folder, importance):
    optuna = quiet_optuna()
    os.makedirs(folder, exist_ok=True)
    storage = optuna.storages.JournalStorage(optuna.storages.JournalFileStorage(journal))
    study = optuna.load_study(study_name="report", storage=storage)
    with open(os.path.join(folder, "trials.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        trials = study.get_trials(deepcopy=False)
        writer.writerow(["trial", "value", *trials[0].params])
        writer.writerows([trial.number, trial.value, *trial.params.values()] for trial in trials)
    names = ["optimization_history", "parallel_coordinate", "slice"] + (["param_importances"] if importance else [])
    plain = not optuna.visualization.is_available()
    for name in names:
        chart = getattr(optuna.visualization.matplotlib if plain else optuna.visualization, "plot_" + name)(study)
        if plain:
            import matplotlib.pyplot
            matplotlib.pyplot.savefig(os.path.join(folder, name + ".png"))
            matplotlib.pyplot.close("all")
        else:
            chart.write_html(os.path.join(folder, name + ".html"), include_plotlyjs="directory")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["study", run, journal]:
            optuna_study(run, journal)
        case ["draw", journal, folder, charts]:
            optuna_report(journal, folder, charts == "importance")
