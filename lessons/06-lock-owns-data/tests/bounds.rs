//! What we promise the compiler about a lock: which promises are right, and what the others allow.

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

/// std's, because here the explorer should watch only the value inside.
mod cell {
    pub use std::cell::UnsafeCell;
}

/// How a thread says that it is waiting, in this world.
mod hint {
    pub use interleave::hint::spin_loop;
}

/// The threads, in this world.
mod thread {
    pub use interleave::thread::scope;
}

#[path = "../src/s1_lock.rs"]
mod s1_lock;
#[allow(dead_code, reason = "nothing is changed or taken out here")]
#[path = "../src/s4_owns.rs"]
mod s4_owns;
#[path = "../src/s5_bounds.rs"]
mod s5_bounds;
#[path = "../src/s6_draft.rs"]
mod s6_draft;
#[path = "../src/threads.rs"]
mod threads;

use std::fmt::Write as _;
use std::marker::PhantomData;
use std::sync::MutexGuard;

use expect_test::{ExpectFile, expect_file};
use interleave::FailureKind;
use interleave::cell::Cell;
use interleave::rc::Rc;
use s4_owns::{Lock, LockGuard};
use s5_bounds::{TooStrong, TooWeak};
use threads::side_by_side;

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

// ANCHOR: rc-inside
fn two_cooks_copy_a_handle() {
    let dish = TooWeak::new(Rc::new("soup"));
    let cook = || {
        let mine = Rc::clone(&dish.lock());
        // The lock has been released. The handle is still there.
        drop(mine);
    };
    side_by_side(cook, cook);
}
// ANCHOR_END: rc-inside

#[test]
fn a_lock_that_asks_nothing_of_its_value_allows_a_data_race_on_what_is_not_send() {
    let race = interleave::check(two_cooks_copy_a_handle).expect_fails(FailureKind::DataRace);
    check_snapshot(expect_file!["../traces/too-weak.json"], &race);
}

// ANCHOR: cell-inside
fn two_cooks_share_a_guard() {
    let tables = s6_draft::Lock::new(Cell::new(0));
    let guard = tables.lock();
    side_by_side(|| guard.set(1), || guard.set(2));
}
// ANCHOR_END: cell-inside

#[test]
fn a_guard_with_a_reference_to_the_lock_allows_a_data_race_on_what_is_not_sync() {
    let race = interleave::check(two_cooks_share_a_guard).expect_fails(FailureKind::DataRace);
    check_snapshot(expect_file!["../traces/draft.json"], &race);
}

#[test]
fn a_lock_that_asks_too_much_is_right_for_the_types_it_admits() {
    interleave::model(|| {
        let counter = TooStrong::new(0);
        let add = || *counter.lock() += 1;
        side_by_side(add, add);
        assert_eq!(*counter.lock(), 2);
    });
}

/// Asks whether `T` is `Send` and `Sync`. Where the bound holds, the inherent constant is found first;
/// elsewhere only the trait's is left.
struct Probe<T>(PhantomData<T>);

trait Otherwise {
    const IS_SEND: bool = false;
    const IS_SYNC: bool = false;
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    const IS_SEND: bool = true;
}

impl<T: Sync> Probe<T> {
    const IS_SYNC: bool = true;
}

/// A row of the table for each value: the value itself, its lock, and its guard.
macro_rules! table {
    ($($name:literal: $value:ty),* $(,)?) => {{
        let mut table = format!("{:<20}{:<18}{:<18}LockGuard<T>\n{:<20}", "", "T itself", "Lock<T>", "if T is");
        table += &format!("{0}{0}Send    Sync\n", "Send    Sync      ");
        $(
            let word = |holds: bool| if holds { "yes" } else { "no" };
            let row = [
                (word(Probe::<$value>::IS_SEND), word(Probe::<$value>::IS_SYNC)),
                (word(Probe::<Lock<$value>>::IS_SEND), word(Probe::<Lock<$value>>::IS_SYNC)),
                (word(Probe::<LockGuard<'static, $value>>::IS_SEND), word(Probe::<LockGuard<'static, $value>>::IS_SYNC)),
            ];
            let cells = row.map(|(send, sync)| format!("{send:<8}{sync:<10}")).concat();
            writeln!(table, "{:<20}{}", $name, cells.trim_end()).unwrap();
        )*
        table
    }};
}

