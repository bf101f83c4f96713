#!/bin/sh
# Fuzzes the readers of foreign and of own files, each for SECONDS (default 20). Needs clang's libFuzzer.
set -eu
seconds=${1:-20}
root=$(cd "$(dirname "$0")/../.." && pwd)
out="$root/build/fuzz"

# fuzz NAME SEED-FOLDER MAX-LENGTH SOURCE... [-lLIBRARY...]
fuzz() {
  name=$1 seeds=$2 length=$3
  shift 3
  mkdir -p "$out/$name"
  (cd "$root" && clang++-14 -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -I"$root" \
    "tests/fuzz/${name}_fuzz.cpp" "$@" -o "$out/${name}_fuzz")
  "$out/${name}_fuzz" -max_total_time="$seconds" -max_len="$length" -rss_limit_mb=3000 -malloc_limit_mb=1500 -timeout=20 \
    -artifact_prefix="$out/" -print_final_stats=1 "$out/$name" "$seeds" >"$out/$name.log" 2>&1 ||
    { tail -n 40 "$out/$name.log" >&2; echo "fuzzing $name found a failure" >&2; exit 1; }
  echo "$name: $(grep number_of_executed_units "$out/$name.log")"
}

mkdir -p "$out/seeds/journal" "$out/seeds/safetensors"
printf '%s' '{"redubJournal":2,"fingerprint":"ab","chunkFrames":250,"frames":1000}' >"$out/seeds/journal/seed"
printf '\070\000\000\000\000\000\000\000{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  0123' >"$out/seeds/safetensors/seed"
fuzz journal "$out/seeds/journal" 4096 core/render/journal.cpp core/base/file.cpp core/base/atomic_file.cpp core/base/platform/file.cpp -lcrypto
fuzz safetensors "$out/seeds/safetensors" 4096 models/safetensors.cpp models/half.cpp models/mapped_file.cpp models/tensor.cpp \
  core/base/file.cpp core/base/atomic_file.cpp core/base/platform/file.cpp -lcrypto
fuzz checkpoint "$root/tests/golden/data/ckpt" 16384 models/checkpoint/array.cpp models/checkpoint/checkpoint.cpp \
  models/checkpoint/globals.cpp models/checkpoint/state_dict.cpp models/checkpoint/unpickler.cpp models/checkpoint/value.cpp \
  models/checkpoint/zip_container.cpp models/half.cpp models/mapped_file.cpp models/tensor.cpp core/base/platform/file.cpp -lz
