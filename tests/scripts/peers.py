#!/usr/bin/env python3
"""HpoRunner beside scikit-learn, PyTorch and Optuna on this machine, in one go.

    peers.py steps [--rounds 9]               a training step of several networks: processor time on one core, one thread
    peers.py sweep [--trials 60] [--epochs 30]  trials x 5 folds on digits, network 64-64-64-10, batches of 32, two processes
    peers.py report [--trials 10000] [--run FOLDER] [--rounds 3]  charts and tables of finished trials, ours and Optuna's

Run with the python that has the peers (Debian: /usr/bin/python3 with python3-sklearn, python3-torch, python3-optuna). Every contestant of
`steps` is a process of its own on the same core; the script asks them in turn for a round, so that a busy neighbour or a slower clock hurts
all alike, and prints medians. Times are processor time. `sweep` runs the contestants one after the other, start-up included, and prints
wall time and processor time: the ratio of processor times is the one that neighbours on the same cores do not distort. `report` makes a run of
that many trials (or takes a finished one) and gives the same trials to an Optuna study in a journal file; then both read theirs and write.
Optuna draws by plotly, a page a chart, where that is installed, else by matplotlib as PNG; curves and folds its study does not know.

The peers get their best: float32 for all, subnormals flushed to zero and the faster of both Adam loops (foreach) in PyTorch, and an OpenBLAS
kernel that fits the processor. Debian's OpenBLAS 0.3.21 does not know newer Intel processors and falls back to its kernels of 2004 ("Prescott",
SSE3), which makes large steps in PyTorch two to three times slower; with the reference BLAS alone (no libopenblas0-pthread) they are 17 times slower.
"""
import argparse
import glob
import importlib.util
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BENCHMARKS = os.path.join(ROOT, "tests", "HpoRunner.Benchmarks")
NETWORKS = [("30-32-2", 32), ("64-64-64-10", 32), ("64-64-64-10", 128), ("64-256-256-10", 64), ("784-512-512-10", 128)]
PEERS = ["numpy", "sklearn", "torch", "optuna"]
ROWS = 1024
FOLDS = 5


def environment():
    """One thread each, and the OpenBLAS kernel for what this processor can do."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        processor = file.read()
    values = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    if "GenuineIntel" in processor and "avx2" in processor:
        values["OPENBLAS_CORETYPE"] = "SKYLAKEX" if "avx512f" in processor else "HASWELL"
    return {**values, **os.environ}


def versions():
    import numpy
    import sklearn
    import threadpoolctl
    import torch
    print(f"scikit-learn {sklearn.__version__}, PyTorch {torch.__version__}, numpy {numpy.__version__}", end="")
    try:
        import optuna
        print(f", Optuna {optuna.__version__}", end="")
    except ImportError:
        pass
    for pool in threadpoolctl.threadpool_info():
        if pool["user_api"] == "blas":
            print(f", {pool['internal_api']} {pool['version']} ({pool['architecture']})", end="")
    model = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name"))
    print(f"\n{os.cpu_count()} cores of {model}; load {os.getloadavg()[0]:.1f}", flush=True)


def widths_of(shape):
    return [int(width) for width in shape.split("-")]


def drawn(widths):
    import numpy
    random = numpy.random.default_rng(1)
    return random.standard_normal((ROWS, widths[0])).astype("float32"), random.integers(widths[-1], size=ROWS)


def sklearn_step(shape, batch):
    """One partial_fit of all rows is an epoch: shuffle, gather, steps."""
    import numpy
    from sklearn.neural_network import MLPClassifier
    widths = widths_of(shape)
    x, y = drawn(widths)
    model = MLPClassifier(tuple(widths[1:-1]), batch_size=batch, alpha=0.0, random_state=1, learning_rate_init=1e-5)
    classes = numpy.arange(widths[-1])
    model.partial_fit(x, y, classes=classes)
    return lambda: model.partial_fit(x, y), ROWS // batch


def torch_model(widths):
    import torch
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def torch_epoch(model, optimizer, x, y, batch):
    import torch
    order = torch.randperm(len(x))
    for first in range(0, len(x), batch):
        rows = order[first:first + batch]
        optimizer.zero_grad(set_to_none=True)
        torch.nn.functional.cross_entropy(model(x[rows]), y[rows]).backward()
        optimizer.step()


def torch_step(shape, batch, foreach):
    import torch
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    widths = widths_of(shape)
    x, y = (torch.from_numpy(part) for part in drawn(widths))
    model = torch_model(widths)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-5, foreach=foreach)
    return lambda: torch_epoch(model, optimizer, x, y, batch), ROWS // batch


STEPS = {
    "sklearn": sklearn_step,
    "torch": lambda shape, batch: torch_step(shape, batch, False),
    "torch-foreach": lambda shape, batch: torch_step(shape, batch, True),
}


def answer(contestant):
    """Answers lines "shape batch seconds" with processor seconds per step, as the benchmarks' `rounds` does."""
    built = {}
    for line in sys.stdin:
        shape, batch, seconds = line.split()
        if (shape, batch) not in built:
            built[shape, batch] = STEPS[contestant](shape, int(batch))
        run, steps = built[shape, batch]
        count, start = 0, time.thread_time()
        while time.thread_time() - start < float(seconds):
            run()
            count += steps
        print((time.thread_time() - start) / count, flush=True)


