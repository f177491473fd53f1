"""Signs of danger: what frightened people type is caught, what people say every day is not.

The lists stand in tests/unit/danger/<locale>.toml. A missed sign can cost a life; a false alarm
costs one tap, and still none is wanted among everyday words.
"""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.danger import Sign, signs
from coach.lexicon import LexiconError, compile_lexicon
from storage.packs import load_lexicon

LISTS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "danger").glob("*.toml"))
}
SCRIPTS = Path(__file__).parents[1] / "golden" / "scripts"
LEXICON = load_lexicon()
DANGEROUS = [
    (locale, Sign(sign), phrase)
    for locale, lists in LISTS.items()
    for sign, phrases in lists["dangerous"].items()
    for phrase in phrases
]
INNOCENT = [
    (locale, phrase) for locale, lists in LISTS.items() for phrase in lists["everyday"]["innocent"]
]


@pytest.mark.parametrize(("locale", "sign", "phrase"), DANGEROUS)
def test_a_dangerous_phrase_is_caught_with_its_sign(locale: str, sign: Sign, phrase: str) -> None:
    """Every one of them, in whatever language the chat is."""
    assert sign in signs(phrase, LEXICON), locale


@pytest.mark.parametrize(("locale", "phrase"), INNOCENT)
def test_an_everyday_phrase_raises_no_alarm(locale: str, phrase: str) -> None:
    """Someone who is asked "are you safe?" over a grocery bill stops answering."""
    assert signs(phrase, LEXICON) == (), locale


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_our_own_words_to_a_creditor_raise_no_alarm(locale: str) -> None:
    """Whoever types back what we wrote for them is not asked whether they are safe.

    What the other side says stands in quotation marks of its own, and may be a threat.
    """
    for path in sorted((SCRIPTS / locale).glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not (line.startswith("“") and line.endswith("”")):
                assert signs(line, LEXICON) == (), (path.name, line)


@pytest.mark.parametrize("locale", LISTS)
def test_the_lists_are_long_enough_and_half_innocent(locale: str) -> None:
    """At least 150 phrases a locale, half of them innocent (care 6)."""
    dangerous = sum(len(phrases) for phrases in LISTS[locale]["dangerous"].values())
    innocent = len(LISTS[locale]["everyday"]["innocent"])
    assert dangerous + innocent >= 150
    assert dangerous >= 75
    assert innocent >= 75


@pytest.mark.parametrize(
    "dressed", ["  I WANT TO DIE  ", "i want to d\u200bie", "我 不 想 活 了", "我不想活了。。。"]
)
def test_case_spaces_and_hidden_signs_do_not_hide_it(dressed: str) -> None:
    """People type in a hurry, and phones add what nobody sees."""
    assert signs(dressed, LEXICON)[0] is Sign.SELF_HARM


@given(st.sampled_from(DANGEROUS), st.sampled_from(INNOCENT), st.booleans())
def test_everyday_words_beside_it_hide_nothing(
    danger: tuple[str, Sign, str], everyday: tuple[str, str], first: bool
) -> None:
    """Feet that are "killing me" must not swallow "I can't go on"."""
    _, sign, phrase = danger
    text = f"{everyday[1]}. {phrase}" if first else f"{phrase}. {everyday[1]}"
    assert sign in signs(text, LEXICON)


@given(st.sampled_from(DANGEROUS), st.sampled_from(["\u200b", " ", "."]))
def test_marks_between_characters_hide_nothing(danger: tuple[str, Sign, str], mark: str) -> None:
    """What slips past a filter of words is a cry all the same."""
    locale, sign, phrase = danger
    if locale == "en" and mark != "\u200b":
        return
    assert sign in signs(mark.join(phrase), LEXICON)


def test_a_mistake_in_a_list_is_named_with_its_place() -> None:
    """A translator who adds a phrase learns at once what is wrong with it."""
    with pytest.raises(LexiconError) as caught:
        compile_lexicon(
            {"xx": {"signs": {"hunger": ["no food"], "court": ["a", "..."]}, "odd": []}}
        )
    told = str(caught.value)
    assert "xx: odd" in told
    assert "xx: signs.hunger: is not a sign" in told
    assert "xx: signs.court: '...'" in told
    assert "signs.self_harm: has no phrase" in told


def test_an_ordinary_message_costs_less_than_a_tenth_of_a_millisecond() -> None:
    """Every text that anybody types passes here; the best of five rounds counts."""
    phrases = [phrase for _, _, phrase in DANGEROUS] + [phrase for _, phrase in INNOCENT]

    def a_round() -> float:
        started = time.perf_counter()
        for phrase in phrases:
            signs(phrase, LEXICON)
        return (time.perf_counter() - started) / len(phrases)

    assert min(a_round() for _ in range(5)) < 100e-6


def test_the_most_urgent_sign_comes_first() -> None:
    """A person in danger of their life gets no court leaflet."""
    found = signs("got a summons and i want to die", LEXICON)
    assert found[0] is Sign.SELF_HARM
    assert Sign.COURT in found


@pytest.mark.parametrize("sign", [Sign.LAWYER_LETTER, Sign.LEGAL_WORRY])
def test_a_worry_or_a_lawyers_letter_is_not_taken_for_court_papers(sign: Sign) -> None:
    """A summons that never came frightens; one that came beside it still goes first."""
    for _, named, phrase in DANGEROUS:
        if named is sign:
            assert signs(phrase, LEXICON) == (sign,), phrase
    found = signs("收到传票，会不会坐牢", LEXICON)
    assert found[0] is Sign.COURT


@given(st.text(max_size=4000))
def test_no_text_breaks_the_matcher(text: str) -> None:
    """Everything that Telegram lets through is answered."""
    assert isinstance(signs(text, LEXICON), tuple)


def test_a_long_hostile_text_takes_no_time_worth_naming() -> None:
    """One person's paste must not hold up everybody's answers."""
    started = time.perf_counter()
    signs("不想" * 2000 + "i want to " * 300, LEXICON)
    assert time.perf_counter() - started < 0.5
