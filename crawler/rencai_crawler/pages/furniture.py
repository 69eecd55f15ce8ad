"""Lines that belong to a page and not to its text: breadcrumbs, font switches, share buttons, footers, neighbours."""

import re
from functools import lru_cache

_WORD = (
    r"(?:我要)?打印(?:本页|正文|此页|此文|本文|本稿|页面|文章|全文|内容|预览)?|关闭(?:窗口|本页|页面|此页)?|"
    r"返回(?:顶部|列表|首页|上一?页|页首|目录)?|回到?顶部|收藏(?:本页|本文)?|加入收藏|分享(?:到|至|按钮)?|"
    r"分享本(?:文|页)"
    r"|微信(?:好友)?|朋友圈|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|qq|人人网|豆瓣|复制(?:链接|网址)|转发|点赞|推荐|"
    r"纠错|我要纠错|朗读|语音播报|播报|听新闻|语音|停止|暂停|继续|无障碍(?:浏览|阅读)?|长者(?:版|模式)|老年版"
    r"|关怀版|繁體?体?|简體?体?|繁體|简体中文|繁体中文|English|EN|下载(?:文字版|图片版|PDF|word)?版?|PDF|保存|"
    r"邮件|发送邮件|手机(?:版|看|阅读|访问|浏览)|用手机看|扫码阅读|默认|超?大|中|小|特大|标准|正常|放大|缩小|"
    r"大字体?|小字体?|A[+-]?|T|＋|[+-]"
    r"|告诉好友|发给好友|推荐给好友|我要反馈|意见反馈|反馈|挑错|顶一下|踩一下|顶|踩|赞|在看|阅读原文|点赞数?|"
    r"转载|打赏|(?:new|NEW|New|hot|HOT|Hot)!?|关注|已关注|扫码|客户端|返回上级|上级|TOP|Top|top|ToTop|更多|展开(?:全文)?|收起|阅读全文|"
    r"查看全文|(?:点击)?(?:加载|显示|展开|查看)(?:全部|更多|剩余)(?:内容)?|举报|评论|跳到?评论|网友评论|发表评论|我要评论|0条?评论|全文|选择字号|字号|字体|字体大小|"
    r"文字大小|字号大小|正文|点击|原网页|广告|图集|组图|\+\d|(?:发送|推荐|分享|转发)给朋友|我来说两句|THE END|END|"
    r"(?:全文|本文)完|(?:PDF|pdf|WORD|Word|word|DOC|doc|OFD|ofd)(?:版|格式)?(?:下载|打印|预览)?|"
    r"昨天|前天|刚刚|\d+\s?(?:分钟|小时|天)前|(?:查看)?(?:职位|完整|公司|上班|乘车)?(?:地图|路线)|(?:我要)?(?:投递|投个|发送)简历|(?:立即|马上|我要|在线)?(?:申请|收藏|应聘|举报|"
    r"分享)(?:该|此|这个)?(?:职位|岗位|信息)|(?:立即|马上|我要|在线)(?:申请|应聘|投递|沟通)|查看(?:联系方式|电话|(?:单位|公司|企业)(?:信息|主页)?)"
)
_BETWEEN = r"[\s\[\]【】()（）〔〕〖〗|｜丨/·•、,，:：;；>»。.…←→↑↓\-—–]*"
_FURNITURE = re.compile(rf"{_BETWEEN}(?:(?:{_WORD}){_BETWEEN})+")
_STRETCHED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]{1,2}([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
"""关 闭: two characters as wide as three."""
_PUNCTUATION = re.compile(_BETWEEN)
_SWITCH = re.compile(r"[\[【(（]?\s*(?:选择)?(?:字\s*号|字\s*体|字体大小|文字大小|视力保护色?)\s*[:：].{0,40}")
_SCAN = re.compile(
    r"(?!\d+[.、．]).{0,8}(?:扫一扫|扫描(?:下方|上方|左侧|右侧)?二维码|手机扫码|微信扫[码描]|用微信扫|扫码(?:分享|查看|打开)|"
    r"二维码).{0,24}|.{0,4}(?:分享|转发|转播)(?:到|至|让).{0,20}(?:微信|朋友圈|微博)?.{0,20}|"
    r".{0,12}(?:浏览器(?:版本)?(?:过低|不支持)).{0,40}|.{0,4}点击?(?:上方|下方|右上角?)?(?:蓝[色字]?字?)?.{0,16}(?:关注|订阅)(?:我们?)?.{0,6}|.{0,4}点个?(?:在看|赞).{0,20}"
)
_COUNTER = re.compile(
    r"[\[【(（]?\s*(?:浏览|点击|阅读|访问|查看|人气|热度)(?:次数|量|数|人数|"
    r"率)?\s*[:：]?\s*[\[(（]?\s*\d*\s*[\])）]?\s*次?\s*[\]】)）]?|\d+\s*(?:分钟(?:阅读)?|次浏览|人浏览|次阅读|人阅读|阅读|"
    r"浏览|次|views?)"
)
_READERS = re.compile(
    r"[(（]\s*\d+\s*[)）]|\d{1,3}\s*%|[-—=]{3,}\s*分[隔割]线?\s*[-—=]{3,}|(?:最新|全部|热门|精彩|网友|用户|文章)?评论(?:区|列表)?\s*[(（]?\d*[)）]?|(?:还没有|暂无|没有)(?:更多)?(?:评论|留言).{0,20}"
    r"|(?:赞|踩|顶|收藏|转发|跟贴|评论|点赞|分享|喜欢)\s*[:：]?\s*[(（]?\s*\d+\s*[)）]?|打开\s?(?:APP|App|app|客户端).{0,12}"
    r"|(?:请)?(?:登录|注册)后?(?:发表|参与)?(?:评论|留言)?.{0,8}|没有更多了|加载中.{0,4}|点击(?:加载|查看)更多|正文已结束.{0,30}"
    r"|.{0,4}(?:下载|安装).{0,14}(?:客户端|APP|App).{0,40}"
)
_PAGER = re.compile(
    r"(?=.*[上下]一?页)[\s|｜<>«»\[\]【】]*+(?:(?>[首上下尾末]一?页|[共第]?\s?\d++\s?(?:页|/\s?\d++页?)?)[\s|｜<>«»\[\]【】]*+)++"
)
"""The links to the pages of a text that goes on: 首页 | 上一页 1 2 下一页."""
_CRUMB_LABEL = re.compile(
    r"\W{0,3}(?:您|你)?(?:当前|现在|目前)?(?:所在|所处)?的?(?:位置|页面|栏目|频道)\s*(?:是)?\s*[:：>»›].*"
)
_CRUMB = re.compile(r"(?:网站|本站)?(?:首\s*页|主\s*页|Home|HOME)\s*(?:[>»›/\\→|·-]|>>|&gt;|\x20).{0,120}")
_WAY_BACK = re.compile(r"[‹〈＜<←]\s*[^。；，！？]{1,20}")
"""‹ 通知, at the head of pages for small screens."""
_CRUMB_STEPS = re.compile(r"[^。；，！？]{1,30}(?:\s*[>»›]\s*[^。；，！？>»›]{0,60}){1,8}")
_NEIGHBOUR = re.compile(
    r"\W{0,3}(?:上|下|前|后)\s*(?:一)?\s*(?:篇|条|则|页|个|章|张)(?:文章|新闻|信息|公告|职位|"
    r"内容)?\s*(?:[:：>»]|$|\s).*|\W{0,3}(?:上一篇|下一篇|上一条|下一条)\W.*"
)
_RELATED = re.compile(
    r"\W{0,3}(?:相关|推荐|热门|延伸|最新|最热|更多|精彩|热点|关联|本周|今日|本站|频道|同类|类似|相似|附近|其他|其它|周边|猜你|"
    r"小编|您可能|你可能|为您|为你|大家都在|看了又看|编辑|作者|(?:该|此|本)?(?:公司|企业|单位)的?(?:其他|其它|更多|全部|所有))"
    r"(?:的|链接|阅读|新闻|文章|信息|文件|推荐|报道|内容|解读|资讯|政策|稿件|资料|专题|排行|动态|视频|图片|图集|文档|"
    r"解读|事件|搜索|最新|最近|会|也|还|感兴趣|对以下文章感兴趣|职位|岗位|招聘|招工|喜欢|看|搜|公告|通知|公司|企业|精选|热点|热门|热文|关注|"
    r"热词|头条|评论|政策解读|政策文件|招聘信息|招工信息|推荐职位)+"
    r"(?:推荐|信息)?\s*[:：>»]?\s*(?:更多)?\W*"
)
_COMMENTS = re.compile(
    r"\W{0,2}(?:我要|发表|网友|全部|最新|最热|热门|精彩|用户|文章|留言与)(?:评论|跟贴|跟帖|留言)(?:列表|区)?"
    r"\s*[(（]?(?:共有?)?\s*\d*\s*条?(?:评论)?\s*[)）]?\W*|(?:评论|跟贴|跟帖)\s*[(（]?\s*\d+\s*条?\s*[)）]?"
    r"|(?:共|全部|已)?(?:收到|有)?\s*\d+\s*[条个则]\s*(?:回复|回答|回帖|跟帖|答案)"
)
_REPLY = re.compile(
    r"(?:[^\s，。]{1,20}\s+)?(?:(?:发表|回复|发布)于|#\s?\d{1,5}|\d{1,5}\s?[#楼])[\s·:：]*"
    r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}[^。，]{0,30}"
)
_EDITOR = re.compile(
    r"(?![^：:]*作者[^。]*(?:系|单位))\W{0,3}(?:\(|（|\[|【)?\s*(?:(?:总|副|执行|值班|本期|网络|文字|图文|视频|技术|美术)?"
    r"(?:责任?\s*编辑?|编\s*辑|编\s*审|审\s*[核读校签定]|校\s*对|监\s*[制审]|统\s*筹|策\s*划|美\s*编|排\s*版|剪\s*辑|出\s*品)人?"
    r"|[初复终一二三]\s*审|文字|图片|图文|供图|摄\s*影|撰\s*文|作者|记者|撰稿|采写|供稿(?:单位)?|通讯员|(?:文章|信息)?录入|发布(?:单位|机构|部门)|发布人|发布者|信息员|签发)"
    r"\s*[:：|｜丨]\s*[^。]{0,60}"
    r"|[（(【\[][^（(【\[。]{0,12}(?:编辑|责编|校对)[\s:：]\s*[\u4e00-\u9fff、 ]{2,24}[)）】\]]"
)
_ROLE = "(?:责任)?编辑|责编|校对|审[核校签]|监制|摄影|撰文|值班主任"
_REPORTER = "(?:本[报台网站刊])?(?:全媒体|特约|见习|实习)?(?:记者|通讯员)"
_ROLES = rf"{_REPORTER}|{_ROLE}|摄像|供图|制图|设计|剪辑|配音|文字?|图片?|[初复终一二三]审"
_MAKER = re.compile(rf"\s*[/／|｜丨]?\s*(?:(?:{_ROLES})\s?[/／]|(?:{_ROLE})\s)\s*")
_MAKER_IN_BRACKETS = re.compile(rf"\s*[/／|｜丨]?\s*(?:{_ROLES})\s?[/／\s]\s*")
"""Who did what for a text, with a stroke or a blank for the colon: 文/某某 图/某某, （记者 某某 通讯员 某某）."""
_SENT_IN = re.compile(r"[^。，；]{2,30}供稿")
_MAKERS_APART = re.compile(r"[\s、，,；;/／|｜丨]+")
_MAKER_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")
_EDITED = re.compile(r"\W{0,3}(?:责任?\s*编辑?|责\s*编|编\s*辑)\s*[:：]\s*[^。，]{0,30}")
EDITOR_BEHIND = re.compile(r"\s*[（(\[【]\s*责任?\s*编辑?\s*[:：][^（）()\[\]【】。]{0,24}[)）\]】]\s*$")
"""(责任编辑：…) behind the last sentence of a text."""
_BACK = re.compile(
    r"(?:点击)?(?:返回|回到)[\u4e00-\u9fff]{2,8}(?:[，,]\s?查看更多)?|"
    r"(?:点击)?(?:查看|了解|阅读)(?:更多|全文|原文)[^。]{0,6}"
)
_EDITOR_LINE = 40
_RENEWED = re.compile(
    r"\W{0,3}(?:最后|最近)?(?:更新|发布|发表|发稿|修改|录入|上传|刊发|公开)(?:时间|日期|于)?\s*[:：]?\s*"
    r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}[^。，；]{0,50}"
)
_READ = re.compile(
    r"[^。，]{0,60}(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:本文)?(?:已?被)?(?:阅读|浏览|点击)(?:了?|数)\s*\d*\s*次?"
)
_RIGHTS = re.compile(
    r"[^。]{0,60}(?:转[载发帖][，,]?\s?(?:[请需须时]|务必)?\s?(?:注明|标明|联系|保留)|(?:不得|禁止|请勿|谢绝|严禁)(?:擅自|随意|商业)?转载|侵权必究)"
    r"[^。]{0,60}。?|(?:推荐|延伸|相关|往期|此前)(?:阅读|文章|回顾|推荐|报道)\s*[:：].{4,60}|\W{0,2}点击进入[^。]{0,30}|[（(]?(?:本文[^。，]{2,20}[，,])?(?:[需想欲要]{1,2}了解)?(?:更多|相关|欲知|想了解)[^。]{0,40}(?:请|欢迎)(?:关注|点击|登录|访问|搜索|下载)"
    r"[^。，]{0,30}。?[）)]?|本文[^。]{0,20}[不仅只]代表[^。]{0,20}(?:立场|观点|意见).{0,80}"
    r"|本(?:网站?|站|平台|报|刊)(?:所)?(?:刊载|登载|发布|转载|刊登)[^。]{0,50}(?:不代表|仅供|版权)[^。]{0,30}。?[^。]{0,40}。?"
    r"|(?:以上|本[站文网])?(?:部分)?(?:信息|文章|内容|资料|图片|稿件|素材)(?:均|皆)?来(?:源|自)于?(?:网络|互联网)[^。]{0,60}。?"
    r"|(?:[^。]{0,40}。)?[^。]{0,40}(?:著作权|版权)(?:均|全部)?(?:归|属于?)[^。]{1,30}。?(?:[^。]{0,40}(?:授权|许可|同意)[^。]{0,40}。?)?"
    r"|本文(?:由|来自)[^。，]{2,40}(?:发布|整理|编辑|提供|转载)[^。]{0,60}。?|(?:原文|本文|文章)(?:地址|链接|网址)\s*[:：].{4,100}|进入【[^】]{2,20}】(?:讨论|查看)|\W{0,3}(?:平台)?声明\s*[:：]\s*(?:该文|本文|文章|以上)[^。]{0,60}。?|以上内容[^。]{0,20}(?:用户|"
    r"自媒体)[^。]{0,40}(?:上传|发布)[^。]{0,40}。?"
)
_NOTHING = re.compile(
    r"\W{0,2}(?:暂无|没有|还没有|暂时没有)(?:任何|相关|更多)?(?:资料|数据|内容|信息|文章|记录|新闻)?\W{0,3}"
)
_FILES = re.compile(r"\W{0,3}(?:(?:附件|文件|资料|表格)下载|下载附件|(?:相关|有关)附件|附件(?:列表|信息))\s*[:：]?")
_TAGS = re.compile(r"\d{0,5}\s*(?:标签|关键[词字]|Tags?)\s*[:：]?\s*\S.{0,60}", re.IGNORECASE)
_KEYWORDS = re.compile(r"\W{0,2}(?:文章|相关|页面|本[文页])?(?:关键词|关键字|标签|Tags?)\s*[:：].{0,60}", re.IGNORECASE)
_HOTLINE = re.compile(r".{0,8}(?:报料|爆料|新闻热线|投稿邮箱|投稿|返回搜狐).{0,60}")
_PAPER = re.compile(
    r"《[^《》]{2,20}》\s*[（(].{4,30}版\s*[)）]|\W{0,2}(?:文章|相关|页面|本[文页])?(?:关键词|关键字|标签|Tags?|分类|栏目)\s*[:：].{0,60}",
    re.IGNORECASE,
)
_ABOUT_TEXT = re.compile(r"本文(?:来源|标题|標題|地址|鏈接|链接|出处|编辑)\s*[:：].*|原创文章[，,]\s?作者[:：].*")
"""What a page says of the text that stands on it, whatever follows."""
_SOURCE = re.compile(
    r"\W{0,3}(?:(?:文章|信息|稿件|新闻|本文|资料|内容|稿)?(?:来源于?|来自|出处|转载自|转自|原标题|原文链接|"
    r"稿源))\s*[:：|｜丨]\s*[^。]{0,80}"
)
_CLOSES = re.compile(
    r"\W{0,2}(?:平台声明\s*[:：]|以上内容[^。]{0,24}(?:用户|自媒体|创作者|作者)[^。]{0,40}(?:上传|发布)|返回搜狐|"
    r"[（(]?\s*(?:责任)?编辑\s*[:：][^（()）。]{0,12}[)）]?\s*返回搜狐|特别声明\s*[:：]\s*以上)"
)
_FOOTER = re.compile(
    r"(?:ICP备|ICP证|公网安备|公安备案|网站标识码|政府网站标识|版权所有|Copyright|copyright|©|All Rights "
    r"Reserved|技术支持\s*[:：]|未经.{0,12}(?:许可|授权).{0,20}(?:转载|复制)|免责声明\s*[:：]?|版权声明\s*[:：]?"
    r"|特别声明\s*[:：]|违法和不良信息举报|本网站由|建议使用.{0,30}浏览|最佳分辨率|中央网信办|增值电信业务)"
)
_FOOTER_KIN = re.compile(
    r"(?:主办(?:单位)?|承办(?:单位)?|协办(?:单位)?|维护(?:单位)?|运行维护(?:单位)?|管理单位|地\s*址|联系地址|"
    r"电\s*话|联系电话|传\s*真|邮\s*编|邮政编码|E-?mail|邮\s*箱|(?:电子|联系)邮箱|网址|备案号|访问量|总访问量|"
    r"您是第)\s*[:：]?.*"
    r"|(?:网站地图|联系我们|关于我们|关于本站|网站声明|隐私声明|隐私政策|使用帮助|网站帮助|设为首页|加入收藏|"
    r"友情链接|法律声明|服务条款|用户协议|意见反馈|人才招聘|广告服务|RSS订阅?|帮助中心|站点地图|我要留言|"
    r"返回首页|无障碍声明|[\s|｜丨·-])+",
    re.IGNORECASE,
)
_BUTTON = re.compile(r"[\[【(（]\s*(?:我要)?(?:纠错|打印|关闭(?:窗口|本页)?|返回|收藏|分享|举报)\s*[\]】)）]\s*")
_LONGEST = 100
_LONGEST_HEADING, _LONGEST_SCAN = 16, 48
_LONGEST_CREDIT, _LONGEST_ABOUT = 120, 200
_NOT_TEXT = re.compile(r"[\W_\d]*")


