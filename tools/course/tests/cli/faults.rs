//! What the machine does to it: it is killed, the disk is full, there is no git.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::fixture::{ADD_ONE, Course};

#[test]
fn killed_at_any_moment_it_leaves_progress_that_makes_sense() {
    let course = Course::new();
    course.run("").code(0);
    for round in 0..40 {
        let mut command = course.command("hint both-orders");
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // A little later every time: whenever it is, nothing may be broken. On Windows this ends it as hard.
        thread::sleep(Duration::from_millis(round * 3));
        let _ = child.kill();
        child.wait().unwrap();
        assert!(course.read(".progress").starts_with("course progress 1\n"), "round {round}");
    }
    course.run("list").code(0).quiet();
}

#[test]
fn what_was_left_by_one_that_was_killed_is_swept_up() {
    let course = Course::new();
    course.run("").code(0);
    // Half of a file that was to become the progress.
    course.write(".progress.4711.tmp", "course prog");
    course.run("hint").code(0).quiet();
    course.run("list").code(0).quiet();
    assert!(!course.path(".progress.4711.tmp").exists());
}

#[test]
fn two_at_once_lose_nothing_of_each_other() {
    let course = Course::new();
    course.run("").code(0);
    let spawn = |arguments| {
        let mut command = course.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let names = ["hint add-one", "hint both-orders", "hint come-back"];
    let children: Vec<_> = names.iter().chain(&names).map(|arguments| spawn(arguments)).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let progress = course.read(".progress");
    for name in ["hints add-one ", "hints both-orders ", "hints come-back "] {
        assert!(progress.contains(name), "no `{name}` in:\n{progress}");
    }
}

/// Every write of a file fails, as on a disk that is full, and without being root.
#[cfg(unix)]
fn on_a_full_disk(course: &Course, arguments: &str) -> crate::fixture::Ran {
    let runner = course.command(arguments);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh"]).arg(runner.get_program());
    command.args(runner.get_args());
    course.ran(arguments, with_environment(&runner, command).output().unwrap())
}

/// The second command where the first one would run.
#[cfg(unix)]
fn with_environment(runner: &Command, mut command: Command) -> Command {
    command.stdin(Stdio::null()).current_dir(runner.get_current_dir().unwrap());
    for (name, value) in runner.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_nothing_is_lost() {
    let course = Course::new();
    course.run("").code(0);
    let (mine, progress) = ("// mine\n", course.read(".progress"));
    course.write(ADD_ONE, mine);
    let said = "`exercises/01a-add-one/src/lib.rs` is left alone: cannot copy it to `.backups`";
    on_a_full_disk(&course, "reset add-one").code(1).complains(said);
    assert_eq!(course.read(ADD_ONE), mine);
    let backups = fs::read_dir(course.path(".backups")).map_or(0, |entries| entries.count());
    assert_eq!(backups, 0, "half a copy is left");
    on_a_full_disk(&course, "hint")
        .code(0)
        .says("Hint 1 of 2")
        .complains("note: progress cannot be saved");
    assert_eq!(course.read(".progress"), progress);
}

/// A disk of eight megabytes that is full, for this program alone. Linux lets everybody mount one, unless the
/// machine's owner forbids it; elsewhere the test above has to do.
#[cfg(target_os = "linux")]
#[test]
fn on_a_disk_that_is_really_full_nothing_is_lost() {
    const SCRIPT: &str = "mount -t tmpfs -o size=8m none full && cp -Rp exercises solutions lessons tools Cargo.* .progress full && \
                          cd full && (cat /dev/zero > zeros 2>/dev/null; true) && \"$@\"; code=$?; \
                          cp exercises/01a-add-one/src/lib.rs ../mine.after; cp .progress ../progress.after; \
                          ls -A .backups > ../backups.after 2>/dev/null; exit $code";
    if !crate::fixture::may_mount() {
        println!("not shown: this machine does not let us mount a small disk");
        return;
    }
    let course = Course::new();
    course.run("").code(0);
    fs::create_dir(course.path("full")).unwrap();
    let (mine, progress) = ("// mine\n", course.read(".progress"));
    course.write(ADD_ONE, mine);
    let run = |arguments: &str| {
        let runner = course.command(arguments);
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT, "sh"]);
        command.arg(runner.get_program()).args(runner.get_args());
        let ran = course.ran(arguments, with_environment(&runner, command).output().unwrap());
        assert_eq!(course.read("mine.after"), mine);
        assert_eq!(course.read("progress.after"), progress);
        assert_eq!(course.read("backups.after"), "", "half a copy is left");
        ran
    };
    run("reset add-one").code(1).complains("is left alone: cannot copy it to `.backups`: No space");
    run("hint").code(0).says("Hint 1 of 2").complains("note: progress cannot be saved");
    // Tests are built where there is room.
    run("run").code(0).says("Does not compile.").quiet();
}

#[test]
fn an_exercise_that_was_deleted_is_no_exercise() {
    let course = Course::new();
    course.run("run 01a").code(0);
    fs::remove_dir_all(course.path("exercises/01a-add-one")).unwrap();
    course.run("").code(0).says("Exercise 01b both-orders");
    course.run("list").code(0).says("0 of 2 solved");
}

#[test]
fn an_exercise_whose_folder_has_another_name_is_the_same() {
    let course = Course::new();
    course.solve("01a-add-one");
    course.run("run 01a").code(0).says("Solved.");
    fs::rename(course.path("exercises/01a-add-one"), course.path("exercises/01a-plus-one"))
        .unwrap();
    course.run("list").code(0).says("1 of 3 solved").says("add-one");
    course.run("").code(0).says("Exercise 01a add-one").says("Solved.");
}

#[test]
fn after_a_commit_reset_still_restores_what_was_shipped() {
    let course = Course::new();
    let shipped = course.read(ADD_ONE);
    course.solve("01a-add-one");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=x", "-c", "user.email=x@example.org"]).args(arguments);
        command.current_dir(course.path(".")).stdout(Stdio::null()).status().unwrap().success()
    };
    assert!(git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-qm", "solved"]));
    course.run("reset add-one").code(0).says("`.backups/add-one.1.rs`");
    assert_eq!(course.read(ADD_ONE), shipped);
}

#[test]
fn nothing_needs_git() {
    let course = Course::new();
    assert!(!course.path(".git").exists());
    let shipped = course.read(ADD_ONE);
    course.solve("01a-add-one");
    course.run("").code(0).says("Solved.");
    course.run("reset add-one").code(0);
    assert_eq!(course.read(ADD_ONE), shipped);
}

#[test]
fn a_path_with_spaces_and_other_letters_is_a_path() {
    let course = Course::named("Kürs für Ändere 競合");
    course.solve("01a-add-one");
    course.run("").code(0).says("Solved.").quiet();
    course.run("reset add-one").code(0).says("`.backups/add-one.1.rs`");
    course.run("check").code(0).says("0 of 3 solved");
    course.run("verify add-one --repeat 1").code(0);
}
