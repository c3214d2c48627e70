#!/usr/bin/env python3
"""Writes goldens.json: for every case the inputs, the state, the outputs and the gradients that PyTorch gives.

The gradient is that of the sum of output * cotangent over all outputs of real numbers, for a random cotangent that is
stored as well. Numbers are base64 of little-endian 32-bit floats ("f") or 64-bit integers ("i"), or truth bytes ("b").
"""
import base64
import json
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(20260101)
CASES = []


def pack(t):
    t = t.detach().contiguous()
    if t.dtype == torch.bool:
        kind, data = "b", t.to(torch.uint8).numpy().tobytes()
    elif t.dtype.is_floating_point:
        kind, data = "f", t.to(torch.float32).numpy().astype("<f4").tobytes()
    else:
        kind, data = "i", t.to(torch.int64).numpy().astype("<i8").tobytes()
    return {"t": kind, "s": list(t.shape), "d": base64.b64encode(data).decode()}


def r(*shape):
    return torch.randn(shape)


def case(name, fn, *inputs, training=False):
    """One case; fn is a module or a function of the inputs."""
    inputs = [x.clone() for x in inputs]
    entry = {"name": name, "inputs": [pack(x) for x in inputs], "state": {}, "training": training}
    if isinstance(fn, nn.Module):
        fn.train(training)
        for p in fn.parameters():
            # Away from the initial values, so that the order of weights and biases shows.
            with torch.no_grad():
                p.add_(torch.randn_like(p) * 0.1)
        for b in fn.buffers():
            if b.dtype.is_floating_point:
                with torch.no_grad():
                    b.add_(torch.rand_like(b) * 0.5)
        entry["state"] = {k: pack(v) for k, v in fn.state_dict().items()}
    leaves = []
    for x in inputs:
        if x.dtype.is_floating_point:
            x.requires_grad_()
            leaves.append(x)
    outputs = fn(*inputs)
    outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
    entry["outputs"] = [pack(o) for o in outputs]
    cotangents = [r(*o.shape) if o.dtype.is_floating_point and o.requires_grad else None for o in outputs]
    entry["cotangents"] = [None if c is None else pack(c) for c in cotangents]
    if any(c is not None for c in cotangents):
        sum((o * c).sum() for o, c in zip(outputs, cotangents) if c is not None).backward()
    entry["gradients"] = [
        None if not x.dtype.is_floating_point or x.grad is None else pack(x.grad) for x in inputs]
    entry["state_gradients"] = {}
    if isinstance(fn, nn.Module):
        entry["state_gradients"] = {k: pack(p.grad) for k, p in fn.named_parameters() if p.grad is not None}
    CASES.append(entry)


exec(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.py")).read())

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "goldens.json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in CASES) + "\n]\n")
print(len(CASES), "cases with PyTorch", torch.__version__)
