//! A small course in a temporary folder, and the runner run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};
use std::{env, fs};

use tempfile::TempDir;

/// What the cargo that runs the tests, or who started it, has to say of another workspace. A fixture that is built
/// incrementally has three times the files, and each test copies them.
pub const CARGOS: [&str; 3] = ["CARGO_MANIFEST_DIR", "CARGO_TARGET_DIR", "CARGO_INCREMENTAL"];

/// What a learner changes in the first of them.
pub const ADD_ONE: &str = "exercises/01a-add-one/src/lib.rs";

/// A course of three exercises: `add-one`, `both-orders` and `come-back`.
pub struct Course {
    /// Where the course is.
    root: PathBuf,
    /// Gone with this.
    _folder: TempDir,
}

/// What the runner printed, and how it ended.
pub struct Ran {
    command: String,
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Course {
    pub fn new() -> Self {
        Self::named("course")
    }

    /// A course in a folder of this name.
    pub fn named(name: &str) -> Self {
        Self::copied(PREPARED.as_path(), name)
    }

    /// A course of which nothing was ever built.
    pub fn bare() -> Self {
        Self::copied(&fixture(), "course")
    }

    fn copied(from: &Path, name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // On some systems the temporary folder is reached through a link.
        let root = folder.path().canonicalize().unwrap().join(name);
        copy(from, &root);
        fs::create_dir(root.join("tmp")).unwrap();
        Self { root, _folder: folder }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Writes a file as its author would: what comes with an exercise is written into its copy as well.
    #[track_caller]
    pub fn write(&self, path: &str, text: &str) {
        self.tamper(path, text);
        let rest = path.strip_prefix("exercises/").and_then(|rest| rest.split_once('/'));
        if let Some((folder, rest)) = rest
            && !rest.starts_with("src/")
        {
            self.tamper(&format!("solutions/{folder}/shipped/{rest}"), text);
        }
    }

    /// Writes a file, and no copy.
    #[track_caller]
    pub fn tamper(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    #[track_caller]
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "`{path}` has no `{from}`");
        self.write(path, &text.replace(from, to));
    }

    /// Puts the solution in the place of the learner's file.
    pub fn solve(&self, folder: &str) {
        let solution = self.read(&format!("solutions/{folder}/src/lib.rs"));
        self.write(&format!("exercises/{folder}/src/lib.rs"), &solution);
    }

    /// Writes a file as if it had been saved an hour ago, like a program that unpacks an archive.
    #[track_caller]
    pub fn unpack(&self, path: &str, text: &str) {
        self.tamper(path, text);
        let file = fs::File::options().append(true).open(self.path(path)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();
    }

    /// The runner, in a plain environment, at the top of the course.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_course"));
        command.args(arguments.split_whitespace()).current_dir(&self.root);
        command.stdin(Stdio::null()).env("COLUMNS", "80");
        // What is built elsewhere is to be gone with the course.
        for name in ["TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME", "LOCALAPPDATA"] {
            command.env(name, self.path("tmp"));
        }
        for name in CARGOS.iter().chain(&["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"]) {
            command.env_remove(name);
        }
        command
    }

    /// Runs the runner with these arguments.
    pub fn run(&self, arguments: &str) -> Ran {
        self.ran(arguments, self.command(arguments).output().unwrap())
    }

    /// What came of a command of one's own.
    pub fn ran(&self, arguments: &str, output: Output) -> Ran {
        let text = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).replace('\\', "/");
            text.replace(&self.root.display().to_string().replace('\\', "/"), "[course]")
        };
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        Ran { command: format!("course {arguments}"), code: output.status.code(), stdout, stderr }
    }
}

