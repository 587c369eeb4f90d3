//! Which blocks of a page are its article: those in the element where most of the prose stands, but for what stands aside.
//!
//! The shares below were chosen on 92 news pages with their articles marked.

use super::layout::{Block, Element, Layout};
use std::sync::LazyLock;

/// Class names of what stands beside an article, a word a line.
static ASIDES: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("asides.txt").lines().collect());

/// An element with an aside's name that holds more of the page's prose than this is no aside. Comments may be longer than
/// the article that they are on.
const ASIDE: f32 = 0.3;
const COMMENTS: f32 = 0.8;

/// An element marked as an article is the article if it holds this share of the prose.
const MARKED: f32 = 0.3;

/// An element stands for the one around it where it holds this share of its prose.
const NARROW: f32 = 0.8;

/// A block with a greater share of its text in links leads elsewhere.
const LINKED: f32 = 0.6;

/// A page with less prose than this many bytes is weighed by all of its text.
const LITTLE: usize = 400;

/// The article's blocks, in order, without headings that repeat the title. Time and memory: linear in the layout.
pub(super) fn blocks<'l>(layout: &'l Layout<'_>, title: &str) -> Vec<&'l Block> {
    let elements = &layout.elements;
    let prose: usize = layout.blocks.iter().map(prose).sum();
    let weight = |block: &Block| if prose < LITTLE { text(block) } else { self::prose(block) };
    let all = weights(layout, weight, |_| true);
    let mut aside = vec![false; elements.len()];
    for (number, element) in elements.iter().enumerate().skip(1) {
        let (has, of) = (all[number], all[0]);
        let is_aside = match kind(element) {
            Kind::Comments => share(has, of) < COMMENTS,
            Kind::Aside => share(has, of) < ASIDE,
            Kind::Other => false,
        };
        aside[number] = aside[element.parent] || is_aside;
    }
    let counted = |weight: &dyn Fn(&Block) -> usize| weights(layout, weight, |element| !aside[element]);
    let within = within(elements, container(elements, &counted(&weight), &counted(&|_| 1)));
    let mut blocks: Vec<_> =
        layout.blocks.iter().filter(|block| within[block.element] && !aside[block.element]).collect();
    blocks.retain(|block| share(block.linked, block.text.len()) < LINKED && !is_named(elements, block, "h1"));
    let titles = blocks.iter().take_while(|block| title.contains(block.text.trim())).count();
    blocks.drain(..titles);
    blocks
}

/// How much each element weighs with all that is in it.
fn weights(layout: &Layout<'_>, weight: impl Fn(&Block) -> usize, counts: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut weights = vec![0; layout.elements.len()];
    for block in layout.blocks.iter().filter(|block| counts(block.element)) {
        weights[block.element] += weight(block);
    }
    // Elements come before those that they hold.
    for (number, element) in layout.elements.iter().enumerate().skip(1).rev() {
        weights[element.parent] += weights[number];
    }
    weights
}

/// The innermost element that still holds nearly all of the article, and several blocks.
fn container(elements: &[Element<'_>], weights: &[usize], blocks: &[usize]) -> usize {
    let heaviest = |marked: fn(&Element<'_>) -> bool| {
        let marked = (1..elements.len()).filter(|&number| marked(&elements[number]));
        // Of equal ones the outermost, which comes first.
        let heavy = marked.rev().max_by_key(|&number| weights[number])?;
        (weights[heavy] > 0 && share(weights[heavy], weights[0]) >= MARKED).then_some(heavy)
    };
    let mut container = heaviest(is_body).or_else(|| heaviest(is_article)).unwrap_or(0);
    // Elements come in the page's order, so that each one that holds most of the last one stands in it.
    for number in container + 1..elements.len() {
        let narrower = elements[number].parent == container && weights[number] > 0 && blocks[number] > 1;
        if narrower && share(weights[number], weights[container]) > NARROW {
            container = number;
        }
    }
    container
}

/// Which elements stand in this one.
fn within(elements: &[Element<'_>], container: usize) -> Vec<bool> {
    let mut within = vec![false; elements.len()];
    within[container] = true;
    for (number, element) in elements.iter().enumerate().skip(container + 1) {
        within[number] = within[element.parent];
    }
    within
}

/// How much running text a block has, in bytes: menus, headings and lists of links have none.
fn prose(block: &Block) -> usize {
    let sentence = block.text.contains(['.', ',', '!', '?', '…', '。', '，', '！', '？', '،', '।', '။']);
    if sentence && block.text.chars().nth(59).is_some() { text(block) } else { 0 }
}

fn text(block: &Block) -> usize {
    if share(block.linked, block.text.len()) < 0.5 { block.text.len() } else { 0 }
}

#[allow(clippy::cast_precision_loss, reason = "a share of texts that fit into memory")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// What an element's name and classes say of it.
enum Kind {
    Comments,
    Aside,
    Other,
}

fn kind(element: &Element<'_>) -> Kind {
    let Some(node) = element.node else { return Kind::Other };
    let attributes = [node.attribute("class"), node.attribute("id")];
    let mut kind = match &**node.name() {
        "address" | "aside" | "figure" | "footer" | "form" | "header" => Kind::Aside,
        _ => Kind::Other,
    };
    for name in attributes.into_iter().flatten().flat_map(words) {
        if name.starts_with("comment") || name == "disqus" {
            return Kind::Comments;
        }
        if ASIDES.binary_search(&&*name).is_ok() {
            kind = Kind::Aside;
        }
    }
    kind
}

/// The words of class names, in small letters: `relatedLinks story-body` has four.
fn words(names: &str) -> impl Iterator<Item = String> {
    let parts = names.split(|letter: char| !letter.is_alphanumeric());
    parts.flat_map(|part| {
        let mut words: Vec<String> = Vec::new();
        let mut small = false;
        for letter in part.chars() {
            if words.is_empty() || (small && letter.is_uppercase()) {
                words.push(String::new());
            }
            small = letter.is_lowercase();
            if let Some(word) = words.last_mut() {
                word.extend(letter.to_lowercase());
            }
        }
        words
    })
}

fn is_body(element: &Element<'_>) -> bool {
    has(element, "itemprop", "articleBody")
}

fn is_article(element: &Element<'_>) -> bool {
    element.node.is_some_and(|node| &**node.name() == "article") || has(element, "role", "article")
}

fn has(element: &Element<'_>, attribute: &str, value: &str) -> bool {
    let values = element.node.and_then(|node| node.attribute(attribute)).unwrap_or_default();
    values.split_ascii_whitespace().any(|one| one == value)
}

fn is_named(elements: &[Element<'_>], block: &Block, name: &str) -> bool {
    elements[block.element].node.is_some_and(|node| &**node.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asides_are_sorted_and_unique() {
        assert!(ASIDES.is_sorted_by(|one, other| one < other));
    }

    #[test]
    fn class_names_are_cut_into_words() {
        let cut = |names| words(names).collect::<Vec<_>>().join(" ");
        assert_eq!(cut("relatedLinks story-body  __Ad2 HTMLBox É"), "related links story body ad2 htmlbox é");
        assert_eq!(cut(" - "), "");
    }
}
