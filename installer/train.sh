#!/bin/sh
# Makes the built-in speech-to-mouth model again: installs the synthesisers and texts, builds the training tool, trains.
# About 30 CPU minutes. Users do not need this.
set -eu
REDUB_ROOT=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$REDUB_ROOT/build" "$REDUB_ROOT/out"
. "$REDUB_ROOT/installer/setup.sh"

install_packages $BUILD_PACKAGES $TEST_PACKAGES $TRAIN_PACKAGES
build release-tests -DCMAKE_BUILD_TYPE=Release
tool="$REDUB_ROOT/build/release-tests/app/redub-train"
model="$REDUB_ROOT/out/speech_mouth.safetensors"
"$tool" speech --out "$model" --minutes 14 --width 128 --seed 1 --espeak 5500 --flite 1600 --festival 110 --loud-share 0
say "done"
echo "The model:  $model"
echo "Its card:   ${model%.safetensors}.md"
echo "Use it:     copy both to resources/models"
echo "Measure it: $tool evaluate-speech --media FOLDER --model $model"
