//! A test may ask what the others prove: each is run, and none of them is left out in silence.

use expect_test::expect;
use interleave::report::proofs;
use interleave::sync::Mutex;
use interleave::thread;

fn adds(threads: usize) {
    let total = Mutex::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| *total.lock().unwrap() += 1);
        }
    });
    assert_eq!(total.into_inner().unwrap(), threads);
}

#[test]
fn nothing_is_lost() {
    interleave::model(|| adds(2));
    interleave::model(|| adds(3));
}

mod inside {
    #[test]
    fn one_thread_has_no_choice() {
        interleave::model(|| super::adds(1));
    }
}

#[test]
fn what_holds_is_a_table() {
    let expected = expect![[r#"
        nothing is lost
            holds in all 2 interleavings
            holds in all 6 interleavings
        one thread has no choice
            holds in the only interleaving
    "#]];
    expected.assert_eq(&proofs(&["what_holds", "a_test_that_asks"]));
}

/// Or it would be run again in its own second run, and so on.
#[test]
fn a_test_that_asks_and_does_not_leave_itself_out_is_told() {
    // In the second run this fails at once, and the first says why.
    let told = std::panic::catch_unwind(|| proofs(&["what_holds", "nothing", "inside"]));
    if std::env::var_os(interleave::report::VARIABLE).is_some() {
        std::panic::resume_unwind(told.unwrap_err());
    }
    let told = *told.unwrap_err().downcast::<String>().unwrap();
    assert!(told.contains("isn't one of them: leave it out by its name"), "{told}");
}
