"""Train the encoder (development only, needs PyTorch): from the base model, or on from the shipped one."""
