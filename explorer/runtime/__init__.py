"""Running models: devices, the engine, the job runner, settings."""
