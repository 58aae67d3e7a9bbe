"""How a Hindi word sounds, whether in Devanagari or typed in Latin letters, so that its many spellings are one.

People romanise as they like: शहर is "shahar", "sheher" or "shehar". What the spellings share are the consonants, less
breath, length and nasal endings; that is also what is left of the word in Devanagari.
"""

from __future__ import annotations

import re

NASALS = "ंँ"
_CONSONANTS = dict(zip("कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळंँ", "kkggnccjjnttddnttddnpfbbmyrlvssshlnn", strict=True))
_DEVANAGARI = re.compile("[\u0900-\u097f]+")
_FOLDED = str.maketrans({"w": "v", "z": "j", "q": "k", "x": "ks"})
_BREATH = re.compile(r"(?<=[kgcjtdbs])h")
_NASAL_ENDING = re.compile(r"(?<=[aeiou])[nm]$")
_VOWELS = re.compile(r"[aeiou]+")
_TWICE = re.compile(r"(.)\1+")


def sound_of(word: str) -> str:
    """Give the consonants of a word as they are heard; empty where it is of neither script."""
    if _DEVANAGARI.fullmatch(word):
        heard = "".join(_CONSONANTS.get(char, "") for char in word.rstrip(NASALS))
    elif word.isascii() and word.isalpha():
        heard = _NASAL_ENDING.sub("", _BREATH.sub("", word.replace("ph", "f").translate(_FOLDED)))
        heard = _VOWELS.sub("", heard)
    else:
        return ""
    return _TWICE.sub(r"\1", heard)
