"""All registers together."""

from newsdigest.registers import load_registers


def test_regions_without_names_are_the_same_regions(tmp_path):
    light, whole = load_registers(tmp_path, names=False), load_registers(tmp_path)
    assert light.gazetteer.regions == whole.gazetteer.regions
    assert light.gazetteer.languages == whole.gazetteer.languages
    assert light.gazetteer.size == 0 < whole.gazetteer.size