@lru_cache(maxsize=16384)
def is_furniture(text: str) -> bool:
    """Buttons, switches, counters and codes to scan."""
    if len(text) > _LONGEST:
        return False
    text = _STRETCHED.sub(r"\1\2", text)
    if any(pattern.fullmatch(text) for pattern in (_FURNITURE, _PUNCTUATION, _SWITCH, _COUNTER, _READERS)):
        return True
    if "页" in text and _PAGER.fullmatch(text):
        return True
    return len(text) <= _LONGEST_SCAN and bool(_SCAN.fullmatch(text))


@lru_cache(maxsize=4096)
def is_breadcrumb(text: str) -> bool:
    """当前位置：首页 > 政务公开 > 通知公告."""
    if len(text) >= 160:
        return False
    steps = any(mark in text for mark in ">»›") and _CRUMB_STEPS.fullmatch(text)
    return bool(steps or any(each.fullmatch(text) for each in (_CRUMB_LABEL, _CRUMB, _WAY_BACK)))


@lru_cache(maxsize=4096)
def begins_neighbours(text: str) -> bool:
    """A line after which other documents are named, or readers speak: 上一篇, 相关阅读, 网友评论."""
    if len(text) > _LONGEST:
        return False
    return bool(_NEIGHBOUR.fullmatch(text)) or begins_comments(text) or begins_related(text)


