"""Words of a title that make of the work another that takes other learning."""

import re

SPECIALTY = re.compile(
    "危险|危化|剧毒|爆破|带电|高压|压力容器|水下|高空|井下"
    "|儿童|小儿|[少幼婴]儿|青少年|老年|孕产|残障|异宠"
    "|跨境|国际|海外|境外|外贸|进出?口|出口|涉外|线[上下]|对[公私]"
    "|新能源(?!行业)|轮式|履带|非标|冷链|冷库|注塑|压铸|铸造|锻造|冲压|电镀|成本|税务|往来|技术|医学|法律|知识产权"
)
"""Dangers, people who are served, reach, kinds of machines and matters: other work, unless both adverts tell of it."""
