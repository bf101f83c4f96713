#!/bin/sh
# What a CUDA card makes of the networks and of TalkLip's training step, beside PyTorch on the same weights.
#   tests/gpu/run.sh          needs a card, PyTorch 2, CMake and a compiler; no Qt, FFmpeg, OpenCV or network
#   tests/gpu/run.sh --cpu    the same on the processor, for a moment: does the script work?
# Ends with 1 where a number is wrong. Without a card it says so and ends with 0. REDUB_GPU_BUILD: where it builds.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${REDUB_GPU_BUILD:-"$root/build/gpu"}
python=${PYTHON:-python3}
device=cuda
[ "${1:-}" = --cpu ] && device=cpu

if ! torch=$("$python" -c 'import torch; print(torch.utils.cmake_prefix_path)' 2>/dev/null); then
  echo "tests/gpu/run.sh: $python has no PyTorch: nothing is measured"
  exit 0
fi
if [ $device = cuda ] && ! "$python" -c 'import sys, torch; sys.exit(not torch.cuda.is_available())'; then
  echo "tests/gpu/run.sh: PyTorch sees no CUDA card: nothing is measured"
  exit 0
fi

began=$(date +%s)
generator=""
command -v ninja >/dev/null && generator="-G Ninja"
# build_with ON|OFF: CUDA graphs are left out where CUDA's headers do not fit.
build_with() {
  # shellcheck disable=SC2086
  cmake -S "$root" -B "$build" $generator -DCMAKE_BUILD_TYPE=Release -DREDUB_PARTS=models -DREDUB_CUDA_GRAPHS="$1" \
    -DCMAKE_PREFIX_PATH="$torch" -DPython_EXECUTABLE="$(command -v "$python")" >"$build.log" 2>&1 &&
    cmake --build "$build" --parallel "${REDUB_JOBS:-$(nproc)}" --target redub-card-check redub_bench_training_step >>"$build.log" 2>&1
}
mkdir -p "$(dirname "$build")"
build_with ON || build_with OFF || {
  tail -n 40 "$build.log"
  exit 1
}
check=$(find "$build" -name redub-card-check -type f)
step=$(find "$build" -name redub_bench_training_step -type f)
echo "built in $(($(date +%s) - began)) s"

result=0
# 32 bits mean 32 bits here, not TF32.
NVIDIA_TF32_OVERRIDE=0 "$check" goldens $device || result=1
"$check" retreat $device || result=1
if [ $device = cpu ]; then
  "$python" "$root/tests/gpu/generator_speed.py" "$check" --device cpu --precisions fp32 --batches 1,4 --seconds 1 || result=1
  "$python" "$root/tests/benchmarks/training_step.py" "$step" --clips 1 --rounds 2 --steps 1 || result=1
else
  "$python" "$root/tests/gpu/generator_speed.py" "$check" --device cuda --precisions fp32,bf16,fp16 --batches 1,16,64 \
    --seconds 1.5 --compiled || result=1
  NVIDIA_TF32_OVERRIDE=0 "$python" "$root/tests/benchmarks/training_step.py" "$step" --preset paper --clips 8 \
    --device cuda --threads 4 || result=1
  "$python" "$root/tests/benchmarks/training_step.py" "$step" --preset paper --clips 8 --device cuda --precision bf16 \
    --threads 4 || result=1
fi
echo "tests/gpu/run.sh: $([ $result = 0 ] && echo "all is right" || echo "something is WRONG") after $(($(date +%s) - began)) s"
exit $result
