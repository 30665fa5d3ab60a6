//! The program's own source: the line of a step, and what that line calls the object it uses.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use crate::trace::Location;

/// A place, with the text of its line.
pub(crate) fn locate(file: &str, line: u32) -> Location {
    let source = lines(file).get(line.wrapping_sub(1) as usize).map(|l| l.trim().to_string());
    Location { file: display_file(file), line, source: source.unwrap_or_default() }
}

/// The file as a reader in the package's folder would write it, with forward slashes.
pub(crate) fn display_file(file: &str) -> String {
    let tidy = tidy(file);
    let shown = match (find(file), std::env::current_dir()) {
        (Some(found), Ok(here)) => {
            found.strip_prefix(here).map(Path::to_path_buf).unwrap_or_else(|_| tidy.clone())
        }
        _ => tidy,
    };
    shown.to_string_lossy().replace('\\', "/")
}

/// What the source calls the object whose method is called at this place: the field or variable before
/// the dot. `None` where that is a call or an expression without a name.
pub(crate) fn receiver(file: &str, line: u32, column: u32) -> Option<String> {
    let lines = lines(file);
    let mut before: String =
        lines.get(line as usize - 1)?.chars().take(column as usize - 1).collect();
    // A method on a line of its own: the receiver ends on a line above.
    for above in (0..line as usize - 1).rev().take(3) {
        if before.trim() != "." {
            break;
        }
        before = format!("{}.", lines[above].trim_end());
    }
    let expression = before.trim_end().strip_suffix('.')?.trim_end();
    let expression = expression.strip_suffix(']').map_or(expression, |inner| {
        inner.rfind('[').map_or("", |open| &inner[..open])
    });
    let name = last_name(expression);
    let field = name.parse::<u32>().is_ok();
    let name = if field {
        let outer = last_name(expression.strip_suffix(name)?.strip_suffix('.')?);
        if outer == "self" || outer.is_empty() { "" } else { &expression[expression.len() - outer.len() - 1 - name.len()..] }
    } else {
        name
    };
    (!name.is_empty() && name != "self").then(|| name.to_string())
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

fn lines(file: &str) -> Rc<Vec<String>> {
    thread_local! {
        static FILES: RefCell<HashMap<String, Rc<Vec<String>>>> = RefCell::default();
    }
    FILES.with_borrow_mut(|files| {
        let read = || {
            let text = find(file).and_then(|path| std::fs::read_to_string(path).ok());
            Rc::new(text.unwrap_or_default().lines().map(str::to_string).collect())
        };
        Rc::clone(files.entry(file.to_string()).or_insert_with(read))
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
            part => tidy.push(part),
        }
    }
    tidy
}
