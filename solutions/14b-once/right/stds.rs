//! right: the `Once` of the library, which forgives a panic if it is asked to

/// Something that is done once, by the first thread that needs it.
pub struct Once(interleave::sync::Once);

impl Default for Once {
    fn default() -> Self {
        Once(interleave::sync::Once::new())
    }
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        self.0.call_once_force(|_| action());
    }

    pub fn is_completed(&self) -> bool {
        self.0.is_completed()
    }
}
