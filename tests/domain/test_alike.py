import pytest
from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.domain.alike import allowed, slips

letters = st.text(st.sampled_from("abehlmnorst"), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "name", "count"),
    [
        ("holt", "holt", 0),
        ("alexsandra", "alexandra", 1),
        ("jhon", "john", 1),
        ("mohamed", "mohammed", 0.5),
        ("mohamed", "muhammad", 1.5),
        ("marcheti", "marchetti", 0.5),
        ("stephen", "steven", 2),
        ("whitcom", "whitcombe", 0.25),
    ],
)
def test_slips_are_counted(typed: str, name: str, count: float) -> None:
    assert slips(typed, name) == count


@pytest.mark.parametrize(
    ("typed", "name"),
    [("ann", "anna"), ("robin", "robert"), ("alexandra", "holt"), ("0700", "0770"), ("", "")],
)
def test_another_name_is_not_meant(typed: str, name: str) -> None:
    assert slips(typed, name) in {None, 0.0 if typed == name else None}


@given(typed=letters, name=letters)
def test_no_more_slips_than_allowed_and_none_for_the_same(typed: str, name: str) -> None:
    counted = slips(typed, name)
    assert counted is None or 0 <= counted <= allowed(typed)
    assert slips(typed, typed) == 0


@given(name=st.text(st.sampled_from("abehlmnorst"), min_size=5, max_size=12), at=st.integers(0, 10))
def test_one_letter_left_out_or_swapped_is_always_forgiven(name: str, at: int) -> None:
    at %= len(name) - 1
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    assert slips(name[:at] + name[at + 1 :], name) is not None
    assert slips(swapped, name) is not None
