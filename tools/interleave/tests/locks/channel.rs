//! Channels: messages arrive in order, with what their senders knew, until every sender is gone.

use std::cell::Cell;
use std::rc::Rc;

use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed, Ordering::SeqCst};
use interleave::sync::mpsc::{
    RecvError, SendError, TryRecvError, TrySendError, channel, sync_channel,
};
use interleave::{FailureKind, thread};

use super::{check_picture, outcomes};

#[test]
fn each_senders_messages_arrive_in_its_order() {
    let orders = outcomes(|| {
        let (tx, rx) = channel();
        let other = tx.clone();
        thread::scope(|s| {
            s.spawn(move || {
                tx.send('a').unwrap();
                tx.send('b').unwrap();
            });
            s.spawn(move || other.send('x').unwrap());
            rx.iter().collect::<String>()
        })
    });
    assert_eq!(orders, ["abx", "axb", "xab"]);
}

#[test]
fn a_message_brings_along_what_its_sender_did() {
    interleave::model(|| {
        let (tx, rx) = channel();
        let data = Arc::new(AtomicU32::new(0));
        let theirs = Arc::clone(&data);
        let sender = thread::spawn(move || {
            theirs.store(1, Relaxed);
            tx.send(()).unwrap();
        });
        rx.recv().unwrap();
        assert_eq!(data.load(Relaxed), 1);
        assert_eq!(rx.recv(), Err(RecvError));
        sender.join().unwrap();
    });
}

#[test]
fn an_answer_of_nothing_brings_along_nothing() {
    interleave::check(|| {
        let (tx, rx) = channel::<()>();
        let data = AtomicU32::new(0);
        thread::scope(|s| {
            let data = &data;
            s.spawn(move || {
                data.store(1, Relaxed);
                tx.send(()).unwrap();
            });
            _ = rx.try_recv();
            assert_eq!(data.load(Relaxed), 1);
        });
    })
    .expect_fails(FailureKind::Assertion);
}

#[test]
fn a_receiver_that_finds_everybody_gone_knows_what_they_did() {
    interleave::model(|| {
        let (tx, rx) = channel::<()>();
        let data = AtomicU32::new(0);
        thread::scope(|s| {
            for tx in [tx.clone(), tx] {
                let data = &data;
                s.spawn(move || {
                    data.fetch_add(1, Relaxed);
                    drop(tx);
                });
            }
            assert_eq!(rx.recv(), Err(RecvError));
            assert_eq!(data.load(Relaxed), 2);
        });
    });
}

