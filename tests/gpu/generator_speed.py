#!/usr/bin/env python3
"""generator_speed.py CHECK [options]: TalkLip's image network, ours (redub-card-check speed) beside PyTorch on
the same weights with BatchNorm folded, in the same run; pictures a second, copies to and from the card
included but for the CUDA graph. One table with the card's name and its measured peak."""
import argparse
import os
import subprocess
import sys
import tempfile
import time

MACS = 3.874e9  # of one picture, counted from the layers


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("check")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--precisions", default="fp32,bf16,fp16")
    parser.add_argument("--batches", default="1,16,64")
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--compiled", action="store_true")
    o = parser.parse_args()
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../benchmarks"))
    import talklip_torch
    import torch
    device = torch.device(o.device)
    is_card = device.type == "cuda"
    if not is_card:
        torch.set_num_threads(1)
    types = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}

    def synchronize():
        if is_card:
            torch.cuda.synchronize()

    def rate(work, count):
        for _ in range(2):
            work()
        synchronize()
        begin, done = time.perf_counter(), 0
        while time.perf_counter() - begin < o.seconds:
            work()
            done += count
        synchronize()
        return done / (time.perf_counter() - begin)

    def peak(kind):
        size = 8192 if is_card else 1024
        a = torch.randn(size, size, device=device).to(kind)
        return rate(lambda: torch.mm(a, a), 1) * size ** 3

    with tempfile.TemporaryDirectory() as folder, torch.inference_mode():
        path = os.path.join(folder, "generator.safetensors")
        ours = subprocess.Popen([o.check, "speed", path, o.device], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if ours.stdout.readline().strip() != "ready":
            return 1
        groups = talklip_torch.read_safetensors(path)
        example = {name: tensor.to(device) for name, tensor in groups["example"].items()}

        def our_rate(precision, batch, streams, graph):
            ours.stdin.write(f"{precision} {batch} {streams} {graph} {o.seconds}\n")
            ours.stdin.flush()
            return float(ours.stdout.readline())

        weights = {name: tensor.to(device) for name, tensor in groups["weights"].items()}
        off = (talklip_torch.generate(talklip_torch.Part(weights), example["faces"], example["speech"])
               - example["painted"]).abs().max().item()
        name = torch.cuda.get_device_name(device) if is_card else "the processor, one thread"
        print(f"image network on {name}; PyTorch {torch.__version__} (its pictures differ from the reference by {off:.1e})")
        print("numbers batch   ours  2 streams   graph | eager compiled | best / eager   of peak (TMAC/s)")
        result = 0 if off < 1e-2 else 1  # TF32 on a card
        for precision in o.precisions.split(","):
            kind = types[precision]
            part = talklip_torch.Part({key: tensor.to(device, kind) for key, tensor in weights.items()})
            most = peak(kind)

            def network(faces, speech):
                return talklip_torch.generate(part, faces, speech)

            compiled = torch.compile(network) if o.compiled else None
            for batch in (int(text) for text in o.batches.split(",")):
                options = {"pin_memory": is_card}
                faces, speech = torch.full((batch, 6, 96, 96), 0.5, **options), torch.full((batch, 512), 0.1, **options)
                back = torch.empty((batch, 3, 96, 96), **options)

                def paint(work):
                    moved = [x.to(device, non_blocking=True).to(kind) for x in (faces, speech)]
                    back.copy_(work(*moved), non_blocking=True)
                    synchronize()

                mine = [our_rate(precision, batch, 1, 0), our_rate(precision, batch, 2, 0),
                        our_rate(precision, batch, 1, 1) if is_card else 0]
                theirs = [rate(lambda: paint(network), batch), rate(lambda: paint(compiled), batch) if compiled else 0]
                best = max(mine)
                print(f"{precision:7} {batch:5} {mine[0]:6.0f} {mine[1]:10.0f} {mine[2]:7.0f} | {theirs[0]:5.0f} {theirs[1]:8.0f} | "
                      f"{best / theirs[0]:12.2f}   {best * MACS / most:7.0%} of {most / 1e12:.2f}", flush=True)
        ours.stdin.close()
        ours.wait()
    return result


if __name__ == "__main__":
    sys.exit(main())
