from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import catalogs
from bot.ui import calendar_file, cards_documents, dossiers, lists, papers, rtf
from bot.ui.texts import Catalogs
from coach.budget import SIGNS, Category, Line, Period, Step, afford, full_budget, quick_budget
from coach.debts import Debt, DebtKind, LenderKind, Stage, Whose
from coach.documents import MOST_DAYS, PRIVATE, alarm_minutes, open_days, summary
from coach.money import Money, total
from coach.plans import Payment, PaymentStatus, Plan, PlanKind, PlanStatus, occurrence

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ON = NOW.date()
PLAN = Plan(
    7, 1, 2, PlanStatus.ACTIVE, PlanKind.INSTALMENTS, Money(90_000, "CNY"), 12, date(2026, 1, 31),
    anchor_day=31, last_amount=Money(85_050, "CNY"), reference="=1+1",
)  # fmt: skip
FORMULAS = ("=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\rx", "  =1", "＝1")


@pytest.fixture(scope="module", params=["en", "zh_Hans_CN"])
def t(request):
    catalogs.compile_all()
    return Catalogs(strict=True).texts(request.param)


def paid(n: int, amount: int = 90_000, status: PaymentStatus = PaymentStatus.PAID) -> Payment:
    return Payment(n, status, Money(amount, "CNY"), NOW)


def a_line() -> st.SearchStrategy[Line]:
    amounts = st.integers(0, 10**9).map(lambda minor: Money(minor, "CNY"))
    return st.builds(Line, st.sampled_from(Category), amounts, st.sampled_from(Period))


@given(st.lists(a_line(), max_size=25), st.sampled_from([0, 5, 10, 20]))
def test_a_creditors_summary_and_the_persons_own_budget_agree_to_the_minor_unit(lines, buffer):
    """Two papers with different sums would cost the person their credibility (care 5)."""
    budget = full_budget(lines, "CNY", buffer_share=Money(buffer, "XXX").major)
    own = {row.step: row.amount for row in afford(budget).working}
    rows = summary(budget)
    assert {row.step: row.amount for row in rows if row.step} == own
    below: list[Money] = []
    for row in rows:
        if row.step is None:
            below.append(row.amount)
        elif below:
            assert total(below, "CNY") == row.amount
            below = []
    assert not below


@given(st.lists(a_line(), max_size=25))
def test_a_private_line_is_never_named_to_a_creditor(lines):
    """What is spent on health or sent to family is nobody's business but the sum."""
    assert {row.category for row in summary(full_budget(lines, "CNY"))}.isdisjoint(PRIVATE)
    assert PRIVATE.isdisjoint(dossiers.LINES)
    assert set(dossiers.LINES) | PRIVATE >= set(Category) - {Category.ONGOING_PLANS}


def test_three_numbers_give_a_summary_of_their_working_alone():
    three = [Money(minor, "CNY") for minor in (500_000, 300_000, 50_000)]
    rows = summary(quick_budget(*three))
    assert [row.step for row in rows][:3] == [Step.TAKE_HOME, Step.ESSENTIALS, Step.MUST_GO_ON]
    assert all(row.sign == SIGNS[row.step] for row in rows)


def test_open_days_are_those_not_paid_and_a_running_plan_has_an_end_of_its_list():
    assert [each.n for each in open_days(PLAN, [paid(1), paid(3)])][:3] == [2, 4, 5]
    part = paid(2, 100, PaymentStatus.PARTLY)
    assert next(iter(open_days(PLAN, [paid(1), part]))).n == 2
    assert len(open_days(replace(PLAN, count=None, last_amount=None), [])) == MOST_DAYS
    assert open_days(replace(PLAN, status=PlanStatus.ENDED), []) == ()


