#!/bin/sh
# Fuzzes the readers of files that Redub itself writes, each for SECONDS (default 20). Needs clang's libFuzzer.
set -eu
seconds=${1:-20}
root=$(cd "$(dirname "$0")/../.." && pwd)
out="$root/build/fuzz"
mkdir -p "$out/journal"
clang++-14 -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -I"$root" \
  "$root/tests/fuzz/journal_fuzz.cpp" "$root/core/dub/journal.cpp" "$root/core/base/file.cpp" -lcrypto -o "$out/journal_fuzz"
printf '%s' '{"redubJournal":1,"fingerprint":"ab","chunkShots":250,"shots":1000}' >"$out/journal/seed"
"$out/journal_fuzz" -max_total_time="$seconds" -max_len=4096 -artifact_prefix="$out/" -print_final_stats=1 "$out/journal" \
  >"$out/journal.log" 2>&1 || { tail -n 40 "$out/journal.log" >&2; echo "fuzzing the journal reader found a failure" >&2; exit 1; }
tail -n 6 "$out/journal.log"
