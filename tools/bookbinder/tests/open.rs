//! What `build --open` hands to the browser: the page, and the section where it has one.
//!
//! On Linux only, where a browser is whatever `xdg-open` in the path is.
#![cfg(target_os = "linux")]

mod common;

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use common::Fixture;

/// Builds the book and opens the page; returns the address that the browser was called with.
#[track_caller]
fn opened(page: &str) -> String {
    let course = Fixture::good();
    let address = course.root().join("address");
    // Renamed when it is complete: it is read as soon as it is there.
    let browser = "#!/bin/sh\nprintf %s \"$1\" > address.part && mv address.part address\n";
    course.write("bin/xdg-open", browser);
    let browser = course.root().join("bin/xdg-open");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    let mut path = course.root().join("bin").into_os_string();
    path.push(":");
    path.push(env::var_os("PATH").unwrap_or_default());
    let status = course.command(&["build", "--open", page]).env("PATH", path).status().unwrap();
    assert!(status.success());
    // Nobody waits for a browser, so it may come after the end of the build.
    let start = Instant::now();
    while !address.exists() {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing was opened");
        thread::sleep(Duration::from_millis(5));
    }
    let folder = course.root().canonicalize().unwrap();
    fs::read_to_string(address).unwrap().replace(folder.to_str().unwrap(), "[course]")
}

#[test]
fn a_page_with_a_section_is_opened_there() {
    assert_eq!(opened("one.html#code"), "file://[course]/book/book/one.html#code");
}

#[test]
fn a_page_is_opened() {
    assert_eq!(opened("two.html"), "[course]/book/book/two.html");
}

#[test]
fn a_page_that_is_not_there_is_the_first_one() {
    assert_eq!(opened("seven.html#code"), "file://[course]/book/book/index.html#code");
}
