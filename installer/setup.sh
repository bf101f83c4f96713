# Installs packages and builds. Sourced by quickstart.sh and test.sh, which set REDUB_ROOT.
. "$REDUB_ROOT/installer/packages.sh"

say() { printf '== %s\n' "$*"; }
stop() { printf 'redub: %s\n' "$*" >&2; exit 1; }

# install_packages NAME...: what is not there yet, with apt-get, as root or through sudo.
install_packages() {
  missing=""
  if command -v dpkg-query >/dev/null 2>&1; then
    for package in "$@"; do
      dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
  else
    missing=" $*"
  fi
  [ -z "$missing" ] && return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    stop "this system has no apt-get. Install what these Debian packages hold with your own package manager, then run this again:$missing"
  fi
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || stop "packages are missing and there is neither root nor sudo: install$missing"
    as_root="sudo"
  fi
  say "installing packages:$missing"
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# fetch_face_mesh WITHOUT-IT: with npm, where that is there or can be had; else says what is without it.
fetch_face_mesh() {
  command -v npm >/dev/null 2>&1 || (install_packages npm) || true
  "$REDUB_ROOT/installer/face-mesh.sh" || say "no face mesh: $1"
}

# build FOLDER CMAKE-OPTION...: configure and build in build/FOLDER, all or BUILD_TARGETS.
build() {
  folder="$REDUB_ROOT/build/$1"
  shift
  say "building (a first build takes some minutes)"
  cmake -S "$REDUB_ROOT" -B "$folder" -G Ninja "$@" >"$folder.log" 2>&1 || { tail -n 40 "$folder.log" >&2; stop "CMake failed: see $folder.log"; }
  # shellcheck disable=SC2086
  cmake --build "$folder" --parallel "$(build_jobs)" ${BUILD_TARGETS:+--target $BUILD_TARGETS}
}

# One compiler a core, but no more than memory allows (a unit with torch takes over 1 GB).
build_jobs() {
  cores=$(nproc)
  memory=$(awk '/MemAvailable/ { print int($2 / 1500000) }' /proc/meminfo)
  [ "$memory" -lt 1 ] && memory=1
  [ "$cores" -lt "$memory" ] && echo "$cores" || echo "$memory"
}
