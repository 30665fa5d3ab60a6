"""Four threads count words, once with a lock for each word, and once with a lock for each text."""
import threading
from collections import Counter

TEXTS = ["one lock or two", "two locks or one", "one", "two two"] * 50


class CountingLock:
    """A lock that counts how often it is acquired."""

    def __init__(self):
        self.lock = threading.Lock()
        self.acquired = 0

    def __enter__(self):
        self.lock.acquire()
        self.acquired += 1

    def __exit__(self, *_):
        self.lock.release()


# ANCHOR: each-word
def count_each_word(text, words, lock):
    for word in text.split():
        with lock:
            words[word] += 1
# ANCHOR_END: each-word


# ANCHOR: each-text
def count_each_text(text, words, lock):
    mine = Counter(text.split())
    with lock:
        words.update(mine)
# ANCHOR_END: each-text


def run(count):
    words, lock = Counter(), CountingLock()

    def work(texts):
        for text in texts:
            count(text, words, lock)

    threads = [threading.Thread(target=work, args=(TEXTS[i::4],)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return words, lock.acquired


words, each_word = run(count_each_word)
again, each_text = run(count_each_text)
assert words == again == Counter(" ".join(TEXTS).split())
print(each_word, each_text)
assert (each_word, each_text) == (550, 200)
