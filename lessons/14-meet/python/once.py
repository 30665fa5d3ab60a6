"""A value that is made when it is first needed: `functools.cache` makes it twice where two threads need it at once."""

import functools
import threading

# ANCHOR: once
both_make_it = threading.Barrier(2)
made = []


@functools.cache
def value():
    both_make_it.wait()  # Each thread waits here for the other one.
    made.append(1)
    return 7


threads = [threading.Thread(target=value) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(made))
# ANCHOR_END: once

assert len(made) == 2

# ANCHOR: lock
lock = threading.Lock()
config = None


def get_config():
    global config
    if config is None:
        with lock:
            if config is None:
                config = {"colour": "green"}
    return config


print(get_config()["colour"])
# ANCHOR_END: lock
