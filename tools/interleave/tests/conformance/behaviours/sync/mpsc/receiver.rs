//! `Receiver`.

use super::world::sync::atomic::{AtomicU32, Ordering::Relaxed};
use super::world::time::{Duration, Instant};
use super::world::{always, one_of, sync, thread};
use std::cell::Cell;
use sync::Arc;
use sync::mpsc::{Receiver, RecvError, RecvTimeoutError, TryRecvError, channel, sync_channel};

is!(Receiver<Cell<u8>>: Send);
is_not!(Receiver<u8>: Sync);

const SOON: Duration = Duration::from_millis(1);

#[test]
fn it_waits_for_a_message_and_sees_what_the_sender_did() {
    always(|| {
        let (sender, receiver) = channel();
        let data = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                // Relaxed: the message brings it along.
                data.store(1, Relaxed);
                sender.send(()).unwrap();
            });
            assert_eq!(receiver.recv(), Ok(()));
            assert_eq!(data.load(Relaxed), 1);
        });
    });
}

#[test]
fn messages_outlive_their_sender() {
    always(|| {
        let (sender, receiver) = channel();
        sender.send(1).unwrap();
        drop(sender);
        assert_eq!(receiver.recv(), Ok(1));
        assert_eq!(receiver.recv(), Err(RecvError));
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
        assert_eq!(receiver.recv_timeout(SOON), Err(RecvTimeoutError::Disconnected));
    });
}

#[test]
fn trying_never_waits() {
    always(|| {
        let (sender, receiver) = channel();
        assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
        sender.send(1).unwrap();
        assert_eq!(receiver.try_recv(), Ok(1));
    });
}

#[test]
fn a_timed_wait_takes_what_is_there() {
    always(|| {
        let (sender, receiver) = channel();
        sender.send(1).unwrap();
        assert_eq!(receiver.recv_timeout(Duration::ZERO), Ok(1));
        sender.send(2).unwrap();
        assert_eq!(receiver.recv_timeout(Duration::MAX), Ok(2));
    });
}

#[test]
fn a_timed_wait_for_nothing_times_out_and_not_too_early() {
    for bound in [None, Some(0), Some(1)] {
        always(|| {
            let ends = bound.map(sync_channel::<u8>);
            let (_sender, receiver) = channel::<u8>();
            let receiver = ends.as_ref().map_or(&receiver, |(_, receiver)| receiver);
            let start = Instant::now();
            assert_eq!(receiver.recv_timeout(SOON), Err(RecvTimeoutError::Timeout));
            assert!(start.elapsed() >= SOON);
        });
    }
}

#[test]
fn a_timed_wait_for_a_sender_ends_either_way() {
    one_of([Ok(1), Err(RecvTimeoutError::Timeout)].map(in_words), || {
        let (sender, receiver) = channel();
        thread::scope(|s| {
            s.spawn(|| sender.send(1).unwrap());
            let received = receiver.recv_timeout(SOON);
            if received.is_err() {
                assert_eq!(receiver.recv(), Ok(1));
            }
            in_words(received)
        })
    });
}

#[test]
fn a_timed_wait_ends_when_every_sender_has_gone() {
    let endings = [RecvTimeoutError::Disconnected, RecvTimeoutError::Timeout];
    one_of(endings.map(|error| in_words(Err(error))), || {
        let (sender, receiver) = channel();
        thread::scope(|s| {
            s.spawn(move || drop(sender));
            in_words(receiver.recv_timeout(SOON))
        })
    });
}

/// Errors have no order.
fn in_words(received: Result<u8, RecvTimeoutError>) -> String {
    format!("{received:?}")
}

/// The loops themselves are in `iter.rs`.
#[test]
fn loops_receive_one_message_after_the_other() {
    always(|| {
        let (sender, receiver) = channel();
        assert_eq!(receiver.try_iter().next(), None);
        (0..3).for_each(|i| sender.send(i).unwrap());
        drop(sender);
        assert_eq!(receiver.try_iter().next(), Some(0));
        assert_eq!(receiver.iter().next(), Some(1));
        for message in &receiver {
            assert_eq!(message, 2);
        }
        assert_eq!(receiver.into_iter().next(), None);
    });
}

#[test]
fn what_was_not_received_is_dropped_with_the_receiver() {
    always(|| {
        let (sender, receiver) = channel();
        let message = Arc::new(());
        sender.send(Arc::clone(&message)).unwrap();
        drop(receiver);
        assert_eq!(Arc::strong_count(&message), 1);
    });
}

#[test]
fn it_prints() {
    always(|| assert_eq!(format!("{:?}", channel::<u8>().1), "Receiver { .. }"));
}
