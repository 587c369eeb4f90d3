//! What a page says of itself: title, date, byline, URL and site, from JSON-LD, Open Graph and older habits, in that order.

use super::tree::{Node, Tree};
use serde_json::{Map, Value};

/// Names of `meta` elements, the most trustworthy first.
const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "title"];
const DATES: [&str; 11] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publication_date",
    "date",
];
const BYLINES: [&str; 7] =
    ["author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author", "og:author"];
const SITES: [&str; 2] = ["og:site_name", "application-name"];

/// What was found; a page that does not say has none.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub title: Option<String>,
    date: Option<String>,
    byline: Option<String>,
    url: Option<String>,
    site: Option<String>,
    /// What stands in the element `title`, with the site's name beside it.
    pub heading: String,
}

impl Metadata {
    /// Reads a page's metadata. Time: linear.
    pub(super) fn new(tree: &Tree) -> Self {
        let Said { meta, linked, canonical, title: heading, headline, time, byline } = Said::new(tree);
        let one_of = |names: &[&str], takes: fn(&str) -> bool| {
            let mut values = names.iter().filter_map(|&name| meta.get(name)?.as_str());
            values.find(|value| takes(value)).map(str::to_owned)
        };
        let any = |_: &str| true;
        let linked = |key: &str| linked.as_ref()?.get(key);
        let plain = |key: &str| linked(key)?.as_str().and_then(tidy);
        let heading = tidy(&heading).unwrap_or_default();
        let own = || Some(heading.clone()).filter(|heading| !heading.is_empty());
        let url = canonical
            .or_else(|| one_of(&["og:url"], is_address))
            .or_else(|| plain("url").filter(|url| is_address(url)));
        let host = || Some(url.as_deref()?.split('/').nth(2)?.to_owned());
        let site = linked("publisher").and_then(names).or_else(|| one_of(&SITES, any));
        let title = plain("headline").or_else(|| one_of(&TITLES, any)).or(headline).or_else(own);
        let date = plain("datePublished").or_else(|| one_of(&DATES, any)).or(time);
        Self {
            title: title.map(|title| without_site(title, site.as_deref())),
            // What a template leaves where there is no date.
            date: date.filter(|date| !date.starts_with("0001")),
            byline: linked("author").and_then(names).or_else(|| one_of(&BYLINES, |name| !is_address(name))).or(byline),
            site: site.or_else(host),
            url,
            heading,
        }
    }

    /// The fields of a document.
    pub(super) fn into_fields(self) -> Map<String, Value> {
        let Self { title, date, byline, url, site, heading: _ } = self;
        let fields = [("title", title), ("date", date), ("byline", byline), ("url", url), ("site", site)];
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect()
    }
}

/// All that bears on it, as it stands in the page. Of several alike the first counts.
#[derive(Default)]
struct Said {
    meta: Map<String, Value>,
    /// The JSON-LD object that describes an article.
    linked: Option<Map<String, Value>>,
    canonical: Option<String>,
    title: String,
    headline: Option<String>,
    time: Option<String>,
    byline: Option<String>,
}

impl Said {
    fn new(tree: &Tree) -> Self {
        let mut said = Self::default();
        for node in tree.nodes() {
            said.hear(tree, node);
        }
        said
    }

    fn hear(&mut self, tree: &Tree, node: &Node) {
        let is = |name: &str, value: &str| {
            node.attribute(name).is_some_and(|values| values.split_ascii_whitespace().any(|one| one == value))
        };
        match &**node.name() {
            "meta" => {
                let names = ["property", "name", "itemprop"].into_iter().filter_map(|name| node.attribute(name));
                let content = node.attribute("content").and_then(tidy);
                for (name, content) in names.zip(std::iter::repeat(content)) {
                    if let Some(content) = content {
                        self.meta.entry(name.to_ascii_lowercase()).or_insert_with(|| content.into());
                    }
                }
            }
            "link" if is("rel", "canonical") && self.canonical.is_none() => {
                self.canonical = node.attribute("href").and_then(tidy).filter(|url| is_address(url));
            }
            "title" if self.title.is_empty() => self.title = tree.text(node),
            "h1" if self.headline.is_none() => self.headline = tidy(&tree.text(node)),
            "time" if self.time.is_none() => self.time = node.attribute("datetime").and_then(tidy),
            "script" if self.linked.is_none() && is("type", "application/ld+json") => {
                self.linked = serde_json::from_str(tree.text(node).trim()).ok().and_then(article);
            }
            name => {
                let is_byline = is("rel", "author") || is("itemprop", "author") || is("class", "byline");
                if is_byline && name != "link" && self.byline.is_none() {
                    let byline = tree.text(node);
                    let byline = byline.split(['|', '•', '·']).next().and_then(tidy);
                    self.byline = byline.filter(|byline| byline.len() < LONG_BYLINE);
                }
            }
        }
    }
}

/// A longer one is a whole box about the author.
const LONG_BYLINE: usize = 120;

/// The first object that says it is an article, in whatever it is packed. The reader of JSON bounds the depth.
fn article(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Array(values) => values.into_iter().find_map(article),
        Value::Object(mut object) => {
            let is_article = |kind: &Value| {
                let kind = kind.as_str().unwrap_or_default();
                ["Article", "Posting", "Report"].iter().any(|suffix| kind.ends_with(suffix))
            };
            let found = match object.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().any(is_article),
                Some(kind) => is_article(kind),
                None => false,
            };
            if found { Some(object) } else { object.remove("@graph").and_then(article) }
        }
        _ => None,
    }
}

/// The names of a person or an organization, or of several: `"Ana Ruiz"`, `{"name": "Ana Ruiz"}`, or a list of such.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => tidy(name).filter(|name| !is_address(name)),
        Value::Object(object) => names(object.get("name")?),
        Value::Array(values) => {
            let names: Vec<_> = values.iter().filter_map(names).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

/// The title before ` | ` and the site's name.
fn without_site(mut title: String, site: Option<&str>) -> String {
    let cut = site.and_then(|site| title.strip_suffix(site)).map(str::trim_end);
    let cut = cut.and_then(|cut| cut.strip_suffix(['|', '-', '–', '—', ':'])).map(str::trim_end);
    if let Some(length) = cut.map(str::len).filter(|&length| length > 0) {
        title.truncate(length);
    }
    title
}

/// Whether it is a whole web address.
fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The words of a text with one space between them, and without character references that the page escaped twice; `None`
/// where there are no words.
fn tidy(text: &str) -> Option<String> {
    let text = if text.contains('&') {
        let tree = Tree::parse(&text.replace('<', "&lt;")).ok()?;
        tree.nodes().map(Node::own_text).collect()
    } else {
        text.to_owned()
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
