"""`python -m training` is `realtime-train`."""

from training.cli import main

main()
