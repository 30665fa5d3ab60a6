"""Records in one file: threads with a lock and a flush, and processes with a lock on the file, where there is one."""

import os
import tempfile

path = os.path.join(tempfile.mkdtemp(), "sold.log")

# ANCHOR: threads
import threading

lock = threading.Lock()


def note(log, seat):
    with lock:
        log.write(f"seat {seat}\n")
        log.flush()
# ANCHOR_END: threads


with open(path, "a") as log:
    threads = [threading.Thread(target=note, args=(log, seat)) for seat in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open(path) as reader:
        assert sorted(reader) == [f"seat {seat}\n" for seat in range(1, 5)]

# Without the flush, the record is still in the buffer.
with open(path, "a") as log:
    log.write("seat 5\n")
    with open(path) as reader:
        assert "seat 5\n" not in reader.read()

try:
    import fcntl
except ImportError:
    # Windows has no flock, so the rest is not run there.
    raise SystemExit from None

# ANCHOR: flock
import fcntl


def note_in_process(path, seat):
    with open(path, "a") as log:
        fcntl.flock(log, fcntl.LOCK_EX)
        log.write(f"seat {seat}\n")
        log.flush()
        fcntl.flock(log, fcntl.LOCK_UN)


note_in_process(path, 6)
with open(path) as one, open(path) as other:
    fcntl.flock(one, fcntl.LOCK_EX)
    try:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("another opening has it locked")
# ANCHOR_END: flock

with open(path) as reader:
    assert reader.read().endswith("seat 5\nseat 6\n")
