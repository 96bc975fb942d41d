"""Offline training: recordings to exported models. Needs the `train` extra; the runtime never imports it."""
