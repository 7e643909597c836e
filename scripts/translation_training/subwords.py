"""The subword vocabulary of both languages: byte-pair encoding of characters.

Sennrich et al. 2016, https://arxiv.org/abs/1508.07909. (The library's Unigram trainer hardly
learns pieces that always end their word: it cut "knew" into "kne" and "w".)

A word of English keeps the space before it as "▁". Japanese has no spaces: it is cut where the
script says that a word begins, so that pieces are words more often and training is quick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tokenizers import (
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)

from explorer.models.translator import END, SPECIAL_TOKENS, UNKNOWN

from .corpus import Pair

RARE = 15
"""Characters that stand in fewer sentences are unknown, unless there are few sentences."""
_SPACE = "▁"
_KANJI = r"[\u4e00-\u9fff々〆ヶ]"
_HIRAGANA = r"[\u3041-\u3091\u3093-\u309f]"  # without を, which is always a word of its own
_PIECES = (
    rf"{_SPACE}?[^\p{{L}}\p{{N}}{_SPACE}'\-]"  # punctuation, each sign alone
    rf"|{_SPACE}?\p{{Nd}}"  # digits, each alone
    rf"|{_KANJI}+{_HIRAGANA}*|{_HIRAGANA}+|を|[\u30a1-\u30f4ー]+"
    rf"|{_SPACE}?[A-Za-z\u00c0-\u024f'\-]+"
)


def train_tokenizer(pairs: Sequence[Pair], vocabulary: int) -> Tokenizer:
    """A tokenizer with at most ``vocabulary`` pieces, the special tokens included.

    It normalises (NFKC) and ends every sentence with END. Raises ``ValueError`` when the pairs
    have more characters than the vocabulary has room for.
    """
    sentences = [sentence for pair in pairs for sentence in pair]
    counts = Counter(char for sentence in sentences for char in set(sentence))
    enough = min(RARE, 1 + len(pairs) // 1000)
    known = {char for char, count in counts.items() if count >= enough}
    if len(known) + len(SPECIAL_TOKENS) > vocabulary:
        raise ValueError(f"{len(known)} characters do not fit into {vocabulary} pieces")
    tokenizer = Tokenizer(models.BPE(unk_token=SPECIAL_TOKENS[UNKNOWN]))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Replace(Regex("[’‘]"), "'"),  # noqa: RUF001
            normalizers.Replace(Regex("[“”]"), '"'),
            normalizers.Replace(Regex(r"[\s\u200b]+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always"),
            # Japanese has no word boundaries to mark.
            pre_tokenizers.Split(Regex(rf"{_SPACE}(?=[\u3000-\u30ff\u4e00-\u9fff])"), "removed"),
            pre_tokenizers.Split(Regex(_PIECES), "isolated"),
        ]
    )
    tokenizer.decoder = decoders.Metaspace(replacement=_SPACE, prepend_scheme="always")
    tokenizer.train_from_iterator(
        (sentence for sentence in sentences if known.issuperset(sentence)),
        trainers.BpeTrainer(
            vocab_size=vocabulary,
            special_tokens=list(SPECIAL_TOKENS),
            show_progress=False,
        ),
    )
    end = SPECIAL_TOKENS[END]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"$A {end}", special_tokens=[(end, END)]
    )
    return tokenizer
