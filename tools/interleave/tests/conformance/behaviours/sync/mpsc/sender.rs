//! `Sender` and `SyncSender`.

use super::world::{always, one_of, sync, thread};
use std::cell::Cell;
use sync::mpsc::{Receiver, SendError, Sender, SyncSender, TrySendError, channel, sync_channel};

is!(Sender<Cell<u8>>: Send + Sync);
is!(SyncSender<Cell<u8>>: Send + Sync);
is_not!(Sender<*const u8>: Send);

#[test]
fn each_senders_messages_arrive_in_its_order() {
    one_of(["abx".to_string(), "axb".into(), "xab".into()], || {
        let (sender, receiver) = channel();
        let other = Sender::clone(&sender);
        thread::scope(|s| {
            s.spawn(move || "ab".chars().for_each(|letter| sender.send(letter).unwrap()));
            s.spawn(move || other.send('x').unwrap());
            receiver.iter().collect()
        })
    });
}

#[test]
fn without_a_bound_sending_never_waits() {
    always(|| {
        let (sender, receiver) = channel();
        (0..5).for_each(|i| sender.send(i).unwrap());
        assert!(receiver.try_iter().eq(0..5));
    });
}

#[test]
fn a_message_that_cannot_be_received_comes_back() {
    always(|| {
        let (sender, receiver) = channel();
        sender.send(1).unwrap();
        drop(receiver);
        assert_eq!(sender.send(2), Err(SendError(2)));
        let (sender, receiver) = sync_channel(0);
        drop(receiver);
        assert_eq!(sender.send(3), Err(SendError(3)));
        assert_eq!(sender.try_send(4), Err(TrySendError::Disconnected(4)));
    });
}

#[test]
fn a_full_channel_takes_nothing_more() {
    always(|| {
        let (sender, receiver) = sync_channel(1);
        sender.send(1).unwrap();
        assert_eq!(sender.try_send(2), Err(TrySendError::Full(2)));
        assert_eq!(receiver.recv(), Ok(1));
        sender.try_send(3).unwrap();
        assert_eq!(receiver.recv(), Ok(3));
    });
}

#[test]
fn a_sender_waits_for_room() {
    always(|| {
        let (sender, receiver) = sync_channel(1);
        thread::scope(|s| {
            s.spawn(move || (0..3).for_each(|i| sender.send(i).unwrap()));
            assert!(receiver.iter().eq(0..3));
        });
    });
}

#[test]
fn without_any_room_a_message_is_handed_over() {
    always(|| {
        let (sender, receiver): (SyncSender<u8>, Receiver<u8>) = sync_channel(0);
        // Nobody is there who could take it.
        assert_eq!(sender.try_send(0), Err(TrySendError::Full(0)));
        thread::scope(|s| {
            s.spawn(move || sender.send(1).unwrap());
            assert_eq!(receiver.recv(), Ok(1));
            assert!(receiver.recv().is_err());
        });
    });
}

#[test]
fn a_sender_that_waits_for_room_learns_that_the_receiver_has_gone() {
    always(|| {
        let (sender, receiver) = sync_channel(1);
        sender.send(1).unwrap();
        thread::scope(|s| {
            s.spawn(move || drop(receiver));
            assert_eq!(sender.send(2), Err(SendError(2)));
        });
    });
}

#[test]
fn a_copy_keeps_the_channel_open() {
    always(|| {
        let (sender, receiver) = sync_channel(1);
        let copy = SyncSender::clone(&sender);
        drop(sender);
        copy.send(1).unwrap();
        assert_eq!(receiver.recv(), Ok(1));
        drop(copy);
        assert!(receiver.recv().is_err());
    });
}

#[test]
fn both_print() {
    always(|| {
        let senders = (channel::<u8>().0, sync_channel::<u8>(1).0);
        assert_eq!(format!("{senders:?}"), "(Sender { .. }, SyncSender { .. })");
    });
}
