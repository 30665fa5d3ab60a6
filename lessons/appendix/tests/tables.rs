//! Makes the tables of `what-finds-what.md` from what each tool has found.

use std::collections::HashMap;
use std::fs;

use appendix::programs::{MEMORY, ORDER, Program, RIGHT};
use expect_test::expect_file;

/// What a tool has found: for each program, the columns of its line.
struct Found(HashMap<String, Vec<String>>);

impl Found {
    #[track_caller]
    fn by(tool: &str) -> Self {
        let path = format!("{}/outputs/runs/{tool}.tsv", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let row = |line: &str| {
            let mut columns = line.split('\t').map(str::to_owned);
            (columns.next().unwrap_or_default(), columns.collect())
        };
        Found(lines.map(row).collect())
    }

    #[track_caller]
    fn about(&self, program: &Program) -> &[String] {
        self.0.get(program.name).unwrap_or_else(|| panic!("`{}` was not run", program.name))
    }
}

/// A table of these programs, with a column for each tool.
fn table(programs: &[Program]) -> String {
    let [explorer, loom] = ["interleave", "loom"].map(Found::by);
    let [threads, sanitizer] = ["real-threads", "sanitizer"].map(Found::by);
    let mut lines =
        vec![row("", ["explorer", "loom", "sanitizer", "real threads"].map(str::to_owned))];
    for program in programs {
        // The sanitizer only watches: what becomes of the runs is the next column's business.
        let reports = match sanitizer.about(program) {
            [_, _reports] if is_false_alarm(program) => "false alarm",
            [_, _reports] => "data race",
            _ => "nothing",
        };
        let [explorer, loom, threads] =
            [&explorer, &loom, &threads].map(|found| found.about(program)[0].clone());
        lines.push(row(program.name, [explorer, loom, reports.to_owned(), threads]));
    }
    lines.concat()
}

/// Whether the sanitizer has no reason to report this program.
fn is_false_alarm(program: &Program) -> bool {
    // All that their threads share is in std's mutex, and the sanitizer doesn't see what that does.
    let in_stds_mutex = [
        "out-of-date value (3)",
        "deadlock (16)",
        "lost wakeup (12)",
        "spurious wakeup (12)",
        "panic amid changes (10)",
        "livelock (16)",
    ];
    in_stds_mutex.contains(&program.name) || RIGHT.iter().any(|right| right.name == program.name)
}

fn row(name: &str, columns: [String; 4]) -> String {
    let [explorer, loom, sanitizer, threads] = columns;
    format!("{name:<25}{explorer:<14}{loom:<15}{sanitizer:<13}{threads}\n")
}

#[test]
fn the_tables_are_made_of_what_was_found() {
    expect_file!["../outputs/order.txt"].assert_eq(&table(&ORDER));
    expect_file!["../outputs/memory.txt"].assert_eq(&table(&MEMORY));
    expect_file!["../outputs/right.txt"].assert_eq(&table(&RIGHT));
}
