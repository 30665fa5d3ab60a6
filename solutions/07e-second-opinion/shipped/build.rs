//! Sets `cfg(loom)` for this exercise and no other package, so that a plain `cargo test` runs the loom test.
//!
//! At work nothing does that: there you say `RUSTFLAGS="--cfg loom" cargo test --release`.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=Cargo.toml");
    println!("cargo::rustc-check-cfg=cfg(loom)");
    println!("cargo::rustc-cfg=loom");

    // The tests take the library in a second time, with the explorer in the place of loom.
    let library = library(&PathBuf::from(variable("CARGO_MANIFEST_DIR")));
    let module =
        format!("#[path = {library:?}]\nmod learner;\nconst LIBRARY: &str = {library:?};\n");
    fs::write(Path::new(&variable("OUT_DIR")).join("learner.rs"), module)
        .expect("the folder can be written");
}

/// The file that the manifest names as the library.
fn library(package: &Path) -> PathBuf {
    let manifest =
        fs::read_to_string(package.join("Cargo.toml")).expect("cargo has read it as well");
    let lines = manifest.lines().skip_while(|line| *line != "[lib]").skip(1);
    let mut lines = lines.take_while(|line| !line.starts_with('['));
    let path = lines.find_map(|line| line.strip_prefix("path = ")).unwrap_or("\"src/lib.rs\"");
    // On Windows a path has backslashes, and a TOML string has two for each.
    package.join(path.trim_matches('"').replace(r"\\", r"\"))
}

fn variable(name: &str) -> String {
    env::var(name).expect("cargo sets it for every build script")
}
