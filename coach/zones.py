"""A time zone from a typed place: an IANA name, its city, or a large city that lends none its name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from zoneinfo import available_timezones

CITIES = {
    "Africa/Cairo": "开罗 開羅",
    "Africa/Johannesburg": "capetown durban pretoria 约翰内斯堡 開普敦 开普敦",
    "Africa/Lagos": "abuja 拉各斯",
    "Africa/Nairobi": "内罗毕",
    "America/Chicago": "dallas houston austin minneapolis neworleans 芝加哥 休斯敦 休斯顿 达拉斯",
    "America/Denver": "saltlakecity 丹佛 盐湖城",
    "America/Los_Angeles": "sanfrancisco seattle sandiego portland lasvegas sacramento 洛杉矶 洛杉磯 "
    "旧金山 舊金山 三藩市 西雅图 圣地亚哥 拉斯维加斯",
    "America/Mexico_City": "mexico 墨西哥城",
    "America/New_York": "boston washington washingtondc philadelphia atlanta miami newyorkcity 纽约 "
    "紐約 波士顿 华盛顿 费城 亚特兰大 迈阿密",
    "America/Phoenix": "凤凰城",
    "America/Sao_Paulo": "rio riodejaneiro brasilia 圣保罗 里约热内卢",
    "America/Toronto": "montreal ottawa 多伦多 多倫多 蒙特利尔 渥太华",
    "America/Vancouver": "温哥华 溫哥華",
    "Asia/Bangkok": "曼谷",
    "Asia/Dubai": "abudhabi 迪拜 杜拜 阿布扎比",
    "Asia/Ho_Chi_Minh": "hanoi saigon 河内 胡志明市",
    "Asia/Hong_Kong": "香港",
    "Asia/Jakarta": "雅加达",
    "Asia/Kolkata": "delhi newdelhi mumbai bombay bengaluru bangalore chennai hyderabad pune calcutta "
    "ahmedabad 德里 新德里 孟买 加尔各答 班加罗尔",
    "Asia/Kuala_Lumpur": "吉隆坡",
    "Asia/Macau": "macao 澳门 澳門",
    "Asia/Manila": "马尼拉",
    "Asia/Seoul": "busan 首尔 首爾 釜山",
    "Asia/Shanghai": "beijing peking shenzhen guangzhou canton chengdu wuhan xian hangzhou nanjing "
    "tianjin chongqing suzhou 北京 上海 广州 深圳 成都 武汉 西安 杭州 南京 天津 重庆 苏州 长沙 郑州 青岛 "
    "厦门 福州 昆明 沈阳 大连 哈尔滨 济南 合肥 宁波 中国 北京时间",
    "Asia/Singapore": "新加坡",
    "Asia/Taipei": "kaohsiung taichung tainan 台北 臺北 高雄 台中 臺中 台南 臺南",
    "Asia/Tokyo": "osaka kyoto yokohama nagoya 东京 東京 大阪 京都 横滨",
    "Asia/Urumqi": "乌鲁木齐",
    "Australia/Brisbane": "布里斯班",
    "Australia/Melbourne": "墨尔本 墨爾本",
    "Australia/Perth": "珀斯",
    "Australia/Sydney": "canberra 悉尼 雪梨 堪培拉",
    "Europe/Amsterdam": "rotterdam thehague 阿姆斯特丹",
    "Europe/Athens": "雅典",
    "Europe/Berlin": "munich muenchen münchen hamburg cologne köln koeln frankfurt stuttgart leipzig "
    "dresden bonn 柏林 慕尼黑 汉堡 法兰克福 科隆",
    "Europe/Brussels": "antwerp 布鲁塞尔",
    "Europe/Dublin": "都柏林",
    "Europe/Istanbul": "ankara 伊斯坦布尔",
    "Europe/Lisbon": "porto 里斯本",
    "Europe/London": "manchester birmingham edinburgh glasgow leeds liverpool bristol cardiff 伦敦 倫敦 "
    "曼彻斯特 爱丁堡",
    "Europe/Madrid": "barcelona valencia seville 马德里 巴塞罗那",
    "Europe/Moscow": "stpetersburg 莫斯科 圣彼得堡",
    "Europe/Paris": "lyon marseille toulouse 巴黎 里昂 马赛",
    "Europe/Rome": "milan milano roma naples turin 罗马 米兰",
    "Europe/Vienna": "wien 维也纳",
    "Europe/Warsaw": "krakow cracow 华沙",
    "Europe/Zurich": "geneva genève bern basel 苏黎世 日内瓦",
    "Pacific/Auckland": "wellington 奥克兰 惠灵顿",
    "Pacific/Honolulu": "hawaii 夏威夷 檀香山",
}
"""Names by which people know a zone beside its own city; written as `_plain` leaves them."""
_OTHER = re.compile(r"[\W_]+")
_AREAS = frozenset(
    ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
     "Indian", "Pacific")
)  # fmt: skip


def find(text: str) -> str | None:
    """Return the IANA zone of a typed zone or city; None where it is not known."""
    return _names().get(_plain(text))


def is_zone(name: str) -> bool:
    """Tell whether a name is a zone of a place."""
    return name in _names().values()


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every known name; a zone's own city goes before the names given here."""
    known: dict[str, str] = {}
    for zone, names in CITIES.items():
        known |= {_plain(name): zone for name in names.split()}
    for zone in sorted(available_timezones()):
        if zone.partition("/")[0] in _AREAS:
            known[_plain(zone)] = zone
            known[_plain(zone.rpartition("/")[2])] = zone
    return known


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return _OTHER.sub("", "".join(sign for sign in folded if not unicodedata.combining(sign)))
