//! Sends customers to the desk who leave on every possible path, and others after them.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one path only: each way out has a test of its own.
//! - 2, the first time only: `the_lock_is_free_however_often_customers_leave_early`.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: shelf numbers that are none, that are too high, and that no `usize` can hold.
//! - the given lock: `src/lock.rs` has a copy beside the solution, and the runner compares the two.

use std::panic::{AssertUnwindSafe, catch_unwind};

use early_exit::{Desk, Refused};
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Checker, thread};

/// The orderings are given in this exercise, so only the order of steps is explored.
#[track_caller]
fn explore<T>(program: impl Fn() -> T) {
    Checker::new().order_only().model(program);
}

/// A leaves on some path. B comes for another parcel, at about the same time.
#[track_caller]
fn check_next_is_served(leave: impl Fn(&Desk) + Sync) {
    explore(|| {
        let desk = Desk::new([300, 500]);
        thread::scope(|s| {
            let leaves = s.spawn(|| leave(&desk));
            let next = s.spawn(|| desk.hand_out("1", |_| true));
            // It may have panicked. That is for its own test to check.
            let _ = leaves.join();
            let Ok(served) = next.join() else {
                panic!("B signed for 500 g, and `hand_out` panicked");
            };
            assert!(served == Ok(500), "B signed for 500 g, but got {served:?}");
        });
    });
}

#[test]
fn an_unreadable_slip_leaves_the_lock_free() {
    check_next_is_served(|desk| {
        let refused = desk.hand_out("my parcel, please", |_| true);
        assert_eq!(refused, Err(Refused::Unreadable), "there was no number on the slip");
    });
}

#[test]
fn a_refused_signature_leaves_the_lock_free() {
    check_next_is_served(|desk| {
        let refused = desk.hand_out("0", |_| false);
        assert_eq!(refused, Err(Refused::NotSigned), "the customer did not sign");
    });
}

#[test]
fn a_wrong_number_leaves_the_lock_free() {
    check_next_is_served(|desk| {
        let refused = desk.hand_out("2", |_| true);
        assert_eq!(refused, Err(Refused::NoSuchShelf), "there are shelves 0 and 1");
    });
}

#[test]
fn a_parcel_and_an_empty_shelf_leave_the_lock_free() {
    check_next_is_served(|desk| {
        assert_eq!(desk.hand_out("0", |_| true), Ok(300), "the customer signed");
        let refused = desk.hand_out("0", |_| true);
        assert_eq!(refused, Err(Refused::Nothing), "the parcel had been handed out already");
    });
}

#[test]
fn a_panic_in_sign_leaves_the_lock_free() {
    check_next_is_served(|desk| {
        let _ = desk.hand_out("0", |_| panic!("the customer faints"));
    });
}

#[test]
fn the_lock_is_free_however_often_customers_leave_early() {
    explore(|| {
        let desk = Desk::new([300, 500]);
        for _ in 0..3 {
            let fainted =
                catch_unwind(AssertUnwindSafe(|| desk.hand_out("0", |_| panic!("faints"))));
            assert!(fainted.is_err(), "`sign` panicked, but the panic did not reach main");
            assert_eq!(desk.hand_out("?", |_| true), Err(Refused::Unreadable));
            assert_eq!(desk.hand_out("2", |_| true), Err(Refused::NoSuchShelf));
            assert_eq!(desk.hand_out("0", |_| false), Err(Refused::NotSigned));
        }
        assert_eq!(desk.hand_out("0", |_| true), Ok(300), "main signed for 300 g");
        assert_eq!(desk.hand_out("0", |_| true), Err(Refused::Nothing), "shelf 0 is empty by now");
        assert_eq!(desk.hand_out("1", |_| true), Ok(500), "main signed for 500 g");
    });
}

#[test]
fn a_parcel_is_handed_out_once() {
    explore(|| {
        let desk = Desk::new([300, 500]);
        let mut got = thread::scope(|s| {
            let customers = [0; 2].map(|_| s.spawn(|| desk.hand_out("0", |_| true)));
            customers.map(|customer| customer.join().unwrap())
        });
        got.sort_by_key(Result::is_err);
        let [one, other] = got;
        assert!(
            (one, other) == (Ok(300), Err(Refused::Nothing)),
            "two customers sign for one parcel, so one gets 300 g and the other nothing; but they got {one:?} and {other:?}"
        );
    });
}

#[test]
fn a_parcel_that_was_not_signed_for_stays_on_the_shelf() {
    explore(|| {
        let desk = Desk::new([300, 500]);
        thread::scope(|s| {
            s.spawn(|| desk.hand_out("0", |_| false));
            let next = s.spawn(|| desk.hand_out("0", |_| true));
            let got = next.join().unwrap();
            assert!(got == Ok(300), "A did not sign; B did, but got {got:?}");
        });
    });
}

#[test]
fn after_a_panic_the_parcel_is_still_on_the_shelf() {
    explore(|| {
        let desk = Desk::new([300, 500]);
        thread::scope(|s| {
            let faints = s.spawn(|| desk.hand_out("0", |_| panic!("the customer faints")));
            assert!(
                faints.join().is_err(),
                "`sign` panicked, but the panic did not reach the caller of `hand_out`"
            );
        });
        let got = desk.hand_out("0", |_| true);
        assert!(got == Ok(300), "`sign` panicked for A; main signed, but got {got:?}");
    });
}

#[test]
fn one_customer_signs_at_a_time() {
    explore(|| {
        let (desk, signing) = (Desk::new([300, 500]), AtomicU32::new(0));
        let sign = |_| {
            let others = signing.fetch_add(1, SeqCst);
            assert!(others == 0, "two customers sign at the same time");
            signing.fetch_sub(1, SeqCst);
            true
        };
        thread::scope(|s| {
            s.spawn(|| desk.hand_out("0", sign));
            s.spawn(|| desk.hand_out("1", sign));
        });
    });
}

#[test]
fn customers_sign_for_what_they_get() {
    explore(|| {
        let desk = Desk::new([300, 500]);
        let got = desk.hand_out(" 1\n", |weight| {
            assert!(
                weight == 500,
                "the parcel weighs 500 g, but the customer is asked to sign for {weight} g"
            );
            true
        });
        assert_eq!(got, Ok(500), "the slip says 1, with a space before it and a newline after it");
        let not_called = |_| panic!("there was nothing to sign for");
        assert_eq!(
            desk.hand_out("1", not_called),
            Err(Refused::Nothing),
            "shelf 1 is empty by now"
        );
        assert_eq!(
            desk.hand_out("7", not_called),
            Err(Refused::NoSuchShelf),
            "there is no shelf 7"
        );
        for slip in ["-1", "", "99999999999999999999999"] {
            let got = desk.hand_out(slip, not_called);
            assert_eq!(
                got,
                Err(Refused::Unreadable),
                "{slip:?} on a slip is not the number of any shelf"
            );
        }
    });
}

#[test]
fn each_desk_has_a_lock_of_its_own() {
    explore(|| {
        let (desk, other) = (Desk::new([300, 500]), Desk::new([200, 400]));
        let got = desk.hand_out("0", |_| {
            let got = other.hand_out("1", |_| true);
            assert!(got == Ok(400), "at the other desk main signed for 400 g, but got {got:?}");
            true
        });
        assert!(got == Ok(300), "main signed for 300 g, but got {got:?}");
    });
}
