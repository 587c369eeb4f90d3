//! A grammar as bytes: made when the crate is built, so that no start has to read `grammar/en` line by line.
//!
//! A number is little-endian, a list is its length and its items, a structure is its fields in turn. There is no version
//! number: an image is read by the program that it was built into.

use super::{Cue, Forms, Frames, Grammar, Phrase, PhraseKind, Sym, Word};

/// What can be part of an image.
pub(crate) trait Image: Sized {
    /// Appends it.
    fn write(&self, image: &mut Vec<u8>);

    /// Takes it from the front; `None` where these bytes are no such thing.
    fn read(image: &mut &[u8]) -> Option<Self>;

    /// As [`Image::read`], for all items of a list.
    fn read_list(image: &mut &[u8], len: usize) -> Option<Vec<Self>> {
        // No item is shorter than a byte.
        let mut items = Vec::with_capacity(len.min(image.len()));
        for _ in 0..len {
            items.push(Self::read(image)?);
        }
        Some(items)
    }
}

impl Grammar {
    /// The grammar as bytes for [`Grammar::from_image`]. Time: linear in its tables.
    #[must_use]
    pub fn image(&self) -> Vec<u8> {
        let mut image = Vec::new();
        self.write(&mut image);
        image
    }

    /// The grammar of an image that this very version has made; `None` where the bytes are none. It is much faster than
    /// reading a folder: tables are copied as they are.
    #[must_use]
    pub fn from_image(mut image: &[u8]) -> Option<Self> {
        Self::read(&mut image).filter(|_| image.is_empty())
    }
}

/// Makes a structure part of an image by its fields.
macro_rules! image {
    ($($whole:ident $(<$part:ident>)? { $($field:tt)* })*) => {
        $(impl $(<$part: $crate::grammar::image::Image>)? $crate::grammar::image::Image for $whole $(<$part>)? {
            fn write(&self, image: &mut Vec<u8>) {
                $($crate::grammar::image::Image::write(&self.$field, image);)*
            }

            fn read(image: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: $crate::grammar::image::Image::read(image)?,)* })
            }
        })*
    };
}
pub(crate) use image;

image! {
    Grammar { forms endings tails words steps openers ends phrases cues weights }
    Word { classes cue forms }
    Cue { lemma lemma_sym act act_sym frames attitude deed noun preposition }
    Phrase { kind len head word }
    Sym { 0 }
    Forms { 0 }
    Frames { 0 }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Image for $number {
            fn write(&self, image: &mut Vec<u8>) {
                image.extend(self.to_le_bytes());
            }

            fn read(image: &mut &[u8]) -> Option<Self> {
                let (bytes, rest) = image.split_first_chunk()?;
                *image = rest;
                Some(Self::from_le_bytes(*bytes))
            }

            /// At once, for nearly all of an image is long lists of numbers.
            fn read_list(image: &mut &[u8], len: usize) -> Option<Vec<Self>> {
                let bytes = image.split_off(..len.checked_mul(size_of::<Self>())?)?;
                Some(bytes.as_chunks().0.iter().map(|number| Self::from_le_bytes(*number)).collect())
            }
        })*
    };
}
numbers! { u8 u16 u32 u64 }

/// As 64 bits on every machine, for the one that builds need not be the one that runs.
impl Image for usize {
    fn write(&self, image: &mut Vec<u8>) {
        (*self as u64).write(image);
    }

    fn read(image: &mut &[u8]) -> Option<Self> {
        u64::read(image)?.try_into().ok()
    }
}

impl Image for bool {
    fn write(&self, image: &mut Vec<u8>) {
        u8::from(*self).write(image);
    }

    fn read(image: &mut &[u8]) -> Option<Self> {
        u8::read(image).map(|byte| byte != 0)
    }
}

impl<T: Image> Image for Vec<T> {
    fn write(&self, image: &mut Vec<u8>) {
        self.len().write(image);
        self.iter().for_each(|item| item.write(image));
    }

    fn read(image: &mut &[u8]) -> Option<Self> {
        let len = usize::read(image)?;
        T::read_list(image, len)
    }
}

impl<T: Image> Image for Box<[T]> {
    fn write(&self, image: &mut Vec<u8>) {
        self.len().write(image);
        self.iter().for_each(|item| item.write(image));
    }

    fn read(image: &mut &[u8]) -> Option<Self> {
        Vec::read(image).map(Vec::into_boxed_slice)
    }
}

impl<T: Image, const N: usize> Image for Box<[T; N]> {
    fn write(&self, image: &mut Vec<u8>) {
        self.len().write(image);
        self.iter().for_each(|item| item.write(image));
    }

    fn read(image: &mut &[u8]) -> Option<Self> {
        Vec::read(image)?.try_into().ok()
    }
}

impl Image for String {
    fn write(&self, image: &mut Vec<u8>) {
        self.len().write(image);
        image.extend(self.bytes());
    }

    fn read(image: &mut &[u8]) -> Option<Self> {
        Self::from_utf8(Vec::read(image)?).ok()
    }
}

impl Image for PhraseKind {
    fn write(&self, image: &mut Vec<u8>) {
        (*self as u8).write(image);
    }

    fn read(image: &mut &[u8]) -> Option<Self> {
        let number = u8::read(image)?;
        [Self::Verb, Self::Preposition, Self::Noun, Self::Other].into_iter().find(|&kind| kind as u8 == number)
    }
}
