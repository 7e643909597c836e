"""Which class of the library a model is opened as, and what that takes: photos or texts.

What a class takes is read from its own `forward`, not from a table of types: one that runs on
`pixel_values` alone looks at photos, one that runs on `input_ids` alone reads texts. Of a model
that takes both, a side can be opened by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Any

from explorer.core.inputs import Modality
from explorer.registry.entry import ModelError
from explorer.registry.huggingface.library import config_of, missing_package, transformers
from explorer.registry.subjects.classifier_entry import library

AUTO = "transformers.models.auto.modeling_auto"
HEADED = ("MODEL_FOR_IMAGE_CLASSIFICATION_MAPPING", "MODEL_FOR_OBJECT_DETECTION_MAPPING")
"""Tables of the classes of photos whose outputs are named."""
EYES = ("vision_config", "encoder")
"""Of the configuration of a model that takes photos and texts, the parts that look at photos."""
_SIDES: dict[Modality, str] = {Modality.PHOTO: "vision", Modality.TEXT: "text"}
"""How each side is called behind the #."""
SIGNS = ("image_token_id", "image_token_index")
"""What a configuration calls the number of the token that stands for a photo."""
_WORDS = {"input_ids", "decoder_input_ids"}
_OTHERS = {
    "audio": "listens to sound",
    "video": "watches videos",
    "time": "reads series of numbers",
}
"""What a model of neither photos nor texts does, by what the library says that it takes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a model is opened as.

    Attributes
    ----------
    kind, config
        A class of the library, and what it is built of.
    input
        What it takes.
    whole
        Class and configuration of the larger model that it is a part of; None where it is whole.
    asked
        Whether it is also given a text, which it answers.
    """

    kind: Any
    config: Any
    input: Modality
    whole: tuple[Any, Any] | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Forward:
    """What a class is called with.

    takes: names of all arguments. needs: of those without which it does not run.
    """

    takes: frozenset[str]
    needs: frozenset[str]

    @property
    def input(self) -> Modality | None:
        """What it runs on by itself; None for neither photos nor texts, or for both at once."""
        eyes = {one for one in self.takes if one.startswith("pixel_values")}
        if "pixel_values" in eyes and not self.takes & _WORDS:
            return Modality.PHOTO if self.needs <= {"pixel_values"} else None
        if "input_ids" in self.takes and not (eyes or self.listens or "image" in self.takes):
            return Modality.TEXT if self.needs <= {"input_ids"} else None
        return None

    @property
    def listens(self) -> bool:
        """Whether it takes sound, as waves or as their spectrum."""
        return any(one.startswith(("input_features", "input_values")) for one in self.takes)


def forward_of(kind: Any) -> Forward:
    """What `kind.forward` is called with; raises ModelError where it needs a missing package."""
    try:
        forward = kind.forward
    except ImportError as error:  # the library has a name in the place of such a class
        raise missing_package(kind.__name__, error) from error
    named = {
        name: one
        for name, one in signature(forward).parameters.items()
        if name != "self" and one.kind not in (Parameter.VAR_KEYWORD, Parameter.VAR_POSITIONAL)
    }
    needs = frozenset(name for name, one in named.items() if one.default is Parameter.empty)
    return Forward(frozenset(named), needs)


def saved_class(values: Mapping[str, Any]) -> Any | None:
    """The class that a config.json says its weights were saved from.

    None where it says none that the library has.
    """
    named = values.get("architectures")
    first = named[0] if isinstance(named, list) and named else None
    return class_named(first) if isinstance(first, str) else None


def class_named(name: str) -> Any | None:
    """A class of models by its name; None for any other name."""
    found = getattr(transformers(), name, None)
    model = transformers().PreTrainedModel
    return found if isinstance(found, type) and issubclass(found, model) else None


def plain_class(config: Any, *tables: str) -> Any | None:
    """The class that the library's tables have for a configuration, those of `tables` first.

    tables: names as MODEL_FOR_IMAGE_CLASSIFICATION_MAPPING; with none all of them are asked, that
    of the bodies first. None where no table has one.
    """
    auto = library(AUTO)
    names = tables or ("MODEL_MAPPING", *sorted(_tables(auto)))
    for name in names:
        found = getattr(auto, name).get(type(config), None)
        if found is not None:
            return found[0] if isinstance(found, tuple) else found
    return None


def _tables(auto: Any) -> Iterator[str]:
    return (one for one in vars(auto) if one.startswith("MODEL_") and one.endswith("_MAPPING"))


def class_of(values: Mapping[str, Any], config: Any) -> Any:
    """The class that a model was saved from, or else the plain one of its type.

    Raises ModelError where there is neither.
    """
    found = saved_class(values) or plain_class(config)
    if (
        found is not None
        and saved_class(values) is None
        and forward_of(found).input == Modality.PHOTO
    ):
        found = plain_class(config, *HEADED) or found
    if found is None:
        raise ModelError(
            f"The library has no model of type {config.model_type} by itself: it is a part of "
            "another one. Choose a model whose config.json names its class (architectures)."
        )
    return found


def fitting(kind: Any, whole: Any) -> Any:
    """Of a configuration and its parts the one that a class is built of."""
    wanted = kind.config_class
    if wanted is None or isinstance(whole, wanted):
        return whole
    parts = (getattr(whole, name, None) for name in whole.sub_configs)
    return next((one for one in parts if isinstance(one, wanted)), whole)


