"""What texts of pay are written with, as alternatives of patterns."""

PIECES = "件|单|次|个|条|篇|台|套|吨|票|课时|课|节课?|场|趟|公里|平方?米?|[千万]?字|立方|张|只|箱|柜|车|块|间|斤"
"""What piecework is counted in."""

WAGES = "薪(?!额外)|工资|收入|待遇|报酬|酬[劳金]|保底|月入"
"""What pay is called."""

ALLOWANCES = "补贴|补助|津贴|[餐房车话饭高]补|[餐饭]贴"
"""What is paid beside it."""
