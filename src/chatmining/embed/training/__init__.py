"""Development-time training of the sentence encoder; needs the `train` dependency group (PyTorch)."""
