//! Every public item of the facade has a behaviour: a new one without one fails here.
//!
//! The sources are read with a small parser that knows this crate's style: an item starts its line with `pub`, an
//! `impl` starts in the first column. What it finds is written down in `items.txt`, so that one can see it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use expect_test::expect_file;

/// The public modules that are no part of the facade: std has nothing like them.
const OUR_OWN: [&str; 2] = ["report", "trace"];

/// How a trait is used where its name does not occur.
const TRAITS: [(&str, &str); 19] = [
    ("Add", " + "),
    ("AddAssign", "+="),
    ("AsRef", "as_ref()"),
    ("Clone", "clone("),
    ("Debug", ":?}"),
    ("Default", "default()"),
    ("Deref", "*"),
    ("DerefMut", "*"),
    ("Display", "{guard}"),
    ("Drop", "drop("),
    ("From", "::from("),
    ("IntoIterator", "into_iter()"),
    ("Iterator", ".next()"),
    ("Ord", ".cmp("),
    ("PartialEq", "=="),
    ("PartialOrd", " < "),
    ("Eq", "=="),
    ("Sub", " - "),
    ("SubAssign", "-="),
];

/// An item, or a trait that a type has.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    /// Of the `impl` that it stands in.
    owner: String,
    name: String,
    is_trait: bool,
}

/// The files below a folder, by their path in it.
fn files(folder: &Path, below: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            files(&path, &format!("{below}{name}/"), found);
        } else {
            found
                .entry(format!("{below}{name}"))
                .or_default()
                .push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// The sources of the facade: the public modules of `lib.rs`.
fn facade() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src");
    let mut all = BTreeMap::new();
    files(&root, "", &mut all);
    let public: BTreeSet<String> = all["lib.rs"]
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .filter(|module| !OUR_OWN.contains(module))
        .map(str::to_owned)
        .collect();
    all.retain(|path, _| public.contains(path.split(['/', '.']).next().unwrap()));
    all
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The type that an `impl` is for, and its trait, if it has one.
fn implemented(header: &str) -> (String, Option<String>) {
    let header = &header.replace("-> ", "");
    let mut depth = 0;
    // The generics of the `impl` are none of its names.
    let end = header["impl".len()..].find(|c| {
        depth += i32::from(c == '<') - i32::from(c == '>');
        depth == 0 && c != '>'
    });
    let rest = header["impl".len() + end.unwrap_or(0)..].trim_start();
    let last = |path: &str| word(path.split('<').next().unwrap_or("").rsplit("::").next().unwrap());
    match rest.split_once(" for ") {
        Some((name, owner)) => {
            let borrowed = owner.strip_prefix("&'").and_then(|owner| owner.split_once(' '));
            (last(borrowed.map_or(owner, |(_, owner)| owner)), Some(last(name)))
        }
        None => (last(rest), None),
    }
}

fn items(source: &str) -> BTreeSet<Item> {
    let mut found = BTreeSet::new();
    let mut owner = String::new();
    let mut add = |owner: &str, name: String, is_trait: bool| {
        // What a macro names is found where the macro is used.
        if !name.is_empty() {
            found.insert(Item { owner: owner.to_owned(), name, is_trait });
        }
    };
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let item = line.trim_start();
        if line.starts_with('}') {
            owner.clear();
        }
        if line.starts_with("impl") || line.starts_with("unsafe impl") {
            let (of, name) = implemented(line.trim_start_matches("unsafe "));
            let inherent = name.is_none();
            // Traits of private types, and what only private types need, are nobody's business.
            let public = source.contains(&format!("pub struct {of}"));
            add(&of, name.filter(|_| public).unwrap_or_default(), true);
            owner = if inherent && !line.ends_with("{}") { of } else { String::new() };
        } else if let Some(path) = item.strip_prefix("pub use ") {
            let mut path = path.to_owned();
            while !path.ends_with(';') {
                path.push_str(lines.next().expect("the end of a `use`").trim());
            }
            let names = path.rsplit("::").next().unwrap().trim_matches(['{', '}', ';']);
            names.split(',').for_each(|name| add("", word(name.trim()), false));
        } else if let Some(item) = item.strip_prefix("pub ") {
            let item = item.trim_start_matches("const ").trim_start_matches("unsafe ");
            let kinds = ["fn ", "struct ", "enum ", "trait ", "type "];
            let name = kinds.iter().find_map(|kind| item.strip_prefix(kind)).map(word);
            add(&owner, name.unwrap_or_default(), false);
        } else if let Some(("fetch" | "Atomic", _)) = item.split_once(['_', 'U', 'I']) {
            // A line of the table from which the atomics are made: `fetch_add FetchAdd …`, `AtomicU8 u8 …`.
            let (name, rest) = item.split_once(' ').unwrap_or_default();
            let in_table = name == word(name) && rest.starts_with(char::is_alphabetic);
            add("", if in_table { name.to_owned() } else { String::new() }, false);
        }
    }
    found
}

