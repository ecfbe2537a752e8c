"""The printed code is forgiving where people are not exact, and strict where it matters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idva_desktop.domain.errors import DeviceCodeError
from idva_desktop.vault.device_code import device_code, read_device_code

SECRET = bytes(range(32))
CODE = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFJ-7J85"


def test_the_published_code_is_what_is_printed() -> None:
    assert device_code(SECRET) == CODE


@given(st.binary(min_size=32, max_size=32))
def test_every_code_reads_back(secret: bytes) -> None:
    assert read_device_code(device_code(secret)) == secret


@given(st.binary(min_size=32, max_size=32))
def test_case_spaces_and_lookalikes_do_not_matter(secret: bytes) -> None:
    code = device_code(secret)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_device_code(f"  {typed}\n") == secret
    assert read_device_code(code.replace("-", "").replace("1", "I")) == secret


@given(st.integers(0, 55), st.integers(1, 31))
def test_one_wrong_letter_is_noticed(place: int, step: int) -> None:
    letters = list(device_code(SECRET).replace("-", ""))
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    letters[place] = alphabet[(alphabet.index(letters[place]) + step) % 32]
    with pytest.raises(DeviceCodeError):
        read_device_code("".join(letters))


@pytest.mark.parametrize("code", ["", "ABCD", "U" * 56, "é" * 56, "0" * 57])
def test_what_is_no_code_is_refused_and_never_echoed(code: str) -> None:
    with pytest.raises(DeviceCodeError) as raised:
        read_device_code(code)
    assert not code or code not in str(raised.value)
