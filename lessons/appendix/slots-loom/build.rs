//! Sets `cfg(loom)` for this package alone: with `RUSTFLAGS` it would be set for every crate, and all would be built anew.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(loom)");
    println!("cargo::rustc-cfg=loom");
    println!("cargo::rerun-if-changed=build.rs");
}
