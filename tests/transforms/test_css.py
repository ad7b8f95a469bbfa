"""Selectors of source files are refused with the reason."""

from transforms.css import selector_problem


def test_a_selector_is_checked_before_use() -> None:
    assert selector_problem("main article > h2 a[href]") is None
    assert "a[" in (selector_problem("a[") or "")
    assert selector_problem("p::first-line:bogus(") is not None
