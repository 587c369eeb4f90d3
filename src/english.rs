//! The English grammar that the library carries.

use crate::grammar::{ENGLISH, Grammar};
use std::sync::OnceLock;

/// What `build.rs` made of the files.
static IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.image"));

impl Grammar {
    /// The English grammar that the library carries. The first call copies its tables, which takes a millisecond.
    #[must_use]
    pub fn english() -> &'static Self {
        static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
        // A test reads the image, so the empty grammar is never what a user gets.
        GRAMMAR.get_or_init(|| Self::from_image(IMAGE).unwrap_or_default())
    }

    /// The files that [`Grammar::english`] was made from, name and content: the words by name, then what was learned.
    pub fn english_sources() -> impl Iterator<Item = (&'static str, &'static str)> {
        ENGLISH.into_iter().map(|(path, source)| (path.rsplit('/').next().unwrap_or(path), source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The build script is compiled by itself, without the features and settings of the library; it reads the same.
    #[test]
    fn the_image_is_that_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/en");
        assert!(Grammar::from_dir(&folder).unwrap().image() == IMAGE);
        assert!(Grammar::english().image() == IMAGE);
    }

    #[test]
    fn what_is_no_image_is_no_grammar() {
        let longer = [IMAGE, &[0]].concat();
        for bytes in [&[][..], &IMAGE[1..], &IMAGE[..IMAGE.len() - 1], &longer, &[0xFF; 100]] {
            assert!(Grammar::from_image(bytes).is_none());
        }
    }
}
