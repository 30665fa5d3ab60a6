//! The program's own source: the line of a step, and what that line calls the object it uses.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use crate::trace::Location;

/// A place, with the text of its line.
pub(crate) fn locate(file: &str, line: u32) -> Location {
    let file = source(file);
    let text = file.lines.get(line.wrapping_sub(1) as usize).map(|l| l.trim().to_string());
    Location { file: file.shown.clone(), line, source: text.unwrap_or_default() }
}

/// The file as a reader in the package's folder would write it, with forward slashes.
pub(crate) fn display_file(file: &str) -> String {
    source(file).shown.clone()
}

/// What the source calls the object whose method is called at this place: the field or variable before the dot.
/// `None` if that is a call or an expression without a name.
pub(crate) fn receiver(file: &str, line: u32, column: u32) -> Option<String> {
    let lines = &source(file).lines;
    let mut before: String =
        lines.get(line as usize - 1)?.chars().take(column as usize - 1).collect();
    // If the method is on a line of its own, the receiver ends on a line above.
    for above in (0..line as usize - 1).rev().take(3) {
        if before.trim() != "." {
            break;
        }
        before = format!("{}.", lines[above].trim_end());
    }
    let expression = before.trim_end().strip_suffix('.')?.trim_end();
    let expression = expression
        .strip_suffix(']')
        .map_or(expression, |inner| inner.rfind('[').map_or("", |open| &inner[..open]));
    let name = last_name(expression);
    let field = name.parse::<u32>().is_ok();
    let name = if field {
        let outer = last_name(expression.strip_suffix(name)?.strip_suffix('.')?);
        if outer == "self" || outer.is_empty() {
            ""
        } else {
            &expression[expression.len() - outer.len() - 1 - name.len()..]
        }
    } else {
        name
    };
    (!name.is_empty() && name != "self").then(|| name.to_string())
}

/// The variable or field that is given the value of the call at this place: `let total = Arc::new(…)`.
pub(crate) fn bound(file: &str, line: u32, column: u32) -> Option<String> {
    let lines = &source(file).lines;
    let before: String = lines.get(line as usize - 1)?.chars().take(column as usize - 1).collect();
    let before = before.trim_end();
    let name = match before.strip_suffix('=') {
        // A type may come between the two.
        Some(before) => {
            let pattern = before.rsplit_once("let ").map_or(before, |(_, pattern)| pattern);
            last_name(pattern.split(':').next()?.trim_end())
        }
        None => last_name(before.strip_suffix(':')?.trim_end()),
    };
    (!name.is_empty()).then(|| name.to_string())
}

/// The variable or static at this place, as in `*LAZY` or `for x in &rx`.
pub(crate) fn named_at(file: &str, line: u32, column: u32) -> Option<String> {
    let lines = &source(file).lines;
    let text: String = lines.get(line as usize - 1)?.chars().skip(column as usize - 1).collect();
    let path: String = text
        .trim_start_matches(['*', '&', '('])
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '.'))
        .collect();
    let after = text.trim_start_matches(['*', '&', '(']).chars().nth(path.chars().count());
    let name = path.rsplit([':', '.']).find(|part| !part.is_empty())?;
    let is_name = after != Some('(') && !name.starts_with(char::is_numeric) && name != "self";
    is_name.then(|| name.to_string())
}

fn last_name(expression: &str) -> &str {
    let start = expression
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '_')
        .last()
        .map_or(expression.len(), |(i, _)| i);
    &expression[start..]
}

struct Source {
    shown: String,
    lines: Vec<String>,
}

/// Finds and reads a file once, because a tree of schedules names it many thousand times.
fn source(file: &str) -> Rc<Source> {
    thread_local! {
        static FILES: RefCell<HashMap<String, Rc<Source>>> = RefCell::default();
    }
    FILES.with_borrow_mut(|files| {
        if let Some(known) = files.get(file) {
            return Rc::clone(known);
        }
        let found = find(file);
        let text = found.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
        let here = std::env::current_dir().ok();
        let below = |path: &PathBuf| path.strip_prefix(here?).map(Path::to_path_buf).ok();
        let shown = found.as_ref().and_then(below).unwrap_or_else(|| tidy(file));
        let source = Rc::new(Source {
            shown: shown.to_string_lossy().replace('\\', "/"),
            lines: text.unwrap_or_default().lines().map(str::to_string).collect(),
        });
        files.insert(file.to_string(), Rc::clone(&source));
        source
    })
}

/// The compiler names files from the workspace's root; tests run in the package's folder below it.
fn find(file: &str) -> Option<PathBuf> {
    let tidy = tidy(file);
    if tidy.is_absolute() {
        return tidy.exists().then_some(tidy);
    }
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|base| base.join(&tidy)).find(|path| path.is_file())
}

/// The path without `x/..`, which `#[path = "../src/counter.rs"]` leaves in it.
fn tidy(file: &str) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in Path::new(&file.replace('\\', "/")).components() {
        match part {
            Component::ParentDir if tidy.file_name().is_some() => _ = tidy.pop(),
            Component::CurDir => {}
            part @ (Component::Prefix(_)
            | Component::RootDir
            | Component::ParentDir
            | Component::Normal(_)) => tidy.push(part),
        }
    }
    tidy
}
