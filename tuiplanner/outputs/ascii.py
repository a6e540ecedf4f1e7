"""Text in ASCII for old printers, spelled so that no quantity changes.

ASCII stays as it is. `anyascii` spells letters. The tables here spell signs and numbers.
Everything else prints as a visible mark, such as `[U+2603]`.
"""

import re
from collections.abc import Callable, Iterable
from re import Match
from unicodedata import category, combining, decimal, decomposition, name, normalize, numeric

from anyascii import anyascii

NOTE = "spelled out from other letters; names and doses may be misread - please ask"

# A blank that prints only between letters or digits that would touch. It is a noncharacter.
_GAP = "\ufdd0"

# Invisible characters, and tatweel, which only stretches a word. They are left out of words, and
# marked beside a number.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u0640\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef"
)


def _table(rows: str) -> dict[str, str]:
    """Return the spelling of each sign. A row is a spelling, a blank and the signs for it."""
    pairs = (row.strip().rsplit(" ", 1) for row in re.split(r"\n| \| ", rows.strip()))
    return {sign: spelling for spelling, signs in pairs for sign in signs}


# Nobody misreads these, so they need no note on the page.
_PLAIN = _table("' ‘’‛‚‹›´ | \" “”„‟«»「」『』《》〈〉 | - ‐‑‒–—―−֊־⸺⸻ | ! ¡ | ? ¿")

# Signs that are printed without blanks around them.
_SIGNS = _PLAIN | _table("""
    +/- ± | -/+ ∓ | / ÷⁄∕ | : ∶ | . ٫ | , ٬ | % ٪ | ? ؟ | ; ؛ | ' ′׳ | " ″״ | [ 【〔 | ] 】〕
    (TM) ™ | (SM) ℠ | (R) ® | (C) ©
""")

# Signs that are printed as words, with blanks around them. <, >, @ and & are on ISMP's list of
# error-prone abbreviations, so they are never printed in place of another sign.
_WORDS = _table("""
    x ×✕✖⨯∗ | about ≈≃≅≒∼ | at most ≤≦⩽ | at least ≥≧⩾ | less than ＜﹤ | more than ＞﹥
    not less than ≮ | not more than ≯ | much less than ≪ | much more than ≫ | not equal to ≠
    and ＆﹠ | at ＠﹫ | then →⟶➔➜￫ | from ← | up ↑ | down ↓ | not ¬ | per 1,000 ‰؉ | per 10,000 ‱؊
    square root of √ | infinity ∞ | Delta ∆ | section § | No. № | Rx ℞ | lb ℔ | c/o ℅
    EUR € | GBP £ | yen or yuan ¥￥ | cents ¢ | INR ₹
""")

# Commas and periods of other scripts, and the ellipsis: "…5" must not read as ".5".
_STOPS = _table("... … | . 。﹒․۔।॥։።။។᠃ | , 、，﹐︐،՝፣၊᠂")

# Letters that anyascii leaves out: alef, the Thaana and Lao carriers, the Japanese long vowel.
_LETTERS = {"ا": "a", "އ": "'", "ອ": "o", "ー": "-"}

_WAVES = "〜～"
_BULLETS = "•‣◦●▪■⁃"
_DOTS = "·⋅∙‧⸱⸳・་፡" + _BULLETS

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ªºᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
_LEVEL = str.maketrans(
    _RAISED + _LOWERED + "⁄∕",
    "0123456789+-=()aoabcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW"
    "0123456789+-=()aehijklmnoprstuvx//",
)

_GREEK = _table("""
    alpha α | beta βϐ | gamma γ | delta δ | epsilon εϵ | zeta ζ | eta η | theta θϑ | iota ι
    kappa κϰ | lambda λ | mu μ | nu ν | xi ξ | omicron ο | pi π | rho ρϱ | sigma σ | tau τ
    upsilon υ | phi φϕ | chi χ | psi ψ | omega ω
""")
_GREEK |= {letter.upper(): spelling.title() for letter, spelling in _GREEK.items()} | _GREEK

