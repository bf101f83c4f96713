"""TalkLip's networks, losses and training step in plain PyTorch, over the same tensors by the same names as
models/networks has them. Written from the description of the networks, to measure and to check our own."""
import json
import math
import os

# As core/base/thread_policy.cpp does for our programs: OpenBLAS does not know every processor.
if os.path.exists("/proc/cpuinfo") and " avx512f " in open("/proc/cpuinfo").read():
    os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")

import numpy
import torch
import torch.nn.functional as F


def read_safetensors(path):
    """{"group": {"name": tensor}} of a file of 32-bit floats."""
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
        data = numpy.frombuffer(file.read(), dtype="<f4")
    groups = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        group, _, rest = name.partition("/")
        begin, end = (offset // 4 for offset in entry["data_offsets"])
        groups.setdefault(group, {})[rest] = torch.tensor(data[begin:end].reshape(entry["shape"]))
    return groups


class Part:
    """The weights below a name."""

    def __init__(self, weights, prefix="", training=False):
        self.weights, self.prefix, self.training = weights, prefix, training

    def __truediv__(self, name):
        return Part(self.weights, f"{self.prefix}{name}.", self.training)

    def __getitem__(self, name):
        return self.weights[self.prefix + name]

    def has(self, name):
        return self.prefix + name in self.weights

    def count(self, name):
        number = 0
        while any(key.startswith(f"{self.prefix}{name}.{number}.") for key in self.weights):
            number += 1
        return number


def linear(part, x):
    return F.linear(x, part["weight"], part["bias"])


def layer_norm(part, x):
    # PyTorch 1.13's processor has no layer_norm and no prelu of 16 bits with weights of 32.
    return F.layer_norm(x.to(part["weight"].dtype), x.shape[-1:], part["weight"], part["bias"])


def prelu(x, slopes):
    return F.prelu(x, slopes.to(x.dtype))


def batch_norm(part, x):
    return F.batch_norm(x, part["running_mean"], part["running_var"], part["weight"], part["bias"], part.training)


# The image network.
def conv_block(part, x, stride, padding, is_residual):
    block = part / "conv_block"
    y = F.conv2d(x, block["0.weight"], block["0.bias"], stride, padding)
    if block.has("1.weight"):
        y = batch_norm(block / 1, y)
    return F.relu(y + x if is_residual else y)


def transposed_block(part, x, stride):
    block = part / "conv_block"
    more = 1 if stride == 2 else 0
    y = F.conv_transpose2d(x, block["0.weight"], block["0.bias"], stride, more, more)
    if block.has("1.weight"):
        y = batch_norm(block / 1, y)
    return F.relu(y)


def generate(part, faces, speech):
    skips, x = [], faces
    stages = part.count("face_encoder_blocks")
    for i in range(stages):
        stage = part / "face_encoder_blocks" / i
        padding = 3 if i == 0 else 0 if i == stages - 1 else 1
        for j in range(part.count(f"face_encoder_blocks.{i}")):
            stride = 2 if j == 0 and 0 < i < stages - 1 else 1
            x = conv_block(stage / j, x, stride, padding, j > 0 and i < stages - 1)
        skips.append(x)
    x = speech.view(*speech.shape, 1, 1)
    for i in range(stages):
        stage = part / "face_decoder_blocks" / i
        for j in range(part.count(f"face_decoder_blocks.{i}")):
            if i == 0:
                x = conv_block(stage / j, x, 1, 0, False)
            elif j > 0:
                x = conv_block(stage / j, x, 1, 1, True)
            else:
                x = transposed_block(stage / j, x, 1 if i == 1 else 2)
        x = torch.cat([x, skips[stages - 1 - i]], 1)
    x = conv_block(part / "output_block" / 0, x, 1, 1, False)
    last = part / "output_block" / 1
    return torch.sigmoid(F.conv2d(x, last["weight"], last["bias"]))


# The judge.
JUDGE_STRIDES = [(1, 1), (1, 2), (2, 2), (2, 2), (2, 2), (2, 2), (1, 1)]


def verdict(part, faces):
    x = faces[:, :, faces.shape[2] // 2:]
    for i, stride in enumerate(JUDGE_STRIDES):
        stage = part / "face_encoder_blocks" / i
        for j in range(part.count(f"face_encoder_blocks.{i}")):
            conv = stage / j / "conv_block" / 0
            padding = conv["weight"].shape[2] // 2 if i < len(JUDGE_STRIDES) - 1 else 0
            x = F.leaky_relu(F.conv2d(x, conv["weight"], conv["bias"], stride if j == 0 else 1, padding), 0.01)
    last = part / "binary_pred" / 0
    return F.linear(x.flatten(1).float(), last["weight"].flatten(1), last["bias"])  # a logit


# AV-HuBERT.
def heads_of(dim):
    return dim // 64 if dim >= 768 else 4


def attend(part, query, memory, mask, heads):
    batch, steps, dim = query.shape

    def by_heads(x):
        return x.view(batch, x.shape[1], heads, dim // heads).transpose(1, 2)

    q = by_heads(linear(part / "q_proj", query) * (dim // heads) ** -0.5)
    k, v = by_heads(linear(part / "k_proj", memory)), by_heads(linear(part / "v_proj", memory))
    scores = torch.matmul(q, k.transpose(2, 3))
    if mask is not None:
        scores = scores + mask
    mixed = torch.matmul(scores.softmax(-1), v).transpose(1, 2)
    return linear(part / "out_proj", mixed.reshape(batch, steps, dim))


def mask_of(padding, dtype):
    return torch.zeros(padding.shape, dtype=dtype, device=padding.device).masked_fill(padding, -math.inf)[:, None, None]


def encode_fused(part, sound, picture, padding):
    given = sound if sound is not None else picture
    nothing = torch.zeros_like(given)
    fused = torch.cat([given, nothing] if sound is not None else [nothing, given], 2)
    x = linear(part / "post_extract_proj", layer_norm(part / "layer_norm", fused))
    encoder = part / "encoder"
    x = x.masked_fill(padding[:, :, None], 0)
    mask = mask_of(padding, x.dtype)
    conv = encoder / "pos_conv" / 0
    v = conv["weight_v"]
    weight = v * (conv["weight_g"] / v.norm(2, (0, 1), True))
    y = F.conv1d(x.transpose(1, 2), weight, conv["bias"], 1, weight.shape[2] // 2, 1, 16)
    x = x + F.gelu(y[:, :, :x.shape[1]]).transpose(1, 2)
    for n in range(encoder.count("layers")):
        layer = encoder / "layers" / n
        normed = layer_norm(layer / "self_attn_layer_norm", x)
        x = x + attend(layer / "self_attn", normed, normed, mask, heads_of(x.shape[2]))
        x = x + linear(layer / "fc2", F.gelu(linear(layer / "fc1", layer_norm(layer / "final_layer_norm", x))))
    return layer_norm(encoder / "layer_norm", x)


def encode_speech(part, sound, padding):
    return encode_fused(part, linear(part / "feature_extractor_audio" / "proj", sound), None, padding)


def basic_block(part, x, stride):
    y = F.conv2d(x, part["conv1.weight"], None, stride, 1)
    y = prelu(batch_norm(part / "bn1", y), part["relu1.weight"])
    y = batch_norm(part / "bn2", F.conv2d(y, part["conv2.weight"], None, 1, 1))
    if part.has("downsample.0.weight"):
        x = batch_norm(part / "downsample" / 1, F.conv2d(x, part["downsample.0.weight"], None, stride))
    return prelu(y + x, part["relu2.weight"])


def projected_pictures(part, pictures):
    front = part / "resnet" / "frontend3D"
    x = F.conv3d(pictures, front["0.weight"], None, (1, 2, 2), (2, 3, 3))
    x = prelu(batch_norm(front / 1, x), front["2.weight"])
    clips, steps = x.shape[0], x.shape[2]
    x = F.max_pool2d(x.flatten(0, 1), 3, 2, 1).unflatten(0, (clips, -1)).transpose(1, 2).flatten(0, 1)
    for stage in range(1, 5):
        layer = part / "resnet" / "trunk" / f"layer{stage}"
        x = basic_block(layer / 1, basic_block(layer / 0, x, 1 if stage == 1 else 2), 1)
    return linear(part / "proj", x.mean((2, 3)).view(clips, steps, -1))


def next_tokens(part, tokens, lips, padding):
    table = part["embed_tokens.weight"]
    dim, length = table.shape[1], tokens.shape[1]
    heads = 8 if dim >= 1024 else 4
    half = dim // 2
    speed = torch.exp(torch.arange(half, device=table.device) * (-math.log(10000.0) / (half - 1)))
    angle = torch.arange(2, 2 + length, device=table.device)[:, None] * speed[None]
    x = F.embedding(tokens, table) + tokens.ne(1)[:, :, None] * torch.cat([angle.sin(), angle.cos()], 1)
    mask = torch.full((length, length), -math.inf, device=table.device).triu(1)
    lips_mask = mask_of(padding, torch.float32)
    for n in range(part.count("layers")):
        layer = part / "layers" / n
        normed = layer_norm(layer / "self_attn_layer_norm", x)
        x = x + attend(layer / "self_attn", normed, normed, mask, heads)
        x = x + attend(layer / "encoder_attn", layer_norm(layer / "encoder_attn_layer_norm", x), lips, lips_mask, heads)
        x = x + linear(layer / "fc2", F.relu(linear(layer / "fc1", layer_norm(layer / "final_layer_norm", x))))
    return F.log_softmax(torch.matmul(layer_norm(part / "layer_norm", x), table.t()), -1, dtype=torch.float32)


# The losses.
def lips_with(batch, painted):
    clips, at = [], 0
    for number, pictures in enumerate(batch["pictures"]):
        frames = list(pictures.unbind(0))
        while at < len(batch["rows"]) and batch["rows"][at][0] == number:
            _, frame, left, top, right, bottom = batch["rows"][at]
            box = F.interpolate(painted[at:at + 1] * 255, (bottom - top, right - left), mode="bilinear")[0]
            whole = pictures[frame].clone()
            whole[:, top:bottom, left:right] = box
            frames[frame] = whole
            at += 1
        x = torch.stack(frames)
        grey = 0.114 * x[:, 0] + 0.587 * x[:, 1] + 0.299 * x[:, 2]
        top, left = (grey.shape[1] - 88) // 2, (grey.shape[2] - 88) // 2
        clips.append(((grey[:, top:top + 88, left:left + 88] / 255 - 0.421) / 0.165)[None])
    return torch.stack(clips)


def unit(x):
    return x / x.norm(2, 1, True).clamp_min(1e-12)


def generator_loss(generator, judge, expert, batch, shares):
    sound = encode_speech(generator / "audio_encoder" / "w2v_model", batch["sound"], batch["padding"])

    def at_places(x):
        return x.flatten(0, 1)[batch["flat"]]

    painted = generate(generator, batch["faces"], linear(generator / "audio_map", at_places(sound))).float()
    losses = {"L1": F.l1_loss(painted, batch["real"])}
    logits = verdict(judge, painted)
    with torch.autocast(painted.device.type, enabled=False):
        losses["perceptual"] = F.binary_cross_entropy(torch.sigmoid(logits.float()), torch.ones_like(logits.float()))
    total = (1 - shares["perceptual"] - shares["reading"]) * losses["L1"] + shares["perceptual"] * losses["perceptual"]
    if shares["reading"] > 0:
        model = expert / "encoder" / "w2v_model"
        seen = projected_pictures(model / "feature_extractor_video", lips_with(batch, painted))
        encoded = encode_fused(model, None, seen, batch["padding"])
        log_probs = next_tokens(expert / "decoder", batch["written"], encoded, batch["padding"])
        rows, wanted = log_probs.flatten(0, 1), batch["wanted"].flatten()
        is_text = wanted.ne(1)
        nll = -rows.gather(1, wanted[:, None])[:, 0][is_text].sum()
        share = 0.1 / (rows.shape[1] - 1)
        losses["reading"] = nll * (1 - 0.1 - share) - rows.sum(1)[is_text].sum() * share
        with torch.autocast(painted.device.type, enabled=False):
            projected = unit(linear(generator / "sync_net" / "Linearaudio", unit(at_places(sound).float())))
            right = (projected * unit(at_places(encoded).float())).sum(1, True)
            wrong = torch.matmul(projected[batch["negatives"]], projected[:, :, None])[:, :, 0]
            losses["contrastive"] = -F.log_softmax(torch.cat([right, wrong], 1) / 0.07, 1)[:, 0].mean()
        total = total + shares["reading"] * losses["reading"] + shares["contrastive"] * losses["contrastive"]
    return total, losses, painted


class Training:
    """The same steps as redub_bench_training_step makes, from its file."""

    def __init__(self, path, device="cpu", precision="fp32", compiled=False):
        self.drawn, self.device, self.precision = read_safetensors(path), torch.device(device), precision
        batch = {name: tensor.to(self.device) for name, tensor in self.drawn["batch"].items()}
        batch["padding"] = batch["padding"].bool()
        for name in ("written", "wanted", "negatives"):
            batch[name] = batch[name].long()
        rows = self.drawn["batch"]["places"].long()
        batch["rows"] = rows.tolist()
        batch["flat"] = (rows[:, 0] * batch["sound"].shape[1] + rows[:, 1]).to(self.device)
        self.batch = batch
        self.loss = torch.compile(generator_loss) if compiled else generator_loss

    def begin(self, stage):
        weights = {group: {name: tensor.to(self.device, copy=True) for name, tensor in self.drawn[group].items()}
                   for group in ("generator", "judge", "expert")}
        prefix = "audio_encoder.w2v_model."
        layers = Part(weights["generator"]).count(prefix + "encoder.layers")
        first = layers if stage == "image" else layers - max(1, layers // 4)

        def learns(name):
            if ".running_" in name:
                return False
            if name.startswith("sync_net."):
                return stage == "guided"
            rest = name[len(prefix + "encoder.layers."):]
            return not name.startswith(prefix) or (
                name.startswith(prefix + "encoder.layers.") and int(rest.split(".")[0]) >= first)

        self.taught = [tensor.requires_grad_() for name, tensor in weights["generator"].items() if learns(name)]
        self.judging = list(weights["judge"].values())
        self.generator = Part(weights["generator"], training=True)
        self.judge, self.expert = Part(weights["judge"]), Part(weights["expert"])
        is_guided = stage == "guided"
        self.shares = {"perceptual": 0.07, "reading": 1e-5 if is_guided else 0, "contrastive": 1e-3 if is_guided else 0}
        self.optimisers = [torch.optim.Adam(group, 1e-4, (0.5, 0.999)) for group in (self.taught, self.judging)]

    def autocast(self):
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.precision == "bf16")

    def step(self):
        for optimiser in self.optimisers:
            optimiser.zero_grad(set_to_none=True)
        for tensor in self.judging:
            tensor.requires_grad_(False)
        with self.autocast():
            total, losses, painted = self.loss(self.generator, self.judge, self.expert, self.batch, self.shares)
        total.backward()
        self.optimisers[0].step()
        for tensor in self.judging:
            tensor.requires_grad_(True)
        judged = 0
        for name, faces, wanted in (("judge real", self.batch["real"], 1.0), ("judge painted", painted.detach(), 0.0)):
            with self.autocast():
                logits = verdict(self.judge, faces).float()
            losses[name] = F.binary_cross_entropy(torch.sigmoid(logits), torch.full_like(logits, wanted))
            judged = judged + losses[name]
        judged.backward()
        self.optimisers[1].step()
        return {name: float(loss) for name, loss in losses.items()}
