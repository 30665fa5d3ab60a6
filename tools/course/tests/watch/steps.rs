//! What is done at a terminal one after the other, and what is waited for each time.

use std::fs;

use crate::fixture::Course;
use crate::terminal::Terminal;

/// What leads to the next screen.
pub enum Act {
    /// Nothing but time.
    Wait,
    /// These keys are pressed.
    Press(&'static str),
    /// This file is written.
    Save(&'static str, &'static str),
    /// This file is deleted.
    Delete(&'static str),
}

/// What the screen is called, what leads there, and how to know that it is there: what it says, and what its last
/// line has.
pub type Step = (&'static str, Act, &'static str, &'static str);

/// Does what a step begins with.
pub fn begin(course: &Course, terminal: &mut Terminal, (_, act, _, _): &Step) {
    match act {
        Act::Wait => {}
        Act::Press(keys) => {
            terminal.press(keys);
        }
        Act::Save(path, text) => course.write(path, text),
        Act::Delete(path) => fs::remove_file(course.path(path)).unwrap(),
    }
}

/// Waits for what a step ends with.
#[track_caller]
pub fn end(terminal: &mut Terminal, (_, _, says, last): &Step) {
    terminal.says(says).until(&format!("its last line has `{last}`"), |screen| {
        screen.lines().last().is_some_and(|line| line.contains(last))
    });
}