def says_nothing_is_there(text: str) -> bool:
    """暂无资料 below the heading of a box."""
    return len(text) <= _LONGEST_HEADING and bool(_NOTHING.fullmatch(text))


def begins_files(text: str) -> bool:
    """The heading of a box of files beside the text; a text's own list is called 附件 only."""
    return len(text) <= _LONGEST_HEADING and bool(_FILES.fullmatch(text))


def begins_tags(text: str) -> bool:
    """A line of links to pages on the same subjects."""
    return bool(_TAGS.fullmatch(text))


def begins_comments(text: str) -> bool:
    """The heading of what readers say: 网友评论, 全部评论 23条."""
    return len(text) <= _LONGEST_HEADING * 2 and bool(_COMMENTS.fullmatch(text))


def heads_reply(text: str) -> bool:
    """Above what another reader says: 发表于 2021-4-10 08:02, 某人 #2 · 2021年4月10日."""
    dated = len(text) <= _LONGEST_HEADING * 4 and ("20" in text or "19" in text)  # most lines are not
    return dated and bool(_REPLY.fullmatch(text))


@lru_cache(maxsize=4096)
def begins_related(text: str) -> bool:
    """A heading of a list of links, such as 相关阅读, which a text may also have of its own."""
    return len(text) <= _LONGEST_HEADING and bool(_RELATED.fullmatch(text))