class Contestant:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment())

    def round(self, shape, batch, seconds):
        self.process.stdin.write(f"{shape} {batch} {seconds}\n")
        self.process.stdin.flush()
        reply = self.process.stdout.readline()
        if not reply:
            sys.exit(f"{' '.join(self.process.args)} ended")
        return float(reply)

    def end(self):
        self.process.stdin.close()
        self.process.wait(10)


def steps(options):
    subprocess.run(["dotnet", "build", BENCHMARKS, "-c", "Release", "-v", "q", "--nologo"], check=True, stdout=subprocess.DEVNULL)
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    program = glob.glob(os.path.join(BENCHMARKS, "bin", "Release", "net*", "HpoRunner.Benchmarks.dll"))[0]
    contestants = {"hpo": Contestant(["dotnet", program, "rounds"])}
    for name in STEPS:
        contestants[name] = Contestant([sys.executable, __file__, "answer", name])
    print("| network, batch (a step with Adam) | HpoRunner | PyTorch | scikit-learn | PyTorch / ours | scikit-learn / ours |")
    print("| --- | --- | --- | --- | --- | --- |")
    for shape, batch in NETWORKS:
        times = {name: [] for name in contestants}
        for number in range(options.rounds + 1):
            for name, contestant in contestants.items():
                seconds = contestant.round(shape, batch, 0.1)
                if number > 0:
                    times[name].append(seconds * 1e6)
        ours, sklearn = statistics.median(times["hpo"]), statistics.median(times["sklearn"])
        torch = min(statistics.median(times["torch"]), statistics.median(times["torch-foreach"]))
        print(f"| {shape}, {batch} | {ours:.1f} µs | {torch:.0f} µs | {sklearn:.0f} µs | {torch / ours:.1f} | {sklearn / ours:.1f} |", flush=True)
    for contestant in contestants.values():
        contestant.end()


def digits():
    from sklearn import datasets
    x, y = datasets.load_digits(return_X_y=True)
    return x.astype("float32"), y


def sweep_sklearn(trials, epochs):
    from scipy.stats import loguniform
    from sklearn.model_selection import RandomizedSearchCV
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    network = MLPClassifier((64, 64), batch_size=32, max_iter=epochs, tol=0.0, n_iter_no_change=epochs + 1, random_state=1)
    space = {"mlpclassifier__learning_rate_init": loguniform(1e-4, 3e-2), "mlpclassifier__alpha": loguniform(1e-6, 1e-2)}
    search = RandomizedSearchCV(make_pipeline(StandardScaler(), network), space, n_iter=trials, cv=FOLDS, n_jobs=2, random_state=1, refit=False)
    search.fit(*digits())
    print(f"best {search.best_score_:.4f}", file=sys.stderr)


