//! What is found in a piece of code, and what is left alone.

use super::super::tokens::tokens;
use super::{uses, vouches};

/// `line name` for everything that is found.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let tokens = tokens(text);
    let found = uses(&tokens, vouches(&tokens));
    let shown: Vec<String> =
        found.iter().map(|use_| format!("{} {}", use_.line, use_.name)).collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn an_import_is_named_where_it_stands() {
    check(
        "use std::sync::Mutex;\nstruct S(Mutex<u32>);\nfn f() { Mutex::new(1); }",
        &["1 std::sync::Mutex"],
    );
}

#[test]
fn groups_and_renames_are_followed() {
    check(
        "use std::{\n    sync::{Mutex as Lock, atomic::{self, AtomicU32}},\n    thread as t,\n};\n\
         struct S(Lock<()>, AtomicU32, atomic::AtomicBool);\nfn f() { t::spawn(|| t::current()); }",
        &[
            "2 std::sync::Mutex",
            "2 std::sync::atomic::AtomicU32",
            "5 std::sync::atomic::AtomicBool",
            "6 std::thread::spawn",
            "6 std::thread::current",
        ],
    );
}

#[test]
fn a_whole_path_is_named_where_it_is_used() {
    check(
        "fn f() {\n    std::thread::spawn(g);\n    ::std::sync::Once::new();\n}",
        &["2 std::thread::spawn", "3 std::sync::Once"],
    );
    check("static N: core::sync::atomic::AtomicI8 = x;", &["1 core::sync::atomic::AtomicI8"]);
    check(
        "use std::sync as s; use s::atomic as a; type T = a::AtomicU8;",
        &["1 std::sync::atomic::AtomicU8"],
    );
}

#[test]
fn globs_bring_in_what_the_file_does_not_define() {
    check("use std::sync::*;\nstruct S(Mutex<Arc<u8>>);", &["1 std::sync::Mutex"]);
    check("use std::sync::*;\nstruct Mutex; struct S(Mutex);", &[]);
    check("use std::sync::*; use interleave::sync::Mutex; struct S(Mutex<()>);", &[]);
    check(
        "use std::sync::atomic::*; fn f(x: &AtomicU64, o: Ordering) {}",
        &["1 std::sync::atomic::AtomicU64"],
    );
}

#[test]
fn what_is_passed_on_is_used() {
    check("mod sync { pub use std::sync::Mutex; }", &["1 std::sync::Mutex"]);
    check("pub(crate) use std::thread::{spawn, JoinHandle};", &["1 std::thread::spawn"]);
}

#[test]
fn what_is_the_same_here_and_there_is_left_alone() {
    check(
        "use std::sync::{Arc, LockResult, PoisonError, TryLockError, atomic::Ordering::{self, *}};\n\
         use std::{fmt, mem, ops::Deref, time::Duration};\nfn f(_: Arc<u8>, _: Ordering) -> LockResult<u8> {}",
        &[],
    );
    check(
        "use interleave::{sync::{Mutex, atomic::AtomicU8}, thread};\nfn f() { thread::spawn(g); }",
        &[],
    );
}

#[test]
fn comments_strings_methods_and_the_files_own_tests_use_nothing() {
    check(
        "// std::sync::Mutex\n/// [`std::thread::spawn`]\nfn f() { let s = \"std::sync::Mutex\"; }",
        &[],
    );
    check("use std::thread::spawn as _;\nfn f(s: &Scope) { s.spawn(g); }", &[]);
    check(
        "#[cfg(test)]\nmod tests { use std::thread; fn f() { thread::spawn(g); } }\nfn f() {}",
        &[],
    );
    check("use std::sync::Mutex;", &[]);
}

#[test]
fn a_block_has_imports_of_its_own() {
    check(
        "use interleave::thread;\nfn f() { use std::thread;\n thread::spawn(g); }\nfn h() { thread::spawn(g); }",
        &["3 std::thread::spawn"],
    );
}

#[test]
fn a_marker_is_no_use() {
    check(
        "use std::{cell::Cell, marker::PhantomData, sync::Mutex};\n\
         struct G<'a>(PhantomData<fn() -> &'a Mutex<()>>, PhantomData<Cell<u8>>);\nunsafe impl Sync for G<'_> {}",
        &[],
    );
    check("fn f() { PhantomData::<std::sync::Mutex<u8>>; PhantomData; }", &[]);
}

#[test]
fn a_cell_does_harm_only_where_an_unsafe_impl_vouches_for_it() {
    let cell = "use std::cell::Cell;\nstruct S(Cell<u8>);\n";
    check(cell, &[]);
    check(&format!("{cell}unsafe impl<T: Copy> Sync for S<T> {{}}"), &["1 std::cell::Cell"]);
    check("use std::cell::UnsafeCell;\nstruct S(UnsafeCell<u8>);", &["1 std::cell::UnsafeCell"]);
}

#[test]
fn locks_of_other_crates_are_named_as_well() {
    check(
        "use parking_lot::{Mutex, RwLock};\nstruct S(Mutex<u8>);\nfn f() { atomic_wait::wait(a, 1); }",
        &["1 parking_lot::Mutex", "3 atomic_wait::wait"],
    );
}
