//! Receiving with a timeout: a message, the time, or the end of every sender, whichever comes first.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use interleave::time::{Duration, Instant};
use interleave::{FailureKind, thread};

use super::{check_picture, outcomes};

const MS: Duration = Duration::from_millis(1);

/// What comes in time, and when that is.
fn in_time(receiver: &Receiver<u8>) -> (String, Duration) {
    let start = Instant::now();
    let received = receiver.recv_timeout(5 * MS);
    (format!("{received:?}"), start.elapsed())
}

#[test]
fn it_ends_by_a_message_or_by_the_time() {
    let endings = outcomes(|| {
        let (tx, rx) = channel();
        thread::scope(|s| {
            s.spawn(|| _ = tx.send(1));
            in_time(&rx)
        })
    });
    assert_eq!(endings, [("Err(Timeout)".into(), 5 * MS), ("Ok(1)".into(), Duration::ZERO)]);
}

#[test]
fn it_ends_by_the_last_sender_or_by_the_time() {
    let endings = outcomes(|| {
        let (tx, rx) = channel();
        thread::scope(|s| {
            s.spawn(|| drop(tx));
            in_time(&rx)
        })
    });
    let expected = [("Err(Disconnected)".into(), Duration::ZERO), ("Err(Timeout)".into(), 5 * MS)];
    assert_eq!(endings, expected);
}

#[test]
fn a_message_is_handed_over_in_time_or_not_at_all() {
    let endings = outcomes(|| {
        let (tx, rx) = sync_channel(0);
        thread::scope(|s| {
            let sender = s.spawn(move || tx.send(1).is_ok());
            let (received, _) = in_time(&rx);
            drop(rx);
            (received, sender.join().unwrap())
        })
    });
    assert_eq!(endings, [("Err(Timeout)".to_string(), false), ("Ok(1)".into(), true)]);
}

#[test]
fn try_send_finds_the_receiver_only_while_it_waits() {
    let endings = outcomes(|| {
        let (tx, rx) = sync_channel(0);
        thread::scope(|s| {
            let sender = s.spawn(move || tx.try_send(1).is_ok());
            let (received, _) = in_time(&rx);
            (received, sender.join().unwrap())
        })
    });
    // It came and went: before the receiver waited, while it did, and after.
    let expected = [
        ("Err(Disconnected)".to_string(), false),
        ("Err(Timeout)".into(), false),
        ("Ok(1)".into(), true),
    ];
    assert_eq!(endings, expected);
}

#[test]
fn a_message_received_in_time_brings_along_what_its_sender_did() {
    interleave::model(|| {
        let (tx, rx) = channel();
        let data = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                tx.send(()).unwrap();
            });
            if rx.recv_timeout(MS).is_ok() {
                assert_eq!(data.load(Relaxed), 1);
            }
        });
    });
}

#[test]
fn a_timeout_brings_along_nothing() {
    interleave::check(|| {
        let (tx, rx) = channel();
        let data = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                tx.send(()).unwrap();
            });
            _ = rx.recv_timeout(MS);
            assert_eq!(data.load(Relaxed), 1);
        });
    })
    .expect_fails(FailureKind::Assertion);
}

#[test]
fn to_wait_again_and_again_is_to_wait_until_the_message_comes() {
    interleave::model(|| {
        let (tx, rx) = channel();
        thread::scope(|s| {
            s.spawn(|| _ = tx.send(1));
            let received = (0..).find_map(|_| rx.recv_timeout(MS).ok());
            assert_eq!(received, Some(1));
        });
    });
}

#[test]
fn taking_a_timeout_for_the_end_loses_a_message() {
    let lost = interleave::check(|| {
        let (tx, rx) = channel();
        thread::scope(|s| {
            s.spawn(move || {
                for i in 1..=2 {
                    _ = tx.send(i);
                }
            });
            let mut sum = 0;
            while let Ok(i) = rx.recv_timeout(5 * MS) {
                sum += i;
            }
            assert_eq!(sum, 3);
        });
    })
    .expect_fails(FailureKind::Assertion);
    check_picture(&lost, "taking_a_timeout_for_the_end_loses_a_message");
}

#[test]
fn waiting_again_and_again_for_what_no_thread_sends_never_ends() {
    let endless = interleave::check(|| {
        let (_tx, rx) = channel::<u8>();
        while rx.recv_timeout(MS) == Err(RecvTimeoutError::Timeout) {}
    })
    .expect_fails(FailureKind::Spin);
    assert!(endless.to_string().contains("again and again, and always times out"), "{endless}");
}

#[test]
fn without_an_end_in_sight_it_is_an_ordinary_wait() {
    let stuck = interleave::check(|| {
        let (_tx, rx) = channel::<u8>();
        _ = rx.recv_timeout(Duration::MAX);
    })
    .expect_fails(FailureKind::Deadlock);
    let picture = stuck.to_string();
    assert!(picture.contains("rx.recv_timeout …"), "{picture}");
    assert!(picture.contains("for a message on `rx`: no thread is left that could"), "{picture}");
}