def choose(name: str, values: Mapping[str, Any], side: Modality | None) -> Choice:
    """What a model is opened as, by its config.json.

    name: for the sentences. side: which one of a model of photos and texts is meant, if any.
    Raises ModelError for a model that cannot be opened so.
    """
    whole = config_of(values)
    kind = class_of(values, whole)
    takes = forward_of(kind).input
    if side is None:
        if takes is not None:
            return Choice(kind, fitting(kind, whole), takes)
        found = (
            _answers(kind, whole)
            or _translates(whole)
            or (None if kind.can_generate() else _eye(kind, whole))
        )
        if found is None:
            raise _refusal(name, kind, whole)
        return found
    if takes == side and fitting(kind, whole) is not whole:  # saved as that side alone
        return Choice(kind, fitting(kind, whole), side)
    if takes is not None:
        raise ModelError(f"hf:{name} has one side only: leave out #{_SIDES[side]}.")
    found = _eye(kind, whole) if side == Modality.PHOTO else _words(kind, whole)
    if found is None:
        raise ModelError(
            f"hf:{name} ({kind.__name__}) has no {side.value} side that can be opened by itself. "
            "Choose another model."
        )
    return found


def takes(values: Mapping[str, Any]) -> Modality | None:
    """What a model takes, by its config.json alone; None where it does not open by itself."""
    try:
        return choose("", values, None).input
    except ModelError:
        return None


def _answers(kind: Any, whole: Any) -> Choice | None:
    """The class of a model that answers a question about a photo with tokens of both."""
    takes = forward_of(kind).takes
    signed = any(getattr(whole, name, None) is not None for name in SIGNS)
    if not (signed and {"input_ids", "pixel_values"} <= takes and kind.can_generate()):
        return None
    if getattr(whole, "is_encoder_decoder", False):
        return None
    return Choice(kind, fitting(kind, whole), Modality.PHOTO, asked=True)


def _translates(whole: Any) -> Choice | None:
    """Of a model that also listens or speaks the class that turns a text into another."""
    found = plain_class(whole, "MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING")
    if found is None or forward_of(found).input != Modality.TEXT:
        return None
    return Choice(found, whole, Modality.TEXT)


def _eye(kind: Any, whole: Any) -> Choice | None:
    """The part that looks at photos. kind: of the whole model."""
    return _part(kind, whole, EYES, Modality.PHOTO)


def _words(kind: Any, whole: Any) -> Choice | None:
    """The part that reads texts: the whole model, where that writes texts without a photo too."""
    forward = forward_of(kind)
    reads = "input_ids" in forward.takes and forward.needs <= {"input_ids"}
    if reads and kind.can_generate() and kind.main_input_name in _WORDS:
        return Choice(kind, fitting(kind, whole), Modality.TEXT)
    return _part(kind, whole, ("text_config",), Modality.TEXT)


def _part(kind: Any, whole: Any, names: Sequence[str], input: Modality) -> Choice | None:
    """A part of a model, which is built without memory to see what it is made of."""
    import torch

    part = _configured(whole, names)
    if part is None:
        return None
    try:
        with torch.device("meta"):
            model = kind(fitting(kind, whole))
        inner = [one for one in model.modules() if one is not model]
        kinds: list[Any] = [type(one) for one in inner if _built_of(one, part)]
    except Exception:  # some compute numbers while they are built, or need a package
        kinds = [plain_class(part, "MODEL_MAPPING")]
    found = next((one for one in kinds if one and forward_of(one).input == input), None)
    if found is None:
        return None
    return Choice(found, part, input, (kind, fitting(kind, whole)))


def _configured(whole: Any, names: Sequence[str]) -> Any | None:
    """The part of a configuration of one of some names, however deep it lies; None for none."""
    found = next((one for name in names if (one := getattr(whole, name, None)) is not None), None)
    if found is not None:
        return found
    parts = (getattr(whole, name, None) for name in getattr(whole, "sub_configs", ()))
    inner = (_configured(one, names) for one in parts if one is not None)
    return next((one for one in inner if one is not None), None)


def _built_of(module: Any, part: Any) -> bool:
    model = transformers().PreTrainedModel
    return isinstance(module, model) and type(module.config) is type(part)


def sides_of(name: str, kind: Any, whole: Any) -> str:
    """The sentence that names the sides of a model that open by themselves; "" for none."""
    sides = [
        f"hf:{name}#{_SIDES[one.input]} {what}"
        for one, what in (
            (_eye(kind, whole), "looks at photos"),
            (_words(kind, whole), "reads texts"),
        )
        if one is not None
    ]
    return f"Open one side of it: {', '.join(sides)}." if sides else ""


def _refusal(name: str, kind: Any, whole: Any) -> ModelError:
    """The sentence for a class that runs on neither photos nor texts alone."""
    forward = forward_of(kind)
    if sides := sides_of(name, kind, whole):
        return ModelError(f"hf:{name} takes more than one kind of input at once. {sides}")
    own = kind.input_modalities
    senses = {own} if isinstance(own, str) else set(own)
    eyes = forward.takes & {"pixel_values", "image"}
    if forward.listens and not eyes:
        senses = {"audio"}
    does = next((does for sense, does in _OTHERS.items() if sense in senses), None)
    if does is not None and "image" not in senses:
        return ModelError(
            f"hf:{name} {does} ({whole.model_type}), which cannot be shown here. Choose a model "
            "of photos or of texts."
        )
    if not forward.takes:
        return ModelError(
            f"hf:{name} ({kind.__name__}) is made of models that run one after the other, and has "
            "no run of its own to look at. Choose another model."
        )
    if eyes and forward.takes & _WORDS:
        return ModelError(
            f"hf:{name} ({kind.__name__}) takes a photo and a text at once, and neither side of it "
            "is a model by itself. Choose another model."
        )
    needs = sorted(forward.needs - {"pixel_values", "input_ids"}) or [str(kind.main_input_name)]
    return ModelError(
        f"hf:{name} ({kind.__name__}) does not run on a photo or a text alone: it takes "
        f"{', '.join(needs)}. Choose another model."
    )
