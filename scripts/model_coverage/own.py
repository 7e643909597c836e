"""What single types of transformers need beside the rules, as a whole or as a part of another."""

from __future__ import annotations

from typing import Any

_SERIES = {"prediction_length": 8, "context_length": 16, "lags_sequence": [1, 2, 3]}
_VIT = {"depth": 2, "embed_dim": 64, "num_heads": 4, "img_size": [56, 56]}
"""A vision transformer of timm."""
_TWO_SPEEDS = {
    "sliding_attention": {"rope_type": "default", "rope_theta": 1e4},
    "full_attention": {"rope_type": "default", "rope_theta": 1e4},
}
_ASSISTANT = {
    "hidden_size_per_layer_input": 0, "vocab_size_per_layer_input": 0, "vocab_size": 300,
    "hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 2, "num_attention_heads": 4,
    "num_key_value_heads": 2, "head_dim": 16, "global_head_dim": 16, "num_kv_shared_layers": 2,
    "layer_types": ["sliding_attention", "full_attention"],
}  # fmt: skip

OWN: dict[str, dict[str, Any]] = {
    "reformer": {"attn_layers": ["local", "lsh"], "axial_pos_embds": False},
    "longformer": {"attention_window": 8},
    "led": {"attention_window": 8},
    "big_bird": {"attention_type": "original_full"},
    "bigbird_pegasus": {"attention_type": "original_full"},
    "autoformer": _SERIES,
    "informer": _SERIES,
    "time_series_transformer": {"prediction_length": 8, "lags_sequence": [1, 2, 3]},
    "bamba": {"attn_layer_indices": [1]},
    "granitemoehybrid": {"layer_types": ["mamba", "attention"]},
    "cohere_compass_text": {"rope_parameters": _TWO_SPEEDS},
    "chameleon": {"vocabulary_map": {"<image>": 6, "IMGIMGA": 7}},
    "chameleon_vqgan": {"base_channels": 32, "resolution": 64},
    "dbrx": {"attn_config": {"rope_theta": 1e4, "clip_qkv": 8}},
    "deepseek_ocr2_text": {"mlp_layer_types": ["dense", "sparse"]},
    "dory": {"n_input_layers": 1, "n_recurrent_layers": 1, "n_output_layers": 1,
             "num_hidden_layers": 3,
             "layer_types": ["sliding_attention", "full_attention", "full_attention"]},
    "dots3_note_vision_encoder": {"adapter_in_dim": 64, "adapter_out_dim": 64},
    "dots3_note_audio_encoder": {"adapter_input_size": 64, "adapter_out_dim": 64},
    "emu3": {"vocabulary_map": {"<|extra_200|>": 6, "<image>": 7}},
    "gemma3n_text": {"num_kv_shared_layers": 0},
    "gemma3n_vision": {"architecture": "mobilenetv5_base", "model_args": {"encoder": True},
                       "hidden_size": 2048},
    "gemma4_assistant": {"text_config": {"model_type": "gemma4_text", **_ASSISTANT}},
    "glm5_next_text": {"index_topk": 16, "layer_types": ["linear_attention", "indexed_attention"]},
    "granite4_vision": {"downsample_rate": "1/2", "deepstack_layer_map": [[0, 0], [1, 1]],
                        "spatial_target_layers": [1]},
    "lfm2_moe": {"layer_types": ["conv", "full_attention"], "num_dense_layers": 1},
    "moonshine_streaming": {"num_key_value_heads": 4},
    "molmo2_adapter": {"vision_feature_layer": [1, 0]},
    "mimi": {"upsample_groups": 64},
    "emu3_vqgan": {"base_channels": 32, "hidden_size": 64},
    "t5gemma2_text": {"dropout_rate": 0.0},
    "edgetam_vision_model": {
        "backbone_config": {"architecture": "repvit_m1", "num_classes": 2}
    },
    "lw_detr_vit": {"num_windows": 4, "image_size": 64},
    "mistral4": {"head_dim": 16},
    "llama4_vision_model": {"intermediate_size": 256, "projector_input_dim": 64,
                            "projector_output_dim": 64, "vision_output_dim": 64},
    "ernie4_5_vl_moe_text": {"rope_parameters": {"mrope_section": [3, 3, 2]}},
    "step3p5": {"sliding_window": 8},
    "sam3_vit_model": {"image_size": 56},
    "efficientnet": {"width_coefficient": 0.25, "depth_coefficient": 0.2, "hidden_dim": 320},
    "zamba": {"num_hidden_layers": 4, "layers_block_type": ["linear_attention", "hybrid"] * 2},
    "blt_local_encoder": {"hidden_size_global": 64},
    "blt_local_decoder": {"hidden_size_global": 64},
    "chmv2": {"backbone_config": {"num_hidden_layers": 4, "out_indices": [1, 2, 3, 4]}},
    "deepseek_ocr2_sam_vision_model": {"downsample_channels": [32, 64]},
    "jamba": {"attn_layer_period": 2, "attn_layer_offset": 1, "expert_layer_offset": 0},
    "recurrent_gemma": {"num_hidden_layers": 3},
    "eomt": {"num_blocks": 1, "num_queries": 12},
    "eomt_dinov3": {"num_blocks": 1, "num_queries": 12},
    "perceiver": {"d_latents": 64, "num_self_attends_per_block": 2},
    "qwen4_exp_text": {"indexer_n_heads": 2, "indexer_kv_heads": 1, "indexer_head_dim": 16,
                       "indexer_budget": 8, "indexer_compress_ratio": 4,
                       "ngram_vocab_size_base": 300},
    "qwen3_omni_moe_talker_text": {"shared_expert_intermediate_size": 32},
    "perception_lm": {"vision_config": {"architecture": "vit_pe_lang_large_patch14_448",
                                        "model_args": _VIT}},
    "pe_video_encoder": {"vision_config": {"model_args": _VIT, "num_classes": 64}},
    "fast_vlm": {"vision_config": {"model_args": {"inference_mode": True, "layers": [1] * 5,
                                                  "embed_dims": [32] * 5}}},
    "muse_spark_audio": {"out_hidden_size": 64, "hidden_sizes": [16, 32, 64, 64]},
    "nemotron3_diarization": {"head_config": {"audio_hidden_size": 64, "hidden_size": 32}},
    "fun_asr_nano": {"adaptor_config": {"intermediate_size": 16, "hidden_size": 64}},
    "apertus1p5": {"audio_config": {"codebook_dim": 64, "codebook_size": 64},
                   "image_token_offset": 150, "audio_token_offset": 214},
    "apertus1p5_vision_tokenizer": {"base_channels": 32, "codebook_size": 64, "resolution": 64},
    "mamba2": {"num_heads": 8, "head_dim": 16},
}  # fmt: skip
"""Types to the fields that differ from what the rules make of them."""

PREPARED: dict[str, dict[str, Any]] = {
    "lw_detr": {"size": {"height": 64, "width": 64}},
}
"""Types to what their image processor is told beside the sizes of the configuration."""
