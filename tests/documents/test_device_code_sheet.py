import pytest

from idva_desktop.documents.device_code_sheet import FILE_NAME, device_code_pdf
from idva_desktop.domain.errors import OutputError
from idva_desktop.vault.device_code import device_code, read_device_code
from tests.documents.printed import metadata_of, pages_of

SECRET = bytes(range(32))


def test_the_code_can_be_typed_again_from_the_sheet() -> None:
    code = device_code(SECRET)
    (page,) = pages_of(device_code_pdf(code))
    groups = code.split("-")
    places = [page.index(f"{place} {group}") for place, group in enumerate(groups, start=1)]
    assert places == sorted(places)
    typed = " ".join(page[place:].split()[1] for place in places)
    assert read_device_code(typed) == SECRET


def test_the_sheet_does_not_say_whose_it_is() -> None:
    pdf = device_code_pdf(device_code(SECRET))
    assert metadata_of(pdf)["/Title"] == "Device code"
    assert FILE_NAME == "device-code.pdf"
    assert device_code_pdf(device_code(SECRET)) == pdf


def test_a_sheet_that_could_not_be_read_is_refused() -> None:
    with pytest.raises(OutputError):
        device_code_pdf("打打打打")
