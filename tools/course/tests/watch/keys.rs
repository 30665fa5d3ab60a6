//! What keys lead to, one after the other.

use std::fs;

use crate::fixture::{ADD_ONE, Course};
use crate::screens;
use crate::terminal::{Kind, PLAIN, Terminal};

const FAILED: &str = "Not solved yet. Save your file, and it runs again.";

#[test]
fn a_solved_exercise_says_what_comes_next() {
    let course = Course::new();
    course.solve("01a-add-one");
    let mut terminal = Terminal::open(&course, "");
    terminal.stands("Solved.");
    terminal.press("s").says("Yours is the same as ours");
    terminal.press("p").stands("This is the first exercise.");
    terminal.press("h").says("Hint 1 of 2");
    terminal.press("n").says("Exercise 01b both-orders").stands(FAILED);
    course.solve("01b-both-orders");
    terminal.stands("Solved.").says("no thread waits forever: in all 6 interleavings");
    terminal
        .press("n")
        .says("Exercise 02a come-back")
        .says("Still running after 1 s")
        .stands(FAILED);
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
    terminal.press("l").stands("Where to?");
    terminal.press("j").says("> open    01b");
    terminal.press("\x1b[B").says("> open    02a");
    terminal.press("j").press("k").says("> open    01b");
    terminal.press("\x1b[A").says("> solved  01a");
    terminal.press("/").stands("Filter:");
    terminal.press("wait").stands("Filter: wait").says("> open    02a");
    terminal.press("\x7f\x7f\x7f\x7f").stands("Filter:").says("01b");
    terminal.press("zebra").says("None has that");
    terminal.press("\x1b").stands("Where to?").says("01b");
    terminal.press("/solved").stands("Filter: solved").says("> solved  01a").forgets("01b");
    terminal.press("\x1b").stands("Where to?");
    terminal.press("/open").stands("Filter: open").says("01b").forgets("> solved");
    terminal.press("\x1b").stands("Where to?").says("01b");
    terminal.press("l").stands("Solved.").says("Exercise 01a add-one");
    terminal.press("l").stands("Where to?").press("j").says("> open    01b").press("\r");
    terminal.says("Exercise 01b both-orders").stands(FAILED);
    terminal.press("l").stands("Where to?").press("q");
    assert_eq!(terminal.end(), 0);
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
    for key in ["h", "?", "e"] {
        terminal.press(key);
    }
    terminal.says("Your file is").press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn another_size_of_the_terminal_is_drawn_anew() {
    let course = Course::new();
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED).resize(60, 40).until("it is drawn narrow", |screen| {
        // That these are on a line of their own is the runner's doing, not the terminal's.
        screen.contains("\n? all keys · q quit\n") && screen.ends_with(FAILED)
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
    terminal.stands(FAILED).says("Yours to change: `exercises/01a-add-one/src/lib.rs`");
    // The reader of this screen knows no links; where one begins and where it ends is in what was printed.
    terminal.prints("\x1b]8;;file://").prints("/exercises/01a-add-one/src/lib.rs\x1b\\");
    terminal.prints("\x1b]8;;\x1b\\").press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn checking_everything_shows_how_far_it_is() {
    let course = Course::new();
    course.solve("01a-add-one");
    let mut terminal = Terminal::open(&course, "check");
    assert_eq!(terminal.end(), 0);
    terminal
        .says("1 of 3 solved, 2 are open.")
        .prints("] 0 of 3")
        .prints("] 2 of 3")
        .forgets(" of 3 judged");
}

#[test]
fn a_terminal_that_cannot_draw_again_is_told_once() {
    let course = Course::new();
    let variables = &[("NO_COLOR", "1"), ("TERM", "dumb")];
    let mut terminal = Terminal::of(&course, "", Kind { variables, ..PLAIN });
    assert_eq!(terminal.end(), 0);
    terminal.says("Not solved yet. 2 of 3 tests fail.").says("then `cargo run` again.");
}

#[test]
fn what_was_asked_for_during_a_run_outlives_it() {
    let course = screens::course();
    let mut terminal = Terminal::open(&course, "");
    terminal.stands("Compiling exercise01a v0.1.0 …").press("h").says("Hint 1 of 2");
    course.write("exercises/01a-add-one/go", "");
    terminal.stands(FAILED).says("2 of 3 tests fail.").says("Hint 1 of 2");
    // The next run begins anew.
    course.replace(ADD_ONE, "    n\n", "    n + 2\n");
    terminal.says("left: 3").forgets("Hint").press("q");
    assert_eq!(terminal.end(), 0);
}
