"""Offline training: recordings to exported models. Needs the `train` extra (torch, onnx); the runtime never imports it."""
