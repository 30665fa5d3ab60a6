//! What is said about an exercise.

use crate::fixture::{ADD_ONE, Course};

const BOTH_ORDERS: &str = "exercises/01b-both-orders/src/lib.rs";

#[test]
fn a_failing_exercise_is_no_failure_of_the_runner() {
    Course::new().run("").code(0).quiet().looks_like("failing");
}

#[test]
fn scripts_may_ask_for_the_exit_code() {
    let course = Course::new();
    course.run("run --exit-code").code(1).says("Not solved yet.");
    course.solve("01a-add-one");
    course.run("run --exit-code").code(0).says("Solved.");
}

#[test]
fn a_counterexample_is_shown_whole() {
    Course::new().run("run both-orders").code(0).looks_like("counterexample");
}

#[test]
fn a_solved_exercise_says_what_was_proved() {
    let course = Course::new();
    course.solve("01b-both-orders");
    course.run("run both-orders").code(0).quiet().looks_like("solved");
}

#[test]
fn warnings_of_a_solved_exercise_are_counted() {
    let course = Course::new();
    course.solve("01b-both-orders");
    course.replace(BOTH_ORDERS, "true;", "true;\n\nfn unused() {}");
    course.run("run both-orders").says("The compiler has 1 warning: `cargo check -p exercise01b`");
}

#[test]
fn what_does_not_compile_is_shown_as_rustc_prints_it_and_nothing_else() {
    let course = Course::new();
    course.write(
        ADD_ONE,
        "pub fn add_one(n: u32) -> u32 {\n    let unused = 1;\n    n + amount\n}\n",
    );
    let ran = course.run("").code(0).quiet().looks_like("broken");
    assert_eq!(ran.stdout().matches("error").count(), 1);
}

#[test]
fn errors_come_in_the_order_of_the_compiler() {
    let course = Course::new();
    course.write(ADD_ONE, "pub fn add_one(n: u32) -> u32 {\n    one + two\n}\n");
    let ran = course.run("").code(0).does_not_say("aborting");
    let place = |what| ran.stdout().find(what).unwrap();
    assert!(place("cannot find value `one`") < place("cannot find value `two`"));
}

#[test]
fn a_loop_that_never_ends_is_stopped_at_the_deadline() {
    Course::new().run("run come-back").code(0).quiet().looks_like("hang");
}

#[test]
fn a_loop_that_prints_forever_is_cut_short() {
    let course = Course::new();
    let body = "use std::io::Write;\n\npub fn come_back() {\n    loop {\n        \
                std::io::stdout().write_all(&[b'x'; 4096]).unwrap();\n        \
                std::io::stderr().write_all(&[b'y'; 4096]).unwrap();\n    }\n}\n";
    course.write("exercises/02a-come-back/src/lib.rs", body);
    let ran = course.run("run come-back").code(0).says("Still running after 1 s").says("left out");
    assert!(ran.stdout().len() < 20_000, "{} bytes", ran.stdout().len());
}

#[test]
fn a_crash_is_a_verdict_too() {
    let course = Course::new();
    let body = "pub fn add_one(_: u32) -> u32 {\n    eprintln!(\"goodbye\");\n    std::process::abort()\n}\n";
    course.write(ADD_ONE, body);
    course.run("").code(0).says("It ended early: ").says("It printed:\ngoodbye");
}

#[test]
fn what_hangs_hides_nothing_else() {
    let course = Course::new();
    let body = "pub fn add_one(n: u32) -> u32 {\n    while n == 1 {\n        std::thread::park()\n    }\n    n\n}\n";
    course.write(ADD_ONE, body);
    course.replace("exercises/01a-add-one/Cargo.toml", "deadline = 10", "deadline = 5");
    course.run("").code(0).looks_like("hang-and-fail");
}