@lru_cache(maxsize=4096)
def is_credit(text: str) -> bool:
    """Who edited the page, or where it was taken from: 责任编辑：…, 来源：…"""
    if _ABOUT_TEXT.match(text) and len(text) <= _LONGEST_ABOUT:
        return True
    if len(text) > _LONGEST_CREDIT:
        return False
    told = _BUTTON.sub("", text)
    return any(
        pattern.fullmatch(told) for pattern in (_EDITOR, _SOURCE, _PAPER, _HOTLINE, _RENEWED, _READ, _RIGHTS)
    ) or _names_makers(told)


def _names_makers(text: str) -> bool:
    """Whether a line is nothing but roles with the names of people behind them."""
    bracketed = text[:1] in "（(【[" and text[-1:] in "）)】]"
    told = text[1:-1] if bracketed else text
    first, *names = (_MAKER_IN_BRACKETS if bracketed else _MAKER).split(told)
    if not names or (first and not _SENT_IN.fullmatch(first)):
        return False
    return all(_MAKER_NAME.fullmatch(name) for part in names for name in _MAKERS_APART.split(part) if name)


def leads_back(text: str) -> bool:
    """A link that stands behind the last words of a text: 返回首页, 查看更多."""
    return len(text) <= _LONGEST_HEADING and bool(_BACK.fullmatch(text) or _FURNITURE.fullmatch(text))


