"""The browser editor's form is the schema of posts, and its policy names no host that it need not."""

import pytest

from newsdigest.errors import RegisterError
from newsdigest.post.schema import schema
from newsdigest.publish.editor import editor_config, foreign_hosts
from newsdigest.settings import Settings

MONTHS = [("2022-02", "February 2022"), ("2022-01", "January 2022")]
GITHUB = Settings(admin_backend="github", repository="https://github.com/digest/news.git", branch="live")


def config(settings: Settings) -> dict:
    return editor_config(settings, site_name="Digest", months=MONTHS, regions=[("KZ", "Kazakhstan")])


def test_every_key_of_a_post_has_a_field_of_its_kind_in_the_order_of_the_file() -> None:
    form = config(Settings())["collections"][0]["fields"]
    assert [field["name"] for field in form] == [*schema(), "body"]
    fields = {field["name"]: field for field in form}
    assert fields["rights"]["options"] == ["full", "extract", "link-only", "own", "open-licence", "withdrawn"]
    assert fields["regions"]["options"] == [{"label": "Kazakhstan (KZ)", "value": "KZ"}]
    assert [row["name"] for row in fields["images"]["fields"]] == list(schema(schema()["images"].table))
    assert fields["reviewed_on"]["type"] == "date"
    assert {name for name, field in fields.items() if field["required"]} == {"id", "title", "date", "lang"}
    assert fields["seed_sha256"]["readonly"]


def test_every_month_is_a_folder_of_its_own_and_new_posts_go_into_the_newest() -> None:
    collections = config(Settings())["collections"]
    assert [(c["folder"], c["create"]) for c in collections] == [
        ("content/posts/2022/02", True),
        ("content/posts/2022/01", False),
    ]


def test_posts_are_saved_where_the_setting_says() -> None:
    assert config(GITHUB)["backend"] | {"auth_methods": []} == {
        "name": "github", "repo": "digest/news", "branch": "live", "auth_methods": [],
    }  # fmt: skip
    assert config(Settings(admin_backend="test"))["backend"] == {"name": "test-repo"}
    with pytest.raises(RegisterError, match="DIGEST_REPOSITORY is no address there"):
        config(Settings(admin_backend="github", repository="https://git.example/digest/news"))
    with pytest.raises(RegisterError, match="DIGEST_ADMIN_BACKEND"):
        Settings(admin_backend="gitlab")


def test_only_the_editor_that_saves_to_github_may_talk_to_a_foreign_host() -> None:
    assert set(foreign_hosts(Settings()).values()) == {""}
    assert foreign_hosts(GITHUB)["connect"] == " https://api.github.com"
