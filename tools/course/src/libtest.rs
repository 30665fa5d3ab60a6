//! Reads what Rust's test harness prints when it is told to run one test, and to capture nothing.

/// What the harness said about the test.
#[derive(Debug, PartialEq, Eq)]
pub struct Output {
    /// How the test ended; nothing when the harness did not come to its own end.
    pub end: Option<End>,
    /// What the test itself printed.
    pub printed: String,
    /// What the harness has to say about a test that failed.
    pub remark: String,
}

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It passed.
    Passed,
    /// It failed.
    Failed,
    /// It was not run.
    Ignored,
}

const ENDS: [(&str, End); 3] =
    [("ok", End::Passed), ("FAILED", End::Failed), ("ignored", End::Ignored)];

/// Takes the standard output of the harness apart.
pub fn parse(stdout: &str, test: &str) -> Output {
    let text = stdout.split_once("running 1 test\n").map_or(stdout, |(_, text)| text);
    // What a test prints may look like this line, too; the harness has the last word.
    let line = text.rmatch_indices(&format!("test {test}")).find_map(|(start, line)| {
        let rest = &text[start + line.len()..];
        let rest = rest.strip_prefix(" - should panic").unwrap_or(rest).strip_prefix(" ... ")?;
        let (_, end) = ENDS.iter().find(|(word, _)| rest.starts_with(word))?;
        Some((start, *end, rest))
    });
    let Some((start, end, rest)) = line.filter(|(_, _, rest)| rest.contains("\ntest result: "))
    else {
        return Output { end: None, printed: text.trim().to_owned(), remark: String::new() };
    };
    let remark = rest.split_once(&format!("---- {test} stdout ----\n"));
    let remark = remark.and_then(|(_, remark)| remark.split_once("\n\nfailures:\n"));
    let remark = remark.map_or("", |(remark, _)| remark.trim()).to_owned();
    Output { end: Some(end), printed: text[..start].trim_matches('\n').to_owned(), remark }
}

/// The names of the tests, from `--list --format terse`.
pub fn names(stdout: &str) -> impl Iterator<Item = &str> {
    stdout.lines().filter_map(|line| line.strip_suffix(": test"))
}

/// What a panic said.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Panic {
    /// What was printed before the panic.
    pub before: String,
    /// The message, without the noise around it.
    pub message: String,
    /// Where it was, as `file:line`.
    pub place: Option<String>,
}

/// Takes the standard error of a test apart: from the first panic on it is the message.
pub fn panic(stderr: &str) -> Panic {
    let mut panic = Panic::default();
    let (mut before, mut message) = (Vec::new(), Vec::new());
    for line in stderr.lines() {
        if let Some(place) = panicked_at(line) {
            panic.place.get_or_insert_with(|| place.replace('\\', "/"));
        } else if panic.place.is_none() {
            before.push(line);
        } else if !line.starts_with("note: run with `RUST_BACKTRACE=") {
            message.push(line);
        }
    }
    panic.before = before.join("\n").trim_matches('\n').to_owned();
    panic.message = message.join("\n").trim_matches('\n').to_owned();
    panic
}

/// The place in ``thread 'x' (123) panicked at tests/check.rs:20:5:``.
fn panicked_at(line: &str) -> Option<&str> {
    // What was printed just before may have left the line open.
    let (_, rest) = line.split_once("thread '")?;
    let (_, place) = rest.split_once(" panicked at ")?;
    let place = place.strip_suffix(':')?;
    // Editors and terminals open `file:line`; the column adds nothing.
    place.rsplit_once(':').map(|(place, _)| place)
}

/// The name of a test as a sentence: `no_bid_is_lost` is "no bid is lost".
pub fn sentence(test: &str) -> String {
    test.replace("::", ": ").replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::{End, Panic, panic, parse, sentence};

    #[track_caller]
    fn check(stdout: &str, end: Option<End>, printed: &str, remark: &str) {
        let output = parse(stdout, "a_b");
        assert_eq!((output.end, &*output.printed, &*output.remark), (end, printed, remark));
    }

    #[test]
    fn the_last_word_is_that_of_the_harness() {
        check(
            "\nrunning 1 test\nhello\ntest a_b ... oktest a_b ... FAILED\n\nfailures:\n\nfailures:\n    a_b\n\n\
             test result: FAILED. 0 passed; 1 failed;\n\n",
            Some(End::Failed),
            "hello\ntest a_b ... ok",
            "",
        );
    }

    #[test]
    fn a_panic_that_was_wanted_and_missed_is_remarked_on() {
        check(
            "\nrunning 1 test\ntest a_b - should panic ... FAILED\n\nfailures:\n\n---- a_b stdout ----\n\
             note: test did not panic as expected at check.rs:3:28\n\nfailures:\n    a_b\n\ntest result: FAILED.\n",
            Some(End::Failed),
            "",
            "note: test did not panic as expected at check.rs:3:28",
        );
    }

    #[test]
    fn a_harness_that_says_nothing_at_the_end_was_cut_short() {
        check("\nrunning 1 test\nhello", None, "hello", "");
        check("\nrunning 1 test\ntest a_b ... ok\n", None, "test a_b ... ok", "");
        check(
            "\nrunning 1 test\ntest a_b ... ignored\n\ntest result: ok.",
            Some(End::Ignored),
            "",
            "",
        );
    }

    #[test]
    fn a_panic_is_told_without_noise() {
        let stderr = "dbg\n\nthread 'a_b' (4711) panicked at tests\\check.rs:7:5:\nassertion failed\n  left: 1\n\n right: 2\n\
                      note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";
        let expected = Panic {
            before: "dbg".into(),
            message: "assertion failed\n  left: 1\n\n right: 2".into(),
            place: Some("tests/check.rs:7".into()),
        };
        assert_eq!(panic(stderr), expected);
    }

    #[test]
    fn names_become_sentences() {
        assert_eq!(sentence("queue::no_bid_is_lost"), "queue: no bid is lost");
    }
}
