//! Every key, in every state.

use std::fs;

use crate::fixture::Course;
use crate::terminal::{Kind, PLAIN, Terminal};

pub const ADD_ONE: &str = "exercises/01a-add-one/src/lib.rs";
const FAILED: &str = "Not solved yet. Save your file, and it runs again.";

#[test]
fn a_failing_exercise_answers_every_key() {
    let course = Course::new();
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED).looks_like("failed");
    terminal.press("h").says("Hint 1 of 2").looks_like("hint");
    terminal.press("h").says("Hint 2 of 2").says("That was the last one. Our solution: `s`");
    terminal.press("r").until("the hints are gone", |screen| !screen.contains("Hint"));
    terminal.stands(FAILED).looks_like("failed");
    terminal.press("h").says("There are no more.");
    terminal.press("t").until("the hints are gone", |screen| !screen.contains("Hint"));
    terminal.press("?").says("compare what you wrote").looks_like("keys");
    terminal.press("z").stands("No such key. ? lists them.");
    terminal.press("p").stands("This is the first exercise.");
    terminal.press("s").stands("add-one is not solved yet. Show our solution? (y/n)");
    terminal.press("n").stands("Not shown. A hint says less: h");
    terminal.press("sy").says("From yours (-) to ours (+)").stands(FAILED);
    terminal.press("r").until("it is gone", |screen| !screen.contains("From yours")).stands(FAILED);
    terminal.press("sy").says("Ours as a whole").looks_like("solution");
    terminal.press("x").stands("Put add-one back as it was shipped? Yours is kept. (y/n)");
    terminal.press("\x1b").stands("Left as it is.");
    terminal.press("xy").says("is as it was shipped already.");
    terminal.press("e").says("Your file is `exercises/01a-add-one/src/lib.rs:5`.");
    terminal.press("b").says("The book is `");
    assert!(course.path("book/build/index.html").exists());
    terminal.press("n").stands("add-one is not solved yet. Go on all the same? (y/n)");
    terminal.press("n").stands("You stay.");
    terminal.press("ny").says("Exercise 01b both-orders").stands(FAILED).looks_like("next");
    terminal.press("p").says("Exercise 01a add-one").stands(FAILED);
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert!(course.read(".progress").contains("hints add-one 2"));
}

