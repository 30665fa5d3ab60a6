"""The mailbox in Python: a `Condition` is a lock and a condvar in one."""

import threading

# ANCHOR: condition
slot = None
filled = threading.Condition()


def put(letter):
    global slot
    with filled:
        slot = letter
        filled.notify()


def take():
    global slot
    with filled:
        filled.wait_for(lambda: slot is not None)
        letter, slot = slot, None
        return letter


threading.Thread(target=put, args=[7]).start()
print(take())
# ANCHOR_END: condition

assert slot is None

# To notify without the lock is an error in Python.
try:
    filled.notify()
except RuntimeError:
    pass
else:
    raise AssertionError("notified without the lock")