impl Ran {
    #[track_caller]
    pub fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, Some(expected), "{}", self.all());
        self
    }

    #[track_caller]
    pub fn says(self, expected: &str) -> Self {
        assert!(self.stdout.contains(expected), "no `{expected}` in:\n{}", self.all());
        self
    }

    #[track_caller]
    pub fn does_not_say(self, unexpected: &str) -> Self {
        let both = self.stdout.contains(unexpected) || self.stderr.contains(unexpected);
        assert!(!both, "`{unexpected}` in:\n{}", self.all());
        self
    }

    #[track_caller]
    pub fn complains(self, expected: &str) -> Self {
        assert!(self.stderr.contains(expected), "no `{expected}` in:\n{}", self.all());
        self
    }

    #[track_caller]
    pub fn quiet(self) -> Self {
        assert_eq!(self.stderr, "", "{}", self.all());
        self
    }

    /// Everything printed is as in `tests/screens`. With `UPDATE_EXPECT=1` it is written there instead.
    #[track_caller]
    pub fn looks_like(self, screen: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens");
        let path = folder.join(screen).with_extension("txt");
        let shown = self.all();
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &shown).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(shown, expected, "`{}` is not what is shown now:\n{shown}", path.display());
        self
    }

    /// Leaves out which verdict was the slowest: that is the machine's business.
    pub fn without_times(mut self) -> Self {
        let line = |line: &str| match line.split_once("Slowest verdict: ") {
            Some((before, _)) => format!("{before}Slowest verdict: …\n"),
            None => format!("{line}\n"),
        };
        self.stdout = self.stdout.lines().map(line).collect();
        self
    }

    pub fn stdout(&self) -> &str {
        &self.stdout
    }

    fn all(&self) -> String {
        let Self { command, code, stdout, stderr } = self;
        let code = code.map_or("none".to_owned(), |code| code.to_string());
        let stderr = stderr.lines().map(|line| format!("stderr: {line}\n")).collect::<String>();
        format!("$ {command}\n{stdout}{stderr}exit code: {code}\n")
    }
}

/// Whether this machine lets us mount things for ourselves alone.
#[cfg(target_os = "linux")]
pub fn may_mount() -> bool {
    let script = "mount -t tmpfs -o size=64k none /tmp";
    let unshare = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", script])
        .stderr(Stdio::null())
        .status();
    unshare.is_ok_and(|status| status.success())
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")
}

/// The fixture with its tests and its book built, so that not every test has to. Cargo goes by the times of files
/// and by paths within the workspace, so a copy that keeps the times is up to date.
static PREPARED: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    // Two programs of tests may start together.
    let lock = fs::File::create(folder.join("course.lock")).unwrap();
    lock.lock().unwrap();
    let (course, stamp) = (folder.join("course"), folder.join("course.stamp"));
    let mut files = String::new();
    describe(&fixture(), &mut files);
    if fs::read_to_string(&stamp).ok().as_ref() != Some(&files) {
        if course.exists() {
            fs::remove_dir_all(&course).unwrap();
        }
        copy(&fixture(), &course);
        fs::write(&stamp, &files).unwrap();
    }
    let run = |mut command: Command| {
        for name in CARGOS {
            command.env_remove(name);
        }
        let output = command.current_dir(&course).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "cannot build the course for the tests: {said}");
    };
    // The runner builds them, and takes down from what. Cargo alone would leave it in doubt.
    let mut check = Command::new(env!("CARGO_BIN_EXE_course"));
    check.arg("check");
    run(check);
    fs::remove_file(course.join(".progress")).unwrap();
    // The bookbinder is built as `cargo run` does it, without what its tests would need.
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(["build", "--quiet", "-p", "bookbinder"]);
    run(cargo);
    course
});

/// Every file with all that is in it.
fn describe(folder: &Path, files: &mut String) {
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            describe(&path, files);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            files.push_str(&format!("==> {}\n{text}", path.display()));
        }
    }
}

/// Copies a folder with the times of its files.
///
/// Another program does it: a file that is open for writing here would be so for a moment in every program that
/// another test starts just then, and a program that is open for writing cannot be run.
#[cfg(unix)]
fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-Rp").arg(from).arg(to).status().unwrap();
    assert!(copied.success(), "cannot copy `{}` to `{}`", from.display(), to.display());
}

/// Copies a folder with the times of its files.
#[cfg(not(unix))]
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (entry, to) = (entry.as_ref().unwrap(), to.join(entry.as_ref().unwrap().file_name()));
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).unwrap();
            let time = entry.metadata().unwrap().modified().unwrap();
            fs::File::options().write(true).open(to).unwrap().set_modified(time).unwrap();
        }
    }
}
