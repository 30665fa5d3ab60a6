//! What holds on real threads, whatever the scheduler does; std's and parking_lot's counterparts beside it.

use std::sync::mpsc::{RecvTimeoutError, TrySendError, sync_channel};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{bounded, select};
use lesson12::{s2_while, s3_wait_while, s7_two_condvars, s8_queue, s9_event, s10_on_futex};

const TIMES: u32 = 2_000;

/// A limit that no test comes near.
const LONG: Duration = Duration::from_secs(60);

/// Two threads send each number once, and two receive them; returns the sum of what was received.
fn sum(send: impl Fn(u32) + Sync, receive: impl Fn() -> u32 + Sync) -> u32 {
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| (0..TIMES).for_each(&send));
        }
        let receivers = [0, 1].map(|_| s.spawn(|| (0..TIMES).map(|_| receive()).sum::<u32>()));
        receivers.into_iter().map(|receiver| receiver.join().unwrap()).sum()
    })
}

#[test]
fn every_letter_arrives_once() {
    let expected = TIMES * (TIMES - 1);
    let mailbox = s7_two_condvars::Mailbox::default();
    assert_eq!(sum(|letter| mailbox.put(letter), || mailbox.take()), expected);
    let queue = s8_queue::Queue::new(3);
    assert_eq!(sum(|item| queue.push(item), || queue.pop()), expected);
    let (slot, changed) = (Mutex::new(None), s10_on_futex::Condvar::default());
    let put = |letter| {
        let mut guard = slot.lock().unwrap();
        while guard.is_some() {
            guard = changed.wait(&slot, guard);
        }
        *guard = Some(letter);
        drop(guard);
        changed.notify_all();
    };
    let take = || {
        let mut guard = slot.lock().unwrap();
        loop {
            if let Some(letter) = guard.take() {
                drop(guard);
                changed.notify_all();
                return letter;
            }
            guard = changed.wait(&slot, guard);
        }
    };
    assert_eq!(sum(put, take), expected);
}

#[test]
fn one_letter_goes_from_thread_to_thread() {
    let mailbox = s2_while::Mailbox::default();
    thread::scope(|s| {
        let taker = s.spawn(|| mailbox.take());
        mailbox.put(7);
        assert_eq!(taker.join().unwrap(), 7);
    });
    let mailbox = s3_wait_while::Mailbox::default();
    assert_eq!(mailbox.take_within(Duration::from_millis(1)), None);
    mailbox.put(8);
    assert_eq!(mailbox.take_within(Duration::from_secs(60)), Some(8));
}

#[test]
fn an_event_lets_all_waiters_through() {
    let event = s9_event::Event::default();
    assert!(!event.wait_within(Duration::from_millis(1)));
    thread::scope(|s| {
        for _ in 0..8 {
            s.spawn(|| event.wait());
        }
        event.set();
    });
    assert!(event.is_set());
    event.clear();
    assert!(!event.is_set());
}

#[test]
fn a_wait_that_no_thread_ends_times_out() {
    let (mutex, condvar) = (Mutex::new(()), Condvar::new());
    let (_guard, result) =
        condvar.wait_timeout(mutex.lock().unwrap(), Duration::from_millis(1)).unwrap();
    assert!(result.timed_out());
}

#[test]
fn stds_channel_with_room_for_one_is_such_a_mailbox() {
    // ANCHOR: channel
    let (sender, receiver) = sync_channel(1);
    thread::scope(|s| {
        s.spawn(move || {
            // The second `send` sleeps until there is room.
            [1, 2].map(|letter| sender.send(letter).unwrap())
        });
        assert_eq!([receiver.recv(), receiver.recv()], [Ok(1), Ok(2)]);
        // The sender is gone, and with it the channel is closed.
        assert!(receiver.recv().is_err());
    });
    // ANCHOR_END: channel
}

#[test]
fn stds_channel_refuses_what_does_not_fit_and_waits_for_so_long() {
    let (sender, receiver) = sync_channel(1);
    assert_eq!(sender.try_send(1), Ok(()));
    assert_eq!(sender.try_send(2), Err(TrySendError::Full(2)));
    let within = || receiver.recv_timeout(Duration::from_millis(1));
    assert_eq!(within(), Ok(1));
    assert_eq!(within(), Err(RecvTimeoutError::Timeout));
    drop(sender);
    assert_eq!(within(), Err(RecvTimeoutError::Disconnected));
}

#[test]
fn crossbeams_select_waits_for_several_channels_at_once_and_for_so_long() {
    let (letters, letter) = bounded(1);
    let (parcels, parcel) = bounded(1);
    // ANCHOR: select
    let take_within = |limit| {
        select! {
            recv(letter) -> letter => letter.ok(),
            recv(parcel) -> parcel => parcel.ok(),
            default(limit) => None,
        }
    };
    // ANCHOR_END: select
    thread::scope(|s| {
        s.spawn(|| parcels.send(1).unwrap());
        assert_eq!(take_within(LONG), Some(1));
    });
    letters.send(2).unwrap();
    assert_eq!(take_within(LONG), Some(2));
    assert_eq!(take_within(Duration::from_millis(1)), None);
}

#[test]
fn parking_lots_condvar_borrows_the_guard() {
    // ANCHOR: parking-lot
    let (slot, filled) = (parking_lot::Mutex::new(None), parking_lot::Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            *slot.lock() = Some(7);
            filled.notify_one();
        });
        let mut guard = slot.lock();
        while guard.is_none() {
            filled.wait(&mut guard);
        }
        assert_eq!(guard.take(), Some(7));
    });
    // ANCHOR_END: parking-lot
}

#[test]
fn parking_lots_notify_says_whether_it_woke_a_thread() {
    let condvar = parking_lot::Condvar::new();
    assert!(!condvar.notify_one());
    assert_eq!(condvar.notify_all(), 0);
}
