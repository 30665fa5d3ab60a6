//! Explores what two counters can do to one seating plan.

use interleave::thread;
use seats::Cinema;

#[test]
fn no_seat_is_sold_twice() {
    interleave::model(|| {
        let cinema = Cinema::new(1);
        let sold = thread::scope(|s| {
            let counters = [0, 1].map(|_| s.spawn(|| cinema.book(0)));
            counters.map(|counter| counter.join().unwrap())
        });
        match sold {
            [true, true] => panic!("seat 0 was sold twice"),
            [false, false] => panic!("seat 0 was free, but both were refused"),
            _ => {}
        }
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
fn two_who_take_any_seat_get_two_different_ones() {
    interleave::model(|| {
        let cinema = Cinema::new(2);
        let seats = thread::scope(|s| {
            let counters = [0, 1].map(|_| s.spawn(|| cinema.book_any()));
            counters.map(|counter| counter.join().unwrap())
        });
        let [Some(one), Some(other)] = seats else {
            panic!("there are two seats for two people, but one was refused: {seats:?}");
        };
        assert!(one != other, "seat {one} was sold twice");
    });
}

#[test]
fn whoever_takes_any_seat_is_not_refused_because_somebody_took_the_first() {
    interleave::model(|| {
        let cinema = Cinema::new(2);
        let (sold, any) = thread::scope(|s| {
            let first = s.spawn(|| cinema.book(0));
            let any = s.spawn(|| cinema.book_any());
            (first.join().unwrap(), any.join().unwrap())
        });
        let Some(any) = any else {
            panic!("there are two seats for two people, but one was refused");
        };
        assert!(!(sold && any == 0), "seat 0 was sold twice");
        assert!(sold || any == 0, "seat 0 was free, but it was refused");
    });
}

#[test]
fn the_last_seat_is_sold_and_after_it_none() {
    interleave::model(|| {
        let cinema = Cinema::new(2);
        let mut seats = thread::scope(|s| {
            let counters = [0, 1, 2].map(|_| s.spawn(|| cinema.book_any()));
            counters.map(|counter| counter.join().unwrap())
        });
        seats.sort();
        assert!(
            seats == [None, Some(0), Some(1)],
            "three people want any of two seats, so one is refused and the others get 0 and 1; \
             but this is what they got: {seats:?}"
        );
    });
}

#[test]
fn nobody_is_refused_while_somebody_changes_seats() {
    interleave::model(|| {
        let cinema = Cinema::new(2);
        assert!(cinema.book(0), "all seats were free, but seat 0 was refused");
        let any = thread::scope(|s| {
            // Somebody gives a seat back and then takes the other, again and again, so all the time one of the two
            // is free.
            s.spawn(|| {
                for (given_back, taken) in [(0, 1), (1, 0), (0, 1)] {
                    cinema.cancel(given_back);
                    if !cinema.book(taken) {
                        break;
                    }
                }
            });
            s.spawn(|| cinema.book_any()).join().unwrap()
        });
        assert!(any.is_some(), "at every moment a seat was free, but somebody was refused");
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
fn whoever_takes_any_seat_may_get_one_that_was_cancelled() {
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
fn where_there_are_no_seats_none_is_sold() {
    interleave::model(|| assert_eq!(Cinema::new(0).book_any(), None, "a showing without seats"));
}
