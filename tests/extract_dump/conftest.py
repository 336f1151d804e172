"""The register of the pages in this folder."""

import pytest
from dump_pages import sample_registers


@pytest.fixture(scope="session")
def registers(tmp_path_factory):
    return sample_registers(tmp_path_factory.mktemp("content"))
