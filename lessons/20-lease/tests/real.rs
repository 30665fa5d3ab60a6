//! What holds on real threads and a real clock. Each client goes on when it is told to, so nothing depends on how fast
//! the machine is.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use lesson20::s1_lease::LockService;
use lesson20::{s2_counter, s5_fenced};

const MS: Duration = Duration::from_millis(1);

/// A acquires the lock and reads. Then B does all of its work, which it can do only when A's lease has run out. Then A
/// writes. Returns what B and A were told.
fn a_pauses<S: Sync, T: Send>(
    service: &LockService,
    store: &S,
    read: fn(&S, u64) -> u64,
    write: fn(&S, u64, u64) -> T,
) -> (T, T) {
    let ((b_goes, b_waits), (a_goes, a_waits)) = (mpsc::channel(), mpsc::channel());
    thread::scope(|s| {
        let a = s.spawn(move || {
            let lease = service.acquire(5 * MS);
            let seen = read(store, lease.number);
            b_goes.send(()).unwrap();
            a_waits.recv().unwrap();
            assert!(Instant::now() >= lease.until, "B got the lock before A's lease had run out");
            write(store, lease.number, seen + 1)
        });
        b_waits.recv().unwrap();
        let lease = service.acquire(5 * MS);
        let seen = read(store, lease.number);
        let told = write(store, lease.number, seen + 1);
        a_goes.send(()).unwrap();
        (told, a.join().unwrap())
    })
}

#[test]
fn without_tokens_the_number_is_written_twice() {
    let (service, store) = (LockService::default(), s2_counter::Store::default());
    a_pauses(&service, &store, |store, _| store.read(), |store, _, value| store.write(value));
    assert_eq!(store.read(), 1);
}

#[test]
fn with_tokens_the_late_write_is_refused() {
    let (service, store) = (LockService::default(), s5_fenced::Store::default());
    for _ in 0..20 {
        let told = a_pauses(
            &service,
            &store,
            |store, token| store.read(token).unwrap(),
            s5_fenced::Store::write,
        );
        assert_eq!(told, (Ok(()), Err(s5_fenced::Refused)));
    }
    assert_eq!(store.read(u64::MAX), Ok(20));
}
