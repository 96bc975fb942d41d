import os, threading
from contextlib import suppress
def raise_priority(level):
    try: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(level))
    except PermissionError: return "no real-time priority"
    return None
def may_be_realtime():
    found=[]
    t=threading.Thread(target=lambda: found.append(raise_priority(40))); t.start(); t.join()
    return found==[None]
def lock_memory(buffer): return ""
