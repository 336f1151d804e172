"""What fuzzing begins from, and what it once found, passes every parser; the campaign itself is `make fuzz`."""

import pytest

from benchmarks.fuzz.parsers import CORPUS, PARSERS


@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_passes_every_input_of_its_corpus(name: str) -> None:
    inputs = sorted((CORPUS / name).iterdir())
    parse = PARSERS[name]()
    for path in inputs:
        parse(path.read_bytes())
    assert len(inputs) > 5
