"""What a text model is given is what the library gives it: pairs, chats, languages, documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers

from explorer.core.inputs import Inputs
from explorer.registry.catalogue import find
from explorer.registry.entry import ModelError, SentenceError, failed_run
from explorer.registry.huggingface import source
from explorer.registry.huggingface.text import texts
from explorer.registry.sources import timm_source
from tests.models.conftest import one_thread
from tests.registry import hf_models, hf_toys

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "cat", "sat", "was", "tired", "why", "is"]
WORDS += ["sky", "blue", "user", "assistant"]
FIRST, SECOND = "the cat sat", "the cat was tired"


def words(**more: Any) -> Any:
    made = Tokenizer(models.WordLevel({w: at for at, w in enumerate(WORDS)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    if more.pop("around", True):
        made.post_processor = processors.TemplateProcessing(
            single="[CLS] $A [SEP]",
            pair="[CLS] $A [SEP] $B:1 [SEP]:1",
            special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
        )
        more |= {"cls_token": "[CLS]", "sep_token": "[SEP]"}
    names = ["input_ids", "token_type_ids", "attention_mask"]
    return T.PreTrainedTokenizerFast(
        tokenizer_object=made,
        unk_token="[UNK]",
        pad_token="[PAD]",
        model_input_names=names,
        **more,
    )


def reads_pairs(folder: Path) -> Any:
    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        config = library.BertConfig(**hf_toys.SIZES, **vocabulary, intermediate_size=48)
        config.num_labels = 3
        return library.BertForSequenceClassification(config)

    return find(f"hf:{hf_toys.write(folder, make, words())}").load("cpu")


def test_a_second_text_is_told_apart_as_the_pipeline_does(tmp_path: Path) -> None:
    subject = reads_pairs(tmp_path)
    trace = subject.run(Inputs(text=FIRST, pair=SECOND))
    pipe = T.pipeline("text-classification", str(tmp_path), top_k=3, device="cpu")
    expected = pipe({"text": FIRST, "text_pair": SECOND})
    assert [one.piece for one in trace.classes] == [one["label"] for one in expected]
    shares = [one.probability for one in trace.classes]
    np.testing.assert_allclose(shares, [one["score"] for one in expected], atol=1e-5)
    assert trace.sentence.tokens.pieces[4:6] == ("[SEP]", "the")
    assert trace.texts(0)[0] == f"{FIRST} {SECOND}"
    alone = subject.run(Inputs(text=f"{FIRST} [SEP] {SECOND}"))
    assert alone.sentence.ids == trace.sentence.ids
    assert abs(alone.classes[0].probability - trace.classes[0].probability) > 1e-3
    assert "[SEP] in the text is read as that special token" in alone.notes[0]
    assert not trace.notes


def test_the_maps_of_a_pair_are_those_of_the_library(tmp_path: Path) -> None:
    trace = reads_pairs(tmp_path).run(Inputs(text=FIRST, pair=SECOND))
    own = T.BertForSequenceClassification
    model = own.from_pretrained(tmp_path, attn_implementation="eager").eval()
    given = T.AutoTokenizer.from_pretrained(tmp_path)(FIRST, SECOND, return_tensors="pt")
    assert int(given["token_type_ids"].sum()) == 5
    with torch.no_grad():
        maps = model(**given, output_attentions=True).attentions
    for site, expected in zip(trace.sites, maps, strict=True):
        np.testing.assert_allclose(site.weights(), expected[0].numpy(), rtol=0, atol=1e-5)


def test_a_long_pair_is_cut_where_it_is_longer(tmp_path: Path) -> None:
    subject: Any = reads_pairs(tmp_path)
    subject.reader.at_most(8)
    trace = subject.run(Inputs(text="cat", pair="the cat was tired the cat"))
    assert len(trace.sentence.ids) == 8
    assert trace.sentence.tokens.pieces[:3] == ("[CLS]", "cat", "[SEP]")
    assert "the first 8 are read" in trace.notes[0]


def chats(folder: Path, template: str) -> Any:
    tokenizer = words(around=False, additional_special_tokens=["<|im_start|>", "<|im_end|>"])
    tokenizer.chat_template = template or None

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        sizes = {**vocabulary, "n_embd": 32, "n_layer": 1, "n_head": 4, "bos_token_id": 0}
        return library.GPT2LMHeadModel(library.GPT2Config(**{**sizes, "eos_token_id": 0}))

    return find(f"hf:{hf_toys.write(folder, make, tokenizer)}").load("cpu")


TEMPLATE = (
    "{% for m in messages %}<|im_start|> {{ m.role }} {{ m.content }} <|im_end|> {% endfor %}"
    "{% if add_generation_prompt %}<|im_start|> assistant{% endif %}"
)


@pytest.mark.parametrize("system", ["", "the cat sat"])
def test_a_chat_is_what_the_librarys_template_makes_of_it(tmp_path: Path, system: str) -> None:
    subject = chats(tmp_path, TEMPLATE)
    tokenizer = T.AutoTokenizer.from_pretrained(tmp_path)
    turns = [{"role": "system", "content": system}] if system else []
    turns.append({"role": "user", "content": "why is the sky blue"})
    expected = tokenizer.apply_chat_template(turns, add_generation_prompt=True)["input_ids"]
    trace = subject.run(Inputs(text="why is the sky blue", chat=True, system=system))
    assert list(trace.sentence.ids) == list(expected)
    assert trace.sentence.text == "why is the sky blue"
    bare = subject.run(Inputs(text="why is the sky blue"))
    assert "chat template" in bare.notes[0]
    assert not [note for note in trace.notes if "chat template" in note]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("", "has no chat template"),
        ("{{ raise_exception('System role not supported') }}", "System role not supported"),
        ("{% for m in %}", "cannot be filled in"),
    ],
)
def test_a_template_that_fails_is_one_sentence(tmp_path: Path, template: str, said: str) -> None:
    subject = chats(tmp_path, template)
    with pytest.raises(SentenceError, match=said):
        subject.run(Inputs(text="why", system="the cat"))


def nllb(folder: Path) -> Path:
    made = Tokenizer(models.BPE(unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    names = ["<s>", "<pad>", "</s>", "<unk>"]
    trainer = trainers.BpeTrainer(vocab_size=60, special_tokens=names, show_progress=False)
    made.train_from_iterator(["le chat dort sur le tapis"] * 9, trainer)
    model = json.loads(made.to_str())["model"]
    merges = [tuple(one) for one in model["merges"]]
    tokenizer = T.NllbTokenizer(vocab=model["vocab"], merges=merges)

    def make(library: Any, vocabulary: dict[str, Any]) -> Any:
        pair = {**hf_toys._pair(vocabulary), "decoder_start_token_id": 2}
        return library.M2M100ForConditionalGeneration(library.M2M100Config(**pair))

    return hf_toys.write(folder, make, tokenizer)


@pytest.fixture(scope="module")
def translator(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    folder = nllb(tmp_path_factory.mktemp("nllb"))
    return folder, find(f"hf:{folder}").load("cpu")


def test_languages_are_those_that_were_chosen(translator: tuple[Path, Any]) -> None:
    folder, subject = translator
    trace = subject.run(Inputs(text="le chat dort", source="fra_Latn", to="jpn_Jpan"))
    tokenizer = T.AutoTokenizer.from_pretrained(folder, src_lang="fra_Latn")
    given = tokenizer("le chat dort", return_tensors="pt")
    model = T.M2M100ForConditionalGeneration.from_pretrained(folder).eval()
    first = int(tokenizer.convert_tokens_to_ids("jpn_Jpan"))
    longest = len(trace.translation.steps)
    with torch.no_grad():
        wrote = model.generate(**given, forced_bos_token_id=first, max_new_tokens=longest)
    assert list(trace.sentence.ids) == given["input_ids"][0].tolist()
    assert list(trace.translation.ids) == wrote[0, 1:].tolist()
    assert trace.translation.tokens.pieces[0] == "jpn_Jpan"
    assert not [note for note in trace.notes if "nobody chose" in note]
    again = subject.run(
        Inputs(text="le chat", source="fra_Latn", to="jpn_Jpan", prefix=trace.translation.ids[:1])
    )
    assert again.translation.tokens.pieces[:2].count("jpn_Jpan") == 1


def test_a_target_is_read_in_its_own_language(translator: tuple[Path, Any]) -> None:
    _, subject = translator
    trace = subject.run(Inputs(text="le chat", target="le tapis", source="fra_Latn", to="deu_Latn"))
    assert trace.sentence.tokens.pieces[0] == "fra_Latn"
    assert trace.translation.tokens.pieces[0] == "deu_Latn"
    bare = subject.run(Inputs(text="le chat", target="le tapis"))
    assert bare.sentence.tokens.pieces[0] == "eng_Latn"
    assert "read as eng_Latn, which nobody chose. Your own text was" in bare.notes[0]


def test_a_language_that_is_not_there_is_told_with_some_that_are(
    translator: tuple[Path, Any], tmp_path: Path
) -> None:
    _, subject = translator
    with pytest.raises(SentenceError, match=r"tlh is not a language of .* It knows ace_Arab, .*"):
        subject.run(Inputs(text="le chat", to="tlh"))
    other = find(f"hf:{hf_toys.marian(tmp_path)}").load("cpu")
    with pytest.raises(SentenceError, match="does not tell languages apart"):
        other.run(Inputs(text="the fox", source="en"))


@pytest.mark.parametrize("make", [hf_toys.marian, hf_toys.gpt2])
@pytest.mark.parametrize("error", [ValueError, RuntimeError, KeyError])
def test_what_a_model_raises_on_a_text_is_one_sentence(
    tmp_path: Path, make: Any, error: type[Exception]
) -> None:
    subject = find(f"hf:{make(tmp_path / 'model')}").load("cpu")

    def refuse(module: Any, args: Any, kwargs: Any) -> None:
        raise error("You must specify exactly one of encoder_outputs or pixel_values")

    subject.model.register_forward_pre_hook(refuse, with_kwargs=True)
    with pytest.raises(ModelError, match=rf"cannot be run on this text \({error.__name__}"):
        subject.run(Inputs(text="the fox"))


def test_a_tokenizer_that_the_class_of_the_type_does_not_read_is_read_as_it_was_saved(
    tmp_path: Path,
) -> None:
    words().save_pretrained(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "qwen3_5_moe"}))
    own = T.AutoTokenizer.from_pretrained(tmp_path)
    assert own("the cat", add_special_tokens=False)["input_ids"] == []  # as the library has it
    reader = texts._reader(tmp_path, "mine", T.GPT2Config())
    assert reader.read("the cat").tokens.pieces == ("[CLS]", "the", "cat", "[SEP]")


def test_timms_own_name_of_a_repository_is_that_of_the_hub(monkeypatch: Any) -> None:
    asked: list[tuple[str, bool]] = []
    monkeypatch.setattr(source, "find", lambda name, trained: asked.append((name, trained)))
    timm_source.find("hf-hub:me/mine", True)
    assert asked == [("me/mine", True)]


@pytest.mark.parametrize(
    ("error", "sizes"),
    [
        (RuntimeError("The size of tensor a (32) must match the size of tensor b (64)"), True),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied (5x3 and 4x8)"), True),
        (AssertionError("Input height (224) doesn't match model (56)."), True),
        (RuntimeError("boom"), False),
        (ValueError("You have to specify bbox of this size"), False),
    ],
)
def test_sizes_that_do_not_fit_are_told_from_an_input_that_is_missing(
    error: Exception, sizes: bool
) -> None:
    said = str(failed_run("Toy ViT", "a photo alone", error))
    assert said.startswith(f"Toy ViT cannot be run on a photo {'(' if sizes else 'alone ('}")
    assert ("the sizes in its files do not fit" in said) is sizes
    assert said.endswith("hoose another model.")
