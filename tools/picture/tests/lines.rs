//! What is said to be shown is what the picture shows: each recorded run of the lessons is asked.

use std::fs;
use std::path::{Path, PathBuf};

use picture::{Snapshot, html, lines, swimlane};

#[test]
fn every_line_that_a_picture_shows_is_told() {
    let (mut pictures, mut told) = (0, 0);
    for path in traces() {
        let text = fs::read_to_string(&path).unwrap();
        // Quizzes, knobs and trees of schedules lie beside them.
        let Ok(snapshot) = Snapshot::parse(&text) else { continue };
        pictures += 1;
        let html = swimlane(&snapshot, "run", None);
        let lines = lines(&snapshot);
        told += lines.len();
        let code = |text: &str| html::escape(text).replace('.', ".<wbr>");
        for cell in html.split("<td role=\"cell\" class=\"source\">").skip(1) {
            let (_, shown) = cell.split_once("<code>").unwrap();
            let (shown, _) = shown.split_once("</code>").unwrap();
            let is_told = lines.iter().any(|(_, _, text)| code(text) == shown);
            assert!(shown.is_empty() || is_told, "`{}` shows `{shown}`", path.display());
        }
    }
    assert!(pictures > 80 && told > 400, "only {pictures} pictures, with {told} lines");
}

fn traces() -> Vec<PathBuf> {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    let folders = fs::read_dir(lessons).unwrap().map(|entry| entry.unwrap().path().join("traces"));
    let files = folders.filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let paths = files.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect()
}
