"""How far the capture reaches: every family of timm, torchvision and transformers, untrained."""
