#!/usr/bin/env bash
# Makes docs/sample-report.html and the README's pictures from a real run of the main example. Needs Chromium.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)

HPO_RESULTS=$work/results "$root/hpo" run "$root/experiments/digits.yaml" --progress none >/dev/null
run=$(dirname "$(find "$work/results" -name report.html -not -path '*/latest/*')")
cp "$run/report.html" "$root/docs/sample-report.html"

# picture NAME WIDTH HEIGHT ADDRESS [OPTION…]
picture() {
  local name=$1 width=$2 height=$3 address=$4
  shift 4
  "$browser" --headless --no-sandbox --disable-gpu --disable-quic --hide-scrollbars --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --user-data-dir="$work/profile" --window-size="$width,$height" \
    --screenshot="$root/docs/$name" "$@" "$address" 2>/dev/null
  echo "$root/docs/$name"
}

# A window is not as narrow as a phone, and is not scrolled before its picture is taken: frames are.
frames() {
  local width=$1 height=$2 part
  shift 2
  echo "<style>body{margin:0;display:flex;gap:20px;background:#c9ced4}iframe{border:0;width:${width}px;height:${height}px}</style>"
  for part; do echo "<iframe src=\"file://$run/report.html#$part\"></iframe>"; done
}
picture report.png 1120 1400 "file://$run/report.html"
frames 390 844 "" ranking matters >"$work/phones.html"
picture report-phone.png 1210 844 "file://$work/phones.html"
frames 1120 1150 curves >"$work/dark.html"
picture report-dark.png 1120 1150 "file://$work/dark.html" --blink-settings=preferredColorScheme=0
