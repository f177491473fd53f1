"""The two ways from mainland China, told in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.golden.teller import Teller


async def card(p: Teller) -> None:
    """A card that the pay no longer carries: before the first missed payment."""
    await p.says("/start")
    await p.taps("cannot", "path", "debts.add", ":region:cn")
    await p.says("招商信用卡 48000 年化18% 每月15号")
    await p.taps(":lender:bank", ":whose:mine", ":stage:will_miss", "f.save")
    await p.taps(":yours:yes", ":right:yes", ":last_paid_known:date")
    await p.says("上个月")
    await p.taps("negotiate:1")
    for number in ("9500", "6200", "1500"):
        await p.says(number)
    await p.taps("proposal:1:0", "stress:1:", "negotiate:1", "proposals:1:0", "proposals:1:1")
    await p.taps("negotiate:1", "proposal.choose", "script.why", ":reason:income_cut")
    await p.says("今年8月")
    await p.taps(":effect:income_less")
    await p.says("13000")
    await p.taps("f.skip", "script:1", ":letter:")
    await p.taps("evidence:1", "2. 两张工资单", ":have")
    await p.says("/claims")
    await p.note("打电话那天：一步一步念。")
    await p.says("/script")
    for step in ("phone:a:1", ":a:2", ":a:3", ":a:4"):
        await p.taps(step)
    await p.taps("script.say", "no_policy", "contact.new", ":outcome:refused", ":channel:phone")
    await p.says("工号8806")
    await p.taps("f.skip", "contact.remind")
    await p.note("三天后，银行来电，给了一个方案。", days=3)
    await p.says("/check")
    await p.says("48期 每期1150 手续费2%")
    await p.taps("offer.ask", "offer.not")
    await p.note("把那句话问了，也问了手续费。银行免了手续费，并答应发短信确认。")
    await p.says("/check")
    await p.says("48期 每期1150 没有手续费")
    await p.taps("offer.agreed", "plan.from")
    await p.says("12月15日")
    await p.taps(":how_paid:manual", ":in_writing:yes")
    await p.says("8806")
    await p.taps("f.save", "plan.terms")
    await p.says("/preview")


async def online_loan(p: Teller) -> None:
    """A platform that presses: danger first, then words that only ask, then the complaint."""
    await p.says("/start")
    await p.taps("contacted", ":app", "contacted.today", "danger:threat", "danger.in", "home")
    await p.taps("path", "debts.add", ":region:cn")
    await p.says("速贷平台 本金18000 利息700 违约金200 年化24% 逾期2个月 每月还1850")
    await p.taps(":kind:online_loan", ":lender:platform", ":whose:mine", "f.save")
    await p.taps(":yours:yes", ":right:not_sure", ":last_paid_known:date")
    await p.says("9月")
    await p.taps("script:1", ":chat:", ":chat:a:1", ":chat:a:2", "script.say", "script.say:1:a:1")
    await p.taps("ask_relatives", "contact.new", ":outcome:pressed", ":channel:phone", "f.skip")
    await p.says("不还就打给你爸妈，14:30")
    await p.taps("contact.remind", "limits.note", ":reached:me", "f.keep", "f.skip")
    await p.taps("f.skip", "limits.rules", "script:1:all:w", "letter:w")
    await p.says("/log")
    await p.note("两周后，平台发来了明细，数目对得上。", days=14)
    await p.says("/negotiate")
    await p.taps("gate.ask", ":yours:yes", ":right:yes", ":last_paid_known:date")
    await p.taps("f.keep", "negotiate:1")
    for number in ("5200", "4100", "300"):
        await p.says(number)
    await p.taps("proposal:1:0", "stress:1:", "negotiate:1", "proposal.choose", "script.why")
    await p.taps(":reason:illness")
    await p.says("9月")
    await p.taps(":effect:both")
    await p.says("8000")
    await p.taps(
        "f.skip", "consents.yes:health", "script:1", ":chat:", ":chat:a:1", ":chat:a:2", ":chat:a:3"
    )
    await p.says("/evidence")
    await p.says("/claims")
    await p.says("/check")
    await p.says("今天先还2000，剩下12期每期1700")
    await p.taps("offer.ask", "offer.not")
    await p.note("没有答应。平台回复：不同意。")
    await p.says("/log")
    await p.taps("contact.new", ":outcome:refused", ":channel:chat", "f.skip", "f.skip")
    await p.taps(":letter:r", ":all:r", "script.more", "script.ladder", "script:1:all:c")
    await p.taps("letter:c")
