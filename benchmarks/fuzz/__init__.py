"""Fuzzing of the parsers that read other people's bytes, with the corpus it begins from."""
