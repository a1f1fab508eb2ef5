"""Shelf of subjects told as JSON, for programs; `schemas/output/` describes every one of them."""
