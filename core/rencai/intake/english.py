"""English that stands beside the Chinese it translates, in titles and in names of employers."""

import re

from rencai.intake.decoration import names_work

_OCCUPATION = (
    "assistant|analyst|engineer|manager|supervisor|technician|barista|clerk|operator|designer|developer|specialist"
    "|executive|representative|officer|director|accountant|receptionist|secretary|consultant|co-?ordinator|driver"
    "|nurse|teacher|trainee|buyer|planner|cook|chef|waiter|waitress|bartender|cashier|guard|cleaner|electrician"
    "|welder|mechanic|worker|inspector|associate|attendant|advis[eo]r|scientist|architect"
    "|administrator|merchandiser|butler|housekeeper|fitter|machinist"
)
_TITLE = re.compile(rf"(?<![a-z0-9+#.])(?:[a-z][a-z.&']*[ /&,-]+){{0,4}}(?:{_OCCUPATION})s?(?![a-z一-鿿])")
_ACRONYM = re.compile("(?<![a-z0-9])(?:cra|crc|fae|q[acs]|[sdp]qe|pmc?|dba|hrbp|bda?|csr|mr)(?![a-z0-9])")
_NEAR = 24
_BEFORE, _BEHIND = re.compile("[一-鿿]{4,20}[ /()-]{0,3}$"), re.compile("[ /()-]{0,3}([一-鿿]{4,20})")
_RANKS = (("senior|principal", "高级|资深|专家"), ("junior", "初级"), ("chief|head|director", "首席|总|长|主管|负责"))
# Bounded: what is read as an employer's name may be a whole text.
_FIRM = re.compile(
    r"/?[a-z0-9][a-z0-9 .,&()'-]{0,120}?\W{0,8}(?:co\W*ltd|limited|ltd|inc|corp(?:oration)?|gmbh|llc)(?![a-z])[ .)/]*"
)
_CHINESE = re.compile("[一-鿿]{2}")


def without_english(title: str) -> str:
    """A title, in plain form, without an English one beside it that says nothing more."""
    left = _TITLE.sub(" ", title)
    named = any(names_work(word) for word in re.findall("[一-鿿]+", left))
    if left == title or not named:
        return title
    told = all(not re.search(english, title) or re.search(chinese, left) for english, chinese in _RANKS)
    return left if told else title


def without_acronyms(title: str) -> str:
    """A title, in plain form, without what an occupation is called in short beside its Chinese name (QC质检员)."""

    def taken(match: re.Match[str]) -> str:
        before = _BEFORE.search(title[max(match.start() - _NEAR, 0) : match.start()])
        behind = _BEHIND.match(title, match.end())
        names = [before[0].rstrip(" /()-") if before else "", behind[1] if behind else ""]
        return " " if any(map(names_work, names)) else match[0]

    return _ACRONYM.sub(taken, title)


def without_english_firm(name: str) -> str:
    """An employer's name, in plain form, without its English legal name before or behind the Chinese one."""
    left = _FIRM.sub("", name).strip(" /|-")
    return left if _CHINESE.search(left) else name
