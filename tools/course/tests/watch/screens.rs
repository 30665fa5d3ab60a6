//! What a learner sees in every state: at 80 and at 60 columns, with and without colour.

use crate::fixture::{ADD_ONE, Course};
use crate::steps::Act::{Delete, Press, Save, Wait};
use crate::steps::{self, Step};
use crate::terminal::{Kind, PLAIN, Terminal};

const STEPS: &[Step] = &[
    ("compiling", Wait, "Compiling exercise01a", "Compiling exercise01a v0.1.0 …"),
    ("failed", Save("exercises/01a-add-one/go", ""), "2 of 3 tests fail.", "Not solved yet."),
    ("hint", Press("h"), "Hint 1 of 2", "Not solved yet."),
    ("keys", Press("t?"), "also while others still run.", "Not solved yet."),
    ("solution", Press("tsy"), "Ours as a whole", "Not solved yet."),
    ("question", Press("tx"), "(y/n)", "Put add-one back as it was shipped? Yours is kept. (y/n)"),
    ("left", Press("n"), "Left as it is.", "Left as it is."),
    ("broken", Save(ADD_ONE, MANY_ERRORS), "more error", "Does not compile."),
    ("running", Save(ADD_ONE, LOOP), "Running the tests for ", "Running the tests for "),
    ("reset", Press("xy"), "What you wrote is kept as", "Not solved yet."),
    ("solved", Save(ADD_ONE, SOLVED), "This holds:", "Solved."),
    ("list", Press("l"), "1 of 3 solved", "Where to?"),
    ("filter", Press("/wait"), "> open 02a", "Filter: wait"),
    ("hung", Press("\r"), "Still running after 1 s", "Not solved yet."),
    ("missing", Delete("exercises/02a-come-back/src/lib.rs"), "is missing", "No verdict."),
];

const FAILED: &str = "Not solved yet. Save your file, and it runs again.";

const SOLVED: &str = "pub fn add_one(n: u32) -> u32 {\n    n + 1\n}\n";
const LOOP: &str =
    "pub fn add_one(_: u32) -> u32 {\n    loop {\n        std::thread::park()\n    }\n}\n";
const MANY_ERRORS: &str = "\
pub fn a() { missing_a() }
pub fn b() { missing_b() }
pub fn c() { missing_c() }
pub fn d() { missing_d() }
pub fn e() { missing_e() }
pub fn f() { missing_f() }
";

/// A seat at a terminal: its course, and how its screens are called.
struct Seat(Course, Terminal, String);

#[test]
fn every_state_fits_eighty_and_sixty_columns_with_and_without_colour() {
    let colours: &[_] = &[("FORCE_HYPERLINK", "0")];
    let kinds = [("plain", PLAIN.variables), ("colour", colours)];
    let mut seats = Vec::new();
    // What is waited for at one is waited for at all of them.
    for columns in [80, 60] {
        for (name, variables) in kinds {
            let course = course();
            let terminal = Terminal::of(&course, "", Kind { columns, rows: 40, variables });
            seats.push(Seat(course, terminal, format!("{columns}-{name}")));
        }
    }
    for step in STEPS {
        for Seat(course, terminal, _) in &mut seats {
            steps::begin(course, terminal, step);
        }
        for Seat(_, terminal, kind) in &mut seats {
            steps::end(terminal, step);
            let name = format!("{}-{kind}", step.0);
            if kind.ends_with("plain") {
                terminal.looks_like(&name);
            } else {
                terminal.looks_in_colour_like(&name);
            }
        }
    }
    for Seat(_, terminal, _) in &mut seats {
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
}

/// A course whose first exercise compiles until there is a file `go`, and may run for long.
pub fn course() -> Course {
    let course = Course::new();
    let wait = "fn main() {\n    println!(\"cargo::rerun-if-changed=build.rs\");\n    \
                while !std::path::Path::new(\"go\").exists() {\n        \
                std::thread::sleep(std::time::Duration::from_millis(5));\n    }\n}\n";
    course.write("exercises/01a-add-one/build.rs", wait);
    course.replace("exercises/01a-add-one/Cargo.toml", "deadline = 10", "deadline = 600");
    course
}

#[test]
fn where_both_do_not_fit_the_task_comes_first_and_after_a_save_the_verdict() {
    for columns in [80, 60] {
        let course = Course::new();
        let mut terminal = Terminal::of(&course, "", Kind { columns, rows: 20, ..PLAIN });
        terminal.stands(FAILED).looks_like(&format!("short-task-{columns}"));
        terminal.press("t").says("Fails: the result is one more");
        terminal.looks_like(&format!("short-verdict-{columns}"));
        terminal.press("t").says("A counter forgets to count.").forgets("Fails:");
        course.replace(ADD_ONE, "    n\n", "    n + 2\n");
        terminal.says("Fails: the result is one more").forgets("A counter").press("q");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn where_not_even_the_verdict_fits_the_last_line_says_what_it_is_about() {
    let course = Course::new();
    let kind = Kind { rows: 10, ..PLAIN };
    let mut terminal = Terminal::of(&course, "", kind);
    terminal.says("lines 1-7 of 31 · Not solved yet.").press("t").says("lines 13-19 of 28");
    terminal.looks_like("tiny").press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn no_size_is_too_small() {
    let course = Course::new();
    let mut terminal = Terminal::open(&course, "");
    for (columns, rows) in [(7, 3), (1, 1), (2, 40), (200, 2)] {
        terminal.stands(FAILED).resize(columns, rows).press("l?tl").resize(80, 40);
    }
    // A key that comes together with a new size may have to wait for the next one.
    terminal.says("A counter forgets to count.").stands(FAILED).press("q");
    assert_eq!(terminal.end(), 0);
}
