//! The commands, when nothing is wrong.

use crate::fixture::{ADD_ONE, Course};

#[test]
fn help_tells_all() {
    Course::new().run("--help").code(0).looks_like("help");
}

#[test]
fn list_shows_every_exercise_by_lesson() {
    let course = Course::new();
    course.solve("01a-add-one");
    course.run("run add-one").code(0);
    course.run("run 02a").code(0);
    course.run("list").code(0).looks_like("list");
}

#[test]
fn without_a_command_one_comes_back_to_where_one_was() {
    let course = Course::new();
    course.run("").code(0).says("add-one · 1 of 2 in this lesson");
    course.run("run both-orders").code(0);
    course.run("").code(0).says("both-orders · 2 of 2 in this lesson");
}

#[test]
fn an_exercise_goes_by_many_names() {
    let course = Course::new();
    let names = [
        "both-orders",
        "01b",
        "1b",
        "exercise01b",
        "01b-both-orders",
        "exercises/01b-both-orders/",
    ];
    for name in names {
        course
            .run(&format!("solution {name} --yes"))
            .code(0)
            .says("pub const SAME_ORDER: bool = true;");
    }
}

#[test]
fn a_name_alone_runs_the_exercise() {
    let course = Course::new();
    for name in ["01b", "both-orders", "exercises/01b-both-orders/"] {
        course.run(name).code(0).says("Exercise 01b both-orders");
    }
    course.run("01b --exit-code").code(1).says("Not solved yet.");
    let list = "error: there is no command `lst`: did you mean `list`?";
    course.run("lst").code(1).complains(list);
    course.run("bth-orders").code(1).complains("did you mean `both-orders`?");
    course.run("--version").code(0).says(concat!("course ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn next_skips_what_is_solved_and_comes_round() {
    let course = Course::new();
    course.solve("01a-add-one");
    course.solve("01b-both-orders");
    course.run("run 01b").code(0).says("Go on: `cargo run -- next`");
    course.run("run 01a").code(0);
    course.run("next").code(0).says("Exercise 02a come-back").quiet();
    course.run("next").code(0).says("All others are solved; `come-back` is the last one.");
    course.solve("02a-come-back");
    course.run("run").code(0).says("Every exercise is solved.");
    course.run("next").code(0).says("Every exercise is solved.");
}

#[test]
fn next_tells_what_is_left_behind() {
    let course = Course::new();
    let note = "note: `add-one` is not solved yet; `cargo run -- run add-one` leads back to it";
    course.run("next").code(0).says("Exercise 01b both-orders").complains(note);
}

#[test]
fn hints_come_one_at_a_time_and_are_remembered() {
    let course = Course::new();
    course.run("hint").code(0).says("Hint 1 of 2").does_not_say("Hint 2").looks_like("hint");
    course.run("hint").code(0).says("Hint 2 of 2").does_not_say("Hint 1").says("    n + 1");
    course.run("hint").code(0).says("Hint 1 of 2").says("Hint 2 of 2").says("There are no more.");
    course.run("hint both-orders").code(0).says("Hint 1 of 2 · both-orders");
}

#[test]
fn the_task_comes_without_the_hints() {
    Course::new().run("").code(0).does_not_say("Hint").does_not_say("<details>");
}

#[test]
fn reset_restores_the_shipped_file_and_keeps_the_other() {
    let course = Course::new();
    let shipped = course.read(ADD_ONE);
    course.solve("01a-add-one");
    let mine = course.read(ADD_ONE);
    course.run("").code(0).says("Solved.");
    course.run("hint").code(0);
    course.run("reset add-one").code(0).quiet().looks_like("reset");
    assert_eq!(course.read(ADD_ONE), shipped);
    assert_eq!(course.read(".backups/add-one.1.rs"), mine);
    course.run("list").code(0).says("0 of 3 solved");
    course.run("hint").code(0).says("Hint 1 of 2");

    course.run("reset add-one").code(0).says("already as it was shipped");
    course.write(ADD_ONE, "// again");
    course.run("reset 01a").code(0).says("`.backups/add-one.2.rs`");
    assert_eq!(course.read(".backups/add-one.1.rs"), mine);
}

#[test]
fn the_solution_comes_after_ones_own_or_on_demand() {
    let course = Course::new();
    course.run("solution add-one").code(1).does_not_say("n + 1").complains(
        "error: `add-one` is not solved yet: `cargo run -- solution add-one --yes` shows the solution anyway",
    );
    course.run("solution add-one --yes").code(0).says("    n + 1");
    course.solve("01a-add-one");
    course.run("run add-one").code(0);
    course
        .run("solution add-one")
        .code(0)
        .says("// solutions/01a-add-one/src/lib.rs")
        .says("    n + 1");
}

#[test]
fn book_builds_opens_and_says_where_the_book_is() {
    let course = Course::new();
    let index = "[course]/book/build/index.html";
    course.run("book").code(0).says("bookbinder build --open").says(index);
}

#[test]
fn book_passes_failure_on() {
    let course = Course::new();
    course.write("book/broken", "");
    course
        .run("book")
        .code(3)
        .complains("includes a file that does not exist")
        .does_not_say("index.html");
}
