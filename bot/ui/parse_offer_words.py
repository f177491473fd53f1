"""The words an offer is told in, English and Chinese, as patterns to take out of a line."""

from __future__ import annotations

import re

from bot.ui.parse_line import TAKEN, WHOLE, A, pattern
from bot.ui.parse_numbers import AMOUNT, LATIN

MOST = 600
"""More payments than this are no offer."""
USUAL = frozenset({3, 6, 9, 12, 18, 24, 30, 36, 48, 60, 72, 84, 96, 120})
"""Numbers of instalments that creditors offer; of 100 x 12 only the 12 is one."""
MO = r"(?:months?|mo|mth)\b"
EACH = rf"(?: ?(?:/ ?(?:{MO}|月|期)|(?:a|per|every|each) {MO}|(?:a|per|each) (?:payment|instal?lment)|monthly\b(?! (?:payment|instal))|each\b|pm\b|p/m\b|每月|每期|[一每]期|[一每]个?月))"
EVERY = r"(?:每一?期|每个?月|月供|月付|月还|期供|each|monthly|every month)(?:最低|至少)?(?: ?(?:还款|还|付|交|供|是|为|pay(?:ing|ment)?s?|of|:))? ?"
COUNT = pattern(
    rf"(?:分成?|共|in |over |for )? ?(?P<n>{WHOLE})(?: ?(?P<unit>个月|期|年|次(?!性)|monthly (?:payments?|instal?lments?)"
    rf"|(?:payments?|instal?lments?|months?|mths?|mo|years?|yrs?)\b))(?:还清|付清|还)?"
)
TIMES = pattern(
    rf"(?P<left>{AMOUNT})(?: ?期| ?个月| ?{MO})? ?[x×*✕] ?(?P<right>{AMOUNT})(?: ?期| ?个月| ?{MO})?(?! ?[%折])"
)
EACH_SUM = (
    pattern(rf"{EVERY}{A}"),
    pattern(rf"(?<![\d.,]){A}{EACH}"),
    pattern(rf"(?<=[{TAKEN} ;,])(?:at|of|@) ?{A}"),
)
FEE = r"(?:(?:admin|administration|arrangement|set-?up|processing|handling|service|legal|late|one-off) )?(?:手续费|服务费|管理费|违约金|利息|费用|费率|fees?\b|charges?\b|interest\b)"
_TO = r"(?: ?(?:to|at|down|only|just|降到|降为|降至|降))*"
OF = r"(?: ?(?:率|是|为|of|is|:|about))* ?"
PCT = rf"(?P<pct>{LATIN}) ?(?:%|percent\b|per cent\b)"
PERCENT = rf"(?<![\d.,]){LATIN} ?(?:%|percent\b|per cent\b)"
_OF_DEBT = r"(?: ?(?:of|on) (?:the )?(?:original |whole |total )?(?:principal|debt|balance|total|amount|loan))"
_NO_UNIT = r"(?! ?(?:months?|weeks?|years?|days?|个?月|天|周|年|期|次))"
_TODAY = r"(?:up ?front|today|now|in advance|first|before \w+)\b"
_SAID = rf"(?:{PCT}|(?<![\d.,]){A})"
_FIRST_HAN = r"(?:先|预|提前|现在|今天|马上)(?:要)?(?:交|付|收|缴|扣)"
FEE_TODAY = (
    pattern(rf"{_SAID} (?:up ?front|advance) ?{FEE}"),
    pattern(rf"{_SAID} ?{FEE} (?:is |paid |due )?{_TODAY}"),
    pattern(rf"(?:up ?front|advance) ?{FEE}{OF}{_SAID}"),
    pattern(rf"{FEE}{OF}{_SAID} (?:paid )?{_TODAY}"),
    pattern(rf"{_FIRST_HAN} ?{_SAID} ?(?:元|块)?(?:的)?{FEE}"),
    pattern(rf"{FEE}(?:要|需|得)?{_FIRST_HAN} ?{_SAID}"),
)
"""A fee that is paid before anything else."""
FEE_PAYMENT = (
    pattern(
        rf"{_SAID}(?: {FEE})? ?(?:on|with|for|per|to|of) (?:each|every) (?:payment|instal?lment)"
    ),
    pattern(rf"(?:每一?期|每笔|每次)(?:另|加|再|还要|另外)?收?(?:还款额?|月供|期供)的?{_SAID}"),
)
"""A fee on each payment, in money or as a share of that payment."""
FEE_DEBT = (
    pattern(
        rf"{PCT}{_OF_DEBT} ?(?:fee )?(?P<each>(?:with |on )?(?:each|every|a|per) (?:month|payment|instal?lment)|monthly)"
    ),
    pattern(
        rf"(?P<each>每一?期|每个?月)(?:另|加|再|还要|另外)?收?(?:本金|欠款|总额|余额)?的? ?{PCT}"
    ),
    pattern(rf"(?P<each>每一?期|每个?月)(?:另|加|再|还要|另外)收 ?{A}"),
)
"""A fee with each payment that is a share of the debt."""
PRINCIPAL_EACH = pattern(
    rf"(?:每一?期|每个?月)(?:还款|还|付)? ?(?:本金 ?(?P<a>{AMOUNT})|(?P<a2>{AMOUNT}) ?元?本金) ?元?(?:加|和|另加|再加|、|;|,)? ?(?:{FEE} ?(?P<f>{AMOUNT})|(?P<f2>{AMOUNT}) ?元?{FEE})?"
)
INTEREST_ONLY = pattern(r"只(?:还|付|交)利息|interest.only")
FEE_SHAPES = (
    pattern(
        rf"(?P<each>每一?期|每个?月|月(?=费)|monthly |each )?(?:的|收)?{FEE}{OF}(?:一次性?收?取? ?)?(?P<each3>每一?期|每个?月)?(?:{PCT}|{A}{_NO_UNIT})(?:{_OF_DEBT})?(?P<each2>{EACH})?"
    ),
    pattern(
        rf"(?:{PCT}|(?<![\d.,]){A}) ?(?:的)?(?P<each>monthly |each )?{FEE}(?:{_OF_DEBT})?(?P<each2>{EACH})?"
    ),
)
CLAIMED_RATE = pattern(
    rf"(?:年化(?:利率)?|年利率|月利率|日利率|利率|利息|年息|月息|日息|\b(?:apr|interest)(?: rate)?|\brate){_TO}{OF}{PERCENT}(?:{EACH})?"
    rf"|{PERCENT} ?(?:的)?(?:年化|年利率|利率|利息|apr\b|interest(?! free)\b|p\.?a\b|(?:a|per) (?:year|annum)\b|/ ?year\b)"
)
RATE_AT = pattern(
    rf"(?<!fee )(?<!fees )(?<!charge )(?<!charges )(?<!discount )\bat {PERCENT}(?! ?(?:off|of|discount|fee))"
)
"""A rate that is only claimed, beside instalments that are told in full."""
CUT = pattern(
    rf"{PCT} ?(?:off|discount|reduction|waived|written off|less)\b"
    rf"|(?:减免|免除|减|免|优惠|少还|核销|writ(?:e|es|ten|ing)[- ]?off|waiv(?:e|es|ed|ing)|knock(?:ed|ing)? off|cancel(?:led)?) ?(?:了|掉)? ?(?:(?P<pct2>{LATIN}) ?%|(?P<cheng>[一二三四五六七八九1-9])成(?P<half>半)?|(?P<both>half\b|一半))"
    r"|(?P<both2>half) ?(?:off|waived)\b"
)
WAIVED = (
    pattern(rf"(?:减免|免除|免掉|减掉|优惠|少还|核销)(?:了)? ?{A}(?! ?[%成折])"),
    pattern(
        rf"(?:tak(?:e|es|ing)|knock(?:s|ed)?|writ(?:e|es)|cut(?:s|ting)?) (?:off )?{A}(?! ?(?:%|per ?cent))(?: off)?"
    ),
    pattern(rf"(?:waiv(?:e|es|ing)|cancel(?:s|ling)?|forgiv(?:e|es|ing)) {A}(?! ?(?:%|per ?cent))"),
    pattern(rf"(?<![\d.,]){A} (?:off|waived|written off|cancelled|discount)\b"),
)
"""A sum that is taken off the debt."""
ZHE = pattern(r"打? ?(?P<n>\d(?:\.\d|\d)?|[一二三四五六七八九]五?) ?折")
NO_FEE = pattern(
    rf"(?:免收?|没有|无|(?<![\d.,])0|零|减免|no |without |zero |waiv(?:e|es|ing) (?:the |all )?)(?:任何|所有|全部)?{FEE}(?:和{FEE})?|(?:{FEE}|息费)(?:都|全部?)?(?:免|减免)了?|免息|interest.free"
    rf"|(?<![\d.,])0 ?% ?(?:的)?(?:年化|年利率|利率|利息|费率|手续费|interest|apr|fees?)\b|(?:年化|利率|利息|费率|手续费|interest|apr|fee)(?: ?(?:是|为|of|is|at|:))? ?0 ?%"
)
SHARE = pattern(
    rf"(?P<now>首付|首期|先还|先付|还|付|pay(?:ing)?|deposit|upfront|down(?: ?payment)?)? ?(?:of )?(?:{PCT}|百分之 ?(?P<han>{AMOUNT})|(?<![\d第])(?P<cheng>[一二三四五六七八九1-9])成(?P<half>半)?)(?: ?(?P<down>upfront|down|deposit|首付|now|today))?"
)
HALF = pattern(
    r"(?P<now>首付|先还|先付|只?还|付|pay(?:ing)?|accept|take) ?(?:just |only )?(?:half\b|一半)"
)
RECEIVED = pattern(
    rf"(?:get|gets|got|receive[ds]?|到手|实得|实到|实际到账|到账)(?: ?(?:only|只有|只|是|为|of))* ?{A}"
)
SIGNED = pattern(
    rf"(?:sign(?:ed|ing)?(?: for)?|borrow(?:ed)?|(?:借款?|贷款?)(?!新|呗)(?:了)?) ?{A}"
)
"""What is signed for, where less than that is paid out."""
REPAY = pattern(rf"(?:repay|pay back|还款?) ?{A}")
ONCE = pattern(r"(?<![\d十])[一1] ?次(?:性)?(?:付清|结清|还清|清偿)")
"""One payment that settles; not a number of payments."""
STEPPED = pattern(
    r"(?:for|first|前|头) ?[^;,。，]{1,20}(?:months?|weeks?|years?|个?月|期|周|年).*(?:\bthen\b|after that|afterwards|followed by|之后|然后|以后|后面|其后|再每)"
    r"|\bthen\b[^;。]{0,30}(?:month|week|year|x)|(?:之后|然后|以后|后面|其后)每|step(?:ped|s)? up|rising|increas|more each|递增|每[期月年]多"
)
"""Amounts that change on the way."""
LUMP = pattern(
    r"一次性?(?=还|付|结清|[^期]{0,6}结清)|一次性|一笔|结清|清账|两清|and (?:that'?s|it'?s) (?:it|done)|and done|lump.?sum"
    r"|settl(?:es?|ed|ing|ement)\b|instead of\b|in full\b|full (?:and|&) final|one payment|single payment|write off the rest"
)
SETTLES = pattern(
    r"(?<![不没未])(?:结清|付清|还清|清偿|两清|清账|全清|销账|了结)(?! ?(?:逾期|本期|当期|这期|利息|最低|首期|第一期))"
    r"|(?:只要?需?还|just |only )(?:the )?(?:本金|principal)\b|(?:剩下|余下|剩余|其余|余款)[^;,。，]{0,6}(?:免|不用还|不还|不追)"
    r"|(?<!not )(?<!n't )\b(?:settl(?:es?|ed|ing|ement)|clear(?:s|ed|ing)?|clos(?:e|es|ed|ing))\b"
    r"(?! (?:the |my |your |this |an? )?(?:arrears|overdue|late|missed|backlog|month|first|interest|fees?|past))"
    r"|(?<!until )(?<!paid )\bin full\b(?! later)|full (?:and|&) final|instead of\b|and (?:that'?s|it'?s) (?:it|done)|and done"
    r"|(?:writ(?:e|es|ten|ing)[- ]?off|waiv(?:e|es|ed|ing)|forgiv(?:e|es|ing)|cancel(?:s|led|ling)?|drop(?:s|ped)?|forget) (?:the |all the )?(?:rest|remain|balance|other)"
    r"|(?:rest|remainder|remaining|balance)(?: (?:is|will be|gets))? (?:waived|cancelled|forgiven|written off|dropped)"
)
"""Words that say that what is paid settles the whole debt."""
REST_LATER = pattern(
    r"(?:rest|remainder|remaining|balance)[^;,。]{0,20}(?:later|still|stays?|next|after)\b"
    r"|(?:剩下|余下|剩余|其余|余款)[^;,。，]{0,8}(?:以后|之后|下次|再说|再还|再付|再结|另外|继续还|协商|商量)"
)
"""What is said to remain is not settled, whatever the first payment is called."""
INTEREST_GOES_ON = pattern(
    r"利息(?:还是|还要|仍然?|继续|依旧)?(?:照常?|照旧|另外?|不停|继续|还)(?:计?算|计|收|付)?|照(?:常|旧)?(?:计|算|收)(?:利)?息|继续(?:计|算|收)(?:利)?息"
    r"|interest (?:still |will |would |keeps? |continues? |goes )+(?:on|to accrue|accru\w+|running|runs?|be added|being added|adding|apply|applies)?"
    r"|interest (?:accru\w+|runs)|(?:keep|keeps|still) (?:charging|adding) interest"
    r"|(?:plus|\+) interest\b(?! ?(?:of|at|rate|:)? ?[\d])"
)
"""Interest that goes on, with nothing said of how much it comes to."""
UPFRONT = (
    pattern(
        rf"(?:首付|首期|先还|先付|先交|定金|up ?front|deposit|down(?: ?payment)?|first)(?: ?(?:of|pay|:))? ?{A}"
    ),
    pattern(rf"(?:pay(?:ing)? )?(?<![\d.,]){A} +(?:now|today|up ?front|down|deposit|first)\b"),
    pattern(rf"(?:现在|今天|马上)(?:先)?(?:还|付|交)? ?{A}"),
)
OWED = (
    pattern(
        rf"(?:i |you |we )?(?:owes?|owed|owing|balance|debt|outstanding|总欠款?|欠款?|本金|余额|总额|总共欠|剩余?|total)(?: ?(?:of|is|:|是|为|了|着|him|her|them|it))* ?{A}"
    ),
    pattern(rf"(?<![\d.,]){A} +(?:owed|owing|outstanding|debt|balance)\b"),
    pattern(rf"(?<![\d.,]){A} ?的 ?(?:欠款|债务?|账单?|贷款|本金)"),
)
PAY = pattern(rf"(?:pay(?:ing)?|accept|take|还清|只?要?还|只付|付|给|结清) ?(?:just |only )?{A}")
PRINCIPAL = pattern(rf"(?:只?要?需?还|just |only )(?:the )?(?:本金|principal)(?: of)? ?{A}")
"""The bare principal as what is paid."""
REST = pattern(
    rf"(?:剩下的?|余下的?|剩余的?|余款|其余的?|(?:the )?(?:rest|remainder)(?: of)?|(?:the )?remaining)(?: ?(?:is|of|:))? ?{A}{_NO_UNIT}"
)
"""What is left after a payment."""
AT_FIRST = frozenset({"首付", "首期", "先还", "先付", "deposit", "upfront", "down", "down payment"})
GOES_ON = re.compile(r"\bthen\b|\brest\b|\bremain|\bbalance over|再|剩|余", re.IGNORECASE)
"""What is told before this is paid before instalments."""
WITHIN = pattern(rf"(?:within|in the next) (?P<n>{WHOLE}) days?\b|(?P<n2>{WHOLE}) ?天(?:之|以)?内")
LEFT = pattern(rf"(?<![\d.,a-z]){A}(?![\d%‰]| ?(?:[期天年号日次个]|percent|days?|weeks?|years?))")
UNREAD = pattern(
    rf"(?<![\d.,a-z]){AMOUNT} ?(?:%|percent\b|per cent\b|个?月(?!\d)|(?<!第\d)期|months?\b|weeks?\b|years?\b)"
)
"""A number that belongs to an offer and that nothing took: without it the figures would be wrong."""
ON_TOP = re.compile(r"(?:\+|\bplus|\band|加|另收?|外加) *$", re.IGNORECASE)
"""A sum after it comes on top of others, and is no debt."""
BY = pattern(r"\b(?:by|before|until|till)\b (?P<day>[^;,。]{1,30})")
BY_HAN = re.compile(r"(?P<day>[^;,。，、 ]{1,12}?)(?:之前|以前|前)")
NEW_LOAN = pattern(
    r"借新还旧|新(?:的)?贷款|再贷|转贷|过桥|new loan|refinanc\w*|reborrow\w*|top.?up loan|consolidat\w+"
)
