"""What surprises in Python's `threading`, each as an assertion that holds."""

import threading
from concurrent.futures import ThreadPoolExecutor

usual_hook = threading.excepthook

# ANCHOR: timeout
assert threading.Lock().acquire(timeout=-1)  # No limit.
assert not threading.Semaphore(0).acquire(timeout=-1)  # A limit that is over already.
# ANCHOR_END: timeout

# ANCHOR: all-levels
condition = threading.Condition()


def notify():
    with condition:
        condition.notify()


with condition, condition:
    thread = threading.Thread(target=notify)
    thread.start()
    condition.wait()  # Releases both levels; otherwise `notify` would never get in.
# ANCHOR_END: all-levels
thread.join()

# ANCHOR: more-permits
semaphore = threading.Semaphore(1)
semaphore.release(2)
assert [semaphore.acquire(blocking=False) for _ in range(4)] == [True, True, True, False]
# ANCHOR_END: more-permits

# ANCHOR: too-late
event = threading.Event()
event.set()
event.clear()
assert not event.wait(timeout=0.01)
# ANCHOR_END: too-late

# ANCHOR: all-break
barrier = threading.Barrier(3)
refused = []


def meet():
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        refused.append(threading.current_thread().name)


threads = [threading.Thread(target=meet, name=name) for name in ("A", "B")]
for thread in threads:
    thread.start()
barrier.abort()
for thread in threads:
    thread.join()
assert sorted(refused) == ["A", "B"] and barrier.broken
# ANCHOR_END: all-break

# ANCHOR: swallowed
told = []
threading.excepthook = lambda args: told.append(args.exc_type)
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
assert thread.join() is None  # Nothing tells the thread that joins.
assert told == [ZeroDivisionError]
# ANCHOR_END: swallowed
threading.excepthook = usual_hook

# ANCHOR: cancelled
ran = []
timer = threading.Timer(3600, ran.append, args=["ran"])
timer.start()
timer.cancel()
timer.join()
assert ran == []
# ANCHOR_END: cancelled
timer.cancel()  # After the end it is allowed, and does nothing.

timer = threading.Timer(0, ran.append, args=["ran"])
timer.start()
timer.join()
timer.cancel()
assert ran == ["ran"]

# ANCHOR: local
own = threading.local()
own.visits = 1
thread = threading.Thread(target=lambda: told.append(hasattr(own, "visits")))
thread.start()
thread.join()
assert told[-1] is False
# ANCHOR_END: local

# ANCHOR: unheard
with ThreadPoolExecutor(max_workers=1) as executor:
    failed = executor.submit(lambda: 1 / 0)
# The block has waited for the task, and raises nothing.
assert isinstance(failed.exception(), ZeroDivisionError)
# ANCHOR_END: unheard

# What the tables say in passing.
lock = threading.Lock()
for wrong in ({"timeout": -2}, {"blocking": False, "timeout": 1}):
    try:
        lock.acquire(**wrong)
    except ValueError:
        continue
    raise AssertionError(wrong)
for wrong in (
    lambda: threading.Condition().notify(),
    lambda: threading.Condition().wait(),
    lambda: threading.RLock().release(),
    lambda: threading.current_thread().join(),
    lambda: timer.start(),
):
    try:
        wrong()
    except RuntimeError:
        continue
    raise AssertionError("no RuntimeError")
for wrong in (
    lambda: threading.Semaphore(-1),
    lambda: threading.BoundedSemaphore(1).release(),
):
    try:
        wrong()
    except ValueError:
        continue
    raise AssertionError("no ValueError")
assert threading.ThreadError is RuntimeError
try:
    threading.Lock().acquire(timeout=threading.TIMEOUT_MAX * 2)
except OverflowError:
    pass
else:
    raise AssertionError("no OverflowError")
assert threading.Barrier(1).wait() == 0
assert not threading.Event().wait(-1)
assert not timer.is_alive() and timer.join(timeout=1) is None
