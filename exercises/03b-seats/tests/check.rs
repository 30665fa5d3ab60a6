//! Explores what two counters can do to one seating plan.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two operations: `book` is raced by `book`, `book_any` by `book_any`, and each by the other.
//! - 2, the first time only: the tests that cancel.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: no seat, the last seat, `a_showing_may_have_more_than_64_seats`.
//! - 7, retry limits: `book_any_is_not_refused_however_often_seats_change_hands`, five times.
//!
//! A thread that was sold a seat takes the ticket: that step shows in the picture which seat it was.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Checker, thread};
use seats::Cinema;

/// How many people have a ticket for each seat.
#[derive(Default)]
struct Tickets {
    seat_0: AtomicU32,
    seat_1: AtomicU32,
}

impl Tickets {
    fn take(&self, seat: usize) {
        let before = match seat {
            0 => self.seat_0.fetch_add(1, SeqCst),
            _ => self.seat_1.fetch_add(1, SeqCst),
        };
        assert!(before == 0, "seat {seat} was sold twice");
    }

    fn give_back(&self, seat: usize) {
        match seat {
            0 => self.seat_0.fetch_sub(1, SeqCst),
            _ => self.seat_1.fetch_sub(1, SeqCst),
        };
    }
}

#[test]
fn no_seat_is_sold_twice() {
    interleave::model(|| {
        let (cinema, tickets) = (Cinema::new(1), Tickets::default());
        let sold = thread::scope(|s| {
            let counter = || {
                let sold = cinema.book(0);
                if sold {
                    tickets.take(0);
                }
                sold
            };
            [s.spawn(counter), s.spawn(counter)].map(|counter| counter.join().unwrap())
        });
        assert!(sold != [false, false], "seat 0 was free, but both calls of `book` were refused");
    });
}

#[test]
fn two_different_seats_are_both_sold() {
    interleave::model(|| {
        let cinema = Cinema::new(2);
        thread::scope(|s| {
            for seat in [0, 1] {
                let cinema = &cinema;
                s.spawn(move || {
                    assert!(cinema.book(seat), "seat {seat} was free, but it was refused")
                });
            }
        });
    });
}

#[test]
fn two_calls_of_book_any_get_two_different_seats() {
    interleave::model(|| {
        let (cinema, tickets) = (Cinema::new(2), Tickets::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| match cinema.book_any() {
                    Some(seat) => tickets.take(seat),
                    None => panic!("there are two seats for two calls, but one was refused"),
                });
            }
        });
    });
}

#[test]
fn book_any_is_not_refused_because_book_took_the_first_seat() {
    interleave::model(|| {
        let (cinema, tickets) = (Cinema::new(2), Tickets::default());
        thread::scope(|s| {
            let first = s.spawn(|| {
                let sold = cinema.book(0);
                if sold {
                    tickets.take(0);
                }
                sold
            });
            let any = s.spawn(|| {
                let Some(seat) = cinema.book_any() else {
                    panic!("there are two seats for two calls, but `book_any` was refused");
                };
                tickets.take(seat);
                seat
            });
            let (sold, any) = (first.join().unwrap(), any.join().unwrap());
            assert!(sold || any == 0, "seat 0 was free, but `book` was refused");
        });
    });
}

#[test]
fn the_last_seat_is_sold_and_after_it_none() {
    interleave::model(|| {
        let (cinema, tickets) = (Cinema::new(2), Tickets::default());
        let seats = thread::scope(|s| {
            let counter = || cinema.book_any().inspect(|seat| tickets.take(*seat));
            let counters = [s.spawn(counter), s.spawn(counter), s.spawn(counter)];
            counters.map(|counter| counter.join().unwrap())
        });
        let sold = seats.iter().flatten().count();
        assert!(
            sold == 2,
            "three calls want any of two seats, so two get one, but {sold} did: {seats:?}"
        );
    });
}

/// Seat 0 is sold and seat 1 is free; then one thread gives one back and takes the other, so many times. At every
/// moment one of the two seats is free.
#[track_caller]
fn check_not_refused(times: usize) {
    Checker::new().order_only().model(|| {
        let (cinema, tickets) = (Cinema::new(2), Tickets::default());
        assert!(cinema.book(0), "all seats were free, but seat 0 was refused");
        tickets.take(0);
        let any = thread::scope(|s| {
            s.spawn(|| {
                for time in 0..times {
                    let (given_back, taken) = (time % 2, (time + 1) % 2);
                    tickets.give_back(given_back);
                    cinema.cancel(given_back);
                    if !cinema.book(taken) {
                        break;
                    }
                    tickets.take(taken);
                }
            });
            let any = s.spawn(|| cinema.book_any().inspect(|seat| tickets.take(*seat)));
            any.join().unwrap()
        });
        assert!(
            any.is_some(),
            "at every moment one of the two seats was free, but `book_any` was refused"
        );
    });
}

#[test]
fn book_any_is_not_refused_while_a_seat_is_exchanged_for_another() {
    check_not_refused(1);
}

#[test]
fn book_any_is_not_refused_however_often_seats_change_hands() {
    check_not_refused(5);
}

#[test]
fn a_sold_seat_is_refused_until_it_is_cancelled() {
    interleave::model(|| {
        let cinema = Cinema::new(3);
        assert!(cinema.book(2), "the last seat is free, but it was refused");
        assert!(!cinema.book(2), "seat 2 was sold twice");
        cinema.cancel(2);
        assert!(cinema.book(2), "seat 2 was cancelled, but it was refused");
    });
}

#[test]
fn book_any_finds_a_seat_that_was_cancelled() {
    interleave::model(|| {
        let cinema = Cinema::new(1);
        assert_eq!(cinema.book_any(), Some(0), "seat 0 was free");
        assert_eq!(cinema.book_any(), None, "the only seat was sold");
        cinema.cancel(0);
        assert_eq!(cinema.book_any(), Some(0), "seat 0 was cancelled, and so it was free");
    });
}

#[test]
fn a_seat_that_is_cancelled_twice_is_still_one_seat() {
    interleave::model(|| {
        let cinema = Cinema::new(1);
        assert!(cinema.book(0), "seat 0 was free, but it was refused");
        cinema.cancel(0);
        cinema.cancel(0);
        assert_eq!(cinema.book_any(), Some(0), "seat 0 was cancelled, and so it was free");
        assert_eq!(cinema.book_any(), None, "there is one seat, and it was sold");
    });
}

#[test]
fn a_showing_may_have_more_than_64_seats() {
    interleave::model(|| {
        let cinema = Cinema::new(65);
        assert!(cinema.book(64), "seat 64 was free, but it was refused");
        let mut seats: Vec<_> = (0..64).map_while(|_| cinema.book_any()).collect();
        seats.sort();
        assert!(
            seats == Vec::from_iter(0..64),
            "64 seats were free, but `book_any` sold {seats:?}"
        );
        assert_eq!(cinema.book_any(), None, "all seats were sold");
        assert!(!cinema.book(35), "seat 35 was sold twice");
    });
}

#[test]
fn where_there_are_no_seats_none_is_sold() {
    interleave::model(|| assert_eq!(Cinema::new(0).book_any(), None, "a showing without seats"));
}
