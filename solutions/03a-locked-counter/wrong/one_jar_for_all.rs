//! rejected: assertion — a `static` is one jar for the whole house
//! by: each_jar_holds_its_own_tips

use interleave::sync::Mutex;

static TOTAL: Mutex<u32> = Mutex::new(0);

#[derive(Default)]
pub struct TipJar;

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = TOTAL.lock().unwrap();
        *total += tip;
        *total
    }

    pub fn total(&self) -> u32 {
        *TOTAL.lock().unwrap()
    }
}
