import pytest

from plugins.newsroom.checks.rules import RULES, explain, rules_table, unknown_code


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_says_what_it_is_and_shows_wrong_and_right(rule):
    text = explain(rule.code)
    assert text.startswith(f"{rule.code} (")
    assert rule.severity in ("error", "warning")
    assert rule.title
    assert rule.explanation
    assert rule.before != rule.after
    assert f"`{rule.code}`" in rules_table()


def test_an_unknown_code_is_answered_with_the_nearest():
    assert explain("article-titel") is None
    assert "article-title" in unknown_code("article-titel")
    assert "--explain" in unknown_code("zzz")
