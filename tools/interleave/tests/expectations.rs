//! `expect_holds` and `expect_fails`: what a test gets, and what it hears when the verdict is another one.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{FailureKind, check, thread};

/// Two threads add 1, in one step or in two.
fn adds(in_one_step: bool) {
    let total = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| match in_one_step {
                true => _ = total.fetch_add(1, SeqCst),
                false => total.store(total.load(SeqCst) + 1, SeqCst),
            });
        }
    });
    assert_eq!(total.into_inner(), 2, "an addition is lost");
}

#[test]
fn what_holds_tells_how_much_was_explored() {
    let explored = check(|| adds(true)).expect_holds();
    assert_eq!(explored.to_string(), "holds in all 2 interleavings");
}

#[test]
#[should_panic(expected = "An interleaving breaks this.")]
fn a_counterexample_where_none_is_expected_is_drawn() {
    check(|| adds(false)).expect_holds();
}

#[test]
#[should_panic(expected = "the threads took no step that the explorer sees")]
fn what_takes_no_step_is_no_proof() {
    check(|| {
        thread::scope(|s| {
            s.spawn(|| ());
            s.spawn(|| ());
        });
    })
    .expect_holds();
}

#[test]
fn a_failure_of_the_expected_kind_is_returned() {
    assert_eq!(check(|| adds(false)).expect_fails(FailureKind::Assertion).preemptions, 1);
}

#[test]
#[should_panic(expected = "expected `deadlock`, and this holds in all 2 interleavings")]
fn what_holds_is_said_where_a_failure_is_expected() {
    check(|| adds(true)).expect_fails(FailureKind::Deadlock);
}

/// Which kind it is instead, and below that the picture.
#[test]
fn a_failure_of_another_kind_is_drawn() {
    let told = std::panic::catch_unwind(|| check(|| adds(false)).expect_fails(FailureKind::Spin));
    let told = *told.unwrap_err().downcast::<String>().unwrap();
    assert!(told.starts_with("expected `spin`, and this fails with `assertion`:\n\n"), "{told}");
    assert!(told.contains("an addition is lost") && told.contains("total.load"), "{told}");
}