# ISMP: a written "µg" is misread as "mg", which is a thousand times as much.
_MICRO = _table("mcg g | microliters lLℓ | micrometers m | microseconds s | micromolar M")

# Forms of one character that mean the same as the plain character.
_FORMS = ("<font>", "<wide>", "<narrow>", "<small>", "<vertical>", "<noBreak>", "<square>")
_KEPT = {*_WORDS, *_STOPS, *_WAVES, *"ℓ｜"}  # these have rules of their own


def to_ascii(text: str) -> str:
    """Return the text in ASCII: `Müller` is `Muller`, `½ 5㎍` is `1/2 5 mcg`."""
    if text.isascii():
        return text
    text = normalize("NFC", _HIDDEN.sub(_spell_invisible, text))
    text = "".join(map(_fold, text))
    text = _TOKEN.sub(lambda match: _RULES[(match.lastindex or 0) - 1][1](match), text)
    return _TOUCHING.sub(" ", text).replace(_GAP, "")


def is_respelled(text: str) -> bool:
    """Return True if the text in ASCII differs in more than accents, quotes, dashes and blanks."""
    if text.isascii():
        return False
    if to_ascii(text).count("[U+") > text.count("[U+"):
        return True
    return not all(map(_is_plain, normalize("NFC", text)))


def _is_plain(char: str) -> bool:
    if char.isascii() or char.isspace() or char in _PLAIN or char == "…":
        return True
    return char not in _LOWERED and name(char, "").startswith(("LATIN ", "COMBINING "))


def _mark(char: str) -> str:
    return f"[U+{ord(char):04X}]"


def _fold(char: str) -> str:
    """Return a digit of any script, a wide letter or a unit sign in plain characters."""
    if char == _GAP:
        return _mark(char)
    if category(char) == "Nd":
        return str(decimal(char))
    tag, *codes = decomposition(char).split() or [""]
    if tag not in _FORMS or char in _KEPT:
        return char
    folded = "".join(_fold(chr(int(code, 16))) for code in codes)
    return _GAP + folded + _GAP if tag == "<square>" else folded


def _around(match: Match[str]) -> tuple[str, str]:
    """Return the characters before and after the match; "" at an end of the text."""
    text, start, end = match.string, match.start(), match.end()
    return text[start - 1 : start], text[end : end + 1]


def _is_number(char: str) -> bool:
    return char != "" and category(char)[0] == "N"


def _is_letter(char: str) -> bool:
    return char != "" and category(char)[0] in "LM"


def _is_inside(match: Match[str]) -> bool:
    return all(map(_is_letter, _around(match)))


def _is_mark(char: str) -> bool:
    return category(char)[0] == "M"


def _word(match: Match[str], word: str) -> str:
    """Return the word with a blank on each side, unless a blank, end or bracket is there."""
    before, after = _around(match)
    left = "" if before in "([{\"'" or before.isspace() else " "
    right = "" if _CLOSING.match(match.string, match.end()) else " "
    return left + word + (" " if word.endswith(".") and _is_number(after) else right)


def _spell_invisible(match: Match[str]) -> str:
    is_beside_number = any(map(_is_number, _around(match)))
    return "".join(map(_mark, match[0])) if is_beside_number else ""


def _spell_micro(match: Match[str]) -> str:
    """Spell `µg`, `µmol`: never `ug`, which is read as `mg`."""
    unit = match[0][1:]
    if unit:
        return _GAP + _MICRO[unit] + _GAP
    return _GAP + "micro" + ("" if _is_letter(_around(match)[1]) else _GAP)


def _spell_liter(match: Match[str]) -> str:
    """Spell `ℓ` as a capital letter: ISMP lists a small `l`, which is misread as 1."""
    return ("" if _is_letter(_around(match)[0]) else _GAP) + "L" + _GAP


def _spell_greek(match: Match[str]) -> str:
    """Spell a Greek letter that is not part of a Greek word: `beta-blocker`, `beta2`."""
    after = _around(match)[1]
    return _GAP + _GREEK[match[0]] + ("" if _is_number(after) else _GAP)


