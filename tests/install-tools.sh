#!/usr/bin/env bash
# What some tests look at the world with: Chromium for the report's script, procps for the kill loop, rsvg-convert for PNGs. Installs what is
# missing where that is allowed; without them those tests are inconclusive or say what they lack.
command -v apt-get >/dev/null && [[ $(id -u) == 0 && -z ${HPO_NO_INSTALL:-} ]] || exit 0
missing=()
command -v rsvg-convert >/dev/null || missing+=(librsvg2-bin fonts-dejavu-core)
command -v pgrep >/dev/null || missing+=(procps)
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
[[ ${#missing[@]} == 0 ]] && exit 0
echo "installing ${missing[*]} for the tests …"
export DEBIAN_FRONTEND=noninteractive
install=(apt-get install -y -qq --no-install-recommends "${missing[@]}")
{ "${install[@]}" || { apt-get update -qq && "${install[@]}"; }; } >/dev/null 2>&1 || echo "could not install ${missing[*]}"
exit 0