def counts_readers(text: str) -> bool:
    """某标题 2021-3-15 本文被阅读 213 次."""
    return len(text) <= _LONGEST and bool(_READ.fullmatch(text))


def names_editor(text: str) -> bool:
    """责任编辑：… alone, which stands below a text."""
    return len(text) <= _EDITOR_LINE and bool(_EDITED.fullmatch(text))


def names_keywords(text: str) -> bool:
    """页面关键词：…, which stands below a text."""
    return len(text) <= _LONGEST and bool(_KEYWORDS.fullmatch(text))


def closes_text(text: str) -> bool:
    """What a portal says below a text and nowhere else: that its users wrote it, and who answers for it."""
    return len(text) <= _LONGEST and bool(_CLOSES.match(text))


@lru_cache(maxsize=4096)
def is_footer(text: str) -> bool:
    """What only a page's foot says."""
    return len(text) <= 400 and bool(_FOOTER.search(text))


def is_beside_footer(text: str) -> bool:
    """What a footer says too, and a notice may as well: 主办单位：…"""
    return len(text) <= 200 and bool(_FOOTER_KIN.fullmatch(text))


def has_no_words(text: str) -> bool:
    return bool(_NOT_TEXT.fullmatch(text))


_PARTS = re.compile(r"[\x1f|｜丨]|\s+")
_DAY = re.compile(
    r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:局|厅|部|委|政府|办公室|办|中心|院|校|学校|大学|学院|公司|集团|网|报|社|台|日报|晚报|"
    r"处|会|频道|在线|发布)"
)

_ABOUT = re.compile(
    r"作者|阅读|浏览|点击|次|来源|发布|\d{1,7}|[A-Za-z]{2,20}|(?:https?://|www\.)\S+|[A-Z.]{6,}|《[^》]{2,12}》|(?:发布|更新)(?:时间|日期)?\s*[:：]?"
)
_COUNTS_READERS = re.compile(
    r"\d+\s?[人次]?\s?(?:浏览|阅读|点击|访问)|(?:浏览|阅读|点击|访问)(?:量|数|次数|人数)?\s?[:：]?\s?\d"
)
_LONGEST_STAMP = 60


def is_about_page(marked: str) -> bool:
    """A line that is nothing but a day of publication beside a source, counters and switches."""
    day = _DAY.search(marked)
    if not day or len(marked) > 160:
        return False
    if len(marked) <= _LONGEST_STAMP and "。" not in marked and _COUNTS_READERS.search(marked):
        return True
    rest = [part for part in _PARTS.split(_DAY.sub("|", marked)) if part]
    return bool(rest) and all(
        _NAME.fullmatch(part) or _ABOUT.fullmatch(part) or is_furniture(part) or is_credit(part) for part in rest
    )
