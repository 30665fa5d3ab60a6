"""Four threads add to one counter, written the way everyone writes it the first time."""

# ANCHOR: plain
import threading

counter = 0


def add_a_million():
    global counter
    for _ in range(1_000_000):
        counter += 1


threads = [threading.Thread(target=add_a_million) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
# ANCHOR_END: plain

assert 1 <= counter <= 4_000_000
