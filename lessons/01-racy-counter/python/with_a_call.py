"""The same counter, with a function call between the read and the write."""

# ANCHOR: with-a-call
import threading

counter = 0


def plus_one(value):
    return value + 1


def add_a_million():
    global counter
    for _ in range(1_000_000):
        counter = plus_one(counter)


# ANCHOR_END: with-a-call
threads = [threading.Thread(target=add_a_million) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)

assert 1 <= counter <= 4_000_000
