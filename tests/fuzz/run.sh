#!/bin/sh
# Fuzzes the readers of foreign and of own files, each for SECONDS (default 15). Needs clang's libFuzzer.
set -eu
seconds=${1:-15}
root=$(cd "$(dirname "$0")/../.." && pwd)
out="$root/build/fuzz"

flags="-std=c++20 -g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -I$root"
cd "$root"

# What all readers need: how they fail, and files.
mkdir -p "$out/base"
for source in error problem file atomic_file platform/file; do
  # shellcheck disable=SC2086
  clang++-14 $flags -c "core/base/$source.cpp" -o "$out/base/$(echo "$source" | tr / _).o"
done
rm -f "$out/libbase.a"
ar rcs "$out/libbase.a" "$out"/base/*.o

# fuzz NAME SEED-FOLDER MAX-LENGTH SOURCE... [-lLIBRARY...]
fuzz() {
  name=$1 seeds=$2 length=$3
  shift 3
  mkdir -p "$out/$name"
  # shellcheck disable=SC2086
  clang++-14 $flags -fsanitize=fuzzer "tests/fuzz/${name}_fuzz.cpp" "$@" "$out/libbase.a" -lcrypto -o "$out/${name}_fuzz"
  "$out/${name}_fuzz" -max_total_time="$seconds" -max_len="$length" -rss_limit_mb=3000 -malloc_limit_mb=1500 -timeout=20 \
    -artifact_prefix="$out/" -print_final_stats=1 "$out/$name" "$seeds" >"$out/$name.log" 2>&1 ||
    { tail -n 40 "$out/$name.log" >&2; echo "fuzzing $name found a failure" >&2; exit 1; }
  echo "$name: $(grep number_of_executed_units "$out/$name.log")"
}

for seed in journal safetensors project analysis patch chunk set npy; do mkdir -p "$out/seeds/$seed"; done
printf '%s' '{"redubJournal":2,"fingerprint":"ab","chunkFrames":250,"frames":1000}' >"$out/seeds/journal/seed"
printf '\070\000\000\000\000\000\000\000{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  0123' >"$out/seeds/safetensors/seed"
fuzz journal "$out/seeds/journal" 4096 core/render/journal.cpp
fuzz safetensors "$out/seeds/safetensors" 4096 models/safetensors.cpp models/half.cpp models/mapped_file.cpp models/tensor.cpp
fuzz checkpoint "$root/tests/golden/data/ckpt" 16384 models/checkpoint/array.cpp models/checkpoint/checkpoint.cpp \
  models/checkpoint/globals.cpp models/checkpoint/state_dict.cpp models/checkpoint/unpickler.cpp models/checkpoint/value.cpp \
  models/checkpoint/zip_container.cpp models/half.cpp models/mapped_file.cpp models/tensor.cpp -lz
printf '%s' '{"redub-project":1,"video":"a.mp4","takes":[{"id":1,"file":"a.wav","name":"a","seconds":2,"rating":0,"recorded":""}],"clips":[{"id":2,"voice":0,"take":1,"takes":[1],"at":0,"in":0,"out":1,"gainDb":0,"fadeIn":0,"fadeOut":0}],"voices":[{"face":0,"place":null,"muted":false}],"markers":[],"in":null,"out":null,"settings":{"model":"builtin","strength":1,"mapping":"auto","reference":"first","detail":true,"device":"auto","precision":"auto","maskSize":1,"maskFeather":1,"colorMatch":true,"silence":"close","fit":"cut","mix":"replace","originalGainDb":0,"loudnessLufs":null},"export":{"preset":"","file":"","rangeOnly":false},"nextId":3}' >"$out/seeds/project/seed"
fuzz project "$out/seeds/project" 4096 core/project/project_json.cpp core/project/project_validation.cpp core/project/project.cpp \
  core/project/edit.cpp core/dub/settings.cpp core/base/compute.cpp
head -c 100 /dev/zero >"$out/seeds/analysis/seed"
fuzz analysis "$out/seeds/analysis" 4096 core/face/analysis_file.cpp
{ printf 'RDPT\001\000\000\000'; head -c 592 /dev/zero; } >"$out/seeds/patch/seed"
fuzz patch "$out/seeds/patch" 4096 core/live/patch_file.cpp
printf '\000RDBCHNK1\005\000\000\000\004\000\000\000h264' >"$out/seeds/chunk/seed"
# shellcheck disable=SC2046
fuzz chunk "$out/seeds/chunk" 4096 core/media/encode/chunk_file.cpp core/media/av.cpp \
  $(pkg-config --libs libavformat libavcodec libavutil)
{
  printf '%s\0' '{"redubSet":1,"edge":32,"clips":[{"name":"a","speaker":"s","part":"train","text":"t","words":[["t",0,1]],"frames":1,"shard":0,"offset":64}]}'
  printf 'RDBSHRD1\040\0\0\0\0\0\0\0'; head -c 48 /dev/zero
  printf 'RDBCLIP1\214\354\001\206\114\334\143\257\001\0\0\0\0\0\0\0\040\0\0\0\0\0\0\0'; head -c 32 /dev/zero
  head -c 3072 /dev/zero
  printf '\001\0\001\0\010\0\010\0'; head -c 56 /dev/zero
  head -c 1856 /dev/zero
} >"$out/seeds/set/seed"
fuzz set "$out/seeds/set" 8192 models/dataset/set_index.cpp models/dataset/shard.cpp
printf "\223NUMPY\001\000\074\000{'descr': '<i4', 'fortran_order': False, 'shape': (1, 4), }\n0123456789abcdef" >"$out/seeds/npy/seed"
fuzz npy "$out/seeds/npy" 4096 models/dataset/npy.cpp
# A network of one ReLU.
mkdir -p "$out/seeds/tflite" "$out/generated"
flatc --cpp -o "$out/generated" models/face_mesh/tflite.fbs
printf '%s' '{"version":3,"operator_codes":[{"code":19}],"buffers":[{}],"subgraphs":[{"tensors":[{"shape":[1,2]},{"shape":[1,2]}],"inputs":[0],"outputs":[1],"operators":[{"inputs":[0],"outputs":[1]}]}]}' >"$out/generated/seed.json"
flatc --binary -o "$out/seeds/tflite" models/face_mesh/tflite.fbs "$out/generated/seed.json"
fuzz tflite "$out/seeds/tflite" 4096 "-I$out/generated" models/face_mesh/graph_file.cpp models/half.cpp -lflatbuffers
