from tests.readme import README, regenerated


def test_the_readme_shows_what_the_program_prints() -> None:
    readme = README.read_text(encoding="utf-8")
    assert "<!-- shown: make run" in readme
    assert regenerated(readme) == readme
