"""Offers that draw people into paying for nothing are seen; what a group talks about is not."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.guard_scams import compile_scams, looks_like_scam
from storage.packs import load_lexicon

ROOT = Path(__file__).parents[2]
TABLES = {
    path.parent.name: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in ROOT.glob("locales/*/scams.toml")
}
SCAMS = compile_scams(TABLES, load_lexicon().variants)

OFFERS = [
    "解除征信不良，专业团队",
    "代办停息挂账，收费合理",
    "停息挂账代办，不成功不收费",
    "征信修复找我",
    "征 信 修 复，包成功",
    "徵信修復",
    "專業消除征信記錄",
    "逾期的朋友私聊我，有内部渠道可以减免",
    "先交服务费，马上帮您处理",
    "只需先付一点保证金就能放款",
    "交了手续费就下款",
    "无视征信，当天放款，加我",
    "黑户可下款",
    "反催收联盟，带您上岸",
    "加微信帮您停息",
    "把验证码发给我",
    "验证码发我一下",
    "高价收银行卡",
    "信用卡代还联系我",
    "债务一笔勾销",
    "You pay a small fee first and then we clear it",
    "Pay a fee first",
    "Small upfront fee only, results in days",
    "GUARANTEED DEBT REMOVAL",
    "guaranteed debt relief, ask me",
    "We can erase your debts",
    "I will fix your credit report",
    "Credit repair services, DM",
    "DM me for a quick loan",
    "inbox me for credit repair",
    "no credit check loans",
    "send me the code",
    "please forward the code to me",
    "Just tell me your verification code",
    "stop paying your creditors and pay us",
    "buy some gift cards and the debt is settled",
    "we buy bank accounts",
    "a secret loophole to wipe your debt",
    "My friend used a recovery hacker, text him",
]
HARMLESS = [
    "停息挂账是什么意思？",
    "停息挂账可以自己跟银行谈吗",
    "我想跟银行协商还款，分期手续费多少？",
    "信用卡分期要收手续费吗",
    "个性化分期最长60期",
    "别信征信修复",
    "千万别找代办",
    "征信修复是骗局",
    "警惕征信修复和代理维权",
    "逾期会影响征信吗",
    "征信报告怎么查",
    "征信记录保留五年",
    "收不到验证码怎么办",
    "登录要输验证码",
    "我的押金房东还没退",
    "这个月先交房租，再还信用卡",
    "先还利息高的那张卡",
    "贷款今天到账了",
    "今天终于谈成了，每月还900",
    "和客服打了三次电话，他们同意了",
    "债务什么时候能还清啊",
    "我私聊了管理员问问题",
    "大家微信支付有手续费吗",
    "法院的调解不收费",
    "银行说可以减免罚息",
    "Should I pay a fee first?",
    "Never pay an upfront fee",
    "Don't give anyone your code",
    "Is credit repair a scam?",
    "No company can guarantee debt removal",
    "Pay the rent first, then the cards",
    "The bank charged me a late fee",
    "They waived the fee on my first call",
    "How do I check my credit report for free?",
    "My credit score went up",
    "The debt was written off years ago",
    "I got the code but the app doesn't open",
    "The reference code is on the letter",
    "I sent them my budget and they agreed",
    "Who do I contact for free debt advice?",
    "Contact the adviser if you need help",
    "Message me if you want to talk about the lesson",
    "I paid a deposit for the flat",
    "Can they remove a default from my file?",
    "I cleared my debts in three years",
    "It takes six years until it is gone from the credit file",
    "Do they do a credit check for the plan?",
    "I stopped paying last month because I lost my job",
    "I bought a gift card for my sister",
    "We can help each other here",
    "",
]


@pytest.mark.parametrize("text", OFFERS)
def test_an_offer_is_seen(text: str) -> None:
    assert looks_like_scam(text, SCAMS)


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_talk_sets_off_no_warning(text: str) -> None:
    """A warning after every second message is one that nobody reads."""
    assert not looks_like_scam(text, SCAMS)


def test_a_warning_beside_an_offer_does_not_hide_it() -> None:
    assert looks_like_scam("Never pay a fee first. We guarantee: pay us instead", SCAMS)
    assert looks_like_scam("别信征信修复。我们代办停息挂账，加微信", SCAMS)


@given(st.text(max_size=400))
def test_whatever_is_typed_is_read_without_an_error(text: str) -> None:
    assert looks_like_scam(text, SCAMS) in {True, False}


def test_a_long_message_is_read_quickly() -> None:
    """Everybody in the group waits for it."""
    for text in ("pay a fee " * 400, "先交" * 2000, "逾期" * 2000, "we can " * 580):
        began = time.perf_counter()
        looks_like_scam(text, SCAMS)
        assert time.perf_counter() - began < 0.5
