//! Sends customers to the desk who leave in every possible way, and others after them.

use early_exit::{Desk, Refused};
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Checker, thread};

/// The orderings are given in this exercise, so only the order of steps is explored.
#[track_caller]
fn explore<T>(program: impl Fn() -> T) {
    Checker::new().order_only().model(program);
}

/// Somebody leaves in some way. Somebody else comes for another parcel, at about the same time.
#[track_caller]
fn check_next_is_served(leave: impl Fn(&Desk) + Sync) {
    explore(|| {
        let desk = Desk::new([300, 500]);
        thread::scope(|s| {
            let leaves = s.spawn(|| leave(&desk));
            let next = s.spawn(|| desk.hand_out("1", |_| true));
            // It may have panicked. That is its own business.
            let _ = leaves.join();
            let Ok(served) = next.join() else {
                panic!("the next customer signed for 500 g, and the desk panicked");
            };
            assert!(served == Ok(500), "the next customer signed for 500 g, but got {served:?}");
        });
    });
}

#[test]
fn whoever_comes_after_a_slip_without_a_number_is_served() {
    check_next_is_served(|desk| {
        let refused = desk.hand_out("my parcel, please", |_| true);
        assert_eq!(refused, Err(Refused::Unreadable), "there was no number on the slip");
    });
}

#[test]
fn whoever_comes_after_somebody_who_does_not_sign_is_served() {
    check_next_is_served(|desk| {
        let refused = desk.hand_out("0", |_| false);
        assert_eq!(refused, Err(Refused::NotSigned), "the customer did not sign");
    });
}

#[test]
fn whoever_comes_after_a_wrong_number_is_served() {
    check_next_is_served(|desk| {
        let refused = desk.hand_out("2", |_| true);
        assert_eq!(refused, Err(Refused::NoSuchShelf), "there are shelves 0 and 1");
    });
}

#[test]
fn whoever_comes_after_a_parcel_and_an_empty_shelf_is_served() {
    check_next_is_served(|desk| {
        assert_eq!(desk.hand_out("0", |_| true), Ok(300), "the customer signed");
        let refused = desk.hand_out("0", |_| true);
        assert_eq!(refused, Err(Refused::Nothing), "the parcel had been handed out already");
    });
}

#[test]
fn whoever_comes_after_somebody_who_faints_while_signing_is_served() {
    check_next_is_served(|desk| {
        let _ = desk.hand_out("0", |_| panic!("the customer faints"));
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
            "one parcel, two customers who sign for it: one gets 300 g, and the other nothing; \
             but here they got {one:?} and {other:?}"
        );
    });
}

#[test]
fn a_parcel_that_nobody_signed_for_is_there_for_the_next() {
    explore(|| {
        let desk = Desk::new([300, 500]);
        thread::scope(|s| {
            s.spawn(|| desk.hand_out("0", |_| false));
            let next = s.spawn(|| desk.hand_out("0", |_| true));
            let got = next.join().unwrap();
            assert!(got == Ok(300), "one customer did not sign; the other did, but got {got:?}");
        });
    });
}

#[test]
fn a_parcel_that_was_about_to_be_signed_for_is_there_after_a_panic() {
    explore(|| {
        let desk = Desk::new([300, 500]);
        thread::scope(|s| {
            let faints = s.spawn(|| desk.hand_out("0", |_| panic!("the customer faints")));
            assert!(
                faints.join().is_err(),
                "a customer fainted, and the desk did not tell anybody"
            );
        });
        let got = desk.hand_out("0", |_| true);
        assert!(got == Ok(300), "one customer fainted; the next signed, but got {got:?}");
    });
}

#[test]
fn one_customer_signs_at_a_time() {
    explore(|| {
        let (desk, signing) = (Desk::new([300, 500]), AtomicU32::new(0));
        let sign = |_| {
            let others = signing.fetch_add(1, SeqCst);
            assert!(others == 0, "two customers were at the desk at the same time");
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
            assert!(weight == 500, "the parcel has 500 g, but {weight} g is to be signed for");
            true
        });
        assert_eq!(got, Ok(500), "the slip says 1, with a blank before it and a line's end after");
        let nobody = |_| panic!("there was nothing to sign for");
        assert_eq!(desk.hand_out("1", nobody), Err(Refused::Nothing), "shelf 1 is empty by now");
        assert_eq!(desk.hand_out("7", nobody), Err(Refused::NoSuchShelf), "there is no shelf 7");
        for slip in ["-1", ""] {
            let got = desk.hand_out(slip, nobody);
            assert_eq!(got, Err(Refused::Unreadable), "{slip:?} on a slip is no number of a shelf");
        }
    });
}

#[test]
fn each_desk_has_a_queue_of_its_own() {
    explore(|| {
        let (desk, other) = (Desk::new([300, 500]), Desk::new([200, 400]));
        let got = desk.hand_out("0", |_| {
            let got = other.hand_out("1", |_| true);
            assert!(got == Ok(400), "somebody signs at another desk for 400 g, but got {got:?}");
            true
        });
        assert!(got == Ok(300), "somebody signed for 300 g, but got {got:?}");
    });
}