def _spell_number(match: Match[str]) -> str:
    """Spell `Ⅳ` as `IV` and `2½` as `2 1/2`: `21/2` would be twenty-one halves."""
    return _GAP + normalize("NFKC", match[0]).translate(_LEVEL) + _GAP


def _spell_raised(match: Match[str]) -> str:
    """Spell `10⁶` as `10^6` and `1º` as `1^o`; letters after a letter stay letters."""
    run = match[0].translate(_LEVEL)
    before, after = _around(match)
    is_word = run.isalpha() and (not before or before.isspace() or _is_letter(before))
    return ("" if is_word else "^") + run + (" " if _is_number(after) else _GAP)


def _spell_lowered(match: Match[str]) -> str:
    """Spell `B₁₂` as `B12`, and elsewhere `₂` as `_2`."""
    run = match[0].translate(_LEVEL)
    before, after = _around(match)
    if run.isalnum() and _is_letter(before):
        return run + (" " if _NUMBER.match(match.string, match.end()) else "")
    return "_" + run + (" " if _is_number(after) else _GAP)


def _spell_scale(match: Match[str]) -> str:
    """Spell `37 °C` as `37 deg C`: `37oC` is read as 370."""
    return _word(match, "deg F" if match[0][-1] in "F℉" else "deg C")


def _spell_stop(match: Match[str]) -> str:
    """Spell a comma or period of another script, but never as part of a number."""
    if match[0] != "…" and all(map(_is_number, _around(match))):
        return _mark(match[0])
    is_last = _CLOSING.match(match.string, match.end())
    return _STOPS[match[0]] + ("" if is_last else " ")


def _spell_other(match: Match[str]) -> str:
    """Spell one character by its kind, or print a mark."""
    char = match[0]
    kind = category(char)
    if char.isspace() and kind[0] == "Z":
        return " "
    if kind[0] in "LM":
        return _spell_letter(match)
    if kind == "No" and re.search("CIRCLED|PARENTHESIZED", name(char)):
        return _word(match, f"({numeric(char):.0f})")
    return _mark(char)


def _spell_letter(match: Match[str]) -> str:
    """Spell a letter or an accent; a blank keeps it from a digit: `5л` is `5 l`, not `5l`."""
    char, spelled = match[0], _LETTERS.get(match[0]) or anyascii(match[0])
    before, after = _around(match)
    sides = (_NUMBER_END.search(match.string, max(0, match.start() - 2), match.start()), after)
    left, right = sides[0] is not None or _is_number(before), _is_number(after)
    is_sound = bool(_SOUND.fullmatch(spelled))
    if _is_mark(char):
        is_sound = _is_accent(match) and (is_sound or not spelled)
    elif left or right:
        is_sound = spelled.isalpha()
    if spelled == "-":
        is_sound = is_sound and _is_letter(before)
    return " " * left + spelled + " " * right if is_sound else _mark(char)


def _is_accent(match: Match[str]) -> bool:
    """Return True if the combining mark is on a letter, without enclosing it or striking it out."""
    text, start = match.string, match.start()
    # Unicode Standard Annex #15 allows 30 marks in a row.
    base = next((char for char in text[max(0, start - 31) : start][::-1] if not _is_mark(char)), "")
    return _is_letter(base) and category(match[0]) != "Me" and combining(match[0]) != 1


def _any_of(chars: Iterable[str]) -> str:
    return "[" + "".join(map(re.escape, chars)) + "]"


_G = "[\u0370-\u03ff\u1f00-\u1fff]"  # Greek
_L = "A-Za-zÀ-ÖØ-öø-ɏ"  # Latin
_UP = "[⁰¹²³⁴-⁹]"
_WHOLE = "".join(f"(?<![.,·]\\d{{{length}}})" for length in range(1, 7))  # no decimal point before
_POWER = f"10(?:[⁺⁻]?{_UP}|\\^)"

_HAN_NUMERAL = "[〇零一二三四五六七八九十百千万半両两]"
_HAN_COUNTED = "[錠日回週周月年時分秒片粒包滴枚個个本次度毫微克升歳歲ミマグ単單カ]"

