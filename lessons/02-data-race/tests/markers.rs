//! Which types are `Send` and which are `Sync`: the compiler's answers, written down for the chapter.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::atomic::AtomicU32;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard};

use expect_test::expect_file;

// ANCHOR: marked
/// A place in a queue that belongs to one thread.
#[allow(dead_code, reason = "only its traits matter here")]
struct Place {
    number: u32,
    /// Makes the place neither `Send` nor `Sync`, as a raw pointer would. Has no size.
    _stays_here: PhantomData<*const ()>,
}
// ANCHOR_END: marked

/// Asks whether `T` is `Send` and `Sync`. Where the bound holds, the inherent constant is found first;
/// elsewhere only the trait's is left.
struct Probe<T: ?Sized>(PhantomData<T>);

trait Otherwise {
    const IS_SEND: bool = false;
    const IS_SYNC: bool = false;
}

impl<T: ?Sized> Otherwise for Probe<T> {}

impl<T: ?Sized + Send> Probe<T> {
    const IS_SEND: bool = true;
}

impl<T: ?Sized + Sync> Probe<T> {
    const IS_SYNC: bool = true;
}

/// A line of the table for each type.
macro_rules! table {
    ($($type:ty),* $(,)?) => {{
        let mut table = format!("{:<28}{:<8}Sync\n", "", "Send");
        $(
            let word = |holds: bool| if holds { "yes" } else { "no" };
            let (send, sync) = (word(Probe::<$type>::IS_SEND), word(Probe::<$type>::IS_SYNC));
            writeln!(table, "{:<28}{send:<8}{sync}", stringify!($type)).unwrap();
        )*
        table
    }};
}

#[test]
fn the_table_of_the_chapter_is_what_the_compiler_says() {
    let table = table![
        u32,
        AtomicU32,
        Cell<u32>,
        Rc<u32>,
        Arc<u32>,
        Arc<Cell<u32>>,
        Mutex<Cell<u32>>,
        MutexGuard<'static, u32>,
        RefCell<u32>,
        &Cell<u32>,
        &mut Cell<u32>,
        Arc<Mutex<Cell<u32>>>,
        Receiver<u32>,
        *const u32,
        PhantomData<*const ()>,
        Place,
    ];
    expect_file!["../outputs/markers.txt"].assert_eq(&table);
}
