//! Fishmongers look at the board, in every order, and see as little as the orderings allow.

use interleave::{cell::Cell, thread};
use publish::Board;

/// What the master notes down before publishing, and others read afterwards. It is no atomic.
struct Ledger(Cell<u32>);

// SAFETY: the explorer looks at every access to the cell, and reports it if nothing orders two of them.
unsafe impl Sync for Ledger {}

#[test]
fn whoever_sees_the_lamp_sees_the_price() {
    interleave::model(|| {
        let board = Board::default();
        thread::scope(|s| {
            s.spawn(|| board.publish(420));
            s.spawn(|| {
                if board.is_published() {
                    let price = board.price();
                    assert!(price == 420, "the lamp is on, but the board says {price}, not 420");
                }
            });
        });
    });
}

#[test]
fn whoever_sees_the_lamp_sees_all_that_the_master_did_before() {
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
                    assert!(boats == 17, "the lamp is on, but the ledger says {boats}, not 17");
                }
            });
        });
    });
}

#[test]
fn so_does_whoever_hears_of_it_from_another_board() {
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
                assert!(copy == 420, "the lamp at the quay is on, but the board says {copy}");
                assert!(price == 420, "the quay has the price, but the gate says {price}");
            }
        });
    });
}

#[test]
fn looking_switches_no_lamp_on() {
    interleave::model(|| {
        let (board, other) = (Board::default(), Board::default());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| assert!(!board.is_published(), "nothing was published yet"));
            }
        });
        other.publish(1);
        assert!(!board.is_published(), "the price was published on another board");
        board.publish(0);
        assert!(board.is_published(), "a price of 0 was published, but the lamp is off");
        assert!(board.price() == 0, "a price of 0 was published");
        assert!(other.is_published() && other.price() == 1, "the other board keeps its price");
    });
}
