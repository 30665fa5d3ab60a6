//! Gives your case to trybuild, beside the lock of `src/lock.rs` and beside two whose guards may be sent.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - a case that compiles: the lock as it is must refuse it;
//! - one that is refused for a typo, a lifetime, a private field, another type: it must compile if guards are `Send`;
//! - one that asks for more than `Send`: it must also compile if they aren't `Sync`;
//! - a refusal that was accepted unread: `the_first_line_of_the_refusal_is_written_down`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, process};

/// The lock as it is: its guard is `Sync`, but not `Send`.
const LOCK: &str = include_str!("../src/lock.rs");

const SYNC: &str = "unsafe impl<T: Sync> Sync for LockGuard<'_, T> {}\n";
const SEND: &str = "unsafe impl<T: Send> Send for LockGuard<'_, T> {}\n";

#[test]
fn only_sending_a_guard_is_refused() {
    assert!(LOCK.contains(SYNC), "this test changes what `src/lock.rs` says of its guard");
    let sent = LOCK.replace(SYNC, &format!("{SYNC}{SEND}"));
    let not_shared = LOCK.replace(SYNC, SEND);
    let tried = trybuild_on(&[(AS_IT_IS, LOCK), (SENT, &sent), (NOT_SHARED, &not_shared)]);
    if let Some(report) = tried.failure(SENT) {
        panic!(
            "the case proves nothing about sending a guard. With an `unsafe impl Send` for the guard, sending it is allowed, \
             but the case still doesn't compile and run. So there is another reason.\n\ntrybuild's report on that lock:\n\n{report}"
        );
    }
    if let Some(report) = tried.failure(AS_IT_IS) {
        panic!(
            "the case must not compile, but it does: it sends no guard to another thread.\n\n\
             trybuild's report on `src/lock.rs`:\n\n{report}"
        );
    }
    if let Some(report) = tried.failure(NOT_SHARED) {
        panic!(
            "a guard that is `Send` may be sent, even if it isn't `Sync`. But with such a guard the case fails.\n\n\
             trybuild's report on that lock:\n\n{report}"
        );
    }
}

#[test]
fn the_first_line_of_the_refusal_is_written_down() {
    let tried = trybuild_on(&[(AS_IT_IS, LOCK)]);
    let refusal = tried.refusal.unwrap_or_else(|| "There is none: the case compiles.".into());
    let first = refusal.lines().next().unwrap_or_default();
    assert!(
        case().lines().any(|line| line.trim_start_matches('/').trim() == first),
        "this is the `.stderr` that trybuild has written:\n\n{refusal}\n\n\
         Does it refuse your case for the reason you mean? Then accept it: copy its first line into a comment."
    );
}

/// The locks that the case is tried beside, and what trybuild has to find.
const AS_IT_IS: &str = "as-it-is";
const SENT: &str = "sent";
const NOT_SHARED: &str = "sent-not-shared";

/// What you would write at work: a line for the cases that must fail, and one for those that must pass.
#[test]
#[ignore = "the other tests start it, with a folder of cases"]
fn one_run() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let cases = trybuild::TestCases::new();
    cases.compile_fail(folder.join(AS_IT_IS).join(CASE));
    for name in [SENT, NOT_SHARED] {
        if folder.join(name).exists() {
            cases.pass(folder.join(name).join(CASE));
        }
    }
}

const CASE: &str = "guard_is_sent.rs";
const FOLDER: &str = "RIGHT_REASON_FOLDER";

/// What came of trying the case.
struct Tried {
    /// What the compiler said about it beside the lock as it is; nothing if it compiles.
    refusal: Option<String>,
    /// What trybuild said about each lock, by its name.
    reports: Vec<(String, String)>,
}

impl Tried {
    /// What trybuild said, if it expected otherwise.
    fn failure(&self, name: &str) -> Option<&str> {
        if name == AS_IT_IS && self.refusal.is_some() {
            return None;
        }
        let report = self.reports.iter().find(|(tried, _)| tried == name);
        let (_, report) = report.expect("this lock was tried");
        (!report.starts_with("ok"))
            .then(|| report.split_once('\n').map_or(&**report, |(_, report)| report))
    }
}

/// Has trybuild try the case beside each of these locks, in a process of its own: it prints what it finds, and returns
/// nothing.
fn trybuild_on(locks: &[(&str, &str)]) -> Tried {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = target.join(format!("right-reason-{}-{}", process::id(), locks.len()));
    for (name, lock) in locks {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).expect("cargo has a folder for what tests write");
        fs::write(folder.join("lock.rs"), lock).expect("the folder can be written");
        fs::write(folder.join(CASE), case()).expect("the folder can be written");
    }
    // trybuild lets one process at a time work on a package, but looks only twice a second whether it's its turn.
    let turn = File::create(target.join("right-reason.lock")).expect("the folder can be written");
    turn.lock().expect("files can be locked here");
    let mut command = Command::new(env::current_exe().expect("this program has a path"));
    command.args(["one_run", "--exact", "--ignored", "--nocapture"]);
    command.env(FOLDER, &folder).env("NO_COLOR", "1").env_remove("RUST_BACKTRACE");
    // The words of a refusal aren't compared with anything yet: trybuild writes them down in the folder.
    command.env("TRYBUILD", "overwrite");
    let output = command.output().expect("this program can be started again");
    drop(turn);
    let refusal = fs::read_to_string(folder.join(AS_IT_IS).join(CASE).with_extension("stderr"));
    // A folder that is left behind under `target` does no harm.
    let _ = fs::remove_dir_all(&folder);

    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.split("\nthread '").next().unwrap_or_default();
    let lines: Vec<&str> = said.lines().filter(|line| !line.starts_with('┈')).collect();
    let said = lines.join("\n");
    // One part for each case, in our order.
    let parts: Vec<&str> = said.split("\ntest ").skip(1).collect();
    assert!(parts.len() == locks.len(), "trybuild did not get as far as the case:\n\n{said}");
    let report = |part: &str| {
        let outcome = part.split_once(" ... ").map_or("", |(_, outcome)| outcome);
        shown(outcome).trim_end().to_owned()
    };
    let reports =
        locks.iter().zip(parts).map(|((name, _), part)| ((*name).to_owned(), report(part)));
    Tried {
        refusal: refusal.ok().map(|text| shown(&text).trim_end().to_owned()),
        reports: reports.collect(),
    }
}

/// The learner's file as a program, with the lock beside it. Its lines keep their numbers.
fn case() -> String {
    // The runner says which file is judged; cargo, in which package that is.
    let library = env::var_os("INTERLEAVE_LIBRARY").map(PathBuf::from);
    let package = || env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the package is");
    let library = library.unwrap_or_else(|| Path::new(&package()).join("src/lib.rs"));
    let text = fs::read_to_string(library).expect("cargo has read it as well");
    text.replace("#![cfg(false)]", "") + "\n#[allow(dead_code)]\n#[path = \"lock.rs\"]\nmod lock;\n"
}

/// The text with the names that the files have for the learner.
fn shown(text: &str) -> String {
    let shown = |line| renamed(&renamed(line, CASE, "src/lib.rs"), "lock.rs", "src/lock.rs") + "\n";
    text.lines().map(shown).collect()
}

/// The line with this name for a path that ends in `file`.
fn renamed(line: &str, file: &str, name: &str) -> String {
    let Some(end) = line.find(file).map(|start| start + file.len()) else {
        return line.to_owned();
    };
    let start = line[..end].rfind([' ', '@', '`']).map_or(0, |space| space + 1);
    format!("{}{name}{}", &line[..start], &line[end..])
}
