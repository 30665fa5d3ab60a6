//! The map in `src/lib.rs` is the house: each arrow between two rooms is on it, and they lead round no circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// For each room those that it uses.
type Arrows = BTreeMap<String, BTreeSet<String>>;

fn source() -> String {
    format!("{}/src", env!("CARGO_MANIFEST_DIR"))
}

/// The map as it is drawn: `machine → trace`.
fn drawn() -> Arrows {
    let lib = fs::read_to_string(format!("{}/lib.rs", source())).unwrap();
    let block = lib.split("//! ```text\n").nth(1).and_then(|rest| rest.split("//! ```").next());
    let lines = block.expect("the map is a block of text").lines();
    lines
        .map(|line| line.trim_start_matches("//!").trim())
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (room, uses) = line.split_once('→').unwrap_or((line, ""));
            let uses = uses.split(',').map(|name| name.trim().to_string());
            (room.trim().to_string(), uses.filter(|name| !name.is_empty()).collect())
        })
        .collect()
}

/// The map as the source has it. What only tests use is left out: they may look into every room.
fn built() -> Arrows {
    let mut arrows = Arrows::new();
    let mut rooms: Vec<_> =
        fs::read_dir(source()).unwrap().map(|entry| entry.unwrap().path()).collect();
    rooms.retain(|path| path.file_name().is_some_and(|name| name != "lib.rs"));
    for path in rooms {
        let room = path.file_stem().unwrap().to_string_lossy().into_owned();
        let uses = arrows.entry(room.clone()).or_default();
        collect(&path, &room, uses);
    }
    arrows
}

fn collect(path: &Path, room: &str, uses: &mut BTreeSet<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), room, uses);
        }
    } else if path.file_name().is_some_and(|name| name != "tests.rs") {
        let text = fs::read_to_string(path).unwrap();
        let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let code: Vec<&str> =
            program.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        let code = code.join("\n");
        for rest in code.split("crate::").skip(1) {
            let names = match rest.strip_prefix('{') {
                Some(inside) => inside.split('}').next().unwrap_or_default(),
                None => rest,
            };
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            let first = |part: &str| part.trim().chars().take_while(|&c| is_name(c)).collect();
            let parts: Vec<String> = match rest.starts_with('{') {
                true => names.split(',').map(first).collect(),
                false => vec![first(names)],
            };
            uses.extend(parts.into_iter().filter(|name| name != room && !name.is_empty()));
        }
    }
}

#[test]
fn each_arrow_between_two_rooms_is_on_the_map() {
    let (drawn, built) = (drawn(), built());
    let rooms: BTreeSet<&String> = drawn.keys().chain(built.keys()).collect();
    let empty = BTreeSet::new();
    let mut wrong = Vec::new();
    for room in rooms {
        let (on_map, in_source) =
            (drawn.get(room).unwrap_or(&empty), built.get(room).unwrap_or(&empty));
        for other in in_source.difference(on_map) {
            wrong.push(format!("src/{room} uses `crate::{other}`, which the map doesn't allow"));
        }
        for other in on_map.difference(in_source) {
            wrong.push(format!("the map has {room} → {other}, which nothing uses"));
        }
        if !drawn.contains_key(room) {
            wrong.push(format!("src/{room} isn't on the map"));
        }
    }
    assert!(
        wrong.is_empty(),
        "the map in src/lib.rs is another house than the source:\n  {}\nMove what is on the wrong floor, or draw the \
         arrow if it leads down",
        wrong.join("\n  ")
    );
}

#[test]
fn the_arrows_lead_round_no_circle() {
    let arrows = built();
    for start in arrows.keys() {
        let mut reached: BTreeSet<&String> = BTreeSet::new();
        let mut left: Vec<&String> = arrows[start].iter().collect();
        while let Some(room) = left.pop() {
            assert_ne!(
                room, start,
                "from `{start}` the arrows lead back to it, through {reached:?}"
            );
            if reached.insert(room) {
                left.extend(arrows.get(room).into_iter().flatten());
            }
        }
    }
}
