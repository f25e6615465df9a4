#!/usr/bin/env bash
# PNG charts need rsvg-convert and a font (or an installed Chromium). Installs them where that is allowed, else says how, in one line.
command -v rsvg-convert >/dev/null && exit 0
for browser in chromium chromium-browser google-chrome microsoft-edge; do
  command -v "$browser" >/dev/null && exit 0
done
if [[ $(id -u) == 0 && -z ${HPO_NO_INSTALL:-} ]] && command -v apt-get >/dev/null; then
  echo "hpo: installing librsvg2-bin and fonts for PNG charts …" >&2
  export DEBIAN_FRONTEND=noninteractive
  install=(apt-get install -y -qq --no-install-recommends librsvg2-bin fonts-dejavu-core)
  { "${install[@]}" || { apt-get update -qq && "${install[@]}"; }; } >/dev/null 2>&1 && exit 0
fi
echo "hpo: no PNG charts (SVG and HTML are complete): install them with 'apt-get install librsvg2-bin fonts-dejavu-core'" >&2
exit 0