#[test]
fn a_channel_with_a_living_sender_does_not_close() {
    let stuck = interleave::check(|| {
        let (tx, rx) = channel();
        thread::scope(|s| {
            for id in 0..2 {
                let tx = tx.clone();
                s.spawn(move || tx.send(id).unwrap());
            }
            // Here `drop(tx)` is missing.
            assert_eq!(rx.iter().count(), 2);
        });
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "a_channel_with_a_living_sender_does_not_close");
}

#[test]
fn with_the_last_sender_gone_the_loop_ends() {
    interleave::model(|| {
        let (tx, rx) = channel();
        thread::scope(|s| {
            for id in 0..2 {
                let tx = tx.clone();
                s.spawn(move || tx.send(id).unwrap());
            }
            drop(tx);
            let mut sum = 0;
            for id in rx {
                sum += id;
            }
            assert_eq!(sum, 1);
        });
    });
}

#[test]
fn two_that_wait_for_each_others_message_are_named_with_their_channels() {
    let stuck = interleave::check(|| {
        let (ping, pings) = channel::<u32>();
        let (pong, pongs) = channel::<u32>();
        thread::scope(|s| {
            s.spawn(move || {
                let n = pings.recv().unwrap();
                pong.send(n).unwrap();
            });
            let n = pongs.recv().unwrap();
            ping.send(n).unwrap();
        });
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "two_that_wait_for_each_others_message_are_named_with_their_channels");
}

#[test]
fn sending_waits_for_room() {
    let most = outcomes(|| {
        let (tx, rx) = sync_channel(1);
        let sent = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&sent);
        let sender = thread::spawn(move || {
            for n in 0..3 {
                tx.send(n).unwrap();
                count.fetch_add(1, SeqCst);
            }
        });
        let ahead = sent.load(SeqCst);
        assert_eq!(rx.iter().collect::<Vec<_>>(), [0, 1, 2]);
        sender.join().unwrap();
        ahead
    });
    assert_eq!(most, [0, 1]);
}

#[test]
fn room_that_was_made_brings_along_what_the_receiver_did() {
    interleave::model(|| {
        let (tx, rx) = sync_channel(1);
        let taken = AtomicU32::new(0);
        thread::scope(|s| {
            let taken = &taken;
            s.spawn(move || {
                taken.store(1, Relaxed);
                rx.recv().unwrap();
                rx.recv().unwrap();
            });
            tx.send(()).unwrap();
            tx.send(()).unwrap();
            assert_eq!(taken.load(Relaxed), 1);
        });
    });
}

#[test]
fn sending_on_a_full_channel_without_a_receiving_thread_is_a_deadlock() {
    let stuck = interleave::check(|| {
        let (tx, rx) = sync_channel(1);
        tx.send(1).unwrap();
        tx.send(2).unwrap();
        assert_eq!(rx.recv(), Ok(1));
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "sending_on_a_full_channel_without_a_receiving_thread_is_a_deadlock");
}

#[test]
fn sending_without_a_receiver_returns_the_message() {
    interleave::model(|| {
        let (tx, rx) = channel();
        let (bounded, full) = sync_channel(1);
        bounded.try_send(1).unwrap();
        assert_eq!(bounded.try_send(2), Err(TrySendError::Full(2)));
        thread::scope(|s| {
            s.spawn(move || drop((rx, full)));
            assert_eq!(bounded.send(3), Err(SendError(3)));
            assert_eq!(bounded.try_send(4), Err(TrySendError::Disconnected(4)));
        });
        assert_eq!(tx.send(5), Err(SendError(5)));
    });
}

#[test]
fn trying_to_receive_tells_not_yet_from_never() {
    let seen = outcomes(|| {
        let (tx, rx) = channel();
        thread::scope(|s| {
            s.spawn(move || tx.send(1).unwrap());
            rx.try_recv().ok()
        })
    });
    assert_eq!(seen, [None, Some(1)]);
    interleave::model(|| {
        let (tx, rx) = channel::<u32>();
        assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
        tx.send(1).unwrap();
        tx.send(2).unwrap();
        drop(tx);
        assert_eq!(rx.try_iter().collect::<Vec<_>>(), [1, 2]);
        assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected));
    });
}

#[test]
fn polling_ends_when_the_message_comes_or_the_sender_goes() {
    interleave::model(|| {
        let (tx, rx) = channel();
        thread::scope(|s| {
            s.spawn(move || tx.send(1).unwrap());
            let mut got = 0;
            loop {
                match rx.try_recv() {
                    Ok(n) => got += n,
                    Err(TryRecvError::Empty) => thread::yield_now(),
                    Err(TryRecvError::Disconnected) => break,
                }
            }
            assert_eq!(got, 1);
        });
    });
}

#[test]
fn polling_a_channel_that_stays_empty_spins() {
    let spin = interleave::check(|| {
        let (tx, rx) = channel::<u32>();
        while rx.try_recv().is_err() {
            thread::yield_now();
        }
        drop(tx);
    })
    .expect_fails(FailureKind::Spin);
    assert!(spin.to_string().contains("`rx` stays empty"), "{spin}");
}

/// Counts how often it is dropped.
struct Counted(Rc<Cell<u32>>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[test]
fn what_was_never_received_is_dropped_once() {
    interleave::model(|| {
        let dropped = Rc::new(Cell::new(0));
        let (tx, rx) = channel();
        tx.send(Counted(Rc::clone(&dropped))).unwrap();
        tx.send(Counted(Rc::clone(&dropped))).unwrap();
        drop(rx.recv());
        drop(rx);
        assert_eq!(dropped.get(), 2);
        assert!(tx.send(Counted(Rc::clone(&dropped))).is_err());
        assert_eq!(dropped.get(), 3);
    });
}

#[test]
fn a_message_may_be_a_channel() {
    interleave::model(|| {
        let (tx, rx) = channel::<(u32, interleave::sync::mpsc::Sender<u32>)>();
        let server = thread::spawn(move || {
            for (n, answer) in rx {
                answer.send(n + 1).unwrap();
            }
        });
        let (answer, answers) = channel();
        tx.send((1, answer)).unwrap();
        assert_eq!(answers.recv(), Ok(2));
        drop(tx);
        server.join().unwrap();
    });
}

#[test]
fn a_dropped_sender_may_be_the_message_that_was_never_received() {
    interleave::model(|| {
        let (tx, rx) = channel();
        let (inner, inners) = channel::<()>();
        thread::scope(|s| {
            s.spawn(move || tx.send(inner));
            s.spawn(move || drop(rx));
            assert_eq!(inners.recv(), Err(RecvError));
        });
    });
}
