//! Whenever it is stopped, nothing is left running, and the terminal is as it was.
#![cfg(unix)]

use std::process::Command;

use crate::fixture::Course;
use crate::terminal::{Kind, PLAIN, Terminal};

const FAILED: &str = "Not solved yet. Save your file, and it runs again.";

/// Waits forever, with a child that would outlive it.
const BODY: &str = r#"
pub fn come_back() {
    let child = std::process::Command::new("sleep").arg("3600").spawn().unwrap();
    std::fs::write("pids.tmp", format!("{} {}", std::process::id(), child.id())).unwrap();
    std::fs::rename("pids.tmp", "pids").unwrap();
    loop { std::thread::park() }
}
"#;

fn waiting() -> Course {
    let course = Course::new();
    course.write("exercises/02a-come-back/src/lib.rs", BODY);
    course.replace("exercises/02a-come-back/Cargo.toml", "deadline = 1", "deadline = 600");
    course
}

#[track_caller]
fn check_nothing_is_left(pids: &str) {
    for pid in pids.split_whitespace() {
        let state = state(pid);
        assert!(
            state.is_empty() || state.starts_with('Z'),
            "process {pid} is left, in state {state}"
        );
    }
}

/// What `ps` says about a process; nothing when it is gone.
fn state(pid: &str) -> String {
    let ps = Command::new("ps").args(["-o", "stat=", "-p", pid]).output().unwrap();
    String::from_utf8_lossy(&ps.stdout).trim().to_owned()
}

/// Stops it at this moment, and looks at what is left.
#[track_caller]
fn check_stop(terminal: &mut Terminal, how: &str, expected: u32) {
    match how {
        "Ctrl-C" => drop(terminal.press("\x03")),
        "q" => drop(terminal.press("q")),
        signal => {
            let pid = terminal.child.process_id().unwrap().to_string();
            Command::new("kill").args([signal, &pid]).status().unwrap();
        }
    }
    assert_eq!(terminal.end(), expected, "{how}:\n{}", terminal.text());
    assert!(terminal.is_sane(), "{how}");
}

#[test]
fn while_tests_run() {
    for (how, code) in [("Ctrl-C", 130), ("-TERM", 130), ("-HUP", 130), ("q", 0)] {
        let course = waiting();
        let mut terminal = Terminal::open(&course, "run 02a");
        let pids = course.path("exercises/02a-come-back/pids");
        terminal.until("it runs", |_| pids.exists());
        check_stop(&mut terminal, how, code);
        check_nothing_is_left(&course.read("exercises/02a-come-back/pids"));
    }
}

#[test]
fn while_it_compiles() {
    let course = Course::new();
    let wait = "fn main() {\n    std::fs::write(\"pids.tmp\", std::process::id().to_string()).unwrap();\n    \
                std::fs::rename(\"pids.tmp\", \"pids\").unwrap();\n    loop { std::thread::park() }\n}\n";
    course.write("exercises/01a-add-one/build.rs", wait);
    for how in ["Ctrl-C", "q"] {
        let pids = course.path("exercises/01a-add-one/pids");
        let mut terminal = Terminal::open(&course, "");
        terminal.until("it compiles", |_| pids.exists()).says("Compiling");
        check_stop(&mut terminal, how, if how == "q" { 0 } else { 130 });
        check_nothing_is_left(&course.read("exercises/01a-add-one/pids"));
        std::fs::remove_file(pids).unwrap();
    }
}

#[test]
fn while_the_book_is_built() {
    let course = Course::new();
    let wait = "fn main() {\n    std::fs::write(\"pids.tmp\", std::process::id().to_string()).unwrap();\n    \
                std::fs::rename(\"pids.tmp\", \"pids\").unwrap();\n    loop { std::thread::park() }\n}\n";
    course.write("tools/bookbinder/src/main.rs", wait);
    for (how, code) in [("Ctrl-C", 130), ("-TERM", 130), ("q", 0)] {
        let pids = course.path("pids");
        let mut terminal = Terminal::open(&course, "");
        terminal.stands(FAILED).press("b").until("the book is built", |_| pids.exists());
        check_stop(&mut terminal, how, code);
        check_nothing_is_left(&course.read("pids"));
        std::fs::remove_file(pids).unwrap();
    }
}

