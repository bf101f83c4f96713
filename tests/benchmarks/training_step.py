#!/usr/bin/env python3
"""training_step.py BENCH [options]: TalkLip's training step, ours (redub_bench_training_step) beside the same
step in PyTorch: the same weights, batch, threads and device; losses are compared, and both take turns, so that
a busy machine is busy for both. Ends with 1 where a loss differs by more than the tolerance."""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench")
    parser.add_argument("--preset", default="small", choices=["small", "paper"])
    parser.add_argument("--clips", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--precision", default="fp32", choices=["fp32", "bf16"])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--stages", default="image,sound,guided")
    parser.add_argument("--rounds", type=int, default=6, help="turns of each that are measured")
    parser.add_argument("--steps", type=int, default=2, help="of a turn")
    parser.add_argument("--cpu-time", action="store_true", help="seconds of the processor: for a busy machine")
    parser.add_argument("--compiled", action="store_true", help="torch.compile, too")
    parser.add_argument("--tolerance", type=float, help="of the first losses; 1e-4 in fp32, 5e-3 in bf16")
    o = parser.parse_args()
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(o.threads)
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import talklip_torch
    import torch
    torch.set_num_threads(o.threads)
    tolerance = o.tolerance or (1e-4 if o.precision == "fp32" else 5e-3)

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "step.safetensors")
        ours = subprocess.Popen(
            [o.bench, path, o.preset, str(o.clips), o.device, o.precision, str(o.threads)], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if ours.stdout.readline().strip() != "ready":
            return 1
        theirs = {"eager": talklip_torch.Training(path, o.device, o.precision)}
        if o.compiled:
            theirs["compiled"] = talklip_torch.Training(path, o.device, o.precision, True)

        def told(line):
            ours.stdin.write(line + "\n")
            ours.stdin.flush()

        def our_steps(count):
            told(f"steps {count}")
            answer = json.loads(ours.stdout.readline())
            return answer["losses"], answer["cpu seconds" if o.cpu_time else "seconds"], answer["faults"] / count

        def their_steps(training, count):
            losses, seconds = [], []
            now = time.process_time if o.cpu_time else time.perf_counter
            for _ in range(count):
                begin = now()
                losses.append(training.step())  # the losses are read, so the device is waited for
                if training.device.type == "cuda":
                    torch.cuda.synchronize()
                seconds.append(now() - begin)
            return losses, seconds

        pictures, worst = 20 * o.clips, 0.0
        print(f"training step, {o.preset}, {o.clips} clips = {pictures} pictures, {o.device}, {o.precision}, "
              f"{o.threads} threads; PyTorch {torch.__version__}; {o.rounds} turns of {o.steps} steps")
        print("stage     ours/s  spread  faults/step  " + "".join(f"{name:>10}/s  spread  ours/it" for name in theirs)
              + "   loss off")
        for stage in o.stages.split(","):
            told(f"begin {stage}")
            found = our_steps(3)[0]
            off = 0.0
            for training in theirs.values():
                training.begin(stage)
                for a, b in zip(found, their_steps(training, 3)[0]):
                    assert a.keys() == b.keys(), (a.keys(), b.keys())
                    off = max([off] + [abs(a[name] - b[name]) / max(1.0, abs(b[name])) for name in a])
            worst = max(worst, off)
            mine, faults, others = [], [], {name: [] for name in theirs}
            for _ in range(o.rounds):
                _, seconds, faulted = our_steps(o.steps)
                mine += seconds
                faults.append(faulted)
                for name, training in theirs.items():
                    others[name] += their_steps(training, o.steps)[1]

            def rate(seconds):
                quarters = statistics.quantiles(seconds, n=4)
                return pictures / quarters[1], (quarters[2] - quarters[0]) / quarters[1]

            row = f"{stage:8} {rate(mine)[0]:7.1f}  {rate(mine)[1]:5.0%}  {statistics.median(faults):11.0f}  "
            for seconds in others.values():
                row += f"{rate(seconds)[0]:10.1f}    {rate(seconds)[1]:5.0%}  {rate(mine)[0] / rate(seconds)[0]:7.2f}"
            print(row + f"   {off:.1e}", flush=True)
        ours.stdin.close()
        ours.wait()
    print(f"losses of the first three steps differ by at most {worst:.1e} (allowed: {tolerance:g})")
    return 0 if worst <= tolerance else 1


if __name__ == "__main__":
    sys.exit(main())
