"""Small models that answer questions about photos, made on the spot: nine families, untrained."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
import transformers
from tokenizers import Tokenizer, models, pre_tokenizers

T: Any = transformers
WORDS = (
    *("what", "is", "in", "this", "picture", "describe", "the", "a", "person", "wearing"),
    *("helmet", "cat", "dog", "on", "table", "red", "?", "."),
)
TEXT: dict[str, Any] = {
    **{"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2},
    **{"num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 4096},
    **{"bos_token_id": 2, "eos_token_id": 3, "pad_token_id": 0},
}
EYE: dict[str, Any] = {
    **{"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2},
    "num_attention_heads": 2,
}
QWEN = ("<|image_pad|>", "<|vision_start|>", "<|vision_end|>", "<|video_pad|>")


def tokenizer(*signs: str, **named: str) -> Any:
    """A tokenizer of words, with signs of its own; named: those that processors ask it for."""
    special = ["[PAD]", "[UNK]", "[BOS]", "[EOS]", *signs, *named.values()]
    words = {word: at for at, word in enumerate([*special, *WORDS])}
    made = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return T.PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="[PAD]",
        unk_token="[UNK]",
        bos_token="[BOS]",
        eos_token="[EOS]",
        **({"extra_special_tokens": named} if named else {"additional_special_tokens": [*signs]}),
    )


def template(sign: str) -> str:
    """A chat template that puts the photo where it is told."""
    return (
        "{% for m in messages %}{% for c in m['content'] %}{% if c['type'] == 'image' %}"
        + sign
        + "{% else %}{{ c['text'] }}{% endif %}{% endfor %}{% endfor %}"
    )


def _saved(folder: Path, kind: Any, config: Any, processor: Any) -> Any:
    torch.manual_seed(0)
    model = kind(config).eval()
    projector = getattr(getattr(model, "model", None), "multi_modal_projector", None)
    weight = getattr(projector, "mm_input_projection_weight", None)
    if weight is not None:  # which the library begins with as zeros
        torch.nn.init.normal_(weight, std=0.2)
    model.save_pretrained(folder)
    processor.save_pretrained(folder)
    return model


def llava(folder: Path) -> None:
    """576 tokens of a cropped photo, here 49 (Liu et al. 2023)."""
    words = tokenizer("<image>")
    config = T.LlavaConfig(
        vision_config=T.CLIPVisionConfig(image_size=56, patch_size=8, **EYE),
        text_config=T.LlamaConfig(vocab_size=len(words), **TEXT),
        image_token_index=words.convert_tokens_to_ids("<image>"),
        vision_feature_layer=-1,
    )
    pictures = T.CLIPImageProcessor(
        size={"shortest_edge": 56}, crop_size={"height": 56, "width": 56}
    )
    processor = T.LlavaProcessor(
        pictures,
        words,
        patch_size=8,
        vision_feature_select_strategy="default",
        image_token="<image>",
        num_additional_image_tokens=1,
    )
    _saved(folder, T.LlavaForConditionalGeneration, config, processor)


def llava_next(folder: Path) -> None:
    """The whole photo first, then its parts with a token at the end of each row."""
    words = tokenizer("<image>")
    points = [[56, 112], [112, 56], [112, 112]]
    config = T.LlavaNextConfig(
        vision_config=T.CLIPVisionConfig(image_size=56, patch_size=8, **EYE),
        text_config=T.LlamaConfig(vocab_size=len(words), **TEXT),
        image_token_index=words.convert_tokens_to_ids("<image>"),
        vision_feature_layer=-1,
        image_grid_pinpoints=points,
    )
    pictures = T.LlavaNextImageProcessor(
        size={"shortest_edge": 56},
        crop_size={"height": 56, "width": 56},
        image_grid_pinpoints=points,
    )
    processor = T.LlavaNextProcessor(
        pictures,
        words,
        patch_size=8,
        vision_feature_select_strategy="default",
        image_token="<image>",
        num_additional_image_tokens=1,
    )
    _saved(folder, T.LlavaNextForConditionalGeneration, config, processor)


def _qwen_ids(words: Any) -> dict[str, int]:
    names = ("image_token_id", "vision_start_token_id", "vision_end_token_id", "video_token_id")
    return dict(zip(names, words.convert_tokens_to_ids(list(QWEN)), strict=True))


def _qwen(
    folder: Path, name: str, pictures: Any, text: dict[str, Any], eye: dict[str, Any]
) -> None:
    """A model whose photos may have any shape, patches merged two by two (Wang et al. 2024)."""
    words = tokenizer(*QWEN)
    config = getattr(T, f"{name}Config")(
        text_config={"vocab_size": len(words), **text, **TEXT},
        vision_config={
            **{"depth": 2, "hidden_size": 32, "num_heads": 2, "spatial_merge_size": 2},
            **{"temporal_patch_size": 2, **eye},
        },
        **_qwen_ids(words),
    )
    videos = T.Qwen3VLVideoProcessor if name == "Qwen3VL" else T.Qwen2VLVideoProcessor
    processor = getattr(T, f"{name}Processor")(
        pictures,
        words,
        videos(),
        chat_template=template("<|vision_start|><|image_pad|><|vision_end|>"),
    )
    _saved(folder, getattr(T, f"{name}ForConditionalGeneration"), config, processor)


def qwen2_vl(folder: Path) -> None:
    """Patches of 14 px."""
    text = {"rope_scaling": {"type": "mrope", "mrope_section": [1, 1, 2]}}
    eye = {"embed_dim": 32, "mlp_ratio": 2, "patch_size": 14}
    pictures = T.Qwen2VLImageProcessor(min_pixels=56 * 56, max_pixels=28 * 28 * 64)
    _qwen(folder, "Qwen2VL", pictures, text, eye)


def qwen2_5_vl(folder: Path) -> None:
    """The same with an eye that attends in windows."""
    text = {"rope_scaling": {"type": "mrope", "mrope_section": [1, 1, 2]}}
    eye = {"out_hidden_size": 32, "intermediate_size": 64, "patch_size": 14}
    eye |= {"window_size": 56, "fullatt_block_indexes": [1]}
    pictures = T.Qwen2VLImageProcessor(min_pixels=56 * 56, max_pixels=28 * 28 * 64)
    _qwen(folder, "Qwen2_5_VL", pictures, text, eye)


def qwen3_vl(folder: Path) -> None:
    """The same with what the eye sees added in several layers."""
    rope = {"rope_type": "default", "mrope_section": [1, 1, 2], "mrope_interleaved": True}
    eye = {"out_hidden_size": 32, "intermediate_size": 64, "patch_size": 16}
    eye |= {"num_position_embeddings": 64, "deepstack_visual_indexes": [0]}
    pictures = T.Qwen2VLImageProcessor(patch_size=16, min_pixels=64 * 64, max_pixels=32 * 32 * 64)
    _qwen(folder, "Qwen3VL", pictures, {"head_dim": 8, "rope_scaling": rope}, eye)


def idefics3(folder: Path) -> None:
    """As SmolVLM: a processor that would cut the photo into parts."""
    words = tokenizer("<image>", "<fake_token_around_image>", "<global-img>", "<end_of_utterance>")
    config = T.Idefics3Config(
        text_config={"model_type": "llama", "vocab_size": len(words), **TEXT},
        vision_config={"image_size": 128, "patch_size": 8, **EYE},
        image_token_id=words.convert_tokens_to_ids("<image>"),
        scale_factor=2,
        pad_token_id=0,
    )
    pictures = T.Idefics3ImageProcessor(
        size={"longest_edge": 128}, max_image_size={"longest_edge": 128}
    )
    processor = T.Idefics3Processor(
        pictures, words, image_seq_len=64, chat_template=template("<image>")
    )
    _saved(folder, T.Idefics3ForConditionalGeneration, config, processor)


def paligemma(folder: Path) -> None:
    """No chat template, and a prompt that is read both ways."""
    words = tokenizer("<image>")
    config = T.PaliGemmaConfig(
        text_config={
            **{"model_type": "gemma", "vocab_size": len(words) + 2000, "head_dim": 8},
            **TEXT,
        },
        vision_config={
            **{"model_type": "siglip_vision_model", "image_size": 56, "patch_size": 8},
            **{"vision_use_head": False, **EYE},
        },
        image_token_index=words.convert_tokens_to_ids("<image>"),
        projection_dim=32,
        hidden_size=32,
    )
    pictures = T.SiglipImageProcessor(size={"height": 56, "width": 56})
    pictures.image_seq_length = 49
    processor = T.PaliGemmaProcessor(pictures, words)
    _saved(folder, T.PaliGemmaForConditionalGeneration, config, processor)


def gemma3(folder: Path) -> None:
    """The tokens of the photo see each other, and layers with windows."""
    words = tokenizer(
        image_token="<image_soft_token>", boi_token="<start_of_image>", eoi_token="<end_of_image>"
    )
    config = T.Gemma3Config(
        text_config={"vocab_size": len(words), "head_dim": 8, "sliding_window": 32, **TEXT},
        vision_config={"image_size": 128, "patch_size": 8, "vision_use_head": False, **EYE},
        mm_tokens_per_image=64,
        image_token_index=words.convert_tokens_to_ids("<image_soft_token>"),
        boi_token_index=words.convert_tokens_to_ids("<start_of_image>"),
        eoi_token_index=words.convert_tokens_to_ids("<end_of_image>"),
    )
    pictures = T.Gemma3ImageProcessor(size={"height": 128, "width": 128})
    processor = T.Gemma3Processor(
        pictures, words, image_seq_length=64, chat_template=template("<start_of_image>")
    )
    _saved(folder, T.Gemma3ForConditionalGeneration, config, processor)


def internvl(folder: Path) -> None:
    """A processor that would cut the photo, and sets that down for every call."""
    words = tokenizer(
        start_image_token="<img>",
        end_image_token="</img>",
        context_image_token="<IMG_CONTEXT>",
        video_token="<video>",
    )
    config = T.InternVLConfig(
        text_config={"model_type": "qwen2", "vocab_size": len(words), **TEXT},
        vision_config={"image_size": [128, 128], "patch_size": [8, 8], **EYE},
        image_token_id=words.convert_tokens_to_ids("<IMG_CONTEXT>"),
        image_seq_length=64,
        downsample_ratio=0.5,
    )
    pictures = T.GotOcr2ImageProcessor(size={"height": 128, "width": 128}, crop_to_patches=True)
    processor = T.InternVLProcessor(
        pictures,
        words,
        T.InternVLVideoProcessor(),
        image_seq_length=64,
        chat_template=template("<IMG_CONTEXT>"),
    )
    _saved(folder, T.InternVLForConditionalGeneration, config, processor)


FAMILIES: dict[str, Callable[[Path], None]] = {
    one.__name__: one
    for one in (
        *(llava, llava_next, qwen2_vl, qwen2_5_vl, qwen3_vl),
        *(idefics3, paligemma, gemma3, internvl),
    )
}
