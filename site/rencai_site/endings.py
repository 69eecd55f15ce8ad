"""How a record's end is told, and whether what it said is still shown."""

from starlette.exceptions import HTTPException

from rencai.store.life import OPTED_OUT
from rencai.store.life import is_shown as shows
from rencai.store.read import StoredRecord

REASONS = {
    "deadline": "已过截止日期",
    "not_listed": "来源列表中已不再列出",
    "http_404": "来源页面已不存在",
    "http_410": "来源页面已撤下",
    "not_found_page": "来源页面注明内容已不存在",
    "led_home": "来源页面已不存在（转到首页）",
    "closed": "来源注明已停止招聘",
    "noindex": "来源页面声明不允许收录",
    "tdm_reserved": "来源声明保留文本与数据挖掘的权利",
}


def reason(stored: StoredRecord) -> str:
    """Why a record ended, for people."""
    why = stored.end_reason or ""
    return REASONS.get(why) or ("来源页面多次拒绝访问" if why.startswith("http_4") else why)


def is_shown(stored: StoredRecord) -> bool:
    """Whether a record's page still shows what it said."""
    return bool(stored.payload) and shows(stored.status, stored.end_reason)


class NotShown(HTTPException):
    """A record whose content is not shown, with what its page is called instead."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__(410, text)
        self.title = title


def check_shown(stored: StoredRecord) -> None:
    """Raise 410, saying why, where the content was erased or withdrawn, or its source asks that it be not used."""
    if is_shown(stored):
        return
    if not stored.payload:
        raise HTTPException(410)
    if stored.end_reason in OPTED_OUT:
        # It may live: only its source, which may take that back, can say so.
        raise NotShown("暂不显示", f"{reason(stored)}。来源撤回这一声明以前，这里不显示它的内容。")
    raise NotShown("已撤下", f"本站撤下了这条内容：{reason(stored)}。")
