//! A small course of its own to run the bookbinder on, good from the start, for tests to break.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A course in a temporary folder.
pub struct Fixture {
    folder: TempDir,
}

impl Fixture {
    /// A course with one chapter that uses everything, and nothing wrong.
    pub fn good() -> Self {
        let fixture = Self { folder: tempfile::tempdir().unwrap() };
        fixture.write("book/book.toml", BOOK);
        fixture.write("book/src/SUMMARY.md", "# Summary\n\n- [One](one.md)\n- [Two](two.md)\n");
        fixture.write("book/src/one.md", ONE);
        fixture.write("book/src/two.md", "# Two\n\nBack to [its code](one.md#code).\n");
        fixture.write("lessons/01-one/src/counter.rs", CODE);
        fixture.write("lessons/01-one/python/count.py", "print(1 + 1)\n");
        fixture.write("lessons/01-one/output/run.txt", "all 6 interleavings\n\nok\n");
        fixture.write("exercises/01a-first/README.md", README);
        fixture
            .write("exercises/01a-first/src/lib.rs", "pub fn one() -> u64 {\n    0 // TODO\n}\n");
        for name in ["lost-update.json", "schedules.json", "quiz.json"] {
            fixture.write(&format!("lessons/01-one/traces/{name}"), &read_fixture(name));
        }
        fixture
    }

    /// Puts a file into the course.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Replaces a piece of a file, which must be there.
    #[track_caller]
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.root().join(path)).unwrap();
        assert!(text.contains(from), "`{path}` does not contain {from:?}");
        self.write(path, &text.replace(from, to));
    }

    /// The course's top folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The binary, to be run in the course.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bookbinder"));
        command.args(args).current_dir(self.root());
        command
    }

    /// Runs the binary in the course.
    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs the binary, which must succeed; returns what it printed.
    #[track_caller]
    pub fn succeeds(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs the binary, which must fail; returns what it said.
    #[track_caller]
    pub fn fails(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(!output.status.success(), "{args:?}: {}", told(&output));
        String::from_utf8(output.stderr).unwrap()
    }

    /// The main part of a page that was built.
    pub fn page(&self, name: &str) -> String {
        let html = std::fs::read_to_string(self.root().join("book/book").join(name)).unwrap();
        let (_, main) = html.split_once("<main>").unwrap();
        main.split_once("</main>").unwrap().0.to_owned()
    }
}

/// The chapter of the fixture.
pub const CHAPTER: &str = "book/src/one.md";

/// The code of the fixture.
pub const COUNTER: &str = "lessons/01-one/src/counter.rs";

/// Breaks a good course, and expects exactly one line of complaint.
#[track_caller]
pub fn check(break_it: impl FnOnce(&Fixture), expected: &str) {
    let course = Fixture::good();
    break_it(&course);
    let said = course.fails(&["check"]);
    assert!(said.lines().any(|line| line == expected), "expected:\n{expected}\nsaid:\n{said}");
    assert!(said.ends_with("1 problem\n"), "{said}");
}

/// Replaces a piece of the chapter, and expects exactly one line of complaint.
#[track_caller]
pub fn chapter(from: &str, to: &str, expected: &str) {
    check(|course| course.replace(CHAPTER, from, to), expected);
}

/// A file below `tests/fixtures`.
pub fn read_fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    std::fs::read_to_string(path).unwrap()
}

fn told(output: &Output) -> String {
    format!(
        "{}\nstdout:\n{}\nstderr:\n{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Without what only costs time here.
const BOOK: &str = "[book]
title = \"Fixture\"

[preprocessor.bookbinder]
second_edition = [\"one.md\"]

[output.html.print]
enable = false

[output.html.search]
enable = false
";

const ONE: &str = r#"# One

## Code

```rust
{{#include ../../lessons/01-one/src/counter.rs:add-one}}
```

```python
{{#include ../../lessons/01-one/python/count.py}}
```

```console
$ cargo test
```

{{#output ../../lessons/01-one/output/run.txt title="A run"}}

Of {{#number ../../lessons/01-one/output/run.txt after="all"}}, none failed.

{{#trace ../../lessons/01-one/traces/lost-update.json}}

{{#scheduler ../../lessons/01-one/traces/schedules.json promise="2"}}

{{#quiz ../../lessons/01-one/traces/quiz.json}}

```quiz
Why can an increment be lost?

- [ ] The processor forgets it.
  > It forgets nothing: a store overwrites it.
- [x] Both threads may read 0.
  > Then both store 1.
```

{{#exercise 01a-first}}

See [the other](two.md) and [the code](#code), or <https://example.org/x>.
"#;

const CODE: &str = "impl Counter {
    // ANCHOR: add-one
    pub fn add_one(&self) {
        let seen = self.balance.load(Relaxed);
        self.balance.store(seen + 1, Relaxed);
    }
    // ANCHOR_END: add-one
}
";

const README: &str = "# First

Make it one.

## Hints

<details>
<summary>Hint 1</summary>

```rust
pub fn one() -> u64 {
```

</details>
";
