//! `Iter`, `TryIter`, `IntoIter`: receiving in a `for` loop.

use super::world::{always, sync, thread};
use sync::mpsc::{IntoIter, Iter, TryIter, channel};

#[test]
fn a_loop_ends_when_every_sender_has_gone() {
    always(|| {
        let (sender, receiver) = channel();
        thread::scope(|s| {
            s.spawn(move || (0..3).for_each(|i| sender.send(i).unwrap()));
            let mut received = Vec::new();
            for message in &receiver {
                received.push(message);
            }
            assert_eq!(received, [0, 1, 2]);
        });
    });
}

#[test]
fn a_loop_may_take_the_receiver_along() {
    always(|| {
        let (sender, receiver) = channel();
        sender.send(1).unwrap();
        drop(sender);
        let mut all: IntoIter<u8> = receiver.into_iter();
        assert_eq!((all.next(), all.next()), (Some(1), None));
    });
}

#[test]
fn a_loop_that_only_tries_ends_where_it_would_wait() {
    always(|| {
        let (sender, receiver) = channel();
        (0..2).for_each(|i| sender.send(i).unwrap());
        let mut there: TryIter<'_, u8> = receiver.try_iter();
        assert_eq!((there.next(), there.next(), there.next()), (Some(0), Some(1), None));
        sender.send(2).unwrap();
        assert_eq!(there.next(), Some(2));
        sender.send(3).unwrap();
        let mut all: Iter<'_, u8> = receiver.iter();
        assert_eq!(all.next(), Some(3));
    });
}

#[test]
fn dropping_the_loop_drops_its_receiver() {
    always(|| {
        let (sender, receiver) = channel();
        drop(receiver.into_iter());
        assert!(sender.send(1).is_err());
    });
}

#[test]
fn they_print() {
    always(|| {
        let (_sender, receiver) = channel::<u8>();
        let shown = [format!("{:?}", receiver.iter()), format!("{:?}", receiver.try_iter())];
        assert!(shown[0].starts_with("Iter {") && shown[1].starts_with("TryIter {"));
        assert!(format!("{:?}", receiver.into_iter()).starts_with("IntoIter {"));
    });
}
