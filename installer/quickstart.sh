#!/bin/sh
# Installs what Redub needs, builds it, and dubs: your VIDEO with your SPEECH, or a talking sample that it makes itself.
set -eu
REDUB_ROOT=$(cd "$(dirname "$0")/.." && pwd)
case "${1:-}" in
  -h|--help) echo "usage: installer/quickstart.sh [VIDEO SPEECH]"; exit 0 ;;
esac
[ $# -eq 0 ] || [ $# -eq 2 ] || { echo "usage: installer/quickstart.sh [VIDEO SPEECH]" >&2; exit 2; }
mkdir -p "$REDUB_ROOT/build" "$REDUB_ROOT/out"
. "$REDUB_ROOT/installer/setup.sh"

install_packages $BUILD_PACKAGES
fetch_face_mesh "lips of dark-skinned and bearded people are found less well"
build release -DCMAKE_BUILD_TYPE=Release -DREDUB_TESTS=OFF
cli="$REDUB_ROOT/build/release/app/redub-cli"

if [ $# -eq 2 ]; then
  video=$1
  speech=$2
  name=$(basename "$video")
  dubbed="$REDUB_ROOT/out/${name%.*}-dubbed.mp4"
else
  say "making a talking sample, and another voice for it"
  "$cli" sample --out "$REDUB_ROOT/out/sample" --seconds 12
  "$cli" sample --out "$REDUB_ROOT/out/voice" --seconds 8 --size 160x120 --voice en-us+f3 --seed 2 \
    --text "This is another voice, and it says other words. Look closely at the lips: they follow the new sentence, and they rest when it is over."
  video="$REDUB_ROOT/out/sample/sample.mp4"
  speech="$REDUB_ROOT/out/voice/sample.wav"
  dubbed="$REDUB_ROOT/out/sample-dubbed.mp4"
fi

# The one choice made for you: when the speech is longer than the picture, the picture runs backwards and forwards.
say "dubbing (--fit pingpong: a speech that is longer than the picture lengthens it)"
"$cli" dub "$video" "$speech" -o "$dubbed" --fit pingpong --restart --report "$dubbed.json"
say "checking the finished file"
"$cli" verify "$dubbed" --source "$video" --speech "$speech" --fit pingpong

say "done"
echo "The dubbed file: $dubbed"
echo "Open it with:    xdg-open '$dubbed'   (or ffplay, mpv, vlc)"
window="$REDUB_ROOT/build/release/app/redub"
[ -x "$window" ] && echo "The window:      $window '$video' '$speech'"
echo "Dub your own:    installer/quickstart.sh VIDEO SPEECH"
echo "More:            $cli dub --help"
