//! Every key, in every state: one table.

use crate::fixture::{ADD_ONE, Course};
use crate::terminal::Terminal;

/// What the runner is at when a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Compiling,
    Running,
    Failed,
    Broken,
    Hung,
    Solved,
}

use State::{Broken, Compiling, Failed, Hung, Running, Solved};

const ALL: &[State] = &[Compiling, Running, Failed, Broken, Hung, Solved];
const UNSOLVED: &[State] = &[Compiling, Running, Failed, Broken, Hung];
const BUILT: &[State] = &[Running, Failed, Broken, Hung, Solved];

/// What comes of it.
enum Seen {
    /// It is on the screen.
    Says(&'static str),
    /// It is the last line.
    Stands(&'static str),
    /// It is on the screen no more.
    Forgets(&'static str),
    /// It was printed, if only for a moment.
    Prints(&'static str),
}

use Seen::{Forgets, Prints, Says, Stands};

/// In which states, which keys, what comes of it, and which keys lead back.
type Row = (&'static [State], &'static str, Seen, &'static str);

const TABLE: &[Row] = &[
    (ALL, "h", Says("Hint 1 of 2"), ""),
    (ALL, "h", Says("That was the last one. Our solution: `s`"), ""),
    (ALL, "h", Says("You have seen all of them."), ""),
    (ALL, "t", Forgets("Hint"), ""),
    (ALL, "?", Says("compare what you wrote with our solution"), ""),
    (ALL, "e", Says("Your file is `exercises/01a-add-one/src/lib.rs:"), ""),
    (ALL, "z", Stands("No such key. ? lists them."), ""),
    (ALL, "p", Stands("This is the first exercise."), ""),
    (ALL, "r", Prints("Compiling …"), ""),
    (BUILT, "b", Says("The chapter is `file:///"), ""),
    // Two cargos wait for each other, so that the book may have to wait for the exercise.
    (&[Compiling], "b", Prints("Building the book …"), ""),
    (&[Failed, Broken, Hung, Solved], "c", Says("open. The first of them:"), ""),
    (ALL, "\x1b[6~", Says("Exercise 01a add-one"), ""),
    (ALL, "\x1b[5~", Says("Exercise 01a add-one"), ""),
    (ALL, "l", Stands("Where to?"), ""),
    (ALL, "j", Says("> open    01b"), ""),
    (UNSOLVED, "k", Says("> now     01a"), ""),
    (&[Solved], "k", Says("> solved  01a"), ""),
    (ALL, "/", Stands("Filter:"), ""),
    (ALL, "wait", Stands("Filter: wait"), ""),
    (ALL, "\x1b", Stands("Where to?"), ""),
    (ALL, "l", Forgets("Where to?"), ""),
    (ALL, "l/both\r", Says("Exercise 01b both-orders"), "p"),
    (ALL, "x", Stands("Put add-one back as it was shipped? Yours is kept. (y/n)"), ""),
    (ALL, "n", Stands("Left as it is."), ""),
    // At a question, whatever is not yes is no.
    (ALL, "xq", Stands("Left as it is."), ""),
    (UNSOLVED, "s", Stands("add-one is not solved yet. Show our solution? (y/n)"), ""),
    (UNSOLVED, "n", Stands("Not shown. A hint gives away less: h"), ""),
    (UNSOLVED, "sy", Says("From yours (-) to ours (+)"), ""),
    (&[Solved], "s", Says("Yours is the same as ours"), ""),
    (UNSOLVED, "n", Stands("add-one is not solved yet. Go on all the same? (y/n)"), ""),
    (UNSOLVED, "n", Stands("You stay."), ""),
    (UNSOLVED, "ny", Says("Exercise 01b both-orders"), "p"),
    (&[Solved], "n", Says("Exercise 01b both-orders"), "p"),
    // The last rows but one: what was reset is in another state.
    (&[Compiling, Failed], "xy", Says("is already as it was shipped."), ""),
    (&[Running, Broken, Hung, Solved], "xy", Says("kept as `.backups/add-one.1.rs`."), ""),
];

/// A key that the help tells of and nothing here presses fails this test.
#[test]
fn every_key_of_the_help_is_in_the_table() {
    let course = Course::new();
    let mut terminal = Terminal::open(&course, "");
    terminal.press("?").says("Saving the file runs its tests");
    let help = terminal.text();
    let (_, help) = help.rsplit_once("  n     on to the next").unwrap();
    let names = help.lines().filter_map(|line| line.strip_prefix("  "));
    let names: Vec<&str> = names.filter_map(|line| line.split("  ").next()).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names.into_iter().chain(["n"]).filter(|name| !name.is_empty() && *name != "q") {
        let key = match name {
            "PgDn" => "\x1b[6~",
            "PgUp" => "\x1b[5~",
            "Esc" => "\x1b",
            letter => letter,
        };
        assert!(TABLE.iter().any(|row| row.1.starts_with(key)), "`{name}` is not in the table");
    }
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn while_it_compiles() {
    check(Compiling);
}

#[test]
fn while_tests_run() {
    check(Running);
}

#[test]
fn when_tests_have_failed() {
    check(Failed);
}

#[test]
fn when_it_does_not_compile() {
    check(Broken);
}

#[test]
fn when_tests_have_hung() {
    check(Hung);
}

#[test]
fn when_it_is_solved() {
    check(Solved);
}

fn check(state: State) {
    let course = course(state);
    let mut terminal = Terminal::open(&course, "");
    settle(&mut terminal, state);
    for (_, keys, seen, back) in TABLE.iter().filter(|row| row.0.contains(&state)) {
        terminal.press(keys);
        match seen {
            Says(text) => terminal.says(text),
            Stands(text) => terminal.stands(text),
            Forgets(text) => terminal.forgets(text),
            Prints(text) => terminal.prints(text),
        };
        if !back.is_empty() {
            terminal.press(back).says("Exercise 01a add-one");
            settle(&mut terminal, state);
        }
    }
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    #[cfg(unix)]
    assert!(terminal.is_sane());
}

/// Waits until it is in this state.
fn settle(terminal: &mut Terminal, state: State) {
    let words = match state {
        Compiling => "Compiling exercise01a v0.1.0 …",
        Running => "Running the tests",
        Failed | Hung => "Not solved yet. Save your file, and it runs again.",
        Broken => "Does not compile. Save your file, and it runs again.",
        Solved => "Solved.",
    };
    terminal.until(&format!("it is {state:?}"), |screen| {
        screen.lines().last().is_some_and(|last| last.contains(words))
    });
}

/// A course whose first exercise comes into this state, and stays in it.
fn course(state: State) -> Course {
    const LOOP: &str =
        "pub fn add_one(_: u32) -> u32 {\n    loop {\n        std::thread::park()\n    }\n}\n";
    let course = Course::new();
    let manifest = "exercises/01a-add-one/Cargo.toml";
    match state {
        Compiling => course.write(
            "exercises/01a-add-one/build.rs",
            "fn main() {\n    loop {\n        std::thread::park()\n    }\n}\n",
        ),
        Running => {
            course.write(ADD_ONE, LOOP);
            course.replace(manifest, "deadline = 10", "deadline = 600");
        }
        Failed => {}
        Broken => course.write(ADD_ONE, "pub fn add_one(n: u32) -> u32 {\n    n + amount\n}\n"),
        Hung => {
            course.write(ADD_ONE, LOOP);
            course.replace(manifest, "deadline = 10", "deadline = 1");
        }
        Solved => course.solve("01a-add-one"),
    }
    course
}
