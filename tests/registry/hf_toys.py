"""Folders as Hugging Face models have them: tiny ones with random weights, and tokenizers that
learnt from a few lines; the same ones in every process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import (
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)

LINES = [
    "the quick brown fox jumps over the lazy dog",
    "attention is all you need, said the reader",
    "この小説は人気です。猫が好きです。",
    "a model reads a text and writes another one",
] * 4
WORDPIECES = """
    th the ##er al at br do fo is ju la ne ov qu re sa yo ##ad ##zy ##on ##ow ##en ##ed ##ic ##id
    ##ion ##ten ##tion ##mp all atten brow dog fox jump lazy need over quic read said you attention
    brown jumps quick reader
"""
"""What WordPiece's trainer makes of LINES, once: its ties are broken differently each time."""
UNIGRAMS = {
    -1.79: "▁",
    -2.78: "o",
    -3.16: "r s i",
    -3.32: "d",
    -3.35: "e",
    -3.39: "l the",
    -3.59: "t ▁a",
    -3.69: "u",
    -3.76: "a",
    -3.81: "te",
    -3.89: "n",
    -4.12: "m y x w です。",
    -4.13: "▁read",
    -4.18: "▁an",
    -4.47: "ne",
    -4.68: "on",
    -4.88: "人 小 説 の 猫 は 気 , c j g b こ v 好 z q p が k f き",
    -5.27: "de",
    -5.65: "で す h 。 ▁o",
}
"""Pieces by their logarithmic probability, as UnigramTrainer made them of LINES, once."""
LONGEST = 48
"""Tokens that each toy takes, but T5, which takes any."""
SIZES = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4}


def wordpiece() -> Any:
    """As BERT's: lower case, "##" within words, [CLS] and [SEP] around a text."""
    transformers = pytest.importorskip("transformers")
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = sorted({letter for line in LINES[:2] for letter in line if letter != " "})
    within = [f"##{letter}" for letter in letters if letter.isalpha()]
    pieces = [*names, *letters, *within, *WORDPIECES.split()]
    vocabulary = {piece: at for at, piece in enumerate(pieces)}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
    )


def bytewise() -> Any:
    """As GPT-2's: bytes, a space before a word is part of its token, nothing around a text."""
    transformers = pytest.importorskip("transformers")
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=300,
        special_tokens=["<|endoftext|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator(LINES[:2], trainer)
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=made, bos_token="<|endoftext|>", eos_token="<|endoftext|>"
    )


def sentencepiece_bytes() -> Any:
    """As Llama's: "▁" for a space, bytes for what is unknown, <s> before a text."""
    transformers = pytest.importorskip("transformers")
    names = ["<unk>", "<s>", "</s>", *(f"<0x{one:02X}>" for one in range(256))]
    made = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    made.normalizer = normalizers.Sequence(
        [normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]
    )
    trainer = trainers.BpeTrainer(vocab_size=340, special_tokens=names, show_progress=False)
    made.train_from_iterator(LINES[:2], trainer)
    made.decoder = decoders.Sequence(
        [
            decoders.Replace("▁", " "),
            decoders.ByteFallback(),
            decoders.Fuse(),
            decoders.Strip(" ", 1, 0),
        ]
    )
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A", special_tokens=[("<s>", 1)]
    )
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=made, unk_token="<unk>", bos_token="<s>", eos_token="</s>"
    )


def unigram() -> Any:
    """As T5's: "▁" for a space, </s> after a text."""
    transformers = pytest.importorskip("transformers")
    names = ["<pad>", "</s>", "<unk>"]
    scored = [(piece, score) for score, pieces in UNIGRAMS.items() for piece in pieces.split()]
    made = Tokenizer(models.Unigram([*((name, 0.0) for name in names), *scored], unk_id=2))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", 1)]
    )
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    )


def write(
    folder: Path, make: Callable[[Any, dict[str, Any]], Any], tokenizer: Any, spread: float = 0.3
) -> Path:
    """A model and its tokenizer in a folder; `make(transformers, vocabulary)` gives the model.

    spread: of the weights, large enough that the maps are not flat.
    """
    transformers = pytest.importorskip("transformers")
    vocabulary = {
        "vocab_size": len(tokenizer),
        "bos_token_id": tokenizer.bos_token_id,
        "eos_token_id": tokenizer.eos_token_id,
        "pad_token_id": tokenizer.pad_token_id,
    }
    with torch.random.fork_rng():
        torch.manual_seed(7)
        model = make(transformers, vocabulary)
        for name, parameter in model.named_parameters():
            if name.endswith("bias") or "norm" in name.lower():
                continue
            torch.nn.init.normal_(parameter, std=spread)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def bert(folder: Path) -> Path:
    return write(folder, _bert, wordpiece())


