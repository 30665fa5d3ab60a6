"""Python's event: set once, it lets every thread through."""

import inspect
import threading

# ANCHOR: event
event = threading.Event()
runners = [threading.Thread(target=event.wait) for _ in range(3)]
for runner in runners:
    runner.start()
event.set()
for runner in runners:
    runner.join()
print(event.is_set(), event.wait(timeout=1))
# ANCHOR_END: event

event.clear()
assert not event.wait(timeout=0.01)

# A woken waiter of CPython doesn't look at the flag again.
assert "while" not in inspect.getsource(threading.Event.wait)