# The first rule that matches decides.
_RULES: tuple[tuple[str, Callable[[Match[str]], str]], ...] = (
    (f"(?<![{_L}])[Nn][°º˚](?![{_L}])", lambda match: _word(match, "No.")),
    ("[℃℉]|[°˚]\\s?[CFС](?![^\\W\\d_])|(?<=\\d)[ºᵒ⁰∘゜][CFС](?![^\\W\\d_])", _spell_scale),
    ("°|(?<=\\d)˚", lambda match: _word(match, "degrees")),
    (f"{_UP}+[⁄∕/][₀-₉]+|[¼½¾⅐-⅞↉]|⅟(?:\\d+|[₀-₉]*)", _spell_number),
    (_any_of(_RAISED) + "+", _spell_raised),
    (_any_of(_LOWERED) + "+", _spell_lowered),
    ("[Ⅰ-ⅿ]+", _spell_number),
    ("[⒈-⒛🄀-🄊]", lambda match: _word(match, normalize("NFKC", match[0]))),
    # On a Greek keyboard, "μλ" may be meant as "ml".
    (f"(?<!{_G})μ(?=[γκλμΓΚΛΜ])", lambda match: _mark(match[0])),
    (f"(?<!\\d)(?<!\\d )(?<!{_G})μ(?=-[a-z])", _spell_greek),  # "μ-opioid"
    (f"(?:µ|(?<!{_G})μ(?!{_G}))(?:{_any_of(_MICRO)}(?![{_L}]))?", _spell_micro),
    ("ℓ", _spell_liter),
    # Mark Han numerals that are quantities; those in names are spelled by sound.
    (f"{_HAN_NUMERAL}(?={_HAN_NUMERAL}*{_HAN_COUNTED})", lambda match: _mark(match[0])),
    (f"(?<!{_G}){_any_of(_GREEK)}(?!{_G})", _spell_greek),
    (f"(?<=\\d)[·⋅∙•](?={_POWER})|(?<=\\d )[·⋅∙•](?= {_POWER})", lambda match: _word(match, "x")),
    # The British decimal point. Beside another point or a power, the dot may mean "times".
    (f"(?<=\\d){_WHOLE}·(?=\\d++(?![.,·]\\d|{_UP}|[⁻^]))", lambda _: "."),
    (f"(?<![^\\n])(?:{_any_of(_BULLETS)}|·(?=\\s))", lambda match: _word(match, "*")),
    (_any_of(_DOTS), lambda match: "-" if _is_inside(match) else _mark(match[0])),  # "mg-h/L"
    (f"(?<=[\\w)\\]%°℃℉{_GAP}]){_any_of(_WAVES)}|{_any_of(_WAVES)}(?=\\s|$)", lambda _: "-"),
    ("(?<=\\d)∼(?=\\d)|(?<=\\d )∼(?= \\d)", lambda _: "-"),
    ("(?<=\\d)[‚´]|[‚´](?=\\d)", lambda match: _mark(match[0])),
    (_any_of(_STOPS), _spell_stop),
    (_any_of(_SIGNS), lambda match: _SIGNS[match[0]]),
    (_any_of(_WORDS), lambda match: _word(match, _WORDS[match[0]])),
    (f"[^\\x00-\\x7f{_GAP}]", _spell_other),
)
_TOKEN = re.compile(r"(?=[^\x00-\x7f]|[Nn])(?:" + "|".join(f"({rule})" for rule, _ in _RULES) + ")")


_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_NUMBER = re.compile("[.,٫٬]?\\d")
_NUMBER_END = re.compile("\\d[.,]?$")
_CLOSING = re.compile("[\\s)\\]}]|[.,;:!?%'\"。、，](?!\\d)|$")
_SOUND = re.compile("['`]?[A-Za-z]+(?:['`][A-Za-z]*)?|['`-]")  # spellings that may replace a letter
_TOUCHING = re.compile(
    f"(?<=[0-9A-Za-z)\\]%]){_GAP}+(?=[0-9A-Za-z(\\[])"
    f"|(?<=[.,/]){_GAP}+(?=\\d)|(?<=[0-9A-Za-z]){_GAP}+(?=[.,/]\\d)"
)
