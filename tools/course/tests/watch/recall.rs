//! Questions of earlier lessons, on a later day.

use crate::fixture::Course;
use crate::terminal::{Kind, PLAIN, Terminal};

const FAILED: &str = "Not solved yet. Save your file, and it runs again.";
const REMEMBERED: &str = ".progress.recall";

/// A learner who has solved 01a some day, and is in lesson 02 now.
fn course() -> Course {
    let course = Course::new();
    course.solve("01a-add-one");
    course.write(".progress", "course progress 1\ncurrent come-back\nsolved add-one\n");
    course.write(REMEMBERED, "course recall 1\nday 20000\nasked 01-count/quiz.json\n");
    course
}

#[test]
fn on_a_later_day_three_questions_come_first_and_each_has_its_answer() {
    for (columns, rows) in [(80, 24), (60, 20), (120, 40)] {
        let course = course();
        let mut terminal = Terminal::of(&course, "", Kind { columns, rows, ..PLAIN });
        // The one that was asked before comes last, and is one too many.
        terminal.says("Do you remember? 1 of 3 · lesson 01").says("Question 2:").says("pub fn two");
        terminal.press("13").says("1 [x] 0").says("3 [x] 2").press("\r");
        terminal.says("2 [ ] 1 ← right").says("0: Each store leaves at least 1. One of the two");
        terminal.looks_like(&format!("recall-{columns}x{rows}"));
        terminal.press("\r").says("2 of 3").press("2").press("3").says("3 [x] 2");
        terminal.press("\r").says("Right. One of the two can be lost.");
        terminal.press("\r").says("3 of 3").press("\x1b").says("Exercise 02a come-back");
        terminal.stands(FAILED).press("q");
        assert_eq!(terminal.end(), 0);
        let remembered = course.read(REMEMBERED);
        assert!(remembered.ends_with("asked 01-count/quiz-3.json\n"), "{remembered}");
        // Once a day is enough.
        let mut terminal = Terminal::open(&course, "");
        terminal.stands(FAILED).forgets("remember").press("q");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn a_key_ends_them_for_good() {
    let course = course();
    let mut terminal = Terminal::open(&course, "");
    terminal.says("Do you remember?").press("o").says("No more questions.");
    terminal.stands("No more questions. Without the file .progress.recall they come back.");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let remembered = course.read(REMEMBERED);
    assert!(remembered.contains("\noff\n"), "{remembered}");
    let day = remembered.lines().find(|line| line.starts_with("day ")).unwrap();
    course.write(REMEMBERED, &remembered.replace(day, "day 20000"));
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED).forgets("remember").press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn nothing_is_asked_on_the_first_day_or_of_lessons_that_are_not_behind() {
    let course = Course::new();
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED).says("Welcome!").press("q");
    assert_eq!(terminal.end(), 0);
    let course = self::course();
    let mut terminal = Terminal::open(&course, "");
    terminal.says("Do you remember?").press("q");
    assert_eq!(terminal.end(), 0);
    course.write(REMEMBERED, "course recall 1\nday 20000\n");
    course.write(".progress", "course progress 1\ncurrent add-one\nsolved add-one\n");
    let mut terminal = Terminal::open(&course, "");
    terminal.stands("Solved.").forgets("remember").press("q");
    assert_eq!(terminal.end(), 0);
}
