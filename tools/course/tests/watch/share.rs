//! `share` on a terminal: it asks before it makes a link.

use std::fs;
use std::path::Path;

use crate::fixture::Course;
use crate::terminal::Terminal;

#[test]
fn a_link_is_made_only_after_a_yes() {
    let course = Course::new();
    let trace = "../../lessons/01-racy-counter/traces/lost-update.json";
    let run = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(trace)).unwrap();
    // A report is one line.
    let run: String = run.lines().map(str::trim_start).collect();
    course.write(
        "exercises/01b-both-orders/tests/check.rs",
        &format!(
            "#[test]\nfn no_sale_is_lost() {{\n    interleave::fails_with(\"assertion\", {run:?}, \"An interleaving.\");\n}}\n"
        ),
    );
    let ask = || {
        let mut terminal = Terminal::open(&course, "share 01b");
        terminal.says("A schedule breaks \"no sale is lost\" in exercise 01b both-orders.");
        terminal.says("src/s1_racy.rs:16  self.value.store(seen + 1, Relaxed);");
        terminal.says("Make the link? [y/N]");
        terminal
    };
    // Enter alone is no.
    let mut terminal = ask();
    terminal.press("\r").says("No link was made.");
    assert_eq!(terminal.end(), 0);
    assert!(!terminal.text().contains("#schedule="));
    let mut terminal = ask();
    terminal.press("y\r").says("#schedule=").says("build the book first");
    assert_eq!(terminal.end(), 0);
}
