//! `doctor`: whether this machine has what the course needs, and what to do where it has not.

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs, io};

use anyhow::Result;
use textwrap::Options;

use crate::cargo;
use crate::course::Course;
use crate::screen::{BAD, GOOD, Screen, wrap};

/// What is wrong, and what to do about it.
type Finding = Result<String, (String, String)>;

// What the course builds, with some room.
const ROOM: u64 = 3 << 30;

/// Prints what it found. Fails when something has to be done.
pub fn run(course: &Course, screen: &mut Screen) -> Result<ExitCode> {
    let findings = [
        ("toolchain", toolchain(course)),
        ("linker", linker(course)),
        ("disk", disk(course)),
        ("folder", folder(course)),
        ("editor", analyzer(course)),
    ];
    let mut is_well = true;
    for (what, finding) in findings {
        let mut line = |start: &str, text: &str| {
            let options = Options::new(screen.prose()).initial_indent(start);
            let text = wrap(text, options.subsequent_indent("                 "));
            writeln!(screen, "{text}")
        };
        match finding {
            Ok(said) => line(&format!("{GOOD}good{GOOD:#}  {what:<9}  "), &said)?,
            Err((wrong, cure)) => {
                is_well = false;
                line(&format!("{BAD}bad{BAD:#}   {what:<9}  "), &wrong)?;
                line("                 What to do: ", &cure)?;
            }
        }
    }
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Rust is there, and it is the one that the course was written with.
fn toolchain(course: &Course) -> Finding {
    let output = Command::new("rustc").arg("--version").current_dir(&course.root).output();
    let said = output.ok().filter(|output| output.status.success());
    let Some(said) = said.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    else {
        return Err((
            "`rustc` does not start".into(),
            "install Rust from https://rustup.rs".into(),
        ));
    };
    let file = fs::read_to_string(course.root.join("rust-toolchain.toml")).unwrap_or_default();
    let wanted = file.lines().find_map(|line| line.strip_prefix("channel = \"")?.strip_suffix('"'));
    match wanted {
        Some(wanted) if !said.contains(wanted) => Err((
            format!("{said}; the course was written with {wanted}"),
            "install Rust with rustup: it follows the file `rust-toolchain.toml`".into(),
        )),
        _ => Ok(said),
    }
}

/// A program can be linked, and runs.
fn linker(course: &Course) -> Finding {
    const CURE: &str = if cfg!(target_os = "windows") {
        "install the Visual Studio Build Tools, with \"Desktop development with C++\""
    } else if cfg!(target_os = "macos") {
        "run `xcode-select --install`"
    } else {
        "install a C compiler: `sudo apt install build-essential`, or what your system calls it"
    };
    let folder = env::temp_dir().join(format!("course-doctor-{}", std::process::id()));
    let source = folder.join("hello.rs");
    let program = folder.join(format!("hello{}", env::consts::EXE_SUFFIX));
    let linked = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&source, "fn main() {}"))
        .and_then(|()| {
            let mut rustc = Command::new("rustc");
            rustc.arg(&source).arg("-o").arg(&program).current_dir(&course.root).output()
        });
    let runs = || Command::new(&program).status().is_ok_and(|status| status.success());
    let finding = match linked {
        Ok(output) if !output.status.success() => {
            let said = String::from_utf8_lossy(&output.stderr);
            let first = said.lines().next().unwrap_or_default().to_owned();
            Err((format!("a program cannot be built: {first}"), CURE.into()))
        }
        Ok(_) if runs() => Ok("a program can be built, and runs".into()),
        Ok(_) => Err((
            "a program can be built, but does not start".into(),
            format!("allow programs to run in `{}`", folder.display()),
        )),
        Err(error) => Err((format!("a program cannot be built: {error}"), CURE.into())),
    };
    // Nothing depends on it.
    let _ = fs::remove_dir_all(&folder);
    finding
}

/// There is room for what is built.
fn disk(course: &Course) -> Finding {
    let free = match free(&course.root) {
        Ok(free) => free,
        Err(error) => {
            return Err((format!("cannot tell how much is free: {error}"), "look yourself".into()));
        }
    };
    let words = format!("{:.1} GB are free", free as f64 / 1e9);
    if free >= ROOM {
        return Ok(words);
    }
    let cure = "make room; `cargo clean` removes what the course has built".into();
    Err((format!("only {words}"), cure))
}

#[cfg(windows)]
fn free(folder: &Path) -> io::Result<u64> {
    fs4::available_space(folder)
}

/// The crate that asks on Windows needs the half of `rustix` that nothing else does: a second of the first
/// `cargo run`.
#[cfg(unix)]
fn free(folder: &Path) -> io::Result<u64> {
    use std::ffi::CString;
    use std::mem::MaybeUninit;
    use std::os::unix::ffi::OsStrExt;

    let path = CString::new(folder.as_os_str().as_bytes())?;
    let mut found = MaybeUninit::<libc::statvfs>::uninit();
    // SAFETY: the path ends with a zero, and there is room for the answer.
    if unsafe { libc::statvfs(path.as_ptr(), found.as_mut_ptr()) } != 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the call succeeded, so it has filled the answer.
    let found = unsafe { found.assume_init() };
    // How wide these are depends on the system.
    #[allow(clippy::unnecessary_cast)]
    Ok((found.f_bavail as u64).saturating_mul(found.f_frsize as u64))
}

/// Progress can be saved, and tests can be built where they are expected.
fn folder(course: &Course) -> Finding {
    let probe = course.root.join(format!(".progress.{}.tmp", std::process::id()));
    let written = fs::write(&probe, "");
    // When it is not there, so much the better.
    let _ = fs::remove_file(&probe);
    let shown = course.root.display();
    if let Err(error) = written {
        let cure = "move the course to a folder of your own: progress is kept in it";
        return Err((format!("`{shown}` cannot be written: {error}"), cure.into()));
    }
    match cargo::elsewhere(&course.target) {
        Ok(None) => Ok(format!("`{shown}` can be written")),
        Ok(Some(other)) => Err((
            format!(
                "`{}` cannot be written; tests are built in `{}`",
                course.target.display(),
                other.display()
            ),
            "delete it, or make it writable".into(),
        )),
        Err(error) => Err((error.to_string(), "or make it writable".into())),
    }
}

/// The editor builds elsewhere, so that it and the runner never wait for each other.
fn analyzer(course: &Course) -> Finding {
    const SETTING: &str = "rust-analyzer.cargo.targetDir";
    let path = course.root.join(".vscode").join("settings.json");
    let has = |path: &Path| fs::read_to_string(path).is_ok_and(|text| text.contains(SETTING));
    if has(&path) {
        return Ok("`.vscode/settings.json` gives rust-analyzer a target folder of its own".into());
    }
    Err((
        format!("nothing sets `{SETTING}`: editor and runner will wait for each other"),
        format!("set `{SETTING}` to `true`, in VS Code or whatever editor runs rust-analyzer"),
    ))
}