def bert_body(folder: Path) -> Path:
    """Without the head that names words."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        return _bert(library, vocabulary).bert

    return write(folder, make, wordpiece())


def classifier(folder: Path) -> Path:
    """A BERT that tells two classes."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        labels = {0: "sad", 1: "glad"}
        config = library.BertConfig(**SIZES, **vocabulary, intermediate_size=48, id2label=labels)
        return library.BertForSequenceClassification(config)

    return write(folder, make, wordpiece())


def _bert(library: Any, vocabulary: dict[str, Any]) -> Any:
    config = library.BertConfig(
        **SIZES, **vocabulary, intermediate_size=48, max_position_embeddings=LONGEST
    )
    return library.BertForMaskedLM(config)


def gpt2(folder: Path) -> Path:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = library.GPT2Config(
            **vocabulary, n_embd=32, n_layer=2, n_head=4, n_positions=LONGEST
        )
        return library.GPT2LMHeadModel(config)

    return write(folder, make, bytewise())


def llama(folder: Path) -> Path:
    """Two query heads share a key head."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = library.LlamaConfig(
            **SIZES,
            **vocabulary,
            intermediate_size=48,
            num_key_value_heads=2,
            max_position_embeddings=LONGEST,
        )
        return library.LlamaForCausalLM(config)

    return write(folder, make, sentencepiece_bytes())


def t5(folder: Path) -> Path:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = library.T5Config(
            **vocabulary,
            d_model=32,
            d_kv=8,
            num_layers=2,
            num_heads=4,
            d_ff=48,
            decoder_start_token_id=0,
        )
        return library.T5ForConditionalGeneration(config)

    # T5 does not scale its scores: greater ones would show the rounding of single precision
    return write(folder, make, unigram(), spread=0.15)


def bart(folder: Path) -> Path:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        return library.BartForConditionalGeneration(library.BartConfig(**_pair(vocabulary)))

    return write(folder, make, unigram())


def longformer(folder: Path) -> Path:
    """Two classes; its first token looks everywhere, the others see two tokens to either side."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = library.LongformerConfig(
            **SIZES,
            **vocabulary,
            intermediate_size=48,
            attention_window=[4, 8],
            max_position_embeddings=LONGEST + 8,
            id2label={0: "sad", 1: "glad"},
        )
        return library.LongformerForSequenceClassification(config)

    return write(folder, make, wordpiece())


def led(folder: Path) -> Path:
    """Its encoder sees two tokens to either side."""

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        sizes = _pair(vocabulary)
        longest = sizes.pop("max_position_embeddings")
        config = library.LEDConfig(
            **sizes,
            attention_window=4,
            max_encoder_position_embeddings=longest,
            max_decoder_position_embeddings=longest,
        )
        return library.LEDForConditionalGeneration(config)

    return write(folder, make, unigram())


def marian(folder: Path) -> Path:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        return library.MarianMTModel(library.MarianConfig(**_pair(vocabulary)))

    return write(folder, make, unigram())


def clip(folder: Path) -> Path:
    """An eye for photos beside a model of texts."""
    tokenizer = bytewise()

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        text = {**SIZES, **vocabulary, "intermediate_size": 48, "max_position_embeddings": LONGEST}
        eye = {**SIZES, "intermediate_size": 48, "image_size": 32, "patch_size": 8}
        return library.CLIPModel(library.CLIPConfig(text_config=text, vision_config=eye))

    return write(folder, make, tokenizer)


def _pair(vocabulary: dict[str, Any]) -> dict[str, Any]:
    return {
        **vocabulary,
        "d_model": 32,
        "encoder_layers": 2,
        "decoder_layers": 2,
        "encoder_attention_heads": 4,
        "decoder_attention_heads": 4,
        "encoder_ffn_dim": 48,
        "decoder_ffn_dim": 48,
        "max_position_embeddings": LONGEST,
        "decoder_start_token_id": 0,
        "forced_eos_token_id": None,
    }
