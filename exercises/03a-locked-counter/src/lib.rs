// wrong: "no tip is lost": a plain u32 behind a raw pointer, vouched for by hand; load and store without any lock
pub struct TipJar {
    total: *mut u32,
}

// SAFETY: (there is none)
unsafe impl Send for TipJar {}
// SAFETY: (there is none)
unsafe impl Sync for TipJar {}

impl Default for TipJar {
    fn default() -> Self {
        TipJar { total: Box::into_raw(Box::new(0)) }
    }
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        // SAFETY: (there is none)
        unsafe {
            let after = self.total.read_volatile() + tip;
            self.total.write_volatile(after);
            after
        }
    }

    pub fn total(&self) -> u32 {
        // SAFETY: (there is none)
        unsafe { self.total.read_volatile() }
    }
}
