"""The counter from chapter 1, with the call that loses increments, and a lock around it."""

# ANCHOR: with-lock
import threading

counter = 0
lock = threading.Lock()


def plus_one(value):
    return value + 1


def add_many():
    global counter
    for _ in range(100_000):
        with lock:
            counter = plus_one(counter)


# ANCHOR_END: with-lock
threads = [threading.Thread(target=add_many) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

assert counter == 400_000, counter
