//! The text of a page as a browser lays it out, a block a paragraph, and the elements that each block stands in.

use super::tree::{Node, Step, Tree};
use std::mem;
use std::sync::LazyLock;

/// Elements that begin and end a block.
static BLOCKS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figure \
     footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary \
     table tbody td tfoot th thead tr ul"
        .split(' ')
        .collect()
});

/// Elements whose content is not part of what the page says: controls, navigation, captions, scripts.
static SILENT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "audio button canvas datalist del embed figcaption frameset head iframe label map math nav noframes \
     noscript object script select style svg template textarea video"
        .split(' ')
        .collect()
});

/// One paragraph, heading, list item or table cell.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its text: white space is one space, a forced line break one line break.
    pub text: String,
    /// How many bytes of the text stand in links.
    pub linked: usize,
    /// The element that it stands in, a place in [`Layout::elements`].
    pub element: usize,
}

/// An element that is laid out.
#[derive(Debug)]
pub(super) struct Element<'t> {
    pub node: Option<&'t Node>,
    /// The element that it stands in, earlier in [`Layout::elements`]; the first one stands in itself.
    pub parent: usize,
}

/// Blocks and elements in the page's order.
#[derive(Debug)]
pub(super) struct Layout<'t> {
    pub blocks: Vec<Block>,
    /// The first one stands for the page.
    pub elements: Vec<Element<'t>>,
    block: Block,
    element: usize,
    /// How many links are open.
    links: usize,
    space: bool,
    breaks: usize,
}

impl<'t> Layout<'t> {
    /// Lays a page out. Time and memory: linear.
    pub(super) fn new(tree: &'t Tree) -> Self {
        let page = Element { node: None, parent: 0 };
        let mut layout = Self {
            blocks: Vec::new(),
            elements: vec![page],
            block: Block::default(),
            element: 0,
            links: 0,
            space: false,
            breaks: 0,
        };
        tree.walk(|step| match step {
            Step::Enter(node) => layout.enter(node),
            Step::Leave(node) => {
                layout.leave(node);
                true
            }
        });
        layout.end();
        layout
    }

    /// Whether what stands in the node is laid out too.
    fn enter(&mut self, node: &'t Node) -> bool {
        self.text(node.own_text());
        let name = &**node.name();
        if name.is_empty() || is_silent(name) || is_hidden(node) {
            return false;
        }
        match name {
            "br" => self.breaks += 1,
            "a" => self.links += 1,
            // A browser writes the marks.
            "q" => self.text("“"),
            _ if is_block(name) => self.end(),
            _ => {}
        }
        self.elements.push(Element { node: Some(node), parent: self.element });
        self.element = self.elements.len() - 1;
        true
    }

    fn leave(&mut self, node: &Node) {
        match &**node.name() {
            "a" => self.links = self.links.saturating_sub(1),
            "q" => self.text("”"),
            name if is_block(name) => self.end(),
            _ => {}
        }
        self.element = self.elements[self.element].parent;
    }

    fn text(&mut self, text: &str) {
        for (number, word) in text.split([' ', '\t', '\n', '\r', '\u{c}']).enumerate() {
            self.space |= number > 0;
            if word.is_empty() {
                continue;
            }
            // An empty line ends a paragraph even where the page has no element for one.
            if self.breaks > 1 {
                self.end();
            }
            let start = self.block.text.len();
            match (start, self.breaks) {
                (0, _) => self.block.element = self.element,
                (_, 1) => self.block.text.push('\n'),
                _ if self.space => self.block.text.push(' '),
                _ => {}
            }
            (self.space, self.breaks) = (false, 0);
            self.block.text.push_str(word);
            if self.links > 0 {
                self.block.linked += self.block.text.len() - start;
            }
        }
    }

    fn end(&mut self) {
        (self.space, self.breaks) = (false, 0);
        let block = mem::take(&mut self.block);
        if !block.text.trim().is_empty() {
            self.blocks.push(block);
        }
    }
}

fn is_hidden(node: &Node) -> bool {
    let style = node.attribute("style").unwrap_or_default();
    let mut styles = style.split(';').filter_map(|style| style.split_once(':'));
    node.attribute("hidden").is_some()
        || styles.any(|(name, value)| name.trim() == "display" && value.trim().starts_with("none"))
}

fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

fn is_silent(name: &str) -> bool {
    SILENT.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(BLOCKS.is_sorted() && SILENT.is_sorted());
    }
}
