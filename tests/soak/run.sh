#!/usr/bin/env bash
# Dubs on a busy machine: nothing hangs, every dub that is asked to end does so.
#
#   tests/soak/run.sh [DUBS [REDUB-CLI]]       e.g. nice -n 10 tests/soak/run.sh 40
#
# DUBS (default 40) in a row for each user: the one who calls, and for root another one, too. Meanwhile there are
# four times as many busy processes as cores. The codecs of this FFmpeg take turns; every second dub is sent SIGTERM,
# each at another moment. Then, as the other user, a dub that may have 0, 1, 2, ... threads. A dub that takes longer
# than SOAK_HANG_SEC (default 120) or answers SIGTERM later than SOAK_ANSWER_SEC (default 2) is a failure.
set -u
dubs=${1:-40}
root=$(cd "$(dirname "$0")/../.." && pwd)
cli=${2:-$root/build/release/app/redub-cli}
hang=${SOAK_HANG_SEC:-120}
answer=${SOAK_ANSWER_SEC:-2}
stranger=1048576  # a user who has no other processes, so that theirs can be counted

folder=$(mktemp -d "${TMPDIR:-/tmp}/soak.XXXXXX")
busy=() dub=
leave() {
  kill "${busy[@]}" $dub 2>/dev/null
  rm -rf "$folder"
}
trap leave EXIT
trap 'exit 130' INT TERM

failures=0 slowest=0 latest=0
fail() {
  echo "FAILED: $*" >&2
  sed 's/^/    /' "$folder/log" >&2
  failures=$((failures + 1))
}
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
most() { (($1 > $2)) && echo "$1" || echo "$2"; }

codecs=(av1 h264 h265 vp9 prores ffv1)
for other in libaom-av1 librav1e; do  # those that stand in for the first choice
  ffmpeg -hide_banner -loglevel quiet -h "encoder=$other" | grep -q "^Encoder" && codecs+=("$other")
done

# become USER COMMAND...
become() {
  local user=$1
  shift
  [ "$user" = "$(id -u)" ] || set -- setpriv --reuid "$user" --regid "$user" --clear-groups "$@"
  exec "$@"
}

# start USER CODEC [LIMITER...]: in the background, as process $dub
start() {
  local user=$1 codec=$2
  shift 2
  rm -rf "${folder:?}/$user"
  mkdir "$folder/$user" && chown "$user" "$folder/$user"
  become "$user" timeout --foreground -s KILL "$hang" "$@" "$cli" dub "$folder/sample.mp4" "$folder/sample.wav" \
    -o "$folder/$user/out.mkv" --codec "$codec" --no-cache --chunk-frames 10 >"$folder/log" 2>&1 &
  dub=$!
}

# finished USER CODEC: the dub was left alone
finished() {
  local began took code
  began=$(milliseconds)
  start "$@"
  wait "$dub"
  code=$?
  took=$(($(milliseconds) - began))
  slowest=$(most "$took" "$slowest")
  [ "$code" = 0 ] || fail "$2 as user $1 ended with $code after $took ms"
  [ "$(ls "$folder/$1")" = out.mkv ] || fail "$2 as user $1 left: $(ls "$folder/$1")"
  echo "user $1  $2: done in $took ms"
}

# cancelled USER CODEC MS: SIGTERM after so many milliseconds. Nothing may have the final name, unless it was done
# before. 143 is a program that had not begun.
cancelled() {
  local asked took code
  start "$1" "$2"
  sleep "$(printf '%d.%03d' $(($3 / 1000)) $(($3 % 1000)))"
  asked=$(milliseconds)
  kill -TERM "$dub" 2>/dev/null
  wait "$dub"
  code=$?
  took=$(($(milliseconds) - asked))
  latest=$(most "$took" "$latest")
  ((took > answer * 1000)) && fail "$2 as user $1 answered SIGTERM at $3 ms after $took ms"
  case $code in
    0) [ -s "$folder/$1/out.mkv" ] || fail "$2 as user $1 made nothing" ;;
    130 | 143) [ ! -e "$folder/$1/out.mkv" ] || fail "$2 as user $1 left its output, cancelled at $3 ms" ;;
    *) fail "$2 as user $1 ended with $code, cancelled at $3 ms" ;;
  esac
  echo "user $1  $2: SIGTERM at $3 ms, ended with $code after $took ms"
}

"$cli" --quiet sample --out "$folder" --seconds 1 --size 256x192 >"$folder/log" 2>&1 || { fail sample; exit 1; }
chmod 755 "$folder"
users=("$(id -u)")
[ "$(id -u)" = 0 ] && users+=("$stranger")
for ((i = 0; i < 4 * $(nproc); ++i)); do
  while :; do :; done &
  busy+=($!)
done

turn=0
for user in "${users[@]}"; do
  usual=2000  # what a dub takes
  for ((i = 0; i < dubs; ++i, ++turn)); do
    codec=${codecs[$((turn % ${#codecs[@]}))]}
    if (((i + turn / ${#codecs[@]}) % 2 == 0)); then
      before=$(milliseconds)
      finished "$user" "$codec"
      usual=$(($(milliseconds) - before))
    else
      cancelled "$user" "$codec" $((usual * (turn * 37 % 100) / 100))
    fi
  done
done

# With too few threads a dub ends with an error in words; with enough of them it is done.
if [ "$(id -u)" = 0 ]; then
  for threads in 0 1 2 3 4 6 8 12 16; do
    start "$stranger" h264 prlimit --nproc=$((threads + 2))  # timeout and the program itself
    wait "$dub"
    code=$?
    [ "$code" = 0 ] || [ "$code" = 1 ] || fail "with $threads threads it ended with $code"
    [ "$code" = 0 ] || grep -q '^redub-cli: ' "$folder/log" || fail "with $threads threads it said nothing"
    echo "with $threads threads: $code $(grep -m 1 '^redub-cli: ' "$folder/log")"
  done
fi
echo "$((dubs * ${#users[@]})) dubs, $failures failures; slowest $slowest ms, latest answer to SIGTERM $latest ms"
[ "$failures" = 0 ]
