"""How months, weekdays and numbers are written in the languages that the gate can read them in.

Calendar and counting words only, of no subject: the numbers are what these languages count with in running text.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES = ("en", "hi", "ja")
"""The languages of these tables; of a source in another the gate cannot tell which month it names."""

_MONTHS: Sequence[str] = (
    "january जनवरी 一月",
    "february फरवरी फ़रवरी 二月",
    "march मार्च 三月",
    "april अप्रैल 四月",
    "may मई 五月",
    "june जून 六月",
    "july जुलाई 七月",
    "august अगस्त 八月",
    "september सितंबर सितम्बर 九月",
    "october अक्टूबर अक्तूबर 十月",
    "november नवंबर नवम्बर 十一月",
    "december दिसंबर दिसम्बर 十二月",
)
_WEEKDAYS: Sequence[str] = (
    "monday सोमवार 月曜",
    "tuesday मंगलवार 火曜",
    "wednesday बुधवार 水曜",
    "thursday गुरुवार गुरूवार बृहस्पतिवार 木曜",
    "friday शुक्रवार 金曜",
    "saturday शनिवार 土曜",
    "sunday रविवार इतवार 日曜",
)
_SHORT_MONTHS: Sequence[str] = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep sept", "oct", "nov", "dec")
_SHORT_WEEKDAYS: Sequence[str] = ("mon", "tue tues", "wed", "thu thur", "fri", "sat", "sun")
_NUMBERS: Mapping[int, str] = {
    1: "one first एक पहला पहली पहले",
    2: "two second both दो दूसरा दूसरी दूसरे दोनों",
    3: "three third तीन तीसरा तीसरी तीसरे",
    4: "four fourth चार चौथा चौथी चौथे",
    5: "five fifth पाँच पांच पाँचवां पाँचवीं",
    6: "six sixth छह छः",
    7: "seven seventh सात",
    8: "eight eighth आठ",
    9: "nine ninth नौ",
    10: "ten tenth दस",
    11: "eleven eleventh ग्यारह",
    12: "twelve twelfth बारह",
    13: "thirteen thirteenth तेरह",
    14: "fourteen fourteenth चौदह",
    15: "fifteen fifteenth पंद्रह",
    16: "sixteen sixteenth सोलह",
    17: "seventeen seventeenth सत्रह",
    18: "eighteen eighteenth अठारह",
    19: "nineteen nineteenth उन्नीस",
    20: "twenty twentieth बीस",
    30: "thirty thirtieth तीस",
    40: "forty fortieth चालीस",
    50: "fifty fiftieth पचास",
    60: "sixty sixtieth साठ",
    70: "seventy seventieth सत्तर",
    80: "eighty eightieth अस्सी",
    90: "ninety ninetieth नब्बे",
}
_SCALES: Mapping[int, str] = {
    10: "decade दशक दशकों",
    12: "dozen दर्जन",
    100: "hundred century सौ सदी शताब्दी",
    1000: "thousand हजार हज़ार 千",
    10**4: "万",
    10**5: "lakh लाख",
    10**6: "million",
    10**7: "crore करोड़",
    10**8: "億",
    10**9: "billion अरब",
    10**12: "trillion 兆",
}


def fold(text: str) -> str:
    """Fold what may differ between two spellings of one word: its case, and how its characters are encoded."""
    return unicodedata.normalize("NFKC", text).casefold()


def _by_word(words: Mapping[int, str]) -> Mapping[str, int]:
    return {fold(word): value for value, listed in words.items() for word in listed.split()}


MONTHS = _by_word(dict(enumerate(_MONTHS, 1)))
WEEKDAYS = _by_word(dict(enumerate(_WEEKDAYS, 1)))
SHORT_MONTHS = _by_word(dict(enumerate(_SHORT_MONTHS, 1)))
SHORT_WEEKDAYS = _by_word(dict(enumerate(_SHORT_WEEKDAYS, 1)))
NUMBERS = _by_word(_NUMBERS)
SCALES = _by_word(_SCALES)
