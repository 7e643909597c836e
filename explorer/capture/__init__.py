"""How a running PyTorch model is observed."""
