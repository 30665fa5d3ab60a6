//! Follows `use` through blocks, groups, renames and globs to what a path in the code means.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use super::names::{is_foreign, unseen};
use super::tokens::{Kind, Token};

/// Something that the explorer does not see.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it was imported by name, or else where it is used.
    pub(super) line: u32,
    pub(super) name: String,
    pub(super) instead: String,
}

/// Whether some type is declared `Send` or `Sync` by hand.
pub(super) fn vouches(tokens: &[Token<'_>]) -> bool {
    let name = |index: usize| tokens.get(index).map(|token| token.kind);
    (0..tokens.len()).any(|at| {
        name(at) == Some(Kind::Name("unsafe"))
            && name(at + 1) == Some(Kind::Name("impl"))
            && tokens[at..]
                .iter()
                .take_while(|token| token.kind != Kind::Name("for"))
                .any(|token| matches!(token.kind, Kind::Name("Send" | "Sync")))
    })
}

/// What a file uses that the explorer doesn't see, each use once.
pub(super) fn uses(tokens: &[Token<'_>], vouches: bool) -> Vec<Found> {
    let file = File::read(tokens);
    let mut found: Vec<Found> = Vec::new();
    for (at, path) in file.paths() {
        let line = tokens[at].line;
        if let Some(new) = file.judge(file.block_of[at], &path, line, vouches)
            && !found.iter().any(|old| old.line == new.line && old.name == new.name)
        {
            found.push(new);
        }
    }
    found
}

struct File<'a> {
    tokens: &'a [Token<'a>],
    blocks: Vec<Block<'a>>,
    /// The block that each token is in.
    block_of: Vec<usize>,
    /// The tokens of imports, of markers, and of the file's own tests: they use nothing.
    silent: Vec<bool>,
    /// What the file itself defines, which takes precedence over what a glob brings in.
    defined: HashSet<&'a str>,
}

#[derive(Default)]
struct Block<'a> {
    parent: Option<usize>,
    names: HashMap<&'a str, Import<'a>>,
    globs: Vec<Import<'a>>,
}

#[derive(Clone)]
struct Import<'a> {
    path: Vec<&'a str>,
    line: u32,
}

