//! A reader of the SVG the figures write, strict enough to catch what is not XML, and the check that
//! no text overlaps another, lies under a mark or leaves the page.

use detente_figure::font::text_width;
use std::collections::BTreeSet;

/// An element as read.
pub(crate) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

/// A rectangle on the page, and what it is.
struct Area {
    what: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn number(&self, name: &str) -> f64 {
        self.get(name).map_or(0.0, |value| value.parse().expect("attribute is a number"))
    }
}

/// The elements in the order they open; panics at the first place that is not well-formed.
pub(crate) fn read(svg: &str) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let text = unescape(&rest[..start]);
        match open.last() {
            Some(&at) => elements[at].text.push_str(&text),
            None => assert!(text.trim().is_empty(), "text outside the root: {text}"),
        }
        let end = start + rest[start..].find('>').expect("tag ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let at = open.pop().expect("an element is open");
            assert_eq!(elements[at].name, name);
            continue;
        }
        let body = tag.strip_suffix('/').unwrap_or(tag);
        assert!(elements.is_empty() || !open.is_empty(), "one root only: {tag}");
        elements.push(element(body));
        if body.len() == tag.len() {
            open.push(elements.len() - 1);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "everything closes: {rest}");
    elements
}

fn element(body: &str) -> Element {
    let (name, mut rest) = body.split_once(' ').unwrap_or((body, ""));
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
    let mut attributes: Vec<(String, String)> = Vec::new();
    while let Some((key, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').expect("value ends");
        assert!(attributes.iter().all(|(known, _)| known != key.trim()), "twice {key} in {body}");
        attributes.push((key.trim().to_owned(), unescape(value)));
        rest = after;
    }
    assert!(rest.trim().is_empty(), "{body}");
    Element { name: name.to_owned(), attributes, text: String::new() }
}

fn unescape(text: &str) -> String {
    assert!(!text.contains('<'), "{text}");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "control character in {text:?}");
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    assert_eq!(plain.matches('&').count(), plain.matches("&amp;").count(), "bare & in {text}");
    plain.replace("&amp;", "&")
}

/// Panics unless the figure is well-formed, named, and its texts can all be read.
pub(crate) fn check_layout(svg: &str) {
    let elements = read(svg);
    let root = &elements[0];
    assert_eq!((root.name.as_str(), root.get("role")), ("svg", Some("img")));
    let ids: Vec<&str> = elements.iter().filter_map(|element| element.get("id")).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "ids are unique");
    for id in root.get("aria-labelledby").expect("named").split(' ') {
        assert!(ids.contains(&id), "{id}");
    }
    let page: Vec<f64> = root
        .get("viewBox")
        .expect("sized")
        .split(' ')
        .map(|n| n.parse().expect("a number"))
        .collect();
    let texts: Vec<Area> = elements.iter().filter(|e| e.name == "text").map(text_area).collect();
    let marks: Vec<Area> = elements.iter().filter_map(mark_area).collect();
    for (at, text) in texts.iter().enumerate() {
        let inside = text.left >= -0.1
            && text.top >= -0.1
            && text.right <= page[2] + 0.1
            && text.bottom <= page[3] + 0.1;
        assert!(inside, "{} leaves the page {page:?}: {}", text.what, text.place());
        for other in texts[at + 1..].iter().chain(&marks) {
            let places = (text.place(), other.place());
            assert!(!text.meets(other), "{} meets {}: {places:?}", text.what, other.what);
        }
    }
}

impl Area {
    fn meets(&self, other: &Area) -> bool {
        self.left < other.right - 0.1
            && other.left < self.right - 0.1
            && self.top < other.bottom - 0.1
            && other.top < self.bottom - 0.1
    }

    fn place(&self) -> String {
        format!("x {:.1}–{:.1}, y {:.1}–{:.1}", self.left, self.right, self.top, self.bottom)
    }
}

/// From the top of the capitals to the bottom of the descenders.
fn text_area(element: &Element) -> Area {
    let size = element.number("font-size");
    assert!(size >= 12.0, "too small: {}", element.text);
    let weight = element.get("font-weight").map_or(400, |weight| weight.parse().expect("a weight"));
    let width = text_width(&element.text, size, weight);
    let left = match element.get("text-anchor") {
        Some("end") => element.number("x") - width,
        Some("middle") => element.number("x") - width / 2.0,
        _ => element.number("x"),
    };
    let baseline = element.number("y");
    Area {
        what: format!("text {:?}", element.text),
        left,
        right: left + width,
        top: baseline - 0.68 * size,
        bottom: baseline + 0.22 * size,
    }
}

/// Bars and marks; lines and washes may lie behind text.
fn mark_area(element: &Element) -> Option<Area> {
    let class = element.get("class").unwrap_or_default();
    let drawn = |word: &str| class.split(' ').any(|known| known == word);
    let (left, top, width, height) = match element.name.as_str() {
        "rect" if drawn("bar") || drawn("zero") => (
            element.number("x"),
            element.number("y"),
            element.number("width"),
            element.number("height"),
        ),
        "circle" if drawn("mark") || drawn("dot") || drawn("dot-off") => {
            let radius = element.number("r");
            let (x, y) = (element.number("cx"), element.number("cy"));
            (x - radius, y - radius, 2.0 * radius, 2.0 * radius)
        }
        _ => return None,
    };
    let what = format!("{} {class}", element.name);
    Some(Area { what, left, top, right: left + width, bottom: top + height })
}

fn page(body: &str) -> String {
    format!(
        "<svg viewBox=\"0 0 100 40\" role=\"img\" aria-labelledby=\"t\"><title id=\"t\"/>{body}</svg>"
    )
}

#[test]
#[should_panic(expected = "meets")]
fn texts_on_one_another_are_caught() {
    let text = "<text x=\"10\" y=\"20\" font-size=\"12\">one</text>";
    check_layout(&page(&format!("{text}{text}")));
}

#[test]
#[should_panic(expected = "leaves the page")]
fn a_text_off_the_page_is_caught() {
    check_layout(&page("<text x=\"90\" y=\"20\" font-size=\"12\">one two</text>"));
}

#[test]
#[should_panic(expected = "everything closes")]
fn an_open_element_is_caught() {
    read("<svg><g></svg>".strip_suffix("</svg>").expect("as written"));
}
