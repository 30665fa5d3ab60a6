//! Fishmongers look at the board, in every order, and see as little as the orderings allow.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only the first look is tested: `a_second_look_sees_as_much_as_the_first`;
//! - only two threads: `a_second_fishmonger_sees_as_much_as_the_first`, `the_price_is_passed_on_by_a_second_board`;
//! - only middling prices: `every_price_can_be_published` has 0 and `u32::MAX`;
//! - `price` is called only once the lamp is on: `the_price_can_be_read_while_it_is_published`.

use interleave::{cell::Cell, thread};
use publish::Board;

/// What the master writes down before publishing, and other threads read afterwards. It is no atomic.
struct Ledger(Cell<u32>);

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Ledger {}

#[test]
fn a_thread_that_sees_the_lamp_sees_the_price() {
    interleave::model(|| {
        let board = Board::default();
        thread::scope(|s| {
            s.spawn(|| board.publish(420));
            s.spawn(|| {
                if board.is_published() {
                    let price = board.price();
                    assert!(
                        price == 420,
                        "`is_published` returned true, but `price` returned {price}, not 420"
                    );
                }
            });
        });
    });
}

#[test]
fn a_thread_that_sees_the_lamp_sees_what_was_done_before() {
    interleave::model(|| {
        let (board, ledger) = (Board::default(), Ledger(Cell::new(0)));
        thread::scope(|s| {
            s.spawn(|| {
                let Ledger(ledger) = &ledger;
                ledger.set(17);
                board.publish(420);
            });
            s.spawn(|| {
                let Ledger(ledger) = &ledger;
                if board.is_published() {
                    let boats = ledger.get();
                    assert!(boats == 17, "`is_published` returned true, but the ledger, written before, reads {boats}, not 17");
                }
            });
        });
    });
}

#[test]
fn the_price_is_passed_on_by_a_second_board() {
    interleave::model(|| {
        let (gate, quay) = (Board::default(), Board::default());
        thread::scope(|s| {
            s.spawn(|| gate.publish(420));
            s.spawn(|| {
                if gate.is_published() {
                    quay.publish(gate.price());
                }
            });
            if quay.is_published() {
                let (copy, price) = (quay.price(), gate.price());
                assert!(copy == 420, "the quay is published, but its price reads {copy}, not 420");
                assert!(
                    price == 420,
                    "the quay is published, but the price at the gate, stored before, reads {price}, not 420"
                );
            }
        });
    });
}

#[test]
fn the_lamp_is_on_after_publish_and_not_before() {
    interleave::model(|| {
        let (board, other) = (Board::default(), Board::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    assert!(
                        !board.is_published(),
                        "nothing is published, but `is_published` returned true"
                    )
                });
            }
        });
        other.publish(1);
        assert!(!board.is_published(), "another board was published, and this one was not");
        board.publish(0);
        assert!(
            board.is_published(),
            "a price of 0 was published, but `is_published` returned false"
        );
        assert!(board.price() == 0, "a price of 0 was published");
        assert!(
            other.is_published() && other.price() == 1,
            "publishing on one board changed another"
        );
    });
}

#[test]
fn a_second_look_sees_as_much_as_the_first() {
    interleave::model(|| {
        let (board, ledger) = (Board::default(), Ledger(Cell::new(0)));
        thread::scope(|s| {
            s.spawn(|| {
                let Ledger(ledger) = &ledger;
                ledger.set(17);
                board.publish(420);
            });
            s.spawn(|| {
                let Ledger(ledger) = &ledger;
                let (early, late) = (board.is_published(), board.is_published());
                assert!(
                    late || !early,
                    "`is_published` returned true, and then false to one thread"
                );
                if late {
                    let (boats, first, second) = (ledger.get(), board.price(), board.price());
                    assert!(
                        boats == 17,
                        "the second look saw the lamp, but the ledger reads {boats}"
                    );
                    assert!(
                        first == 420 && second == 420,
                        "420 was published, but two calls of `price` returned {first} and {second}"
                    );
                }
            });
        });
        for look in 1..=3 {
            assert!(board.is_published(), "the lamp is on, but look {look} does not see it");
            assert!(board.price() == 420, "the price is 420, but look {look} does not see it");
        }
    });
}

#[test]
fn a_second_fishmonger_sees_as_much_as_the_first() {
    interleave::model(|| {
        let (board, ledger) = (Board::default(), Ledger(Cell::new(0)));
        thread::scope(|s| {
            s.spawn(|| {
                let Ledger(ledger) = &ledger;
                ledger.set(17);
                board.publish(420);
            });
            for _ in 0..2 {
                s.spawn(|| {
                    let Ledger(ledger) = &ledger;
                    if board.is_published() {
                        let (boats, price) = (ledger.get(), board.price());
                        assert!(
                            (boats, price) == (17, 420),
                            "the lamp is on, but the ledger reads {boats} and the price {price}"
                        );
                    }
                });
            }
        });
    });
}

#[test]
fn the_price_can_be_read_while_it_is_published() {
    interleave::model(|| {
        let board = Board::default();
        thread::scope(|s| {
            s.spawn(|| board.publish(420));
            // What is read here doesn't count, because the lamp may be off. But reading it is no mistake.
            board.price();
        });
    });
}

#[test]
fn every_price_can_be_published() {
    interleave::model(|| {
        for price in [0, 1, i32::MAX as u32, 1 << 31, u32::MAX - 1, u32::MAX] {
            let board = Board::default();
            assert!(
                !board.is_published(),
                "nothing is published, but `is_published` returned true"
            );
            board.publish(price);
            let (published, read) = (board.is_published(), board.price());
            assert!(
                published && read == price,
                "{price} was published, but `is_published` returned {published} and `price` {read}"
            );
        }
    });
}
