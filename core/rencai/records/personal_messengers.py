"""The ways in which adverts write somebody's name in a messenger, to be found by people and not by programs."""

import re

_ID = "[A-Za-z0-9０-９_\\-](?:[A-Za-z0-9０-９_\\-.]{3,22}[A-Za-z0-9０-９_\\-])"
_NO_ID = "(?!(?i:html|js|api|sdk|web|mini|pay)|[VvHh][0-9])"
_NAME = (
    "(?:[微薇][\\s.．·]{0,2}[信❤♥]\ufe0f?|[Ww]e[Cc]hat|[Ww]ei[Xx]in|[VvＶ]信|[VvＶ][❤♥]\ufe0f?[XxＸ]?|绿泡泡|飞信|扣扣|企鹅号?"
    "|[QqＱｑ]\\s?[QqＱｑ]|(?:钉钉|抖音|快手|小红书)号?(?=\\s?[:：])|卫星(?=\\s?[:：])"
    "|(?:加|➕)\\s?我?\\s?(?:[微薇]信?|[WwVv][Xx]|[VvＶ])|[+＋]\\s?[VvＶ](?=[\\s:：])"
    "|[威维]信(?=[\\s:：号为是]|[A-Za-z][A-Za-z0-9_\\-]{5})|(?:[WwVv][Xx]|[Vv](?=\\s?[:：]))(?=[\\s:：号为是同=＝]))"
)
MESSENGER = re.compile(
    f"(?:(?<![A-Za-z0-9_\\-=&/])|(?<=[A-Za-z])(?=[微薇扣企绿飞威维])){_NAME}\\s?"
    "(?:号码?|群号?|同号|同步| ?[Ii][Dd]|[账帐]号|邮箱|搜索?|咨询|联系|添加|客服)?"
    "(?P<mark>[\\s:：为是/、=＝→>（(【\\[]{0,4}(?:QQ|qq|手机号?|微信)?[\\s:：]{0,3})"
    f"{_NO_ID}(?P<number>[0-9]{{2,4}}(?: [0-9]{{2,4}}){{2,4}}|{_ID})(?![A-Za-z0-9０-９_\\-@]|\\.[A-Za-z0-9])"
)
NUMBER_BEFORE = re.compile(
    "(?<![A-Za-z0-9_*.@\\-])(?P<number>(?=[A-Za-z_\\-]{0,19}[0-9])[A-Za-z0-9_\\-]{6,20})"
    "(?=[（(]\\s?同?(?:微信|QQ|qq|[VvWw][Xx]|扣扣)(?:同?号|同步)?\\s?[)）])"
)
GROUP = re.compile(
    "(?:群[号码:：\\s]{0,4}|(?<![A-Za-zＱｑ])[QqＱｑ](?:号码?|(?=\\s?[:：]))[\\s:：]{0,3})(?P<number>[1-9][0-9]{5,10})(?![0-9])"
)
OWN_ID = re.compile("(?<![A-Za-z0-9])(?P<number>wxid_[A-Za-z0-9]{6,24})")

# Begins with a set of characters, which is what makes looking for it quick.
MESSENGER_NAME = re.compile(
    "[微薇威维卫绿飞钉抖快小扣企VvＶWwQqＱｑCcEe加+＋➕群]"
    "(?:(?<=[微薇威维])[\\s.．·]{0,2}[信❤♥]|(?<=卫)星|(?<=绿)泡泡|(?<=飞)信|(?<=钉)钉|(?<=抖)音|(?<=快)手|(?<=小)红书"
    "|(?<=扣)扣|(?<=企)鹅|(?<=[VvＶWw])(?:[XxＸ信❤♥]|\\s?[:：]|e[Cc]hat|ei[Xx]in)|(?<=[QqＱｑ])\\s?[QqＱｑ号:：]"
    "|(?<=[加➕])\\s?我?\\s?[微薇WwVvＶ]|(?<=[+＋])\\s?[VvＶ]|(?<=群)[号码:：\\s]{0,4}[0-9])"
)
