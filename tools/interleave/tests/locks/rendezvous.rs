//! A channel that holds nothing: a message is handed over, or not at all.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed, Ordering::SeqCst};
use interleave::sync::mpsc::{RecvError, SendError, TryRecvError, TrySendError, sync_channel};
use interleave::{FailureKind, thread};

use super::{check_picture, outcomes};

#[test]
fn sending_ends_after_the_message_was_received() {
    interleave::model(|| {
        let (tx, rx) = sync_channel(0);
        let (before, after) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                after.store(1, Relaxed);
                let rx = rx;
                assert_eq!(rx.recv(), Ok(7));
                assert_eq!(before.load(Relaxed), 1);
            });
            before.store(1, Relaxed);
            tx.send(7).unwrap();
            assert_eq!(after.load(Relaxed), 1);
        });
    });
}

#[test]
fn with_room_for_one_sending_may_end_before() {
    interleave::check(|| {
        let (tx, rx) = sync_channel(1);
        let came = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                let rx = rx;
                came.store(1, SeqCst);
                rx.recv()
            });
            tx.send(7).unwrap();
            assert_eq!(came.load(SeqCst), 1);
        });
    })
    .expect_fails(FailureKind::Assertion);
}

#[test]
fn two_senders_are_served_one_after_the_other() {
    let orders = outcomes(|| {
        let (tx, rx) = sync_channel(0);
        let other = tx.clone();
        thread::scope(|s| {
            s.spawn(move || tx.send('a').unwrap());
            s.spawn(move || other.send('b').unwrap());
            rx.iter().collect::<String>()
        })
    });
    assert_eq!(orders, ["ab", "ba"]);
}

#[test]
fn trying_to_send_succeeds_only_if_the_receiver_waits() {
    let seen = outcomes(|| {
        let (tx, rx) = sync_channel(0);
        thread::scope(|s| {
            let receiver = s.spawn(move || rx.recv());
            let sent = tx.try_send(1);
            drop(tx);
            (sent, receiver.join().unwrap())
        })
        .0
        .map_err(|error| error == TrySendError::Full(1))
    });
    assert_eq!(seen, [Ok(()), Err(true)]);
}

#[test]
fn an_offer_is_refused_when_the_receiver_goes() {
    interleave::model(|| {
        let (tx, rx) = sync_channel(0);
        thread::scope(|s| {
            s.spawn(move || drop(rx));
            assert_eq!(tx.send(1), Err(SendError(1)));
        });
    });
}

#[test]
fn trying_to_receive_takes_an_offer() {
    let seen = outcomes(|| {
        let (tx, rx) = sync_channel(0);
        thread::scope(|s| {
            s.spawn(move || tx.send(1));
            let first = rx.try_recv();
            if first.is_err() {
                assert_eq!(first, Err(TryRecvError::Empty));
            }
            drop(rx);
            first.is_ok()
        })
    });
    assert_eq!(seen, [false, true]);
}

#[test]
fn a_receiver_that_waits_hears_that_everybody_is_gone() {
    interleave::model(|| {
        let (tx, rx) = sync_channel::<u32>(0);
        thread::scope(|s| {
            s.spawn(move || drop(tx));
            assert_eq!(rx.recv(), Err(RecvError));
        });
    });
}

#[test]
fn a_thread_that_offers_to_itself_waits_forever() {
    let stuck = interleave::check(|| {
        let (tx, rx) = sync_channel(0);
        tx.send(1).unwrap();
        assert_eq!(rx.recv(), Ok(1));
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "a_thread_that_offers_to_itself_waits_forever");
}