def sweep_optuna(trials, epochs):
    """Two processes take trials from one study in a journal file."""
    journal = os.path.join(tempfile.mkdtemp(), "journal")
    commands = [[sys.executable, __file__, "optuna", journal, str(trials // 2), str(epochs), str(seed)] for seed in (1, 2)]
    for process in [subprocess.Popen(command) for command in commands]:
        if process.wait() != 0:
            sys.exit("a process of the Optuna sweep failed")


def optuna_process(journal, trials, epochs, seed):
    import optuna
    import torch
    from sklearn.model_selection import StratifiedKFold
    from sklearn.preprocessing import StandardScaler
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(seed)
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    storage = optuna.storages.JournalStorage(optuna.storages.JournalFileStorage(journal))
    study = optuna.create_study(study_name="digits", storage=storage, load_if_exists=True, direction="maximize",
                                sampler=optuna.samplers.RandomSampler(seed=seed))
    x, y = digits()
    folds = list(StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(x, y))

    def objective(trial):
        rate = trial.suggest_float("learning_rate", 1e-4, 3e-2, log=True)
        decay = trial.suggest_float("l2", 1e-6, 1e-2, log=True)
        scores = []
        for train, test in folds:
            scaler = StandardScaler().fit(x[train])
            inputs, targets = torch.from_numpy(scaler.transform(x[train])), torch.from_numpy(y[train])
            model = torch_model([64, 64, 64, 10])
            optimizer = torch.optim.Adam(model.parameters(), lr=rate, weight_decay=decay)
            for _ in range(epochs):
                torch_epoch(model, optimizer, inputs, targets, 32)
            with torch.no_grad():
                found = model(torch.from_numpy(scaler.transform(x[test]))).argmax(1).numpy()
            scores.append((found == y[test]).mean())
        return sum(scores) / len(scores)

    study.optimize(objective, n_trials=trials)
    if seed == 1:
        print(f"best {study.best_value:.4f}", file=sys.stderr)


def timed(command):
    """Wall and processor seconds of a command with all its descendants."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, env=environment(), stdout=subprocess.DEVNULL)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def sweep(options):
    trials, epochs = options.trials, options.epochs
    subprocess.run([os.path.join(ROOT, "hpo"), "--version"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    contestants = [("scikit-learn, n_jobs=2", [sys.executable, __file__, "sklearn", str(trials), str(epochs)])]
    try:
        import optuna  # noqa: F401
        contestants.append(("Optuna + PyTorch, two processes", [sys.executable, __file__, "optuna-pair", str(trials), str(epochs)]))
    except ImportError:
        print("Optuna is not installed (python3-optuna): left out")
    with tempfile.TemporaryDirectory() as results:
        hpo = [os.path.join(ROOT, "hpo"), "run", os.path.join(BENCHMARKS, "sweep.yaml"), "--workers", "2", "--trials", str(trials - 1),
               "--set", f"epochs={epochs}", "--results", results, "--progress", "none"]
        ours = timed(hpo)
    print(f"| {trials} trials x {FOLDS} folds x {epochs} epochs | wall | processor | processor / ours |\n| --- | --- | --- | --- |")
    print(f"| hpo run, two workers | {ours[0]:.1f} s | {ours[1]:.1f} s | 1 |", flush=True)
    for name, command in contestants:
        wall, processor = timed(command)
        print(f"| {name} | {wall:.1f} s | {processor:.1f} s | {processor / ours[1]:.1f} |", flush=True)


def report(options):
    import peers_report
    return peers_report.compare(options.run, options.trials, options.rounds)


def main():
    match sys.argv[1:]:
        case ["answer", name]:
            return answer(name)
        case ["sklearn", trials, epochs]:
            return sweep_sklearn(int(trials), int(epochs))
        case ["optuna-pair", trials, epochs]:
            return sweep_optuna(int(trials), int(epochs))
        case ["optuna", journal, trials, epochs, seed]:
            return optuna_process(journal, int(trials), int(epochs), int(seed))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=["steps", "sweep", "report"])
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--trials", type=int)
    parser.add_argument("--run")
    parser.add_argument("--epochs", type=int, default=30)
    options = parser.parse_args()
    options.rounds = options.rounds or (3 if options.table == "report" else 9)
    options.trials = options.trials or (10_000 if options.table == "report" else 60)
    missing = [name for name in PEERS if importlib.util.find_spec(name) is None]
    if missing:
        return f"{sys.executable} has no {', '.join(missing)}; Debian: apt-get install {' '.join('python3-' + name for name in missing)}, " \
               "then run this script with /usr/bin/python3"
    # Set before numpy loads its BLAS, for the line of versions too.
    os.environ.update(environment())
    subprocess.run([sys.executable, "-c", f"import sys; sys.path.insert(0, {os.path.dirname(os.path.abspath(__file__))!r}); "
                    "import peers; peers.versions()"], check=True)
    return {"steps": steps, "sweep": sweep, "report": report}[options.table](options)


if __name__ == "__main__":
    sys.exit(main())
