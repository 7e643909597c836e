"""A model is whole or it is refused: every parameter that is run is one of the file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file
from torch import Tensor

from explorer.core.checks import Verdict
from explorer.core.inputs import Fit, Inputs
from explorer.core.text import Writing
from explorer.registry.catalogue import find, untrained
from explorer.registry.entry import MissingError, ModelError, UntrainedError
from explorer.registry.huggingface.library import missing_package
from tests.models.conftest import one_thread
from tests.registry import hf_models, hf_toys
from tests.registry.test_hf_photos import photo

__all__ = ["one_thread"]

T = hf_models.quiet()
pytestmark = pytest.mark.usefixtures("one_thread")
SIZES = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 48,
}
EYE = {**SIZES, "image_size": 32, "patch_size": 8}
PIXELS = {"size": {"height": 32, "width": 32}}


def llava(vocabulary: dict[str, Any]) -> Any:
    eye = T.CLIPVisionConfig(**EYE)
    words = T.LlamaConfig(**SIZES, **vocabulary)
    return T.LlavaForConditionalGeneration(
        T.LlavaConfig(vision_config=eye, text_config=words, image_token_index=9)
    )


def paligemma(vocabulary: dict[str, Any]) -> Any:
    eye = {"model_type": "siglip_vision_model", **EYE, "vision_use_head": False}
    words = {"model_type": "gemma", **SIZES, **vocabulary, "num_key_value_heads": 2, "head_dim": 16}
    return T.PaliGemmaForConditionalGeneration(
        T.PaliGemmaConfig(
            vision_config=eye, text_config=words, projection_dim=32, image_token_index=9
        )
    )


def gemma3(vocabulary: dict[str, Any]) -> Any:
    eye = {**EYE, "image_size": 56, "patch_size": 14}
    words = {**SIZES, **vocabulary, "num_key_value_heads": 2, "head_dim": 8}
    return T.Gemma3ForConditionalGeneration(
        T.Gemma3Config(
            text_config=words, vision_config=eye, mm_tokens_per_image=4, image_token_index=9
        )
    )


def blip(vocabulary: dict[str, Any]) -> Any:
    words = {**SIZES, **vocabulary, "encoder_hidden_size": 32}
    return T.BlipForConditionalGeneration(T.BlipConfig(vision_config=EYE, text_config=words))


BOTH: dict[str, Callable[[dict[str, Any]], Any]] = {
    one.__name__: one for one in (llava, paligemma, gemma3, blip)
}


def saved_whole(folder: Path, name: str) -> Any:
    """A model of photos and texts in a folder; returns the model."""
    tokenizer = hf_toys.sentencepiece_bytes()
    names = ("bos_token_id", "eos_token_id", "pad_token_id")
    torch.manual_seed(1)
    model = BOTH[name]({"vocab_size": len(tokenizer), **{k: getattr(tokenizer, k) for k in names}})
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    model.eval().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    side = 56 if name == "gemma3" else 32
    T.SiglipImageProcessor(size={"height": side, "width": side}).save_pretrained(folder)
    return model


def assert_one_sentence(said: str) -> None:
    assert said.endswith(".")
    assert said.isprintable()


def refused(name: str) -> str:
    with pytest.raises(ModelError) as raised:
        find(name).load("cpu")
    assert_one_sentence(str(raised.value))
    return str(raised.value)


WRITTEN: dict[str, Callable[[Path], Path]] = {
    "vit": lambda folder: hf_models.write(folder, "vit"),
    "backbone": lambda folder: hf_models.write(folder, "backbone"),
    "clip": lambda folder: hf_models.write(folder, "clip"),
    "bert": hf_toys.bert,
    "classifier": hf_toys.classifier,
    "gpt2": hf_toys.gpt2,
    "t5": hf_toys.t5,
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {name: write(tmp_path_factory.mktemp(name)) for name, write in WRITTEN.items()}
    return made


@given(
    name=st.sampled_from(sorted(WRITTEN)),
    before=st.sampled_from(["", "", "module.", "_orig_mod.", "model.", "net.inner."]),
    lost=st.one_of(st.just(0.0), st.floats(0.0, 1.0)),
    head=st.booleans(),
    picked=st.randoms(use_true_random=False),
)
def test_every_parameter_that_is_run_is_one_of_the_file(
    written: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    before: str,
    lost: float,
    head: bool,
    picked: Any,
) -> None:
    """Whatever part of a file is lost, and whatever a wrapper put before its names."""
    folder = tmp_path_factory.mktemp("part") / "part"
    shutil.copytree(written[name], folder)
    whole = load_file(folder / "model.safetensors")
    heads = ("classifier", "cls.", "lm_head")
    kept = {
        key: one
        for key, one in whole.items()
        if picked.random() >= lost and not (head and key.startswith(heads))
    }
    save_file(
        {before + key: one for key, one in kept.items()} or {"other": torch.zeros(1)},
        folder / "model.safetensors",
        {"format": "pt"},
    )
    try:
        subject: Any = find(f"hf:{folder}").load("cpu")
    except ModelError as error:
        assert_one_sentence(str(error))
        assert len(kept) < len(whole)
    else:
        idle = ("pooler", "mask_token")
        stored = list(kept.values())
        for key, parameter in subject.model.named_parameters():
            if not any(one in key for one in idle):
                assert any(torch.equal(parameter, one) for one in stored), key
    finally:
        shutil.rmtree(folder)


def test_weights_that_are_there_twice_are_refused(written: dict[str, Path], tmp_path: Path) -> None:
    shutil.copytree(written["backbone"], tmp_path / "twice")
    file = tmp_path / "twice" / "model.safetensors"
    state = load_file(file)
    both = {
        f"{who}.{key}": one.clone() for who in ("student", "teacher") for key, one in state.items()
    }
    save_file(both, file, {"format": "pt"})
    assert "behind student. and teacher." in refused(f"hf:{file.parent}")


def test_a_model_of_both_names_its_sides(tmp_path: Path) -> None:
    saved_whole(tmp_path, "blip")
    said = refused(f"hf:{tmp_path}")
    assert f"hf:{tmp_path}#vision looks at photos" in said
    assert f"hf:{tmp_path}#text reads texts" in said


@pytest.mark.parametrize("name", ["llava", "paligemma", "gemma3", "blip"])
def test_the_eye_has_the_weights_of_the_file(tmp_path: Path, name: str) -> None:
    whole = saved_whole(tmp_path, name)
    subject: Any = find(f"hf:{tmp_path}#vision").load("cpu")
    trace = subject.run(Inputs((photo(),), fit=Fit.CROP))
    assert trace.verdict is Verdict.VERIFIED
    eye = next(
        one
        for one in whole.modules()
        if isinstance(one, T.PreTrainedModel) and type(one) is type(subject.model)
    )
    eye.set_attn_implementation("eager")
    pixels = torch.from_numpy(subject.prepare(photo(), Fit.CROP)[0])[None]
    with torch.no_grad():
        maps = eye(pixels, output_attentions=True).attentions
    assert len(trace.sites) >= len(maps) == 2  # SigLIP pools by an attention of its own
    for site, expected in zip(trace.sites, maps, strict=False):
        found = torch.tensor(site.weights())
        torch.testing.assert_close(found, expected[0], rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", ["llava", "gemma3"])
def test_the_words_go_on_with_the_weights_of_the_file(tmp_path: Path, name: str) -> None:
    whole = saved_whole(tmp_path, name)
    subject: Any = find(f"hf:{tmp_path}#text").load("cpu")
    trace = subject.run(Inputs(text="a model reads", writing=Writing(count=2)))
    assert trace.verdict is Verdict.VERIFIED
    assert len(trace.translation.ids) == 2
    whole.set_attn_implementation("eager")
    ids = torch.tensor([[*trace.sentence.ids, *trace.translation.ids]])
    with torch.no_grad():
        out = whole(input_ids=ids, output_attentions=True, use_cache=False)
    assert int(out.logits[0, len(trace.sentence.ids) - 1].argmax()) == trace.translation.ids[0]
    for site, expected in zip(trace.sites, out.attentions, strict=True):
        found = torch.tensor(site.weights())
        torch.testing.assert_close(found, expected[0], rtol=0, atol=1e-5)


@pytest.mark.parametrize("kind", ["Siglip", "CLIP", "MetaClip2"])
def test_a_classifier_on_a_model_of_two_towers_names_its_classes(tmp_path: Path, kind: str) -> None:
    words = {**SIZES, "vocab_size": 60, "bos_token_id": 1, "eos_token_id": 2}
    config = getattr(T, f"{kind}Config")(
        vision_config=EYE, text_config=words, **hf_models.NAMED, projection_dim=16
    )
    torch.manual_seed(0)
    model = getattr(T, f"{kind}ForImageClassification")(config).eval()
    model.save_pretrained(tmp_path)
    T.SiglipImageProcessor(**PIXELS).save_pretrained(tmp_path)
    entry = find(f"hf:{tmp_path}")
    assert entry.labels == tuple(hf_models.CLASSES.values())
    subject: Any = entry.load("cpu")
    trace = subject.run(Inputs((photo(),), fit=Fit.CROP))
    pixels = torch.from_numpy(subject.prepare(photo(), Fit.CROP)[0])[None]
    with torch.no_grad():
        shares = model(pixels).logits.softmax(-1)[0]
    assert trace.prediction is not None
    assert trace.prediction.labels[0] == hf_models.CLASSES[int(shares.argmax())]
    assert trace.prediction.probabilities[0] == pytest.approx(float(shares.max()), abs=1e-5)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"quant_method": "gptq", "bits": 4}, "(gptq, 4 bit)"),
        ({"quant_method": "awq", "bits": 4}, "(awq, 4 bit)"),
        ({"quant_method": "bitsandbytes", "load_in_8bit": True}, "(bitsandbytes, 8 bit)"),
        ({"quant_method": "fp8"}, "(fp8)"),
        ({"quant_method": "mxfp4"}, "(mxfp4)"),
        ({"quant_method": "compressed-tensors", "format": "pack-quantized"}, "compressed-tensors"),
        ({}, "in some way"),
    ],
)
@pytest.mark.parametrize("name", ["vit", "gpt2"])
def test_quantised_weights_say_so(
    written: dict[str, Path], tmp_path: Path, name: str, told: dict[str, Any], said: str
) -> None:
    shutil.copytree(written[name], tmp_path / "q")
    file = tmp_path / "q" / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "quantization_config": told}))
    sentence = refused(f"hf:{file.parent}")
    assert sentence.startswith("q is quantised")
    assert said in sentence
    find(untrained(f"hf:{file.parent}")).load("cpu")


def test_an_adapter_says_what_it_is_for(written: dict[str, Path], tmp_path: Path) -> None:
    lora: dict[str, Tensor] = {"base_model.model.lora_A.weight": torch.ones(8, 32)}
    told = {"peft_type": "LORA", "base_model_name_or_path": "some/base", "r": 8}
    (tmp_path / "adapter_config.json").write_text(json.dumps(told))
    save_file(lora, tmp_path / "adapter_model.safetensors")
    sentence = refused(f"hf:{tmp_path}")
    assert "is an adapter (LORA) for some/base: merge it into that model first" in sentence
    for file in written["gpt2"].iterdir():
        if file.name != "model.safetensors":
            shutil.copy(file, tmp_path)
    assert refused(f"hf:{tmp_path}") == sentence
    shutil.copy(written["gpt2"] / "model.safetensors", tmp_path)
    subject: Any = find(f"hf:{tmp_path}").load("cpu")
    assert "holds an adapter too, which is not applied" in " ".join(
        subject.run(Inputs(text="the fox")).notes
    )


def test_half_a_checkpoint_in_shards(written: dict[str, Path], tmp_path: Path) -> None:
    model = T.AutoModelForCausalLM.from_pretrained(written["gpt2"])
    shutil.copytree(written["gpt2"], tmp_path / "half")
    (tmp_path / "half" / "model.safetensors").unlink()
    model.save_pretrained(tmp_path / "half", max_shard_size="30KB")
    shards = sorted((tmp_path / "half").glob("model-*.safetensors"))
    shards[-1].unlink()
    assert f"is not whole: it lacks {shards[-1].name}" in refused(f"hf:{tmp_path / 'half'}")


@pytest.mark.parametrize(
    ("said", "package"),
    [
        ("You need to install fugashi to use MecabTokenizer. See https://x", "fugashi"),
        ("The unidic_lite dictionary is not installed. See https://x", "unidic_lite"),
        ("XLMTokenizer requires the sacremoses library but it was not found", "sacremoses"),
        ("You should install it with `pip install rjieba`", "rjieba"),
        ("No module named 'jieba'", "jieba"),
        ("No module named 'underthesea.word'", "underthesea"),
    ],
)
def test_the_package_that_is_missing_is_named(said: str, package: str) -> None:
    found = missing_package("The tokenizer of x", ImportError(said))
    assert isinstance(found, MissingError)
    assert found.packages == ((package,),)
    assert_one_sentence(str(found))
    assert f"pip install {package}." in str(found)


def test_a_package_that_is_there_and_fails_is_not_to_be_installed() -> None:
    found = missing_package("The tokenizer of x", ImportError("cannot import a name", name="json"))
    assert not isinstance(found, MissingError)
    assert "json, which is installed and cannot be imported" in str(found)
    assert "pip" not in str(found)


def test_a_japanese_tokenizer_names_its_package(written: dict[str, Path], tmp_path: Path) -> None:
    shutil.copytree(written["bert"], tmp_path / "ja")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (tmp_path / "ja" / name).unlink()
    (tmp_path / "ja" / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n猫\n", "utf-8")
    (tmp_path / "ja" / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "BertJapaneseTokenizer", "word_tokenizer_type": "mecab"})
    )
    pytest.importorskip("transformers")
    with pytest.raises(MissingError, match="pip install fugashi"):
        find(f"hf:{tmp_path / 'ja'}").load("cpu")


def test_a_head_that_is_missing_names_nothing(written: dict[str, Path], tmp_path: Path) -> None:
    for name, head in (("classifier", "classifier."), ("gpt2", "lm_head.")):
        shutil.copytree(written[name], tmp_path / name)
        file = tmp_path / name / "model.safetensors"
        state = {key: one for key, one in load_file(file).items() if not key.startswith(head)}
        save_file(state, file, {"format": "pt"})
    subject: Any = find(f"hf:{tmp_path / 'classifier'}").load("cpu")
    trace = subject.run(Inputs(text="the fox"))
    assert trace.classes == ()
    assert "without its head" in " ".join(trace.notes)
    assert isinstance(UntrainedError("x"), ModelError)
