#!/usr/bin/env bash
# Makes the README's picture from a real run of the main example. Needs Chromium.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
HPO_RESULTS=$work/results "$root/hpo" run "$root/experiments/digits.yaml" --progress none >/dev/null
report=$(find "$work/results" -name report.html -not -path '*/latest/*')
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking \
  --user-data-dir="$work/profile" --window-size=1120,1400 --screenshot="$root/docs/report.png" "file://$report" 2>/dev/null
echo "$root/docs/report.png"