impl<'a> File<'a> {
    fn read(tokens: &'a [Token<'a>]) -> Self {
        let mut file = File {
            tokens,
            blocks: vec![Block::default()],
            block_of: vec![0; tokens.len()],
            silent: vec![false; tokens.len()],
            defined: HashSet::new(),
        };
        let (mut block, mut at) = (0, 0);
        while at < tokens.len() {
            file.block_of[at] = block;
            match tokens[at].kind {
                Kind::Mark('{') => {
                    file.blocks.push(Block { parent: Some(block), ..Block::default() });
                    block = file.blocks.len() - 1;
                }
                Kind::Mark('}') => block = file.blocks[block].parent.unwrap_or(0),
                // `use<'a>` in a type says what the type captures.
                Kind::Name("use") if file.kind(at + 1) != Some(Kind::Mark('<')) => {
                    // A public import counts as a use, whether or not another module imports it.
                    let is_public = at > 0
                        && matches!(tokens[at - 1].kind, Kind::Name("pub") | Kind::Mark(')'));
                    let end = file.import(block, at + 1, &[]);
                    file.silent[at..end].fill(!is_public);
                    file.block_of[at..end].fill(block);
                    at = end;
                    continue;
                }
                Kind::Name("PhantomData") => {
                    let end = file.generics(at + 1);
                    file.silent[at..end].fill(true);
                }
                Kind::Mark('#') if file.begins_tests(at) => {
                    let open = at + 9;
                    let end = file.closing(open);
                    file.silent[at..end].fill(true);
                    at = end;
                    continue;
                }
                Kind::Name("struct" | "enum" | "union" | "trait" | "type" | "fn" | "mod") => {
                    if let Some(Kind::Name(name)) = file.kind(at + 1) {
                        file.defined.insert(name);
                    }
                }
                Kind::Name(_) | Kind::Path | Kind::Mark(_) => {}
            }
            at += 1;
        }
        file
    }

    fn kind(&self, at: usize) -> Option<Kind<'a>> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Reads a tree of imports below a prefix. Returns where it ends.
    fn import(&mut self, block: usize, mut at: usize, prefix: &[&'a str]) -> usize {
        let mut path = prefix.to_vec();
        let line = self.tokens.get(at).map_or(0, |token| token.line);
        loop {
            match self.kind(at) {
                Some(Kind::Path) => {}
                Some(Kind::Mark('*')) => {
                    self.blocks[block].globs.push(Import { path, line });
                    return at + 1;
                }
                Some(Kind::Mark('{')) => {
                    at += 1;
                    while at < self.tokens.len() && self.kind(at) != Some(Kind::Mark('}')) {
                        // Skips the commas.
                        at = match self.kind(at) {
                            Some(Kind::Mark(',')) => at + 1,
                            _ => self.import(block, at, &path).max(at + 1),
                        };
                    }
                    return at + 1;
                }
                Some(Kind::Name("self")) if !path.is_empty() => {}
                Some(Kind::Name("as")) => {
                    if let Some(Kind::Name(name)) = self.kind(at + 1) {
                        self.blocks[block].names.insert(name, Import { path, line });
                    }
                    return at + 2;
                }
                Some(Kind::Name(name)) => path.push(name),
                _ => {
                    if let Some(&name) = path.last() {
                        self.blocks[block].names.insert(name, Import { path, line });
                    }
                    return at;
                }
            }
            at += 1;
        }
    }

    /// Where the generic arguments that may begin here end.
    fn generics(&self, from: usize) -> usize {
        let mut at = from + usize::from(self.kind(from) == Some(Kind::Path));
        let mut depth = 0;
        while let Some(kind) = self.kind(at) {
            match kind {
                Kind::Mark('<') => depth += 1,
                // The end of an arrow closes nothing.
                Kind::Mark('>') if self.kind(at - 1) != Some(Kind::Mark('-')) => depth -= 1,
                Kind::Name(_) | Kind::Path | Kind::Mark(_) => {}
            }
            if depth == 0 {
                return at;
            }
            at += 1;
        }
        at
    }

    /// Whether `#[cfg(test)] mod tests {` begins here.
    fn begins_tests(&self, at: usize) -> bool {
        let kinds = self.tokens[at..].iter().map(|token| token.kind);
        let words = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];
        let is = |kind: Kind<'_>, word: &str| match kind {
            Kind::Name(name) => name == word,
            Kind::Mark(mark) => word.starts_with(mark),
            Kind::Path => false,
        };
        self.kind(at + 9) == Some(Kind::Mark('{'))
            && kinds.zip(words).all(|(kind, word)| is(kind, word))
    }

    /// Where the block that begins here ends.
    fn closing(&self, open: usize) -> usize {
        let mut depth = 0;
        for (at, token) in self.tokens.iter().enumerate().skip(open) {
            match token.kind {
                Kind::Mark('{') => depth += 1,
                Kind::Mark('}') => depth -= 1,
                Kind::Name(_) | Kind::Path | Kind::Mark(_) => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.tokens.len()
    }

    /// The paths in the code, each with where it begins.
    fn paths(&self) -> impl Iterator<Item = (usize, Vec<&'a str>)> {
        (0..self.tokens.len()).filter_map(|at| {
            let Kind::Name(name) = self.tokens[at].kind else { return None };
            let before = |back: usize| at.checked_sub(back).and_then(|before| self.kind(before));
            let is_later = match before(1) {
                Some(Kind::Mark('.')) => true,
                Some(Kind::Path) => matches!(before(2), Some(Kind::Name(_) | Kind::Mark('>'))),
                _ => false,
            };
            if is_later || self.silent[at] {
                return None;
            }
            let mut path = vec![name];
            let mut next = at + 1;
            while let (Some(Kind::Path), Some(Kind::Name(name))) =
                (self.kind(next), self.kind(next + 1))
            {
                path.push(name);
                next += 2;
            }
            Some((at, path))
        })
    }

    /// What a path in this block means, if the explorer does not see it.
    fn judge(&self, block: usize, path: &[&'a str], line: u32, vouches: bool) -> Option<Found> {
        let (path, line) = match self.meaning(block, path, 0) {
            // An item that is imported by its own name is reported where it is imported.
            Some((path, Some(import))) if unseen(&import.path, vouches).is_some() => {
                (path, import.line)
            }
            Some((path, _)) => (path, line),
            None => self.through_glob(block, path, vouches)?,
        };
        let (name, instead) = unseen(&path, vouches)?;
        Some(Found { line, name, instead })
    }

    /// A path from the root of a crate that the explorer does not see, and the import that led there.
    fn meaning(
        &self,
        block: usize,
        path: &[&'a str],
        depth: usize,
    ) -> Option<(Vec<&'a str>, Option<&Import<'a>>)> {
        let (first, rest) = path.split_first()?;
        match self.import_of(block, first) {
            // `use std::fmt;` and `use fmt::Debug;`: an import may begin with another.
            Some((owner, import)) if depth < 8 && import.path[0] != *first => {
                let whole: Vec<_> = import.path.iter().chain(rest).copied().collect();
                let (whole, deeper) = self.meaning(owner, &whole, depth + 1)?;
                Some((whole, deeper.or(Some(import))))
            }
            Some((_, import)) if import.path.len() > 1 && import.path[0] == *first => None,
            _ => is_foreign(first).then(|| (path.to_vec(), None)),
        }
    }

    /// The import of a name that applies in a block, and the block that contains it.
    fn import_of(&self, block: usize, name: &str) -> Option<(usize, &Import<'a>)> {
        let mut next = Some(block);
        while let Some(block) = next {
            if let Some(import) = self.blocks[block].names.get(name) {
                return Some((block, import));
            }
            next = self.blocks[block].parent;
        }
        None
    }

    /// What a glob may bring in under the name that a path begins with.
    fn through_glob(
        &self,
        block: usize,
        path: &[&'a str],
        vouches: bool,
    ) -> Option<(Vec<&'a str>, u32)> {
        let first = path.first()?;
        if self.defined.contains(first) || self.import_of(block, first).is_some() {
            return None;
        }
        let mut next = Some(block);
        while let Some(block) = next {
            for glob in &self.blocks[block].globs {
                let whole: Vec<_> = glob.path.iter().chain(path).copied().collect();
                if let Some((whole, _)) = self.meaning(block, &whole, 0)
                    && unseen(&whole, vouches).is_some()
                {
                    return Some((whole, glob.line));
                }
            }
            next = self.blocks[block].parent;
        }
        None
    }
}
