"""What threads of a process agree on."""

import os
import sys
import threading

BEHIND = 5
"""Added to the niceness of threads that work for long."""


def give_way() -> None:
    """Let this thread get a processor after those that only answer: made for the `initializer` of a pool.

    Two threads that search keep both processors of a small machine busy, and the event loop, though it needs one for
    microseconds, waited for them to use up their slices. On Linux each thread has a niceness of its own; elsewhere
    nothing is done.
    """
    if sys.platform == "linux":
        niceness = os.getpriority(os.PRIO_PROCESS, os.getpid()) + BEHIND
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)