def read_calendar(data: bytes) -> list[tuple[str, str, str]]:
    """Read a calendar as strictly as RFC 5545 lets one: (component, name with parameters, value)."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for raw in data.split(b"\r\n"):
        assert len(raw) <= 75
        raw.decode("utf-8")
    lines = data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]
    found, inside = [], []
    for line in lines:
        matched = re.fullmatch(r"([A-Z-]+(?:;[A-Z]+=[A-Z0-9-]+)*):(.*)", line)
        assert matched, line
        name, value = matched[1], matched[2]
        assert not re.search(r"[\x00-\x1f\x7f]", value)
        if name == "BEGIN":
            inside.append(value)
        elif name == "END":
            assert inside.pop() == value
        else:
            found.append((inside[-1], name, value))
    assert not inside
    return found


def texts_of(found: list[tuple[str, str, str]], name: str) -> list[str]:
    values = [value for _, key, value in found if key == name]
    for value in values:
        assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
    return [re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value) for value in values]


@pytest.mark.parametrize(
    "label", ["Visa", "招商银行信用卡中心" * 9, "a,b;c\\n\r\nBEGIN:VEVENT\x07é", "👨‍👩‍👧" * 20]
)
def test_a_calendar_reads_back_as_it_was_meant_whatever_a_debt_is_called(t, label):
    """A name that breaks the file, or adds an entry of its own, would lose every reminder."""
    days = open_days(PLAN, [paid(1)])
    made = cards_documents.entries(t, PLAN, label, days, "bot", discreet=False)
    found = read_calendar(calendar_file.calendar(t, made, (5, 1, 0), 9, NOW))
    assert [value for part, key, value in found if (part, key) == ("VCALENDAR", "VERSION")] == [
        "2.0"
    ]
    starts = [value for _, key, value in found if key == "DTSTART;VALUE=DATE"]
    assert starts == [f"{each.due:%Y%m%d}" for each in days]
    ends = [value for _, key, value in found if key == "DTEND;VALUE=DATE"]
    assert ends == [f"{each.due + timedelta(days=1):%Y%m%d}" for each in days]
    said = "".join(sign for sign in label if sign >= " " or sign == "\n")
    assert all(said in words for words in texts_of(found, "SUMMARY"))
    assert {value for part, key, value in found if key == "DTSTAMP"} == {"20260302T090000Z"}


def test_alarms_ring_at_the_persons_hour_on_the_days_they_chose(t):
    assert [alarm_minutes(lead, 9) for lead in (5, 1, 0)] == [-111 * 60, -15 * 60, 9 * 60]
    made = cards_documents.entries(t, PLAN, "Visa", open_days(PLAN, [])[:1], "bot", discreet=False)
    found = read_calendar(calendar_file.calendar(t, made, (0, 1, 5), 9, NOW))
    alarms = [value for part, key, value in found if (part, key) == ("VALARM", "TRIGGER")]
    assert alarms == ["-P4DT15H", "-PT15H", "PT9H"]
    at_midnight = calendar_file.calendar(t, made, (1, 0), 0, NOW)
    triggers = [value for _, key, value in read_calendar(at_midnight) if key == "TRIGGER"]
    assert triggers == ["-P1D", "PT0H"]


def test_an_instalment_keeps_its_name_in_the_calendar_and_no_two_share_one(t):
    """Imported again, a day must take the place of the former one, not stand beside it."""
    days = open_days(PLAN, [])
    first = cards_documents.entries(t, PLAN, "Visa", days, "bot", discreet=False)
    later = replace(PLAN, version=3, amount=Money(50_000, "CNY"))
    again = cards_documents.entries(t, later, "Other", days, "bot", discreet=True)
    assert [each.uid for each in first] == [each.uid for each in again]
    assert len({each.uid for each in first}) == len(days)
    assert again[0].version > first[0].version
    assert calendar_file.uid("bot", 7, 1) != calendar_file.uid("bot2", 7, 1)


def test_a_discreet_calendar_names_neither_sum_nor_creditor(t):
    """It rings on a screen that others see (care 7)."""
    made = cards_documents.entries(t, PLAN, "Visa", open_days(PLAN, []), "bot", discreet=True)
    found = read_calendar(calendar_file.calendar(t, made, (5, 1, 0), 9, NOW))
    said = {value for _, key, value in found if key in ("SUMMARY", "DESCRIPTION")}
    assert said == {t.plain("documents.days.discreet")}
    assert "Visa" not in str(found)


def debt(creditor: str) -> Debt:
    return Debt(
        1, 1, creditor, DebtKind.CARD, LenderKind.BANK, Whose.MINE, Stage.OVERDUE, "CN",
        Money(960_000, "CNY"), fees=Money(10_050, "CNY"),
    )  # fmt: skip


def rows_of(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in data.replace(b"\r\n", b"") or b'"' in data
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", FORMULAS)
def test_a_table_never_holds_a_formula(t, name):
    """A spreadsheet would run what someone else typed as a creditor's name."""
    cells = [cell for row in rows_of(lists.debts(t, [debt(name)])) for cell in row]
    assert f"'{name}" in cells
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("name", ['a "b", c', "line\nbreak", "招商银行；信用卡", ""])
def test_a_table_reads_back_what_was_written(t, name):
    head, row = rows_of(lists.debts(t, [debt(name)]))
    assert len(head) == len(row)
    assert row[1] == name
    assert {"9600.00", "100.50", "9700.50"} <= set(row)


