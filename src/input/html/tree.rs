//! A page as a tree of elements and texts, as html5ever reads it. Nothing here recurses: a page may be as deep as it likes.

use html5ever::interface::{Attribute, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{LocalName, ParseOpts, QualName, local_name, ns, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// How deep elements may stand in each other. Browsers stop at 512 too; the time of parsing grows with the depth.
const MAX_DEPTH: usize = 512;

/// How many attributes an element may have. The parser compares each of them with all others.
const MAX_ATTRIBUTES: usize = 10_000;

/// How much of a page is parsed before its depth is looked at.
const CHUNK: usize = 4096;

/// A node, by its number.
pub(super) type Id = usize;

/// The nodes of a page; the first is the page itself.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// An element, or a text, or what is neither.
#[derive(Debug)]
pub(super) struct Node {
    parent: Option<Id>,
    previous: Option<Id>,
    next: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
    depth: usize,
    /// Empty where it is no element.
    name: QualName,
    attributes: Vec<Attribute>,
    /// Empty where it is no text.
    text: String,
}

/// A step of the walk over a tree.
pub(super) enum Step<'t> {
    Enter(&'t Node),
    Leave(&'t Node),
}

impl Tree {
    /// Parses a page. Time and memory: linear.
    ///
    /// # Errors
    /// What was expected, where it is too deep or an element has too many attributes.
    pub(super) fn parse(page: &str) -> Result<Self, String> {
        if is_crowded(page.as_bytes()) {
            return Err(format!("HTML with at most {MAX_ATTRIBUTES} attributes in an element"));
        }
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let mut parser = parse_document(Sink::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
        let mut rest = page;
        while !rest.is_empty() {
            let ends = rest.len().min(CHUNK)..rest.len();
            let end = ends.clone().find(|&at| rest.is_char_boundary(at)).unwrap_or(ends.end);
            let chunk;
            (chunk, rest) = rest.split_at(end);
            parser.process(StrTendril::from(chunk));
            if parser.tokenizer.sink.sink.deepest.get() > MAX_DEPTH {
                return Err(format!("HTML at most {MAX_DEPTH} elements deep"));
            }
        }
        Ok(parser.finish())
    }

    /// All nodes, in the page's order.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    /// Walks over the nodes below the page; below an element only where `visit` says so on entering it.
    pub(super) fn walk<'t>(&'t self, mut visit: impl FnMut(Step<'t>) -> bool) {
        let Some(mut at) = self.nodes.first().and_then(|page| page.first) else { return };
        loop {
            let node = &self.nodes[at];
            if visit(Step::Enter(node)) {
                if let Some(first) = node.first {
                    at = first;
                    continue;
                }
                visit(Step::Leave(node));
            }
            let mut left = at;
            at = loop {
                let node = &self.nodes[left];
                match (node.next, node.parent) {
                    (Some(next), _) => break next,
                    (None, Some(parent)) if parent > 0 => {
                        visit(Step::Leave(&self.nodes[parent]));
                        left = parent;
                    }
                    _ => return,
                }
            };
        }
    }

    /// The text in a node, with all white space as it stands.
    pub(super) fn text(&self, node: &Node) -> String {
        let (mut text, mut below) = (String::new(), vec![node]);
        while let Some(node) = below.pop() {
            text.push_str(&node.text);
            below.extend(self.children(node).rev());
        }
        text
    }

    fn children<'t>(&'t self, node: &'t Node) -> impl DoubleEndedIterator<Item = &'t Node> {
        let children =
            std::iter::successors(node.first.map(|id| &self.nodes[id]), |node| node.next.map(|id| &self.nodes[id]));
        children.collect::<Vec<_>>().into_iter()
    }
}

/// Whether some element has too many attributes. What stands in scripts is taken for elements too; it rarely looks like
/// one for long.
fn is_crowded(page: &[u8]) -> bool {
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &page[at..]) {
        at += open + 1;
        if !page.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut attributes, mut quote, mut before) = (0, None, b'<');
        for &byte in &page[at..] {
            at += 1;
            let ends = match quote {
                Some(quote) => byte == quote,
                None => byte == b'/' || (byte.is_ascii_whitespace() && !before.is_ascii_whitespace()),
            };
            match byte {
                _ if ends => (attributes, quote) = (attributes + 1, None),
                b'"' | b'\'' if quote.is_none() && before == b'=' => quote = Some(byte),
                b'>' if quote.is_none() => break,
                _ => {}
            }
            if !(before == b'=' && byte.is_ascii_whitespace()) {
                before = byte;
            }
        }
        if attributes > MAX_ATTRIBUTES {
            return true;
        }
    }
    false
}

impl Node {
    fn new(name: Option<QualName>) -> Self {
        Self {
            parent: None,
            previous: None,
            next: None,
            first: None,
            last: None,
            depth: 0,
            name: name.unwrap_or_else(|| QualName::new(None, ns!(), local_name!(""))),
            attributes: Vec::new(),
            text: String::new(),
        }
    }

    /// The element's name; empty where it is none.
    pub(super) fn name(&self) -> &LocalName {
        &self.name.local
    }

    /// What stands in a text node; empty where it is none.
    pub(super) fn own_text(&self) -> &str {
        &self.text
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let attribute = self.attributes.iter().find(|attribute| &*attribute.name.local == name)?;
        Some(&attribute.value)
    }
}

/// Takes the tree from the parser.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<usize>,
}

impl Default for Sink {
    fn default() -> Self {
        Self { nodes: RefCell::new(vec![Node::new(None)]), deepest: Cell::new(0) }
    }
}

impl Sink {
    fn add(&self, node: Node) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    /// Puts a node or a text below `parent`, before the node `next` or last. Texts side by side become one.
    fn insert(&self, parent: Id, next: Option<Id>, child: NodeOrText<Id>) {
        let previous = {
            let nodes = self.nodes.borrow();
            next.map_or(nodes[parent].last, |next| nodes[next].previous)
        };
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                if let Some(previous) = previous {
                    let before = &mut self.nodes.borrow_mut()[previous].text;
                    if !before.is_empty() {
                        before.push_str(&text);
                        return;
                    }
                }
                self.add(Node { text: text.to_string(), ..Node::new(None) })
            }
        };
        self.remove_from_parent(&id);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent].depth + 1;
        let node = &mut nodes[id];
        (node.parent, node.previous, node.next, node.depth) = (Some(parent), previous, next, depth);
        match previous {
            Some(previous) => nodes[previous].next = Some(id),
            None => nodes[parent].first = Some(id),
        }
        match next {
            Some(next) => nodes[next].previous = Some(id),
            None => nodes[parent].last = Some(id),
        }
        self.deepest.set(self.deepest.get().max(depth));
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| &nodes[*target].name)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.add(Node { attributes, ..Node::new(Some(name)) })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Node::new(None))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Node::new(None))
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*element].parent;
        match parent {
            Some(parent) => self.insert(parent, Some(*element), child),
            None => self.insert(*previous, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What stands in a template is no part of the page, and nobody walks below it.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        let known = &mut self.nodes.borrow_mut()[*target].attributes;
        for attribute in attributes {
            if known.iter().all(|one| one.name != attribute.name) {
                known.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        let mut nodes = self.nodes.borrow_mut();
        let node = &mut nodes[*target];
        let (Some(parent), previous, next) = (node.parent.take(), node.previous.take(), node.next.take()) else {
            return;
        };
        match previous {
            Some(previous) => nodes[previous].next = next,
            None => nodes[parent].first = next,
        }
        match next {
            Some(next) => nodes[next].previous = previous,
            None => nodes[parent].last = previous,
        }
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        loop {
            let first = self.nodes.borrow()[*node].first;
            let Some(first) = first else { return };
            self.insert(*parent, None, NodeOrText::AppendNode(first));
        }
    }
}
