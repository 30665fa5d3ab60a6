//! Each program under `tests/compile` is refused, in the words of the file beside it.

use std::fs;

#[test]
fn each_is_refused_for_its_reason() {
    trybuild::TestCases::new().compile_fail("tests/compile/*.rs");
}

#[test]
fn no_refusal_depends_on_whether_the_source_of_std_is_installed() {
    let mut refusals = 0;
    for entry in fs::read_dir("tests/compile").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "stderr") {
            let words = fs::read_to_string(&path).unwrap();
            assert!(!words.contains("$RUST"), "{} points into std:\n{words}", path.display());
            refusals += 1;
        }
    }
    assert!(refusals > 0, "there is no refusal under tests/compile");
}