def test_payments_stand_in_a_table_with_their_plan_and_status(t):
    known = [(PLAN, "Visa", [paid(1), paid(2, 10_000, PaymentStatus.PARTLY)])]
    head, first, second = rows_of(lists.payments(t, known))
    assert len(head) == len(first)
    assert first[2:5] == ["2026-01-31", "CNY", "900.00"]
    assert second[6] == "100.00"
    assert rows_of(lists.plans(t, known))[1][-1] == "'=1+1"


def test_the_json_holds_the_same_for_programs():
    said = json.loads(lists.as_json([debt("＝银行")], [(PLAN, None, [paid(12, 85_050)])]))
    assert said["debts"][0]["creditor"] == "＝银行"
    assert said["debts"][0]["owed"] == "9700.50"
    last = said["plans"][0]["payments"][0]
    assert last["due"] == "2026-12-31"
    assert (last["amount"], last["paid"]) == ("850.50", "850.50")
    assert occurrence(PLAN, 12).due == date(2026, 12, 31)


def plain_of(made: bytes) -> str:
    """Read the words of an RTF file back, as a word processor does."""
    words = made.decode("ascii")
    words = re.sub(r"\{\\(?:fonttbl|info)(?:\{[^{}]*\}|[^{}])*\}", "", words)
    units = re.sub(
        r"\\u(-?\d+)\?",
        lambda m: (int(m[1]) % 65536).to_bytes(2, "little").decode("utf-16-le", "surrogatepass"),
        words,
    )
    units = re.sub(r"\\par\b|\\line\b", "\n", units)
    units = re.sub(r"\\[a-z]+-?\d* ?", "", units)
    units = re.sub(r"\\([\\{}])", r"\1", units)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


@pytest.mark.parametrize("name", ["招商银行", "{\\b Bank}", "\\par \\u65?", "👨‍👩‍👧 Žluť"])
def test_a_letter_to_edit_says_what_the_letter_says_and_stays_one_letter(t, name):
    """Braces in a name must not close the file; Chinese must not turn into question marks."""
    parts = papers.Letter(
        name, "关于还款 Title", ("One.\n两句。", name), "‹name›", "Enclosed", ("工资单",)
    )
    made = rtf.letter(t, parts, ON)
    assert made.startswith(b"{\\rtf1")
    depth = 0
    for brace in re.findall(rb"(?<!\\)(?:\\\\)*([{}])", made):
        depth += 1 if brace == b"{" else -1
    assert depth == 0
    if "\\" not in name:
        said = plain_of(made)
        for words in (name, "关于还款 Title", "‹name›", "工资单", t.day(ON)):
            assert words in said


def test_a_plan_shows_a_box_for_each_payment_filled_as_far_as_it_is_paid(t):
    assert cards_documents._boxes(PLAN, [paid(1), paid(2, 45_000, PaymentStatus.PARTLY)])[:3] == [
        1.0,
        0.5,
        0.0,
    ]
    assert cards_documents._boxes(replace(PLAN, count=None), []) == []
    png = papers.plan_picture(t, "#panic()", "3 / 12", [1, 0.5, 0], ["*x*"])
    assert png.startswith(b"\x89PNG")
    assert len(png) <= papers.LIGHT
