#!/usr/bin/env bash
# What some tests look at the world with: Chromium for the report's page, axe-core and html-validate to judge it, procps for the kill loop,
# rsvg-convert for PNGs, numpy and scipy for the ranking done once more, zsh and fish for what TAB does there. Installs what is missing where
# that is allowed; without them those tests are inconclusive or say what they lack.
[[ -z ${HPO_NO_INSTALL:-} ]] || exit 0
page_tools=$(dirname -- "${BASH_SOURCE[0]}")/page-tools

install_packages() {
  local missing=()
  command -v rsvg-convert >/dev/null || missing+=(librsvg2-bin fonts-dejavu-core)
  command -v pgrep >/dev/null || missing+=(procps)
  command -v zsh >/dev/null || missing+=(zsh)
  command -v fish >/dev/null || missing+=(fish)
  command -v npm >/dev/null || missing+=(nodejs npm)
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
  /usr/bin/python3 -c "import numpy, scipy" 2>/dev/null || missing+=(python3-numpy python3-scipy)
  [[ ${#missing[@]} == 0 ]] && return
  echo "installing ${missing[*]} for the tests …"
  local install=(apt-get install -y -qq --no-install-recommends "${missing[@]}")
  export DEBIAN_FRONTEND=noninteractive
  { "${install[@]}" || { apt-get update -qq && "${install[@]}"; }; } >/dev/null 2>&1 || echo "could not install ${missing[*]}"
}

install_page_tools() {
  [[ -d $page_tools/node_modules/axe-core && -d $page_tools/node_modules/html-validate ]] && return
  echo "installing axe-core and html-validate for the tests …"
  npm ci --prefix "$page_tools" --ignore-scripts --no-audit --no-fund >/dev/null 2>&1 || echo "could not install axe-core and html-validate"
}

if command -v apt-get >/dev/null && [[ $(id -u) == 0 ]]; then install_packages; fi
if command -v npm >/dev/null; then install_page_tools; fi
exit 0
