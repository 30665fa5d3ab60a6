//! Reads what Rust's test harness says when it is told to run one test, and to capture nothing.
//!
//! The verdict stands in the harness's own log, which is a file. Standard output is the test's as well, and a test can
//! print there whatever a verdict looks like.

/// The option that has the harness write a log. It says on standard error that the option is deprecated. What will take
/// its place isn't stable yet, and the course names the compiler that it is used with.
pub const LOG: &str = "--logfile";
const DEPRECATED: &str = "warning: `--logfile` is deprecated";

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

const PASSED: &str = "ok";
const ENDS: [(&str, &str, End); 3] = [
    ("ok", PASSED, End::Passed),
    ("FAILED", "failed", End::Failed),
    ("ignored", "ignored", End::Ignored),
];

/// Reads the log, and takes the standard output of the harness apart.
///
/// A test has come to its end only where both agree: the log has its line, and nothing else; and the harness has
/// printed the same, with a summary after it.
pub fn parse(log: &str, stdout: &str, test: &str) -> Output {
    let text = stdout.split_once("running 1 test\n").map_or(stdout, |(_, text)| text);
    // What a test prints may look like this line, too; the harness has the last word.
    let line = text.rmatch_indices(&format!("test {test}")).find_map(|(start, line)| {
        let rest = &text[start + line.len()..];
        let rest = rest.strip_prefix(" - should panic").unwrap_or(rest).strip_prefix(" ... ")?;
        let (_, logged, end) = ENDS.iter().find(|(word, _, _)| rest.starts_with(word))?;
        Some((start, (*logged, *end), rest))
    });
    // A reason may stand between the word and the name: why a test is ignored, or what a failed one lacks.
    let is_logged = |word: &str| {
        let line = log.strip_suffix('\n').and_then(|line| line.strip_suffix(test));
        let line = line.and_then(|line| line.strip_suffix(' '));
        line.and_then(|line| line.strip_prefix(word))
            .is_some_and(|reason| reason.is_empty() || word != PASSED && reason.starts_with(": "))
    };
    let is_told = |(_, (word, _), rest): &(usize, (&str, End), &str)| {
        is_logged(word) && rest.contains("\ntest result: ")
    };
    let Some((start, (_, end), rest)) = line.filter(is_told) else {
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

/// The names of the functions that a source marks as tests. Nothing where some of them may be left out of the program:
/// the source names a condition.
pub fn written(source: &str) -> impl Iterator<Item = &str> {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let lines = if source.contains("cfg") { Vec::new() } else { lines };
    let mut is_marked = false;
    lines.into_iter().filter_map(move |line| {
        is_marked |= line == "#[test]";
        let name = line.strip_prefix("fn ").filter(|_| is_marked)?;
        is_marked = false;
        let name = name.split('(').next()?;
        // In a macro, the name is a parameter.
        (!name.starts_with('$')).then_some(name)
    })
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
    /// Whether a thread has used up its stack.
    pub is_overflow: bool,
    /// Whether there was no more memory to be had.
    pub is_starved: bool,
}

/// Takes the standard error of a test apart: from the first panic on it is the message.
pub fn panic(stderr: &str) -> Panic {
    let mut panic = Panic::default();
    let (mut before, mut message) = (Vec::new(), Vec::new());
    let stderr = stderr.strip_prefix(DEPRECATED).unwrap_or(stderr);
    for line in stderr.lines() {
        if line.ends_with(" has overflowed its stack") {
            panic.is_overflow = true;
        } else if line.starts_with("memory allocation of ") && line.contains(" bytes failed") {
            panic.is_starved = true;
        } else if line.starts_with("fatal runtime error: stack overflow") {
            // Said already.
        } else if let Some(place) = panicked_at(line) {
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
    use super::{End, Panic, panic, parse, sentence, written};

    #[track_caller]
    fn check(log: &str, stdout: &str, end: Option<End>, printed: &str, remark: &str) {
        let output = parse(log, stdout, "a_b");
        assert_eq!((output.end, &*output.printed, &*output.remark), (end, printed, remark));
    }

    #[test]
    fn the_last_word_is_that_of_the_harness() {
        check(
            "failed a_b\n",
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
            "failed: note: test did not panic as expected at check.rs:3:28 a_b\n",
            "\nrunning 1 test\ntest a_b - should panic ... FAILED\n\nfailures:\n\n---- a_b stdout ----\n\
             note: test did not panic as expected at check.rs:3:28\n\nfailures:\n    a_b\n\ntest result: FAILED.\n",
            Some(End::Failed),
            "",
            "note: test did not panic as expected at check.rs:3:28",
        );
    }

    #[test]
    fn a_harness_that_says_nothing_at_the_end_was_cut_short() {
        check("", "\nrunning 1 test\nhello", None, "hello", "");
        check("ok a_b\n", "\nrunning 1 test\ntest a_b ... ok\n", None, "test a_b ... ok", "");
        check(
            "ignored a_b\n",
            "\nrunning 1 test\ntest a_b ... ignored\n\ntest result: ok.",
            Some(End::Ignored),
            "",
            "",
        );
        check(
            "ignored: it is run by another one a_b\n",
            "\nrunning 1 test\ntest a_b ... ignored, it is run by another one\n\ntest result: ok.",
            Some(End::Ignored),
            "",
            "",
        );
    }

    #[test]
    fn what_only_looks_like_a_verdict_is_none() {
        let faked = "\nrunning 1 test\ntest a_b ... ok\n\ntest result: ok. 1 passed";
        let printed = faked.split_once("test\n").unwrap().1;
        for log in ["", "failed a_b\n", "ok b\n", "ok a_b", "ok a_b\nok a_b\n", "ok: so a_b\n"] {
            check(log, faked, None, printed, "");
        }
        check("ok a_b\n", faked, Some(End::Passed), "", "");
    }

    #[test]
    fn a_stack_and_a_memory_that_were_used_up_are_no_words_of_the_test() {
        let stderr = "warning: `--logfile` is deprecated\nthread 'a_b' (4711) has overflowed its stack\n\
                      fatal runtime error: stack overflow, aborting\n";
        assert_eq!(panic(stderr), Panic { is_overflow: true, ..Panic::default() });
        let stderr =
            "warning: `--logfile` is deprecatedmine\nmemory allocation of 1024 bytes failed\n";
        let expected = Panic { before: "mine".into(), is_starved: true, ..Panic::default() };
        assert_eq!(panic(stderr), expected);
    }

    #[test]
    fn a_panic_is_told_without_noise() {
        let stderr = "dbg\n\nthread 'a_b' (4711) panicked at tests\\check.rs:7:5:\nassertion failed\n  left: 1\n\n right: 2\n\
                      note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";
        let expected = Panic {
            before: "dbg".into(),
            message: "assertion failed\n  left: 1\n\n right: 2".into(),
            place: Some("tests/check.rs:7".into()),
            ..Panic::default()
        };
        assert_eq!(panic(stderr), expected);
    }

    #[test]
    fn tests_are_found_where_they_are_written() {
        let source = "#[test]\nfn a_b() {}\nfn helper() {}\nmod m {\n    #[test]\n    #[should_panic]\n    \
                      fn c() {}\n}\n#[test]\nfn $name() {}\n";
        assert_eq!(written(source).collect::<Vec<_>>(), ["a_b", "c"]);
        assert_eq!(written(&format!("#[cfg(unix)]\n{source}")).count(), 0);
    }

    #[test]
    fn names_become_sentences() {
        assert_eq!(sentence("queue::no_bid_is_lost"), "queue: no bid is lost");
    }
}
