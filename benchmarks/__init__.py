"""Measurements: one command each, ratios against a named peer in the same run. See README.md."""
