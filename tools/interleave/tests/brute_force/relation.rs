//! Relations between at most 32 events, as rows of bits.

#[derive(Clone, Copy, Debug)]
pub struct Relation([u32; 32]);

impl Relation {
    pub fn new() -> Self {
        Relation([0; 32])
    }

    pub fn add(&mut self, a: usize, b: usize) {
        self.0[a] |= 1 << b;
    }

    pub fn has(&self, a: usize, b: usize) -> bool {
        self.0[a] & (1 << b) != 0
    }

    #[must_use]
    pub fn or(mut self, other: &Relation) -> Self {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
        self
    }

    /// The transitive closure, by Warshall's algorithm.
    #[must_use]
    pub fn closure(mut self) -> Self {
        for middle in 0..32 {
            for a in 0..32 {
                if self.has(a, middle) {
                    self.0[a] |= self.0[middle];
                }
            }
        }
        self
    }

    pub fn is_acyclic(&self) -> bool {
        let all = self.closure();
        (0..32).all(|a| !all.has(a, a))
    }
}