/// Writes an editor that stays until it is ended.
fn editor(course: &Course) -> String {
    use std::os::unix::fs::PermissionsExt;

    let script = "#!/bin/sh\necho $$ > \"$0.tmp\"\nmv \"$0.tmp\" \"$0.pid\"\nexec sleep 3600\n";
    course.write("vim", script);
    let path = course.path("vim");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn ctrl_c_in_the_editor_is_for_the_editor() {
    let course = waiting();
    let editor = editor(&course);
    let variables = [("NO_COLOR", "1"), ("VISUAL", editor.as_str())];
    let mut terminal = Terminal::of(&course, "run 02a", Kind { variables: &variables, ..PLAIN });
    let pids = course.path("exercises/02a-come-back/pids");
    terminal.until("tests run", |_| pids.exists());
    let tests = course.read("exercises/02a-come-back/pids");
    terminal.press("e").until("it is open", |_| course.path("vim.pid").exists());
    assert!(terminal.is_sane(), "an editor wants the terminal as the shell had it");
    terminal.press("\x03");
    // The runner is back at its work, which was not called off.
    terminal.press("?").says("compare what you wrote").says("Running the tests for ");
    check_nothing_is_left(&course.read("vim.pid"));
    check_stop(&mut terminal, "Ctrl-C", 130);
    check_nothing_is_left(&tests);
}

#[test]
fn a_signal_while_the_editor_is_open_ends_both() {
    let course = Course::new();
    let editor = editor(&course);
    let variables = [("NO_COLOR", "1"), ("VISUAL", editor.as_str())];
    let mut terminal = Terminal::of(&course, "", Kind { variables: &variables, ..PLAIN });
    terminal.stands(FAILED).press("e");
    terminal.until("it is open", |_| course.path("vim.pid").exists());
    let runner = terminal.child.process_id().unwrap().to_string();
    for pid in [runner.as_str(), course.read("vim.pid").trim()] {
        Command::new("kill").args(["-HUP", pid]).status().unwrap();
    }
    assert_eq!(terminal.end(), 130);
    assert!(terminal.is_sane());
    check_nothing_is_left(&course.read("vim.pid"));
}

#[test]
fn while_nothing_is_done_in_the_list_and_at_a_question() {
    let course = Course::new();
    for keys in ["", "l", "l/", "x", "?"] {
        let mut terminal = Terminal::open(&course, "");
        terminal.stands(FAILED).press(keys);
        match keys {
            "l" => drop(terminal.stands("Where to?")),
            "l/" => drop(terminal.stands("Filter:")),
            "x" => drop(terminal.says("(y/n)")),
            _ => {}
        }
        check_stop(&mut terminal, "Ctrl-C", 130);
    }
}

#[test]
fn an_edit_leaves_nothing_of_the_run_before() {
    let course = waiting();
    let mut terminal = Terminal::open(&course, "run 02a");
    let pids = course.path("exercises/02a-come-back/pids");
    terminal.until("it runs", |_| pids.exists());
    course.solve("02a-come-back");
    terminal.stands("Solved.");
    check_nothing_is_left(&course.read("exercises/02a-come-back/pids"));
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_sane());
}

#[test]
fn after_ctrl_z_and_fg_it_goes_on() {
    let course = Course::new();
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED);
    let pid = terminal.child.process_id().unwrap().to_string();
    Command::new("kill").args(["-STOP", &pid]).status().unwrap();
    Command::new("kill").args(["-CONT", &pid]).status().unwrap();
    terminal.press("?").says("compare what you wrote").press("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_sane());
}

#[test]
fn ctrl_z_gives_the_shell_its_own_screen_and_fg_comes_back_to_the_list() {
    let course = Course::new();
    let mut terminal = Terminal::open(&course, "");
    terminal.stands(FAILED).press("l").stands("Where to?");
    assert!(terminal.is_aside(), "the list has a screen of its own");
    terminal.press("\x1a").says("A counter forgets to count.");
    let pid = terminal.child.process_id().unwrap().to_string();
    terminal.until("it is stopped", |_| state(&pid).starts_with('T'));
    assert!(terminal.is_sane() && !terminal.is_aside());
    Command::new("kill").args(["-CONT", &pid]).status().unwrap();
    terminal.stands("Where to?").press("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_sane() && !terminal.is_aside());
}
