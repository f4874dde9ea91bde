"""Readers fed with anything. `script/fuzz` runs them; tests/fuzz feeds them what was kept."""
