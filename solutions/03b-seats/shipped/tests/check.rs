//! Explores what two counters can do to one seating plan.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two operations: `book` is raced by `book`, `book_any` by `book_any`, and each by the other.
//! - 2, the first time only: the tests that cancel, one with a `book_any` that meets the `cancel`.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: no seat, the last seat, `a_showing_may_have_more_than_64_seats`.
//! - 7, retry limits: `book_any_is_not_refused_however_often_seats_change_hands`, 2,000 times.
//!
//! A thread that was sold a seat takes the ticket: that step shows in the picture which seat it was.

use std::sync::Mutex as Unseen;

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Checker, ReplayError, SearchError, thread};
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
fn the_last_seat_is_sold_and_then_no_more() {
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

#[test]
fn book_any_is_not_refused_while_a_seat_is_exchanged_for_another() {
    Checker::new().order_only().model(|| {
        let (cinema, tickets) = (Cinema::new(2), Tickets::default());
        assert!(cinema.book(0), "all seats were free, but seat 0 was refused");
        tickets.take(0);
        let any = thread::scope(|s| {
            s.spawn(|| {
                for time in 0..5 {
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

/// Gives back seat 0 and takes seat 1, or the other way round.
fn exchange(cinema: &Cinema, time: usize) {
    cinema.cancel(time % 2);
    cinema.book((time + 1) % 2);
}

/// One long run, without a picture: A books any seat, and B exchanges its seat for the free one again and again, in
/// `steps` steps. A takes `first` steps, and then `turn` steps after each exchange.
#[track_caller]
fn let_seats_change_hands(steps: usize, first: usize, turn: usize) {
    let schedule = "A".repeat(first) + &("B".repeat(steps) + &"A".repeat(turn)).repeat(2_000);
    let (exchanges, any) = (Unseen::new(0), Unseen::new(None));
    let run = Checker::new().try_replay(&schedule, || {
        let cinema = Cinema::new(2);
        cinema.book(0);
        thread::scope(|s| {
            s.spawn(|| *any.lock().unwrap() = Some(cinema.book_any()));
            s.spawn(|| {
                while any.lock().unwrap().is_none() {
                    let mut exchanges = exchanges.lock().unwrap();
                    exchange(&cinema, *exchanges);
                    *exchanges += 1;
                }
            });
        });
    });
    match run {
        Err(ReplayError::Fails(found)) => panic!("\n{found}"),
        // The schedule ends where A waits, or is done.
        Ok(_) | Err(ReplayError::Search(SearchError::Schedule { .. })) => {}
        Err(ReplayError::Search(error)) => panic!("{error}"),
    }
    let exchanges = exchanges.into_inner().unwrap();
    assert!(
        any.into_inner().unwrap() != Some(None),
        "at every moment one of two seats was free, but after they had changed hands {exchanges} times, `book_any` \
         gave up"
    );
}

#[test]
fn book_any_is_not_refused_however_often_seats_change_hands() {
    let run = interleave::replay("", || exchange(&Cinema::new(2), 0));
    for (first, turn) in [(1, 1), (1, 2), (2, 2), (2, 4), (3, 4), (4, 4)] {
        let_seats_change_hands(run.steps.len(), first, turn);
    }
}

/// Both counters want the seat that the second one takes back first.
#[test]
fn a_seat_that_is_cancelled_is_sold_to_one_of_two() {
    interleave::model(|| {
        let (cinema, tickets) = (Cinema::new(1), Tickets::default());
        assert_eq!(cinema.book_any(), Some(0), "seat 0 was free");
        let seats = thread::scope(|s| {
            let one = s.spawn(|| cinema.book_any().inspect(|seat| tickets.take(*seat)));
            let other = s.spawn(|| {
                cinema.cancel(0);
                cinema.book_any().inspect(|seat| tickets.take(*seat))
            });
            [one.join().unwrap(), other.join().unwrap()]
        });
        assert!(
            seats != [None, None],
            "seat 0 was cancelled, and then two calls of `book_any` could get it, but both were refused"
        );
    });
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
fn book_any_finds_the_seats_that_were_cancelled() {
    interleave::model(|| {
        let cinema = Cinema::new(3);
        let mut seats = [(); 3].map(|()| cinema.book_any());
        seats.sort();
        assert_eq!(seats, [0, 1, 2].map(Some), "three seats were free");
        assert_eq!(cinema.book_any(), None, "all seats were sold");
        for seat in [0, 2, 1] {
            cinema.cancel(seat);
            assert_eq!(
                cinema.book_any(),
                Some(seat),
                "seat {seat} was cancelled, and no other is free"
            );
        }
        [2, 0].into_iter().for_each(|seat| cinema.cancel(seat));
        let mut seats = [(); 2].map(|()| cinema.book_any());
        seats.sort();
        assert_eq!(seats, [0, 2].map(Some), "seats 2 and 0 were cancelled");
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
fn a_showing_without_seats_sells_none() {
    interleave::model(|| assert_eq!(Cinema::new(0).book_any(), None, "a showing without seats"));
}
