"""The demo's script works a case by real keys, without a display and in real windows."""

import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from idva_desktop.app import demo_secrets
from idva_desktop.app.command_line import main

CHECKOUT = Path(__file__).parents[2]
FILES = {"cells.csv", "return.json", "datapackage.json", "return.pdf", "return.sig", "return.xlsx"}
SCREENS = {
    "unlock",
    "today",
    "cases",
    "referral-what-is-missing",
    "referral",
    "contact-against-the-rule",
    "contact",
    "case",
    "risk",
    "plan",
    "plan-approval",
    "plan-approved",
    "closure",
    "closure-approval",
    "case-closed",
    "review",
    "kpis",
    "return",
    "return-issued",
}


def platforms() -> list[str]:
    """Without a display, and on one where there is one (CI starts a virtual one)."""
    return ["offscreen", "xcb"] if os.environ.get("DISPLAY") else ["offscreen"]


@pytest.mark.parametrize("platform", platforms())
def test_the_script_works_a_case_and_leaves_pictures_a_plan_and_a_return(
    platform: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "demo"
    worked = subprocess.run(
        [sys.executable, "-m", "idva_desktop", "demo", "--headless", "--out", str(out)],
        cwd=CHECKOUT,
        env={**os.environ, "QT_QPA_PLATFORM": platform},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert worked.returncode == 0, worked.stderr
    assert "Traceback" not in worked.stderr
    _pictures_show_every_screen(out / "pictures")
    _the_plan_can_be_held(out / "my-plan.pdf")
    assert {path.name for path in (out / "return").iterdir()} == FILES
    assert (out / "return.zip").is_file()
    _the_journal_proves(out, tmp_path, capsys)


def _pictures_show_every_screen(pictures: Path) -> None:
    found = {path.stem.partition("-")[2]: path for path in pictures.glob("*.png")}
    assert set(found) >= SCREENS
    # A window that shows nothing compresses to almost nothing.
    assert all(path.stat().st_size > 10_000 for path in found.values())


def _the_plan_can_be_held(plan: Path) -> None:
    reader = pypdf.PdfReader(plan)
    words = " ".join(page.extract_text() for page in reader.pages)
    told = f"{words} {reader.metadata} {plan.name}".casefold()
    assert "spare key" in told
    for word in ("robin", "harrow", "demo-", "idva", "isva", "advis", "worker a", "police"):
        assert word not in told


def _the_journal_proves(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    phrase, code = tmp_path / "phrase", tmp_path / "code"
    phrase.write_text(demo_secrets.SUPERVISOR.passphrase + "\n", "utf-8")
    code.write_text(demo_secrets.device_code() + "\n", "utf-8")
    words = ["audit", str(out / "demo-vault"), "--member", demo_secrets.SUPERVISOR.name]
    words += ["--passphrase-file", str(phrase), "--device-code-file", str(code)]
    assert main(words) == 0, capsys.readouterr().err