#[test]
fn a_solved_exercise_says_what_comes_next() {
    let course = Course::new();
    course.solve("01a-add-one");
    let mut terminal = Terminal::open(&course, "");
    terminal.stands("Solved.").looks_like("solved");
    terminal.press("s").says("Yours is the same as ours");
    terminal.press("p").stands("This is the first exercise.");
    terminal.press("h").says("Hint 1 of 2");
    terminal.press("n").says("Exercise 01b both-orders").stands(FAILED);
    course.solve("01b-both-orders");
    terminal.stands("Solved.").says("nobody waits for ever: in all 6 interleavings");
    terminal
        .press("n")
        .says("Exercise 02a come-back")
        .says("Still running after 1 s")
        .stands(FAILED);
    terminal.looks_like("hung");
    terminal.press("n").stands("All others are solved; come-back is the last one.");
    course.solve("02a-come-back");
    terminal
        .stands("Solved.")
        .says("Every exercise is solved. Read on: `b`")
        .looks_like("all-solved");
    terminal.press("n").stands("Every exercise is solved. Read on: b");
    terminal.press("p").says("Exercise 01b both-orders").stands("Solved.");
    terminal
        .press("xy")
        .says("What you wrote is kept as `.backups/both-orders.1.rs`.")
        .stands(FAILED);
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_list_moves_filters_and_jumps() {
    let course = Course::new();
    course.solve("01a-add-one");
    let mut terminal = Terminal::open(&course, "run 01a");
    terminal.stands("Solved.");
    terminal.press("l").stands("Where to?").looks_like("list");
    terminal.press("j").says("> open    01b");
    terminal.press("\x1b[B").says("> open    02a");
    terminal.press("j").press("k").says("> open    01b");
    terminal.press("\x1b[A").says("> solved  01a");
    terminal.press("/").stands("Filter:");
    terminal.press("wait").stands("Filter: wait").says("> open    02a").looks_like("filter");
    terminal.press("\x7f\x7f\x7f\x7f").stands("Filter:").says("01b");
    terminal.press("zebra").says("None has that");
    terminal.press("\x1b").stands("Where to?").says("01b");
    terminal.press("l").stands("Solved.").says("Exercise 01a add-one");
    terminal.press("l").stands("Where to?").press("j").says("> open    01b").press("\r");
    terminal.says("Exercise 01b both-orders").stands(FAILED);
    terminal.press("l").stands("Where to?").press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn while_it_compiles_and_while_tests_run_keys_are_heard() {
    let course = Course::new();
    let wait = "fn main() {\n    println!(\"cargo::rerun-if-changed=go\");\n    \
                while !std::path::Path::new(\"go\").exists() {\n        \
                std::thread::sleep(std::time::Duration::from_millis(5));\n    }\n}\n";
    course.write("exercises/01a-add-one/build.rs", wait);
    // Compiling: cargo waits for the build script.
    let mut terminal = Terminal::open(&course, "");
    terminal.says("Compiling exercise01a").looks_like("compiling");
    check_busy(&course, &mut terminal, "Compiling exercise01a v0.1.0 …");
    course.write("exercises/01a-add-one/go", "");
    terminal.stands(FAILED);

    // Running: the test hangs, and its deadline is far away.
    course.replace("exercises/02a-come-back/Cargo.toml", "deadline = 1", "deadline = 600");
    terminal.press("q");
    terminal.end();
    let mut terminal = Terminal::open(&course, "run 02a");
    terminal.says("Running the tests for ");
    terminal.press("?").says("compare what you wrote").press("h").says("Hint 1 of 2");
    terminal.press("r").says("Compiling").says("Running the tests for ");
    terminal.press("x").says("Put come-back back").press("n").says("Left as it is.");
    terminal.press("s").says("Show our solution?").press("y").says("From yours (-) to ours (+)");
    terminal.press("l").stands("Where to?").press("l").says("Running the tests for ");
    terminal.press("p").says("Exercise 01b both-orders").stands(FAILED);
    terminal.press("ny").says("Exercise 02a come-back").says("Running the tests for ");
    // An edit calls the run off.
    course.solve("02a-come-back");
    terminal.stands("Solved.").press("q");
    assert_eq!(terminal.end(), 0);
}

fn check_busy(course: &Course, terminal: &mut Terminal, busy: &str) {
    terminal.press("h").says("Hint 1 of 2").stands(busy);
    terminal.press("?").says("compare what you wrote").stands(busy);
    terminal.press("e").says("Your file is `").stands(busy);
    terminal.press("z").stands("No such key. ? lists them.");
    terminal.press("p").stands("This is the first exercise.");
    terminal.press("s").says("Show our solution?").press("n").says("Not shown.");
    terminal.press("x").says("Put add-one back").press("n").says("Left as it is.");
    terminal.press("n").says("Go on all the same?").press("n").says("You stay.");
    terminal.press("l").stands("Where to?").press("l").stands(busy);
    terminal.press("r").stands("Compiling …");
    terminal.stands(busy);
    assert!(!course.path("exercises/01a-add-one/go").exists());
}

#[test]
fn what_does_not_compile_is_shown_and_the_first_error_stays_in_sight() {
    let course = Course::new();
    let broken: String =
        ('a'..='j').map(|name| format!("pub fn {name}() {{ missing_{name}() }}\n")).collect();
    course.write(ADD_ONE, &broken);
    let mut terminal = Terminal::of(&course, "", Kind { rows: 30, ..PLAIN });
    terminal.stands("Does not compile. Save your file, and it runs again.");
    terminal
        .press("r")
        .says("Compiling")
        .stands("Does not compile. Save your file, and it runs again.");
    terminal.looks_like("broken");
    for key in ["h", "?", "e"] {
        terminal.press(key);
    }
    terminal.says("Your file is").press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn screens_fit_sixty_columns_with_and_without_colour() {
    let course = Course::new();
    let colours = &[("FORCE_HYPERLINK", "0")];
    for (columns, variables) in [(60, PLAIN.variables), (80, colours), (60, colours)] {
        let mut terminal = Terminal::of(&course, "run 01a", Kind { columns, rows: 40, variables });
        let kind =
            if variables.len() == 1 && variables[0].0 == "NO_COLOR" { "plain" } else { "colour" };
        let check = |terminal: &mut Terminal, what: &str| {
            let name = format!("{what}-{columns}-{kind}");
            if kind == "plain" {
                terminal.looks_like(&name)
            } else {
                terminal.looks_in_colour_like(&name)
            };
        };
        terminal.stands(FAILED);
        check(&mut terminal, "failed");
        terminal.press("sy").says("Ours as a whole");
        check(&mut terminal, "solution");
        course.solve("01a-add-one");
        terminal.stands("Solved.");
        check(&mut terminal, "solved");
        terminal.press("l").stands("Where to?");
        check(&mut terminal, "list");
        terminal.press("l").stands("Solved.").press("x").says("(y/n)");
        check(&mut terminal, "question");
        terminal.press("y").says("What you wrote is kept").stands(FAILED).press("q");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn another_size_of_the_terminal_is_drawn_anew() {
    let course = Course::new();
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED).resize(60, 40).until("it is narrow", |screen| {
        screen.lines().all(|line| line.chars().count() <= 60) && screen.contains(FAILED)
    });
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_editor_opens_where_there_is_something_to_do() {
    let course = Course::new();
    let editor = course.path("vim");
    let variables = [("NO_COLOR", "1"), ("VISUAL", editor.to_str().unwrap())];
    let script = "#!/bin/sh\necho \"$@\" > \"$(dirname \"$0\")/called\"\n";
    course.write("vim", script);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
        let mut terminal = Terminal::of(&course, "", Kind { variables: &variables, ..PLAIN });
        terminal.stands(FAILED).press("e");
        terminal.until("it is called", |_| course.path("called").exists());
        // The keys are ours again.
        terminal.press("?").says("compare what you wrote").press("q");
        assert_eq!(terminal.end(), 0);
        assert!(course.read("called").starts_with("+5 "), "{}", course.read("called"));
    }
}

#[test]
fn files_are_links_where_the_terminal_can() {
    let course = Course::new();
    let variables = &[("FORCE_HYPERLINK", "1"), ("CLICOLOR_FORCE", "1")];
    let mut terminal = Terminal::of(&course, "", Kind { variables, ..PLAIN });
    // The reader of this screen knows no links; that they are not in the way is what can be seen.
    terminal.stands(FAILED).says("Yours to change: `exercises/01a-add-one/src/lib.rs`").press("q");
    assert_eq!(terminal.end(), 0);
}