/// `AtomicBool` as a file is named: `atomic_bool`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// The behaviours of that source file: those in the file of the same name, or in the folder. A part of a module that
/// has no file of its own, such as `mutex/guard.rs`, is with the module.
fn behaviours(of: &str) -> BTreeMap<String, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = BTreeMap::new();
    for folder in ["behaviours", "only_here"] {
        files(&here.join(folder), "", &mut all);
    }
    let mut start = of.strip_suffix("mod.rs").unwrap_or_else(|| of.strip_suffix(".rs").unwrap());
    while !all.keys().any(|path| path.starts_with(start))
        && let Some((module, _)) = start.rsplit_once('/')
    {
        start = module;
    }
    all.retain(|path, _| path.starts_with(start));
    all
}

/// Whether the behaviours use the item.
fn is_used(item: &Item, behaviours: &BTreeMap<String, String>) -> bool {
    let own_file = format!("/{}.rs", snake(&item.owner));
    let has_own_file = behaviours.keys().any(|path| path.ends_with(&own_file));
    let counts = |path: &String| !has_own_file || path.ends_with(&own_file);
    let sign = TRAITS.iter().find(|(name, _)| item.is_trait && *name == item.name);
    behaviours.iter().filter(|(path, _)| counts(path)).any(|(_, source)| match sign {
        Some((_, sign)) => source.contains(sign),
        None => {
            let mut words = source.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.any(|word| word == item.name)
        }
    })
}

#[test]
fn every_public_item_has_a_behaviour() {
    let mut written = String::new();
    let mut missing = Vec::new();
    for (path, source) in facade() {
        let items = items(&source);
        if items.is_empty() {
            continue;
        }
        let behaviours = behaviours(&path);
        written.push_str(&format!("{path}\n"));
        for item in items {
            let owner =
                if item.owner.is_empty() { String::new() } else { format!("{}::", item.owner) };
            let name = match item.is_trait {
                true => format!("{}: {}", item.owner, item.name),
                false => format!("{owner}{}", item.name),
            };
            if !is_used(&item, &behaviours) {
                missing.push(format!("`{name}` of src/{path}"));
            }
            written.push_str(&format!("    {name}\n"));
        }
    }
    assert!(
        missing.is_empty(),
        "no behaviour in tests/conformance, in a file of the same name, uses {}",
        missing.join(", ")
    );
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/items.txt");
    expect_file![path].assert_eq(&written);
}

#[test]
fn the_parser_finds_what_is_there() {
    let source = "
pub use std::sync::{Arc, Weak};
pub struct Lock<T> {
impl<T: Into<u8>> Lock<T> {
    pub const fn new(value: T) -> Self {
    pub(crate) fn hidden() {}
}
impl<T> fmt::Debug for Lock<T> {
pub fn free() {
    fetch_add FetchAdd
";
    let found = items(source);
    let found = found.iter().map(|i| format!("{} {} {}", i.owner, i.name, i.is_trait));
    let expected = [
        " Arc false",
        " Lock false",
        " Weak false",
        " fetch_add false",
        " free false",
        "Lock Debug true",
        "Lock new false",
    ];
    assert!(found.eq(expected));
}
