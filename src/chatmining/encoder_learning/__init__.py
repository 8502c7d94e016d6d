"""Train the encoder (development only, needs PyTorch)."""
