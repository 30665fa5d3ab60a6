//! Verdicts of real height: what the shipped exercises 01a, 03a, 05c and 09a fail with, in windows of three sizes. What
//! they print is in `tests/reports`, so that nothing but the fixture has to be built; the last test keeps it fresh.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, thread};

use crate::fixture::Course;
use crate::terminal::{Kind, PLAIN, Terminal};

pub const SIZES: [(u16, u16); 3] = [(80, 24), (60, 20), (120, 40)];

/// An exercise, and what has to be on the screen of its first verdict whatever its size.
type Shipped = (&'static str, &'static str, &'static [&'static str]);

const SHIPPED: [Shipped; 4] = [
    ("01a", "01a-be-the-scheduler", &["This schedule ends at 2, not at 1:", "counter.store 2"]),
    ("03a", "03a-locked-counter", &["An interleaving breaks this.", "but the jar holds 1"]),
    ("05c", "05c-drop-order", &["An interleaving breaks this.", "Ben sees foghip"]),
    ("09a", "09a-parking-lock", &["A thread sleeps forever.", "B is parked at"]),
];

/// What an exercise fails with, at such a width.
struct Report {
    test: String,
    others: usize,
    picture: String,
}

#[test]
fn a_first_verdict_shows_what_matters_in_windows_of_three_sizes() {
    // Side by side, because most of the time it waits for a build.
    thread::scope(|scope| {
        for shipped in SHIPPED {
            scope.spawn(move || shows_what_matters(shipped));
        }
    });
}

fn shows_what_matters((number, folder, words): Shipped) {
    for (columns, rows) in SIZES {
        let course = course(number, folder, columns);
        let kind = Kind { columns, rows, ..PLAIN };
        let mut terminal = Terminal::of(&course, "run 01b", kind);
        let name = format!("heights/{number}-{columns}x{rows}");
        let footer = "all keys · q quit";
        terminal.says("Not solved yet.").says(footer).looks_like(&format!("{name}-task"));
        terminal.press("t").says("Fails: ").says(footer);
        for words in words {
            terminal.says(words);
        }
        terminal.looks_like(&format!("{name}-verdict"));
        // The whole is on a screen of its own, and nothing of it is left behind.
        if terminal.text().contains("PgDn") {
            terminal.press("\x1b[6~").says("Esc less");
            assert!(terminal.is_aside());
            terminal.press("\x1b[F").says("Yours to change").says(" of ");
            // The wheel comes as arrow keys.
            terminal.press("\x1b[A\x1b[A\x1bOA\x1b[B").says("Esc less");
            terminal.press("\x1b[H").says("Exercise 01b both-orders").press("\x1b");
        }
        terminal.says("Fails: ").forgets("Esc less").press("q");
        assert_eq!(terminal.end(), 0);
        // The last lines of the verdict are what the shell finds above its prompt.
        terminal.until("it leaves the verdict", |screen| screen.ends_with("src/lib.rs`"));
        assert!(!terminal.is_aside());
    }
}

pub const CHECK: &str = "exercises/01b-both-orders/tests/check.rs";

/// A course whose exercise 01b has the task and the verdict of a shipped one.
pub fn course(number: &str, folder: &str, columns: u16) -> Course {
    let course = Course::new();
    let task = fs::read_to_string(exercise(folder).join("README.md")).unwrap();
    course.write("exercises/01b-both-orders/README.md", &task);
    let Report { test, others, picture } = report(number, columns);
    let mut tests = format!(
        "use both_orders::SAME_ORDER;\n\n#[test]\nfn {test}() {{\n    if !SAME_ORDER {{\n        \
         interleave::fails(\"assertion\", {picture:?});\n    }}\n    interleave::holds(\"holds in all 6 interleavings\");\n}}\n"
    );
    for other in 0..others {
        tests +=
            &format!("\n#[test]\nfn another_claim_{other}() {{\n    assert!(SAME_ORDER);\n}}\n");
    }
    course.write(CHECK, &tests);
    course
}

fn report(number: &str, columns: u16) -> Report {
    let text = fs::read_to_string(path(number, columns)).unwrap_or_default().replace("\r\n", "\n");
    let (head, picture) = text.split_once("\n\n").expect("UPDATE_EXPECT=1 writes it");
    let (test, others) = head.split_once(", and others: ").unwrap();
    Report {
        test: test.into(),
        others: others.parse().unwrap(),
        picture: picture.trim_end().into(),
    }
}

fn path(number: &str, columns: u16) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    folder.join(format!("{number}-{columns}.txt"))
}

pub fn exercise(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../exercises").join(folder)
}

/// Runs the shipped exercises. One that is not as it was shipped, as a learner works on it, cannot be compared.
#[test]
fn what_is_written_down_is_what_the_shipped_exercises_say() {
    for (number, folder, _) in SHIPPED {
        let stub = exercise(folder).join("../../solutions").join(folder).join("stub.rs");
        let read = |path: PathBuf| fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        if read(exercise(folder).join("src/lib.rs")) != read(stub) {
            println!("not compared: exercise {number} was changed");
            continue;
        }
        let program = build(&format!("exercise{number}"));
        let run = |arguments: &[&str], columns: u16| {
            let mut command = Command::new(&program);
            command.args(arguments).current_dir(exercise(folder));
            command.env("CARGO_MANIFEST_DIR", exercise(folder)).env("COLUMNS", columns.to_string());
            command.env("NO_COLOR", "1").env("RUST_BACKTRACE", "0").output().unwrap()
        };
        let listed = run(&["--list", "--format", "terse"], 80).stdout;
        let listed = String::from_utf8(listed).unwrap();
        let source = read(exercise(folder).join("tests/check.rs"));
        let mut names: Vec<&str> =
            listed.lines().filter_map(|line| line.strip_suffix(": test")).collect();
        names.sort_by_key(|name| source.find(&format!("fn {name}(")));
        let failed = |name: &&str| !run(&["--exact", name, "--no-capture"], 80).status.success();
        let failed: Vec<&str> = names.into_iter().filter(failed).collect();
        let (first, others) = failed.split_first().unwrap();
        for (columns, _) in SIZES {
            let said = run(&["--exact", first, "--no-capture"], columns).stderr;
            let said = String::from_utf8(said).unwrap();
            let (_, picture) = said.split_once(" panicked at ").unwrap();
            let (_, picture) = picture.split_once('\n').unwrap();
            let picture = picture.split("note: run with `RUST_BACKTRACE").next().unwrap();
            let text = format!("{first}, and others: {}\n\n{}\n", others.len(), picture.trim_end());
            let path = path(number, columns);
            if env::var_os("UPDATE_EXPECT").is_some() {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, &text).unwrap();
            }
            let written = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            assert_eq!(text, written, "`{}` is not what it says now", path.display());
        }
    }
}

/// Builds the tests of a package in the course's workspace.
pub fn build(package: &str) -> PathBuf {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(["test", "--no-run", "-p", package, "--test", "check", "--message-format=json"]);
    cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    // Their tests ask for more of some libraries than an exercise does. With them, the explorer of this build is taken.
    cargo.args(["-p", "course", "-p", "interleave", "-p", "lesson05"]);
    let output = cargo.env_remove("CARGO_MANIFEST_DIR").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let path = text.rsplit_once("\"executable\":\"").unwrap().1.split_once('"').unwrap().0;
    path.replace("\\\\", "\\").into()
}