#[test]
fn the_table_of_the_chapter_is_what_the_compiler_says() {
    let table = table![
        "u32": u32,
        "Cell<u32>": std::cell::Cell<u32>,
        "MutexGuard<u32>": MutexGuard<'static, u32>,
        "Rc<u32>": std::rc::Rc<u32>,
    ];
    expect_file!["../outputs/bounds.txt"].assert_eq(&table);
}

#[test]
fn std_promises_the_same_of_its_mutex() {
    macro_rules! check_same {
        ($($value:ty),*) => {$(
            type Std = std::sync::Mutex<$value>;
            type StdGuard = MutexGuard<'static, $value>;
            let ours = (Probe::<Lock<$value>>::IS_SEND, Probe::<Lock<$value>>::IS_SYNC);
            assert_eq!(ours, (Probe::<Std>::IS_SEND, Probe::<Std>::IS_SYNC));
            let ours = (
                Probe::<LockGuard<'static, $value>>::IS_SEND,
                Probe::<LockGuard<'static, $value>>::IS_SYNC,
            );
            assert_eq!(ours, (Probe::<StdGuard>::IS_SEND, Probe::<StdGuard>::IS_SYNC));
        )*};
    }
    {
        check_same!(u32);
    }
    {
        check_same!(std::cell::Cell<u32>);
    }
    {
        check_same!(MutexGuard<'static, u32>);
    }
    {
        check_same!(std::rc::Rc<u32>);
    }
}

#[test]
fn the_draft_makes_its_guard_sync_without_an_unsafe_impl() {
    type Value = std::cell::Cell<u32>;
    type Draft = s6_draft::LockGuard<'static, Value>;
    assert_eq!((Probe::<Draft>::IS_SEND, Probe::<Draft>::IS_SYNC), (true, true));
}

#[test]
fn a_guard_takes_no_more_room_than_two_references() {
    assert_eq!(size_of::<LockGuard<'static, [u64; 9]>>(), 2 * size_of::<&u64>());
}

#[test]
fn the_answers_to_the_quiz_on_sharing_are_what_the_compiler_says() {
    /// A name, and whether the compiler lets threads share it.
    macro_rules! options {
        ($($name:literal: $type:ty),* $(,)?) => { [$(($name, Probe::<$type>::IS_SYNC)),*] };
    }
    let options = options![
        "`Lock<Vec<u32>>`": Lock<Vec<u32>>,
        "`Lock<Cell<u32>>`": Lock<std::cell::Cell<u32>>,
        "`Lock<Rc<u32>>`": Lock<std::rc::Rc<u32>>,
        "`Lock<Arc<Cell<u32>>>`": Lock<std::sync::Arc<std::cell::Cell<u32>>>,
        "`Lock<Lock<Cell<u32>>>`": Lock<Lock<std::cell::Cell<u32>>>,
        "`LockGuard<'_, u32>`": LockGuard<'static, u32>,
        "`LockGuard<'_, Cell<u32>>`": LockGuard<'static, std::cell::Cell<u32>>,
    ];
    let answers: Vec<&str> =
        options.iter().filter(|(_, sync)| *sync).map(|(name, _)| *name).collect();
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Which of these can threads share?",
        "options": options.map(|(name, _)| name),
        "answers": answers,
        "replies": {
            "`Lock<Rc<u32>>`": "An `Rc` can't be sent: a thread could clone it under the lock, keep the clone, and change the count later without the lock.",
            "`Lock<Arc<Cell<u32>>>`": "Another clone of that `Arc` reaches the cell without this lock. So an `Arc<Cell<u32>>` can't be sent, and the lock doesn't help.",
            "`LockGuard<'_, Cell<u32>>`": "A shared guard gives several threads a `&Cell<u32>` at the same time, and a `Cell` isn't `Sync`.",
        },
        "why": "A lock can be shared if its value can be sent. A `Cell` can, an `Rc` can't, and an `Arc` only if its contents \
                can be shared, which a `Cell` can't. A lock around a cell can be sent, so there can be another lock \
                around that one. A guard gives `&T` to every thread that shares it, so its value must be `Sync`.",
    });
    check_snapshot(expect_file!["../traces/quiz-sharing.json"], &quiz);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-bounds.txt"].assert_eq(&proofs);
}
