"""The same lock, acquired and released by hand; and what Python lets you forget."""

import threading

counter = 0
lock = threading.Lock()


def plus_one(value):
    return value + 1


# ANCHOR: acquire-release
def add_one():
    global counter
    lock.acquire()
    try:
        counter = plus_one(counter)
    finally:
        lock.release()


# ANCHOR_END: acquire-release
# ANCHOR: forgotten
def add_one_and_forget_the_lock():
    global counter
    counter = plus_one(counter)


# ANCHOR_END: forgotten
add_one()
add_one_and_forget_the_lock()
assert counter == 2
assert not lock.locked()
