#!/bin/sh
# Installs what Redub and its tests need, builds everything, and runs all tests.
# REDUB_CONFIG=release (default), dev (address and undefined-behaviour sanitizers) or tsan.
set -eu
REDUB_ROOT=$(cd "$(dirname "$0")/.." && pwd)
config=${REDUB_CONFIG:-release}
mkdir -p "$REDUB_ROOT/build"
. "$REDUB_ROOT/installer/setup.sh"

install_packages $BUILD_PACKAGES $TEST_PACKAGES
fetch_face_mesh "its tests are skipped"
case "$config" in
  release) build release-tests -DCMAKE_BUILD_TYPE=Release; folder=release-tests ;;
  dev) build dev -DCMAKE_BUILD_TYPE=Debug -DREDUB_SANITIZE=address,undefined; folder=dev ;;
  tsan) build tsan -DCMAKE_BUILD_TYPE=RelWithDebInfo -DREDUB_SANITIZE=thread; folder=tsan ;;
  *) stop "unknown REDUB_CONFIG '$config': release, dev or tsan" ;;
esac
say "testing"
cd "$REDUB_ROOT/build/$folder"
ctest --output-on-failure --no-tests=error --parallel 2
if [ "$config" = release ]; then
  say "fuzzing the readers for a short while"
  "$REDUB_ROOT/tests/fuzz/run.sh" 20
fi
