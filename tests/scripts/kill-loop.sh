#!/usr/bin/env bash
# Kills the real executable with SIGKILL again and again, resumes it, and has an outside witness judge: results that were on disk
# before a kill are still there, none is there twice, no process of the run outlives it by 5 s, and in the end trials.csv has the
# bytes of a run that nobody disturbed.
#   tests/scripts/kill-loop.sh HPO CYCLES [SEED]        HPO: the executable; the last line is the count
# A cycle is one kill -9. When a run ends before its kill, the table is compared and the next run begins.
# Long form: tests/scripts/kill-loop.sh src/HpoRunner/bin/Release/net10.0/hpo 1000 7
# Last seen: 1000 kills in 202 runs: 0 of 55438 results lost, 0 doubled, 0 orphans, 0 of 202 tables different (21 November 2026)
# Afresh with seed 20261121: 150 kills in 28 runs: 0 of 7774 results lost, 0 doubled, 0 orphans, 0 of 28 tables different (21 November 2026)
set -euo pipefail
hpo=$(readlink -f -- "$1") cycles=$2 RANDOM=${3:-1}
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd)
work=$(mktemp -d)
pid=
trap '[[ -z $pid ]] || kill -9 "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
sweep=(run "$root/experiments/wine.yaml" --trials 6 --workers 2 --set epochs=60 --set batch_size=8 --progress none)

# Accepted results in whole records of the journal: the evaluation with its metrics.
accepted() {
  sed -n 's/.*"type":"evaluation.ended","evaluation":"\([^"]*\)".*"state":"completed","metrics":\({[^}]*}\).*"crc":"[0-9a-f]\{8\}"}$/\1 \2/p' "$1"
}
# Builtins alone: this is asked every 20 ms, and a process each time would cost more than what is tested.
journal() { local files=("$HPO_RESULTS"/*/*/journal.jsonl); if [[ -e ${files[0]} ]]; then found=${files[0]}; else found=; fi; }
records() { local lines=(); journal; [[ -z $found ]] || mapfile -t lines <"$found"; count=${#lines[@]}; }
# A zombie is dead: nobody may have collected it yet.
alive() { local stat; { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1; stat=${stat##*) }; [[ ${stat:0:1} != Z ]]; }

export HPO_RESULTS=$work/undisturbed
"$hpo" "${sweep[@]}" >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
journal
cp "${found%/*}/trials.csv" "$work/trials.csv"

killed=0 seen=0 lost=0 doubled=0 orphans=0 tables=0 different=0 run=0
while (( killed < cycles )); do
  run=$((run + 1))
  export HPO_RESULTS=$work/run-$run
  : >"$work/before"
  command=("${sweep[@]}")
  while :; do
    "$hpo" "${command[@]}" >"$work/out" 2>&1 &
    pid=$!
    if (( killed < cycles )); then
      # After some more records, and a little later: inside a write, between two, in an evaluation; sometimes before the run exists.
      records
      target=$((count + RANDOM % 20 - 2))
      while alive "$pid" && records && (( count < target )); do sleep 0.02; done
      sleep "0.0$((RANDOM % 90 + 10))"
      workers=$(pgrep -P "$pid" || true)
      journal
      [[ -z $found ]] || accepted "$found" >"$work/before"
      if kill -9 "$pid" 2>/dev/null; then
        wait "$pid" 2>/dev/null || true
        killed=$((killed + 1)) pid=
        for _ in $(seq 50); do
          left=0
          for worker in $workers; do ! alive "$worker" || left=$((left + 1)); done
          (( left > 0 )) || break
          sleep 0.1
        done
        orphans=$((orphans + left))
      fi
    fi
    ended=0
    [[ -z $pid ]] || { wait "$pid" || ended=$?; pid=; ended=done$ended; }
    journal
    if [[ -n $found ]]; then
      accepted "$found" >"$work/after"
      seen=$((seen + $(wc -l <"$work/before")))
      lost=$((lost + $(comm -23 <(sort "$work/before") <(sort "$work/after") | wc -l)))
      doubled=$((doubled + $(cut -d' ' -f1 "$work/after" | sort | uniq -d | wc -l)))
      command=(resume --progress none)
    fi
    if [[ $ended == done0 ]]; then
      tables=$((tables + 1))
      cmp -s "$work/trials.csv" "${found%/*}/trials.csv" || different=$((different + 1))
      break
    elif [[ $ended == done* ]]; then
      cat "$work/out"; echo "ended with ${ended#done}"; exit 1
    fi
  done
  rm -rf "$HPO_RESULTS"
done
echo "$killed kills in $run runs: $lost of $seen results lost, $doubled doubled, $orphans orphans, $different of $tables tables different"
(( lost + doubled + orphans + different == 0 && tables > 0 && seen > 0 ))
