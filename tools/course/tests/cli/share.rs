//! A schedule in a link: what is asked before, what is in it, and what isn't.
//!
//! The links of four shipped exercises are kept in `tests/links`, where the tests of the book open them in a browser.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use miniz_oxide::inflate::decompress_to_vec;
use serde_json::{Value, json};

use crate::fixture::Course;

const CHECK: &str = "exercises/01b-both-orders/tests/check.rs";

/// A course whose exercise 01b fails with the lost update of lesson 01, of which something was changed.
fn course(change: impl FnOnce(&mut Value, &Course)) -> Course {
    let course = Course::new();
    let trace = top().join("lessons/01-racy-counter/traces/lost-update.json");
    let mut run: Value = serde_json::from_str(&fs::read_to_string(trace).unwrap()).unwrap();
    change(&mut run, &course);
    let run = run.to_string();
    course.write(
        CHECK,
        &format!(
            "use both_orders::SAME_ORDER;\n\n#[test]\nfn no_thread_waits_forever() {{\n    if !SAME_ORDER {{\n        \
             interleave::fails_with(\"assertion\", {run:?}, \"An interleaving breaks this.\");\n    }}\n}}\n"
        ),
    );
    course
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a link holds.
#[track_caller]
fn unpacked(said: &str) -> Value {
    let (_, fragment) = said.split_once("#schedule=").expect(said);
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let digits =
        fragment.lines().next().unwrap().chars().map(|digit| alphabet.find(digit).unwrap());
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0, 0);
    for digit in digits {
        (bits, count) = (bits << 6 | digit, count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    serde_json::from_slice(&decompress_to_vec(&bytes).unwrap()).unwrap()
}

#[test]
fn before_a_link_is_made_its_lines_are_listed() {
    let course = course(|_, _| ());
    let ran = course.run("share 01b").code(1).does_not_say("#schedule=");
    ran.looks_like("share")
        .complains("no link was made: `cargo run -- share both-orders --yes` makes the link");
    assert!(!course.path(".progress").exists(), "to share is not to solve");
}

#[test]
fn a_link_holds_the_picture_and_nothing_of_this_machine() {
    let course = course(|run, course| {
        let secret = course.path("secrets.rs").display().to_string();
        run["failure"]["message"] = json!(format!("cannot open {secret}"));
        run["trace"]["steps"][2]["location"] =
            json!({ "file": secret, "line": 7, "source": "not_this();" });
    });
    let ran = course.run("share 01b --yes").code(0).quiet();
    let ran = ran.says("To see it yourself, build the book first: `cargo run -- book`");
    let found = unpacked(ran.stdout());
    assert_eq!(found["version"], 1);
    assert_eq!(found["exercise"], "01b-both-orders");
    assert_eq!(found["test"], "no_thread_waits_forever");
    let figure = found["figure"].as_str().unwrap();
    assert!(figure.starts_with("<figure class=\"swimlane\" data-name=\"step\">"), "{figure}");
    for told in ["src/<wbr>s1_racy.rs:15", "secrets.rs:7", "cannot open …"] {
        assert!(figure.contains(told), "no `{told}` in {figure}");
    }
    let here = course.path("").display().to_string();
    for hidden in ["not_this", here.trim_end_matches(['/', '\\'])] {
        assert!(!found.to_string().contains(hidden), "`{hidden}` in {found}");
    }
}

#[test]
fn a_link_leads_to_the_book_on_the_web_or_else_on_this_machine() {
    let course = course(|_, _| ());
    course.write("book/build/shared.html", "a page");
    let ran = course.run("share 01b -y").code(0).quiet();
    let ran = ran.says("\n#schedule=").says("[course]/book/build/shared.html#schedule=");
    let ran = ran.says("\nfile://").says("it names folders of yours");
    unpacked(ran.stdout());
    course.replace(
        "Cargo.toml",
        "[workspace.lints",
        "[workspace.metadata]\nbook = \"https://example.org/locks/\"\n\n[workspace.lints",
    );
    let ran = course.run("share 01b -y").code(0).quiet().does_not_say("file:");
    unpacked(ran.says("\nhttps://example.org/locks/shared.html#schedule=").stdout());
}

#[test]
fn what_is_too_long_for_a_link_goes_into_a_file() {
    let course = course(|run, _| {
        // Text that can't be packed: each word is another one.
        let mut seed = 1_u64;
        let mut word = |_| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            format!("{:x}", seed >> 16)
        };
        let words: Vec<String> = (0..1_500).map(&mut word).collect();
        run["failure"]["message"] = json!(words.join(" "));
    });
    let ran = course.run("share 01b --yes").code(0).quiet().does_not_say("#schedule=");
    ran.says("too long for a link").says("`both-orders.trace.json`");
    let found: Value = serde_json::from_str(&course.read("both-orders.trace.json")).unwrap();
    assert_eq!(found["exercise"], "01b-both-orders");
}

#[test]
fn where_no_schedule_breaks_anything_there_is_nothing_to_share() {
    let course = Course::new();
    course.solve("01b-both-orders");
    course
        .run("share 01b -y")
        .code(1)
        .complains("no schedule breaks `both-orders`: its tests pass");
    let why = "`add-one` fails, but with no schedule that the explorer found";
    course.run("share 01a -y").code(1).complains(why);
    course.write("exercises/01a-add-one/src/lib.rs", "pub fn add_one() -> u32 { two }\n");
    course.run("share 01a -y").code(1).complains("`add-one` does not compile");
}

/// Runs the shipped exercises. One that a learner works on cannot be compared.
#[test]
fn the_links_that_are_kept_are_those_that_it_makes_of_the_shipped_exercises() {
    let shipped = ["01c-racy-max", "03a-locked-counter", "09a-parking-lock", "20c-session-lock"];
    for folder in shipped {
        let read = |path: &str| fs::read_to_string(top().join(path)).unwrap().replace("\r\n", "\n");
        if read(&format!("exercises/{folder}/src/lib.rs"))
            != read(&format!("solutions/{folder}/stub.rs"))
        {
            println!("not compared: exercise {folder} was changed");
            continue;
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_course"));
        command
            .args(["share", folder, "--yes"])
            .current_dir(top())
            .env_remove("CARGO_MANIFEST_DIR");
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        let link = said.lines().find(|line| line.contains("#schedule=")).expect(&said);
        let link = format!("{}\n", &link[link.find('#').unwrap()..]);
        assert!(
            link.len() < 2_000,
            "a message of 2,000 letters has no room for it: {}",
            link.len()
        );
        let path = top().join("tools/course/tests/links").join(format!("{}.txt", &folder[..3]));
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &link).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        // Packed, one changed letter changes all that follows.
        assert_eq!(
            unpacked(&kept),
            unpacked(&link),
            "`{}` is not what it makes now",
            path.display()
        );
    }
}
