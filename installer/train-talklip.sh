#!/bin/sh
# Teaches TalkLip and its lip-reading expert.
#   installer/train-talklip.sh                 a tiny set of drawn talkers, all stages for a moment: does everything work here?
#   installer/train-talklip.sh VIDEOS [OUT]    a folder of talking videos (LRS2, LRW, GRID, or your own), for real
# It can be stopped and started again at any time.
set -eu
REDUB_ROOT=$(cd "$(dirname "$0")/.." && pwd)
videos=${1:-}
out=${2:-"$REDUB_ROOT/out/talklip"}
mkdir -p "$REDUB_ROOT/build" "$out"
. "$REDUB_ROOT/installer/setup.sh"

install_packages $BUILD_PACKAGES $TEACH_PACKAGES
BUILD_TARGETS="redub-cli redub-train redub_networks"
build release-tests -DCMAKE_BUILD_TYPE=Release
cli="$REDUB_ROOT/build/release-tests/app/redub-cli"
train="$REDUB_ROOT/build/release-tests/app/redub-train"

# talkers FOLDER: two people who say eight sentences each, with the texts beside.
talkers() {
  number=0
  for speaker in 1 2; do
    mkdir -p "$1/s$speaker"
    for text in "bin blue at two" "lay green by nine" "place red in four" "set white with one" \
      "bin green in one" "lay blue with two" "place white at nine" "set red by four"; do
      number=$((number + 1))
      [ -f "$1/s$speaker/$number.txt" ] && continue
      "$cli" --quiet sample --out "$out/sample" --seconds 2.4 --size 320x240 --seed "$speaker" --text "$text"
      mv "$out/sample/sample.mp4" "$1/s$speaker/$number.mp4"
      echo "$text" >"$1/s$speaker/$number.txt"
    done
  done
}

if [ -z "$videos" ]; then
  say "drawing talkers"
  videos="$out/talkers"
  talkers "$videos"
  prepare="--edge 112 --valid-share 0.2 --test-share 0.2"
  expert="--rounds 1 --pretraining-steps 20 --clusters 20 --steps 40 --batch 4 --validate-every 20"
  # Long enough for outlines of faces, no more.
  talklip="--batch 2 --rate 1e-3 --judge-at 30 --sound-at 36 --guided-at 40 --steps 44 --validate-every 11"
  evaluate="--clips 2 --sheet 1"
else
  prepare=""
  expert="--rounds 2 --pretraining-steps 4000 --steps 12000 --validate-every 1000 --units ${REDUB_UNITS:-pieces}"
  talklip="--validate-every 3000"
  evaluate=""
fi

say "preparing the set"
# shellcheck disable=SC2086
"$train" prepare "$videos" --out "$out/set" $prepare
say "teaching the lip-reading expert"
# shellcheck disable=SC2086
"$train" expert "$out/set" --out "$out/expert" $expert
say "teaching TalkLip"
# shellcheck disable=SC2086
"$train" talklip "$out/set" --expert "$out/expert/reading/models/expert.safetensors" --out "$out/run" $talklip
say "judging it on clips that it has not seen"
# shellcheck disable=SC2086
"$train" evaluate "$out/set" --system real --system builtin --system taught="$out/run/models/talklip.safetensors" \
  --out "$out/judged" $evaluate
say "done"
echo "The model:  $out/run/models/talklip.safetensors"
echo "Its report: $out/run/report.html"
echo "Judged:     $out/judged/table.txt, and strips of crops in $out/judged/strips"
echo "Use it:     $cli models import $out/run/models/talklip.safetensors --name mine"
