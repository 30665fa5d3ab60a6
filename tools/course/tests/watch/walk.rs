//! The first ten minutes of somebody who has never seen it, in a terminal of 24 lines. What they see, one screen
//! after the other, is in `tests/screens/watch/first-ten-minutes-*.txt`.

use std::fmt::Write;

use crate::fixture::{ADD_ONE, Course};
use crate::steps::Act::{Press, Save, Wait};
use crate::steps::{self, Step};
use crate::terminal::{Kind, PLAIN, Terminal, check_screen, expected};

const STEPS: &[Step] = &[
    ("cargo run", Wait, "A counter forgets to count.", "Not solved yet."),
    ("t shows what the tests say", Press("t"), "left: 1", "Not solved yet."),
    (
        "A wrong answer is saved",
        Save(ADD_ONE, "pub fn add_one(n: u32) -> u32 {\n    n + 2\n}\n"),
        "left: 3",
        "Not solved yet.",
    ),
    ("h is pressed", Press("h"), "Hint 1 of 2", "Not solved yet."),
    ("h again", Press("h"), "Hint 2 of 2", "Not solved yet."),
    ("t shows the task again", Press("t"), "A counter forgets to count.", "Not solved yet."),
    (
        "What is saved does not compile",
        Save(ADD_ONE, "pub fn add_one(n: u32) -> u32 {\n    n + amount\n}\n"),
        "cannot find value",
        "Does not compile.",
    ),
    (
        "The right answer is saved",
        Save(ADD_ONE, "pub fn add_one(n: u32) -> u32 {\n    1 + n\n}\n"),
        "This holds:",
        "Solved.",
    ),
    ("s compares", Press("s"), "From yours (-) to ours (+)", "Solved."),
    ("l lists", Press("l"), "1 of 3 solved", "Where to?"),
    ("l goes back", Press("l"), "This holds:", "Solved."),
    ("n goes on", Press("n"), "Exercise 01b both-orders", "Not solved yet."),
    ("n asks", Press("n"), "(y/n)", "both-orders is not solved yet. Go on all the same? (y/n)"),
    (
        "y goes on, to a loop that never ends",
        Press("y"),
        "Still running after 1 s",
        "Not solved yet.",
    ),
    ("? lists the keys", Press("?"), "Saving the file runs its tests", "Not solved yet."),
    ("p goes back", Press("p"), "Exercise 01b both-orders", "Not solved yet."),
    ("p again", Press("p"), "Exercise 01a add-one", "Solved."),
    ("x asks", Press("x"), "(y/n)", "Put add-one back as it was shipped? Yours is kept. (y/n)"),
    (
        "y puts it back",
        Press("y"),
        "is kept as `.backups/add-one.1.rs`. Lesson 01",
        "Not solved yet.",
    ),
];

#[test]
fn the_first_ten_minutes() {
    walk(80);
}

#[test]
fn the_first_ten_minutes_in_a_narrow_window() {
    walk(60);
}

fn walk(columns: u16) {
    let course = Course::new();
    let mut terminal = Terminal::of(&course, "", Kind { columns, rows: 24, ..PLAIN });
    let name = format!("first-ten-minutes-{columns}");
    let (line, expected) = ("=".repeat(columns.into()), expected(&name));
    let mut story = String::new();
    for step in STEPS {
        steps::begin(&course, &mut terminal, step);
        steps::end(&mut terminal, step);
        let title = format!("{line}\n{}\n{line}\n", step.0);
        let screen = expected.split_once(&title).map_or("", |(_, rest)| rest);
        let screen = screen.split_once(&line).map_or(screen, |(screen, _)| screen);
        let shown = terminal.comes_to(screen, Terminal::text);
        writeln!(story, "{title}{shown}\n").unwrap();
    }
    check_screen(&name, story.trim_end());
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}