#[test]
fn a_counterexample_is_shown_before_what_has_no_verdict() {
    let course = Course::new();
    let tests = "#[test]\nfn it_ends() {\n    interleave::gives_up(\"too many executions\");\n}\n\n\
                 #[test]\nfn nothing_is_lost() {\n    interleave::fails(\"assertion\", \"This breaks it.\");\n}\n";
    course.write("exercises/01b-both-orders/tests/check.rs", tests);
    course
        .run("run both-orders")
        .code(0)
        .says("Fails: nothing is lost")
        .says("it ends (no verdict)");
}

#[test]
fn with_a_changed_file_that_came_with_the_exercise_nothing_is_solved() {
    let course = Course::new();
    const GIVEN: &str = "exercises/01a-add-one/src/given.rs";
    course.solve("01a-add-one");
    course.write(GIVEN, "//! Changed.\n");
    // A file of the learner's own is theirs.
    course.run("").code(0).says("Solved.");
    course.write("solutions/01a-add-one/src/given.rs", "//! Given.\n");
    let file = "exercises/01a-add-one/src/given.rs";
    course.run("run add-one").code(0).says("Solved, but with changed tests").says(file);
    course.run("check").code(0).says("given.rs` was changed").says("0 of 3 solved");
    course
        .run("reset add-one")
        .code(0)
        .says("`exercises/01a-add-one/src/given.rs` is back as it was");
    assert_eq!(course.read(GIVEN), "//! Given.\n");
    course.solve("01a-add-one");
    course.run("run add-one").code(0).says("Solved.");
}

#[test]
fn leaving_with_success_is_not_passing() {
    let course = Course::new();
    course.write(ADD_ONE, "pub fn add_one(_: u32) -> u32 {\n    std::process::exit(0)\n}\n");
    course.run("").code(0).says("It ended early: ").does_not_say("Solved");
}

#[test]
fn what_is_ignored_is_left_out_and_what_should_panic_may() {
    let course = Course::new();
    let tests = "#[test]\n#[ignore = \"it is run by another one\"]\nfn later() {\n    panic!()\n}\n\n\
                 #[test]\n#[should_panic(expected = \"no\")]\nfn it_refuses() {\n    assert!(add_one::add_one(1) == 1, \"no\");\n}\n";
    course.write("exercises/01a-add-one/tests/check.rs", tests);
    course.run("").code(0).says("Its test fails.").says("note: test did not panic as expected");
    course.solve("01a-add-one");
    course.run("").code(0).says("Solved.").does_not_say("later");
}

#[test]
fn a_lock_of_std_in_a_model_is_pointed_out() {
    let course = Course::new();
    course.replace("exercises/01b-both-orders/Cargo.toml", "deadline = 10", "deadline = 1");
    let tests = "#[test]\nfn it_ends() {\n    both_orders::wait();\n}\n";
    course.write("exercises/01b-both-orders/tests/check.rs", tests);
    let body = "use std::sync::Mutex;\n\npub fn wait() {\n    let lock = Mutex::new(());\n    let _one = lock.lock();\n    \
                let _two = lock.lock();\n}\n";
    course.write(BOTH_ORDERS, body);
    course.run("run both-orders").code(0).says("The file uses `std::sync` or `std::thread`.");
}

#[test]
fn tests_learn_the_width_and_whether_to_use_colour() {
    let course = Course::new();
    let body = "pub fn add_one(_: u32) -> u32 {\n    let var = std::env::var_os;\n    \
                panic!(\"{:?} {:?}\", var(\"COLUMNS\"), var(\"CLICOLOR_FORCE\"))\n}\n";
    course.write(ADD_ONE, body);
    course.run("").says("Some(\"80\") None");
    let output = course.command("").env("CLICOLOR_FORCE", "1").output().unwrap();
    course.ran("with CLICOLOR_FORCE", output).says("Some(\"80\") Some(\"1\")").says("\u{1b}[");
    let output =
        course.command("").env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().unwrap();
    course.ran("with NO_COLOR", output).says("Some(\"80\") None").does_not_say("\u{1b}[");
}

#[test]
fn prose_is_wrapped_to_a_narrow_terminal() {
    let course = Course::new();
    let output = course.command("").env("COLUMNS", "44").output().unwrap();
    course.ran("in 44 columns", output).code(0).looks_like("narrow");
}
