//! What the built pages have that mdBook doesn't give them: a policy, an icon and a preview of the book's own; and what they
//! may weigh.

mod common;

use std::fs;

use common::{CHAPTER, Fixture};

/// The head of a page that was built.
fn head(course: &Fixture, page: &str) -> String {
    let html = fs::read_to_string(course.root().join("book/book").join(page)).unwrap();
    html.split_once("</head>").unwrap().0.to_owned()
}

/// A course whose book says which run it is drawn as, and perhaps where it will be.
fn drawn(site: &str) -> Fixture {
    let course = Fixture::good();
    let run =
        "second_edition = [\"one.md\"]\npreview = \"../lessons/01-one/traces/lost-update.json\"\n";
    course.replace("book/book.toml", "second_edition = [\"one.md\"]\n", run);
    course.replace(
        "book/book.toml",
        "title = \"Fixture\"\n",
        "title = \"Fixture\"\ndescription = \"One run\"\n",
    );
    if !site.is_empty() {
        let html = format!("[output.html]\nsite-url = \"{site}\"\n\n[output.html.print]");
        course.replace("book/book.toml", "[output.html.print]", &html);
    }
    course
}

#[test]
fn a_page_runs_no_inline_script_but_those_of_mdbook() {
    let course = Fixture::good();
    course.replace(
        CHAPTER,
        "See [the other]",
        "<script>alert(\"smuggled\")</script>\n\nSee [the other]",
    );
    course.succeeds(&["build"]);
    let head = head(&course, "one.html");
    assert!(head.contains(
        "Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'sha256-"
    ));
    // The hash of what was smuggled, as `openssl dgst -sha256 -binary | base64` prints it.
    assert!(!head.contains("9c4tRFEa7kcL6yP079jYPIgNR7pT5jPx6IVjVHsS0UI="), "{head}");
}

#[test]
fn the_icon_and_the_preview_are_drawn_from_a_run() {
    let course = drawn("");
    course.succeeds(&["build"]);
    let head = head(&course, "two.html");
    assert!(
        head.contains("<link rel=\"icon\" href=\"icon.svg\">") && !head.contains("favicon"),
        "{head}"
    );
    assert!(head.contains("<meta property=\"og:title\" content=\"Fixture\">"), "{head}");
    assert!(!head.contains("og:image"), "where the book will be is not known: {head}");
    let icon = fs::read_to_string(course.root().join("book/book/icon.svg")).unwrap();
    // The ground, and four steps of two threads: A loads and stores, and in between B does.
    assert_eq!(icon.matches("<rect").count(), 5);
    let [a, b] = ["x=\"2\"", "x=\"16\""]
        .map(|lane| icon.match_indices(lane).map(|(at, _)| at).collect::<Vec<_>>());
    assert_eq!([a.len(), b.len()], [2, 2]);
    assert!(a[0] < b[0] && b[1] < a[1]);
}

#[test]
fn the_preview_is_a_png_of_the_usual_size() {
    let course = drawn("");
    course.succeeds(&["build"]);
    let png = fs::read(course.root().join("book/book/preview.png")).unwrap();
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    let chunk = |at: usize| {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        (&png[at + 4..at + 8], &png[at + 8..at + 8 + length], at + 12 + length)
    };
    let mut at = 8;
    let mut pixels = Vec::new();
    while at < png.len() {
        let (name, data, next) = chunk(at);
        let sum = u32::from_be_bytes(png[next - 4..next].try_into().unwrap());
        assert_eq!(crc32fast::hash(&png[at + 4..next - 4]), sum);
        if name == b"IHDR" {
            assert_eq!(*data, [0, 0, 4, 176, 0, 0, 2, 118, 8, 3, 0, 0, 0]);
        }
        if name == b"IDAT" {
            pixels = miniz_oxide::inflate::decompress_to_vec_zlib(data).unwrap();
        }
        at = next;
    }
    assert_eq!(pixels.len(), (1200 + 1) * 630);
    assert!(pixels.iter().filter(|&&pixel| pixel != 0).count() > 10_000, "something is drawn");
}

#[test]
fn a_link_to_a_book_whose_place_is_known_has_a_preview() {
    let course = drawn("https://example.org/course/");
    course.succeeds(&["build"]);
    let said = head(&course, "one.html");
    assert!(
        said.contains("\"og:image\" content=\"https://example.org/course/preview.png\""),
        "{said}"
    );
    // A workflow says it by this variable, as it would to mdBook.
    let course = drawn("");
    let built = course
        .command(&["build"])
        .env("MDBOOK_OUTPUT__HTML__SITE_URL", "https://example.org/b")
        .output()
        .unwrap();
    assert!(built.status.success());
    let said = head(&course, "one.html");
    assert!(said.contains("\"og:image\" content=\"https://example.org/b/preview.png\""), "{said}");
}

#[test]
fn a_run_that_is_not_there_stops_the_build() {
    let course = drawn("");
    course.replace("book/book.toml", "lost-update.json", "gone.json");
    let said = course.fails(&["build"]);
    assert!(said.contains("cannot read `lessons/01-one/traces/gone.json`"), "{said}");
}

#[test]
fn the_empty_corner_of_a_table_is_no_heading() {
    let course = Fixture::good();
    course.write("book/src/two.md", "# Two\n\n| | A |\n|---|---|\n| 1 | loads |\n");
    course.succeeds(&["build"]);
    let page = course.page("two.html");
    assert!(page.contains("<td></td><th>A</th>"), "{page}");
}

#[test]
fn scripts_and_styles_that_are_too_heavy_are_refused() {
    let course = Fixture::good();
    course.replace(
        "book/book.toml",
        "[output.html.print]",
        "[output.html]\nadditional-js = [\"theme/noise.js\"]\n\n[output.html.print]",
    );
    // No compressor makes anything of the digits of a pseudo-random sequence but their half.
    let noise = |length: usize| -> String {
        let next = |n: &mut u64| {
            *n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            Some(char::from(b'0' + (*n >> 60) as u8 % 10))
        };
        let mut n = 1;
        std::iter::from_fn(|| next(&mut n)).take(length).collect()
    };
    course.write("book/theme/noise.js", &format!("// {}\n", noise(1_000)));
    assert!(
        course
            .succeeds(&["check"])
            .contains("0.5 KB of scripts and styles beside mdBook's, compressed\n")
    );
    course.write("book/theme/noise.js", &format!("// {}\n", noise(90_000)));
    let said = course.fails(&["check"]);
    assert!(
        said.contains("compressed: 30.0 KB is the most, because every page has them\n1 problem"),
        "{said}"
    );
}
