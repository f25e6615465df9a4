#!/usr/bin/env bash
# How long a resume takes to start its first evaluation: a finished run of 2,000 trials of 5 folds with their learning curves gets one
# trial more, ROUNDS times, each on a fresh copy; from the command to the first new `evaluation.started` in the journal, in milliseconds.
#   tests/scripts/resume-time.sh HPO [ROUNDS]        HPO: the executable
# Last seen: see docs/performance.md
set -euo pipefail
hpo=$(readlink -f -- "$1") rounds=${2:-9}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{ echo "a,b,target"; for row in $(seq 0 59); do echo "$row,$((row * row % 7)),$((row % 3))"; done; } >"$work/d.csv"
cat >"$work/e.yaml" <<YAML
data: {file: d.csv, target: target}
parameters: {hidden: "4", epochs: 10, batch_size: full, learning_rate: {min: 0.0001, max: 0.1}}
durability: os
YAML
(cd "$work" && "$hpo" run e.yaml --trials 1999 --workers 2 --progress none --results "$work/results" >/dev/null 2>&1)
run=$(find "$work/results/e" -mindepth 1 -maxdepth 1 -name '2*')
grep -c '"evaluation.ended"' "$run/journal.jsonl" | sed 's/$/ evaluations/'
du -k "$run/journal.jsonl" | cut -f1 | sed 's/$/ KiB of journal/'
for round in $(seq "$rounds"); do
  rm -rf "$work/copy" && mkdir -p "$work/copy/e" && cp -r "$run" "$work/copy/e/"
  journal=$(echo "$work"/copy/e/*/journal.jsonl)
  size=$(stat -c %s "$journal")
  began=$(date +%s%N)
  "$hpo" resume --trials 2000 --progress none --results "$work/copy" >/dev/null 2>&1 &
  until tail -c +$((size + 1)) "$journal" | grep -q '"evaluation.started"'; do :; done
  echo $((($(date +%s%N) - began) / 1000000))
  kill -9 $! && wait $! 2>/dev/null || true
done | sort -n | awk '{ all[NR] = $1 } END { printf "first evaluation after %d ms at best, %d ms in the median of %d\n", all[1], all[int((NR + 1) / 2)], NR }'
