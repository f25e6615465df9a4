#!/usr/bin/env bash
# How long a resume takes to start its first evaluation: a finished run of 2,000 trials of 5 folds with their learning curves gets one
# trial more, ROUNDS times, each on a fresh copy; from the command to the first new `evaluation.started` in the journal, and the processor
# time that the coordinator took for it, which a busy machine changes less.
#   tests/scripts/resume-time.sh HPO [ROUNDS]        HPO: the executable
# Last seen: first evaluation after 850 ms, 875 in the median, at load 2; at load 14 2.1 s (21 November 2026)
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
  coordinator=$!
  grep -q -m1 '"evaluation.started"' < <(tail -c +$((size + 1)) -f --pid=$coordinator "$journal")
  ended=$(date +%s%N)
  ticks=$(awk '{ print $14 + $15 }' "/proc/$coordinator/stat")
  echo $(((ended - began) / 1000000)) $((ticks * 1000 / $(getconf CLK_TCK)))
  kill -9 "$coordinator" && wait "$coordinator" 2>/dev/null || true
done | sort -n | awk '{ wall[NR] = $1; if (NR == 1 || $2 < busy) busy = $2 } END {
  printf "first evaluation after %d ms at best, %d ms in the median of %d; at best %d ms of processor time\n", wall[1], wall[int((NR + 1) / 2)], NR, busy }'
