from pytestqt.qtbot import QtBot

from idva_desktop.ui.widgets.chip import RiskChip, Tag
from idva_desktop.ui.widgets.fact_flow import Fact, FactFlow
from idva_desktop.ui.widgets.line_chart import ChartPoint, LineChart
from idva_desktop.ui.widgets.message_strip import MessageStrip, Tone
from idva_desktop.ui.widgets.risk_bars import RiskBar, ScoreBar
from idva_desktop.ui.widgets.safe_contact_banner import SafeContactBanner, SafeContactWords, Shape
from idva_desktop.ui.widgets.sparkline import Sparkline
from idva_desktop.ui.widgets.status_line import KeyHint, StatusFact, StatusLine

FACTS = (Fact("phone", "Call only"), Fact("clock", "Mornings"), Fact("ban", "Never: landline"))


def _rule(*, safe: bool, now: str) -> SafeContactWords:
    return SafeContactWords(safe=safe, now=now, facts=FACTS, verified="Verified", code_word=True)


def test_the_rule_is_said_whole_in_every_shape(qtbot: QtBot) -> None:
    for shape in Shape:
        banner = SafeContactBanner(shape)
        qtbot.addWidget(banner)
        banner.show_rule(_rule(safe=True, now="Safe to call now"))
        said = banner.accessibleDescription()
        assert said == "Safe to call now. Call only. Mornings. Never: landline"


def test_only_the_full_banner_offers_the_code_word(qtbot: QtBot) -> None:
    for shape in Shape:
        banner = SafeContactBanner(shape)
        qtbot.addWidget(banner)
        banner.show_rule(_rule(safe=True, now="Safe"))
        assert banner._code_word.isHidden() == (shape is not Shape.FULL)


def test_unsafe_now_is_told_by_icon_and_words(qtbot: QtBot) -> None:
    banner = SafeContactBanner()
    qtbot.addWidget(banner)
    banner.show_rule(_rule(safe=False, now="Not now: after 12:00"))
    tag = next(tag for tag in banner.findChildren(Tag) if tag.text())
    assert (tag.text(), tag._icon) == ("Not now: after 12:00", "ban")


def test_facts_take_as_many_lines_as_they_need(qtbot: QtBot) -> None:
    flow = FactFlow(FACTS)
    qtbot.addWidget(flow)
    one = flow.heightForWidth(flow.sizeHint().width())
    assert flow.heightForWidth(150) > 2 * one


def test_risk_is_a_word_and_an_unknown_band_is_not_assessed(qtbot: QtBot) -> None:
    for level, words in (("high", "High"), ("", "Not assessed"), ("other", "Not assessed")):
        chip = RiskChip(level)
        qtbot.addWidget(chip)
        assert chip.text() == words
    assert RiskChip("high", raised=True).accessibleName() == "Risk: high, raised by judgement"


def test_a_message_is_its_own_name(qtbot: QtBot) -> None:
    strip = MessageStrip(Tone.WARNING, "Text only.", "Nothing is saved yet.")
    qtbot.addWidget(strip)
    strip.show()
    assert strip.accessibleName() == "Text only. Nothing is saved yet."
    strip.say(Tone.SUCCESS, "Saved.")
    assert strip.accessibleName() == "Saved."


def test_the_status_line_is_words_and_never_widens_the_window(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.set_facts((StatusFact("check", "Saved 11:20"), StatusFact("lock", "Locks in 9 min")))
    line.set_keys((KeyHint("Ctrl+T", "log contact"),))
    assert line.text() == "Saved 11:20. Locks in 9 min"
    assert line.accessibleDescription() == "Ctrl+T log contact"
    assert line.minimumSizeHint().width() == 0


def test_charts_say_their_figures_and_none_is_not_nought(qtbot: QtBot) -> None:
    chart = LineChart("K06", (ChartPoint("Q1", 92), ChartPoint("Q2", None)), target=90, unit=" %")
    spark = Sparkline("K06", (1.5, None))
    score, cases = ScoreBar(24, 14), RiskBar({"high": 4})
    for widget in (chart, spark, score, cases):
        qtbot.addWidget(widget)
    score.show_score(11, 15)
    assert chart.accessibleDescription() == "Q1: 92 %. Q2: n/a"
    assert spark.accessibleDescription() == "1.5, none"
    assert score.accessibleName() == "11 of 24 yes, high from 14, 15 last time"
    assert cases.accessibleName() == "High 4, Medium 0, Standard 0, Not assessed 0"
