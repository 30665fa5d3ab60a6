//! Nothing is left running: not after the deadline, not after Ctrl-C, not after an ordinary end.
#![cfg(unix)]

use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::fixture::Course;

/// Waits for a while, or forever, with a child that would outlive it.
const BODY: &str = r#"
pub fn come_back() {
    let child = std::process::Command::new("sleep").arg("3600").spawn().unwrap();
    std::fs::write("pids.tmp", format!("{} {}", std::process::id(), child.id())).unwrap();
    std::fs::rename("pids.tmp", "pids").unwrap();
    // wait
}
"#;

fn course(wait: &str) -> Course {
    let course = Course::new();
    course.write("exercises/02a-come-back/src/lib.rs", &BODY.replace("// wait", wait));
    course
}

#[track_caller]
fn check_nothing_is_left(course: &Course) {
    let pids = course.read("exercises/02a-come-back/pids");
    for pid in pids.split_whitespace() {
        let state = state(pid);
        // A zombie is dead; its new parent has only not reaped it yet.
        assert!(
            state.is_empty() || state.starts_with('Z'),
            "process {pid} is left, in state {state}"
        );
    }
}

/// How `ps` describes what a process does; nothing when it is gone.
fn state(pid: &str) -> String {
    let ps = Command::new("ps").args(["-o", "stat=", "-p", pid]).output().unwrap();
    String::from_utf8_lossy(&ps.stdout).trim().to_owned()
}

#[test]
fn after_the_deadline_the_tests_and_their_children_are_gone() {
    let course = course("loop { std::thread::park() }");
    course.run("run come-back").code(0).says("Still running after 1 s");
    check_nothing_is_left(&course);
}

#[test]
fn after_an_ordinary_end_children_are_gone() {
    let course = course("");
    course.run("run come-back").code(0).says("Solved.");
    check_nothing_is_left(&course);
}

#[test]
fn after_ctrl_c_all_is_gone() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let course = course("loop { std::thread::park() }");
        course.replace("exercises/02a-come-back/Cargo.toml", "deadline = 1", "deadline = 600");
        let mut command = course.command("run come-back");
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        wait_for(|| course.path("exercises/02a-come-back/pids").exists());
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        let output = child.wait_with_output().unwrap();
        course.ran("run come-back, interrupted", output).code(130).quiet();
        check_nothing_is_left(&course);
    }
}

#[test]
fn after_kill_9_the_tests_and_their_children_are_gone() {
    let course = course("loop { std::thread::park() }");
    course.replace("exercises/02a-come-back/Cargo.toml", "deadline = 1", "deadline = 600");
    let mut command = course.command("run come-back");
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let pids = course.path("exercises/02a-come-back/pids");
    wait_for(|| pids.exists());
    child.kill().unwrap();
    child.wait().unwrap();
    for pid in course.read("exercises/02a-come-back/pids").split_whitespace() {
        wait_for(|| matches!(state(pid).chars().next(), None | Some('Z')));
    }
}

#[test]
fn ctrl_z_halts_the_tests_as_well_and_the_deadline_holds_after_fg() {
    let course = course("loop { std::thread::park() }");
    course.replace("exercises/02a-come-back/Cargo.toml", "deadline = 1", "deadline = 5");
    let mut command = course.command("run come-back");
    // A group of its own, as a shell makes one for each job: without a parent outside, no signal of a key stops it.
    command.process_group(0).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let pids = course.path("exercises/02a-come-back/pids");
    wait_for(|| pids.exists());
    let runner = child.id().to_string();
    let pids = course.read("exercises/02a-come-back/pids");
    let signal = |signal: &str| {
        let sent = Command::new("kill").args([signal, runner.as_str()]).status();
        assert!(sent.unwrap().success());
    };
    signal("-TSTP");
    let all = || pids.split_whitespace().chain([runner.as_str()]);
    wait_for(|| all().all(|pid| state(pid).starts_with('T')));
    // Longer than the deadline: what was halted has not run.
    thread::sleep(Duration::from_secs(6));
    assert!(all().all(|pid| state(pid).starts_with('T')));
    signal("-CONT");
    wait_for(|| all().all(|pid| !state(pid).starts_with('T')));
    assert_ne!(state(pids.split_whitespace().next().unwrap()), "", "it was ended at once");
    let output = child.wait_with_output().unwrap();
    course.ran("run come-back, halted", output).code(0).says("Still running after 5 s");
    check_nothing_is_left(&course);
}

#[track_caller]
fn wait_for(condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(120), "it never happens");
        thread::sleep(Duration::from_millis(10));
    }
}
