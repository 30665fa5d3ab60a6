//! Runs your test on locks that are right and on locks that are wrong. The wrong ones are answers to exercise 10a.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_lock_is_refused`, with locks that spin and one that sleeps.
//! - one that reads names or places in the source: `no_right_lock_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right lock is tried twice, each lock in a process of its own.

use test_the_seals::{Guard, Sealed};

/// Makes a `Sealed` of the type in a module.
macro_rules! sealed {
    ($name:ident) => {
        impl Sealed for $name::Sealed<u32> {
            fn lock(&self) -> Result<Guard<'_>, Guard<'_>> {
                // Called by its address: a picture then shows where `lock` is, and not this line.
                let lock: fn(_) -> Result<_, $name::Broken<_>> = $name::Sealed::lock;
                match lock(self) {
                    Ok(guard) => Ok(Guard(Box::new(guard))),
                    Err(broken) => Err(Guard(Box::new(broken.into_inner()))),
                }
            }

            fn is_broken(&self) -> bool {
                self.is_broken()
            }

            fn mend(&self) {
                self.mend();
            }
        }

        fn $name() -> Box<dyn Sealed> {
            Box::new($name::Sealed::new(0))
        }
    };
}

lineup::lineup! {
    test = test_the_seals::test;
    make = sealed;

    fn no_right_lock_is_refused() {
        right solved = "../../../solutions/10a-mark-it/src/lib.rs";
        right a_count_of_panics = "../../../solutions/10a-mark-it/right/a_count_of_panics.rs";
        right the_guard_knows_its_lock = "../../../solutions/10a-mark-it/right/the_guard_knows_its_lock.rs";
        right poison = "right/poison.rs";
    }

    fn no_right_lock_is_refused_for_its_name() {
        decoy decoy = "wrong/every_drop.rs";
    }

    fn a_seal_that_misses_a_panic_is_refused() {
        wrong the_lock_says_nothing = "../../../solutions/10a-mark-it/wrong/the_lock_says_nothing.rs",
            "`lock` returns `Ok` even if the seal is broken";
        wrong breaks_only_once = "../../../solutions/10a-mark-it/wrong/breaks_only_once.rs",
            "a guard from an `Err` never breaks the seal again";
        wrong after_the_release = "../../../solutions/10a-mark-it/wrong/after_the_release.rs",
            "the lock is released before the seal is broken";
        wrong asked_before_it_waits = "../../../solutions/10a-mark-it/wrong/asked_before_it_waits.rs",
            "`lock` looks at the seal, and then waits for the lock";
    }

    fn a_seal_that_mends_by_itself_is_refused() {
        wrong told_only_once = "../../../solutions/10a-mark-it/wrong/told_only_once.rs",
            "the first `lock` that returns an `Err` mends the seal";
        wrong mended_by_a_good_end = "../../../solutions/10a-mark-it/wrong/mended_by_a_good_end.rs",
            "a holder that doesn't panic mends the seal";
        wrong mended_by_a_destructor = "../../../solutions/10a-mark-it/wrong/mended_by_a_destructor.rs",
            "a destructor that locks during the panic mends it";
    }

    fn a_seal_that_is_broken_for_no_reason_is_refused() {
        wrong every_drop = "../../../solutions/10a-mark-it/wrong/every_drop.rs",
            "every guard that is dropped breaks the seal";
        wrong armed_while_held = "../../../solutions/10a-mark-it/wrong/armed_while_held.rs",
            "the seal is broken as long as the lock is held";
        wrong never_mended = "../../../solutions/10a-mark-it/wrong/never_mended.rs",
            "`mend` does nothing";
        wrong obvious_mark = "../../../solutions/10a-mark-it/wrong/obvious_mark.rs",
            "a destructor that locks during a panic breaks it";
        wrong one_seal_for_all = "../../../solutions/10a-mark-it/wrong/one_seal_for_all.rs",
            "all locks share one seal";
    }

    fn an_answer_that_waits_for_the_lock_is_refused() {
        wrong asking_waits = "../../../solutions/10a-mark-it/wrong/asking_waits.rs",
            "`is_broken` acquires the lock first";
        wrong mending_waits = "../../../solutions/10a-mark-it/wrong/mending_waits.rs",
            "`mend` acquires the lock first";
    }
}
