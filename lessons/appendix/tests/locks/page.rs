//! The tables of the page, one row for each lock.

use std::fmt::Write;
use std::fs;

use expect_test::expect_file;

/// Where a lock is, and what was found out about it.
pub struct Row {
    /// As it's called in its file.
    pub name: &'static str,
    /// What tells it from others of that name.
    pub kind: &'static str,
    /// `08-spin/s4_ticket`.
    pub place: &'static str,
    /// The columns between the name and the size.
    pub columns: Vec<&'static str>,
    /// Tests of its lesson that show what it promises, with blanks between them.
    pub tests: &'static str,
}

impl Row {
    fn lesson(&self) -> &str {
        self.place.split_once('/').expect("a lesson and a file").0
    }

    /// With the size from the output of `tests/sizes.rs`.
    fn line(&self) -> String {
        let Row { kind, place, columns, .. } = self;
        let (number, _) = self.lesson().split_once('-').expect("a lesson has a number");
        let (number, lesson) = (number.trim_start_matches('0'), self.lesson());
        let columns = columns.join(" | ");
        let size = "{{#number ../../lessons/appendix/outputs/sizes.txt after=";
        format!("| {number}: [{kind}]({lesson}.md) | {columns} | {size}\"{place}\"}}}} |\n")
    }

    /// Its file, and the tests, which must be there.
    fn evidence(&self) -> String {
        let (lesson, stage) = self.place.split_once('/').expect("a lesson and a file");
        let folder = format!("{}/../{lesson}", env!("CARGO_MANIFEST_DIR"));
        let file = format!("{folder}/src/{stage}.rs");
        assert!(fs::exists(&file).unwrap(), "there is no `{file}`");
        let code = all_tests(&folder);
        for test in self.tests.split_whitespace() {
            assert!(code.contains(&format!("fn {test}()")), "no test of {lesson} is called {test}");
        }
        let tests: Vec<String> =
            self.tests.split_whitespace().map(|test| format!("`{test}`")).collect();
        let Row { name, kind, .. } = self;
        let tests = tests.join(", ");
        format!("- {kind}: `{name}` in `lessons/{lesson}/src/{stage}.rs`. {tests}\n")
    }
}

/// The tests of this lesson.
fn all_tests(folder: &str) -> String {
    let files = fs::read_dir(format!("{folder}/tests")).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

/// A table with these columns, and below it what else shows that the locks are right.
pub fn table(columns: &[&str], rows: &[Row]) -> String {
    let mut text = format!("| {} |\n|{}\n", columns.join(" | "), "---|".repeat(columns.len()));
    rows.iter().for_each(|row| text += &row.line());
    _ = write!(
        text,
        "\n<details>\n<summary>Their names, their files, and more tests</summary>\n\n"
    );
    rows.iter().for_each(|row| text += &row.evidence());
    text + "\n</details>\n"
}

fn page() -> String {
    format!("{}/../../book/src/locks-built.md", env!("CARGO_MANIFEST_DIR"))
}

/// Compares the page with these tables, or writes them.
#[track_caller]
pub fn check(tables: &[(&str, String)]) {
    let path = page();
    let mut page = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    for (name, table) in tables {
        let (open, close) = (format!("<!-- table: {name} -->\n"), "<!-- end of the table -->");
        let start =
            page.find(&open).unwrap_or_else(|| panic!("no `{open}` in {path}")) + open.len();
        let end = start + page[start..].find(close).expect("a table ends");
        page.replace_range(start..end, &format!("\n{table}\n"));
    }
    expect_file![path].assert_eq(&page);
}

/// Every test that the page names is one of some lesson.
pub fn check_names() {
    let lessons = format!("{}/..", env!("CARGO_MANIFEST_DIR"));
    let folders = fs::read_dir(lessons).unwrap().map(|entry| entry.unwrap().path());
    let code: String = folders
        .filter(|folder| folder.join("tests").is_dir())
        .map(|folder| all_tests(&folder.to_string_lossy()))
        .collect();
    let page = fs::read_to_string(page()).unwrap();
    let is_test = |span: &&str| {
        span.matches('_').count() > 2
            && span.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let named: Vec<&str> = page.split('`').skip(1).step_by(2).filter(is_test).collect();
    assert!(named.len() > 8, "{named:?}");
    for name in named {
        assert!(
            code.contains(&format!("fn {name}()")),
            "the page names `{name}`, which is no test"
        );
    }
}
