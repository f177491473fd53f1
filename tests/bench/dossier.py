"""A four-page Chinese dossier with three photos: how long, how much memory, how heavy.

Measured in a process of its own, so that the peak is the dossier's and not another bench's. A
photo is as Telegram hands it out: JPEG, 1,280 pixels on its long side.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from bot import catalogs
from bot.ui import papers
from bot.ui.papers import Dossier, Letter, Photo, Row, Section
from bot.ui.texts import Catalogs

ROUNDS = 200
GOAL_MS = 1_000
PHOTO = Path(__file__).with_name("photo.jpg")
WIDTH, HEIGHT = 960, 1280
ON = date(2026, 3, 2)
LINES = (
    "本人就信用卡的还款情况说明如下。我愿意还这笔钱，但按原来的约定还不上了。",
    "从2026年1月起，因为生病，收入减少，还款变得吃力。月收入从¥9,999.99降到¥5,123.45。",
    "每月到手收入¥5,123.45，生活必需和要继续付的支出共¥3,899.50，留¥122.40应付意外。",
    "想申请分期还款：从2026年4月15日起每月¥397.06，共34期，合计¥13,500。这是算过收支后提出的数。",
    "期间请停计利息，不再加收违约金，暂停催收。请书面答复，并写明受理编号和负责人。",
)
NAMES = ("工资", "房租", "水电燃气", "吃饭和日用", "交通", "孩子", "电话上网", "保险", "其他")


def whole() -> Dossier:
    """Return a dossier of four pages before its photos, each of which takes one more."""
    rows = tuple(Row((name, f"¥{number}00"), inner=True) for number, name in enumerate(NAMES, 1))
    head = ("项目", "每月")
    parts = [
        Section(title, "均为每月金额。", head, (1, 0), rows, "请贵方：", LINES[:3], apart=True)
        for title in ("每月收支摘要", "还款方案", "材料清单")
    ]
    photo = PHOTO.read_bytes()
    photos = tuple(
        Photo(_different(photo, number), WIDTH, HEIGHT, f"附件{number}", f"附件{number}的照片")
        for number in (1, 2, 3)
    )
    letter = Letter("招商银行信用卡中心", "关于还款安排的情况说明和申请", LINES * 2, "‹姓名›")
    cover = (("受理编号：", "2026-CS-00817"), ("日期：", "2026年3月2日"))
    return Dossier("还款申请材料", cover, letter, tuple(parts), "第{number}页，共{total}页", photos)


def _different(photo: bytes, number: int) -> bytes:
    """Return the photo with a comment of its own: the same one three times would be kept once."""
    return photo[:2] + b"\xff\xfe\x00\x03" + bytes([number]) + photo[2:]


def once() -> dict[str, Any]:
    """Measure in this process."""
    catalogs.compile_all()
    t, parts = Catalogs().texts("zh_Hans_CN"), whole()
    started = time.perf_counter()
    made = papers.dossier(t, parts, ON)
    first = time.perf_counter() - started
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        made = papers.dossier(t, parts, ON)
        taken.append((time.perf_counter() - started) * 1000)
    p99 = statistics.quantiles(taken, n=100)[-1]
    return {
        "p99_ms": round(p99, 1),
        "first_ms": round(first * 1000, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "kb": round(len(made) / 1000, 1),
        "photos_kb": round(sum(len(each.data) for each in parts.photos) / 1000, 1),
        "goal": {"p99_ms": GOAL_MS},
        "met": max(p99, first * 1000) <= GOAL_MS,
    }


async def measure() -> dict[str, Any]:
    """Return the figures of a fresh process."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.dossier", stdout=asyncio.subprocess.PIPE
    )
    said, _ = await child.communicate()
    found: dict[str, Any] = json.loads(said)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(once()))
