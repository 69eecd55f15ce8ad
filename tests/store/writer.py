"""A process that writes beside others: `writer.py URL NAME TRANSACTIONS SIZE PAUSE`."""

import sys
import time

from rencai.store.engine import open_engine, writing
from rencai.store.put import put
from support_records import AT, draft

url, name, transactions, size, pause = sys.argv[1], sys.argv[2], *sys.argv[3:]
engine = open_engine(url)
for number in range(int(transactions)):
    with writing(engine) as turn:
        put(turn, [draft(f"{name}-{number}-{one}", source=name) for one in range(int(size))], "crawl", None, AT)
        # A commit that comes late: whoever drew higher numbers meanwhile must not be seen first.
        time.sleep(float(pause) * (number % 5 == 0))
    time.sleep(0.001)
