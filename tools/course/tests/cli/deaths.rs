//! A test that dies is told in words.

use crate::fixture::{ADD_ONE, Course};

#[track_caller]
fn check(body: &str) -> crate::fixture::Ran {
    let course = Course::new();
    course.write(ADD_ONE, &format!("pub fn add_one(n: u32) -> u32 {{\n{body}\n}}\n"));
    course.run("").code(0).quiet()
}

#[test]
fn a_stack_overflow_is_named_and_the_compilers_warning_with_it() {
    let ran = check("    let unused = 1;\n    1 + add_one(n)");
    ran.says("A stack overflow: there was no room")
        .says("The compiler has warned of this:\nwarning: function cannot return without recursing")
        .does_not_say("unused variable")
        .does_not_say("It printed:");
}

/// As in the explorer, whose stacks have no guard that Rust knows of.
#[cfg(unix)]
#[test]
fn memory_that_is_not_its_own_is_most_likely_a_stack_overflow() {
    let ran = check("    unsafe { *std::hint::black_box(64 as *mut u32) = n };\n    n");
    ran.says("It touched memory that isn't its own.");
}

#[test]
fn a_test_that_takes_all_memory_is_ended() {
    let ran = check(
        "    let mut all = Vec::new();\n    while n == 1000 {\n        all.push(vec![1u8; 1 << 26]);\n    }\n    n + 1",
    );
    ran.says("1 of 3 tests fails.").says("It wanted more memory than the 512 MB that a test gets");
}

#[test]
fn leaving_is_named() {
    check("    std::process::exit(n as i32)").says("Something called `exit` before the test");
}
