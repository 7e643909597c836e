"""Small whole models of the libraries, as files in memory, to be damaged."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from torch import Tensor

from torture_parts.mutations import mutated, odd_json
from torture_parts.weights import archive, odd_safetensors

CARD = {
    "architecture": "vit",
    "config": {"heads": 2},
    "labels": list("abcd"),
    "input": {"size": 32, "mean": [0.5] * 3, "std": [0.5] * 3},
    "title": "T",
    "calibration": {"temperature": 1.0},
}
"""What lies beside the weights of the small ViT."""


def small_vit() -> tuple[dict[str, Tensor], dict[str, bytes]]:
    """Build a ViT of two layers and two heads; gives its tensors, and files of them by name."""
    import torch
    from safetensors.torch import save

    from explorer.models import build

    torch.manual_seed(0)
    sizes = {"classes": 4, "image": 32, "patch": 8, "width": 24, "layers": 2, "heads": 2, "mlp": 2}
    state = {name: one.clone() for name, one in build("vit", sizes).state_dict().items()}
    new, old = BytesIO(), BytesIO()
    torch.save(state, new)
    torch.save(state, old, _use_new_zipfile_serialization=False)
    return state, {
        "m.safetensors": save(state),
        "m.pt": new.getvalue(),
        "old.pt": old.getvalue(),
    }


def small_keras(folder: Path) -> tuple[bytes, dict[str, bytes]]:
    """Build a Keras model with attention; gives its file, and the parts of it by name."""
    import keras  # type: ignore[import-untyped]  # it has none

    path = folder / "base.keras"
    inputs = keras.Input((32, 32, 3))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.Conv2D(8, 8, 8)(x)
    x = keras.layers.Reshape((16, 8))(x)  # (4, 4, 8) -> (16, 8)
    x = keras.layers.MultiHeadAttention(2, 4)(x, x)
    x = keras.layers.Dense(3, activation="softmax")(keras.layers.GlobalAveragePooling1D()(x))
    keras.Model(inputs, x).save(path)
    data = path.read_bytes()
    path.unlink()
    with zipfile.ZipFile(BytesIO(data)) as made:
        return data, {one: made.read(one) for one in made.namelist()}


def hostile_keras(data: bytes, whole: dict[str, bytes], rng: random.Random) -> bytes:
    """Damage a Keras file: its bytes, its configuration, its weights, or the classes it names."""
    roll, parts = rng.random(), dict(whole)
    if roll < 0.3:
        return mutated(data, rng)
    config = json.loads(parts["config.json"])
    if roll < 0.7:
        parts["config.json"] = odd_json(config, rng)
    elif roll < 0.85:
        parts["model.weights.h5"] = mutated(parts["model.weights.h5"], rng)
    else:
        layers = config["config"]["layers"]
        classes = ["Lambda", "TorchModuleWrapper", "Dense", "RandomFlip", "InputLayer", "system"]
        modules = ["os", "builtins", "keras.layers", "keras.src.utils.file_utils"]
        rng.choice(layers)["class_name"] = rng.choice(classes)
        rng.choice(layers)["module"] = rng.choice(modules)
        parts["config.json"] = json.dumps(config).encode()
    return archive(parts.items(), rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))


WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "trophy", "does", "not", "fit", "."]


def small_transformers(folder: Path) -> dict[str, dict[str, bytes]]:
    """Build a BERT, a GPT-2 and a ViT of two layers; gives the files of each by kind and name."""
    import transformers as t
    from tokenizers import Tokenizer, models, pre_tokenizers

    sizes: dict[str, Any] = {
        "hidden_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 24,
    }
    bert = t.BertConfig(**sizes, vocab_size=len(WORDS), max_position_embeddings=32)
    gpt2 = t.GPT2Config(vocab_size=len(WORDS), n_embd=16, n_layer=2, n_head=2, n_positions=32)
    photo: dict[str, Any] = {"image_size": 32, "patch_size": 8, "num_labels": 3}
    vit = t.ViTConfig(**sizes, **photo)
    built: dict[str, Any] = {
        "bert": t.BertForMaskedLM(bert),
        "gpt2": t.GPT2LMHeadModel(gpt2),
        "vit": t.ViTForImageClassification(vit),
    }
    preparing = {
        "image_processor_type": "ViTImageProcessor",
        "size": {"height": 32, "width": 32},
        "image_mean": [0.5] * 3,
        "image_std": [0.5] * 3,
        "do_resize": True,
        "do_normalize": True,
        "resample": 2,
    }
    made = {}
    for kind, model in built.items():
        place = folder / f"base-{kind}"
        model.save_pretrained(place)
        if kind == "vit":
            (place / "preprocessor_config.json").write_text(json.dumps(preparing))
        else:
            vocabulary = {word: at for at, word in enumerate(WORDS)}
            tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
            tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
            special = {f"{one.strip('[]').lower()}_token": one for one in WORDS[:5]}
            fast: Any = t.PreTrainedTokenizerFast
            fast(tokenizer_object=tokenizer, **special).save_pretrained(place)
        made[kind] = {file.name: file.read_bytes() for file in place.iterdir() if file.is_file()}
        shutil.rmtree(place)
    return made


def hostile_folder(
    made: dict[str, dict[str, bytes]], canary: Path, rng: random.Random
) -> tuple[str, dict[str, bytes]]:
    """Damage one file of a model's folder, or put code beside it; gives what, and all files."""
    kind = rng.choice(list(made))
    files = dict(made[kind])
    texts = [name for name in files if name.endswith(".json")]
    name = rng.choice(["config.json"] * 3 + texts + ["model.safetensors"])
    if name.endswith(".json"):
        files[name] = odd_json(json.loads(files[name]), rng)
    else:
        files[name] = rng.choice([mutated, odd_safetensors])(files[name], rng)
    if rng.random() < 0.15:
        index = {"weight_map": {"a": "model.safetensors", "b": "../x.safetensors"}}
        files["model.safetensors.index.json"] = odd_json(index, rng)
    if rng.random() < 0.15:  # code beside the weights, which nobody may run
        config = json.loads(made[kind]["config.json"])
        config["auto_map"] = {"AutoConfig": "evil.Config", "AutoModel": "evil.Model"}
        if rng.random() < 0.5:
            config["model_type"] = "evil"
        files["config.json"] = json.dumps(config).encode()
        files["evil.py"] = f"open({str(canary)!r}, 'w')\n".encode()
    return f"{kind}/{name}", files
