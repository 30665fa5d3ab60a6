//! Opens a file in the learner's editor, where there is something to do.

use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::{env, fs, io};

use anyhow::{Context, Result};

/// What came of it.
pub enum Opened {
    /// In a window of its own: the name of the editor.
    Beside(String),
    /// On the terminal; the learner is back from it.
    OnTheTerminal,
    /// No editor is known. The line to go to.
    Nowhere(usize),
}

// Those that leave the terminal alone.
const WINDOWS: [&str; 16] = [
    "code",
    "codium",
    "cursor",
    "windsurf",
    "zed",
    "zeditor",
    "subl",
    "gedit",
    "kate",
    "gvim",
    "mate",
    "notepad",
    "notepad++",
    "idea",
    "rustrover",
    "gnome-text-editor",
];

/// Opens the file at its first `TODO`. `run` runs an editor on the terminal.
pub fn open(
    file: &Path,
    run: impl FnOnce(&mut Command) -> io::Result<ExitStatus>,
) -> Result<Opened> {
    let line = first_todo(file);
    let Some(words) = wanted() else { return Ok(Opened::Nowhere(line)) };
    let Some((program, flags)) = words.split_first() else { return Ok(Opened::Nowhere(line)) };
    let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let mut command = command(program);
    command.args(flags).args(place(&name, file, line));
    let cannot = || format!("cannot start the editor `{program}`: `VISUAL` and `EDITOR` name it");
    if WINDOWS.contains(&name.as_str()) {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().with_context(cannot)?;
        return Ok(Opened::Beside(name));
    }
    run(&mut command).with_context(cannot)?;
    Ok(Opened::OnTheTerminal)
}

/// The editor and its flags. In the terminal of VS Code that is VS Code: there `VISUAL` is for commits.
fn wanted() -> Option<Vec<String>> {
    if env::var_os("TERM_PROGRAM").is_some_and(|program| program == "vscode") {
        return Some(vec!["code".into()]);
    }
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let value = set("VISUAL").or_else(|| set("EDITOR"))?;
    // A path may have spaces in it.
    if Path::new(&value).is_file() {
        return Some(vec![value]);
    }
    Some(value.split_whitespace().map(str::to_owned).collect())
}

/// How this editor wants to be told which line.
fn place(editor: &str, file: &Path, line: usize) -> Vec<std::ffi::OsString> {
    let mut at = file.as_os_str().to_owned();
    at.push(format!(":{line}"));
    match editor {
        "code" | "codium" | "cursor" | "windsurf" => vec!["-g".into(), at],
        "zed" | "zeditor" | "subl" | "hx" | "helix" => vec![at],
        "kate" | "mate" => vec!["-l".into(), line.to_string().into(), file.into()],
        "idea" | "rustrover" => vec!["--line".into(), line.to_string().into(), file.into()],
        "vi" | "vim" | "nvim" | "gvim" | "nano" | "emacs" | "emacsclient" | "kak" | "micro"
        | "joe" | "mg" | "gedit" => vec![format!("+{line}").into(), file.into()],
        _ => vec![file.into()],
    }
}

#[cfg(windows)]
fn command(program: &str) -> Command {
    // VS Code and its kin are scripts there, which only the shell starts.
    let mut command = Command::new("cmd");
    command.args(["/C", program]);
    command
}

#[cfg(not(windows))]
fn command(program: &str) -> Command {
    Command::new(program)
}

/// The line of the first `TODO`, counted from 1; else the first line.
fn first_todo(file: &Path) -> usize {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().position(|line| line.contains("TODO")).map_or(1, |line| line + 1)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::place;

    #[track_caller]
    fn check(editor: &str, expected: &[&str]) {
        assert_eq!(place(editor, Path::new("a b.rs"), 7), expected);
    }

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        check("code", &["-g", "a b.rs:7"]);
        check("vim", &["+7", "a b.rs"]);
        check("hx", &["a b.rs:7"]);
        check("ed", &["a b.rs"]);
    }
}
