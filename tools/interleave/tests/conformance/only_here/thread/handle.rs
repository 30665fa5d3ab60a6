//! `Thread::number`: small numbers in the order of the spawns.

use interleave::thread;
use interleave::time::Duration;

#[test]
fn threads_are_numbered_from_one_in_the_order_of_their_spawns() {
    interleave::model(|| {
        thread::scope(|s| {
            let number = || {
                thread::park_timeout(Duration::ZERO);
                thread::current().number().get()
            };
            let threads = [s.spawn(number), s.spawn(number)];
            assert_eq!(number(), 1);
            assert_eq!(threads.map(|thread| thread.join().unwrap()), [2, 3]);
        });
    });
}
