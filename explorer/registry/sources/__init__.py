"""Where models come from: what ships, torchvision, timm, Keras, files and plug-ins."""
