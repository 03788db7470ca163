//! Just enough HTML to rewrite the page's own index.html: start tags, their attributes, inline
//! scripts. Everything else passes through as it is, except comments, which are dropped.

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// In lower case.
    pub(crate) name: String,
    /// Names in lower case; values as written, without quotes; `None` for a bare name.
    attributes: Vec<(String, Option<String>)>,
    removed: bool,
}

impl Tag {
    /// The value of an attribute; empty for a bare name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(value.as_deref().unwrap_or(""))
    }

    /// Sets an attribute, adding it at the end when it is new. `value` must hold no double quote.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        let value = Some(value.to_owned());
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name.to_owned(), value)),
        }
    }

    /// Leaves the tag out. Only for elements without content and end tag.
    pub(crate) fn remove(&mut self) {
        self.removed = true;
    }

    fn to_html(&self) -> String {
        if self.removed {
            return String::new();
        }
        let mut html = format!("<{}", self.name);
        for (name, value) in &self.attributes {
            match value {
                None => html.push_str(&format!(" {name}")),
                Some(value) => html.push_str(&format!(" {name}=\"{value}\"")),
            }
        }
        html.push('>');
        html
    }
}

/// Copies `html`, asking `edit` at every start tag: it may change the tag and returns what to put
/// right behind it. Comments are dropped.
pub(crate) fn rewrite(html: &str, mut edit: impl FnMut(&mut Tag) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    walk(html, |piece| match piece {
        Piece::Text(text) => out.push_str(text),
        Piece::Comment => {}
        Piece::Start { tag, source, .. } => {
            let mut edited = tag.clone();
            let behind = edit(&mut edited);
            if edited == *tag {
                out.push_str(source);
            } else {
                out.push_str(&edited.to_html());
            }
            out.push_str(&behind);
        }
    });
    out
}

/// Copies `html` without the elements for which `replace` gives a text, which stands in their place: elements without
/// an end tag, and those whose content is no markup. Comments are dropped.
pub(crate) fn replace_elements(
    html: &str,
    mut replace: impl FnMut(&Tag) -> Option<String>,
) -> String {
    let mut out = String::with_capacity(html.len());
    // Of a replaced element, its content and its end tag are still to come, as texts: the end tag in pieces.
    let mut skips_content = false;
    let mut end = "";
    walk(html, |piece| match piece {
        Piece::Comment => {}
        Piece::Text(_) if skips_content => skips_content = false,
        Piece::Text(text) => match end.strip_prefix(text) {
            Some(left) if !end.is_empty() => end = left,
            _ => {
                out.push_str(text.strip_prefix(end).unwrap_or(text));
                end = "";
            }
        },
        Piece::Start { tag, source, .. } => match replace(tag) {
            None => out.push_str(source),
            Some(text) => {
                out.push_str(&text);
                skips_content = true;
                end = match tag.name.as_str() {
                    "script" => "</script>",
                    "style" => "</style>",
                    _ => "",
                };
            }
        },
    });
    out
}

/// The texts of all inline scripts, in order: what a policy must allow by hash.
pub(crate) fn inline_scripts(html: &str) -> Vec<&str> {
    let mut scripts = Vec::new();
    walk(html, |piece| {
        if let Piece::Start { tag, raw_text, .. } = piece
            && tag.name == "script"
            && tag.get("src").is_none()
        {
            scripts.push(raw_text);
        }
    });
    scripts
}

/// Every start tag, in order.
pub(crate) fn start_tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    walk(html, |piece| {
        if let Piece::Start { tag, .. } = piece {
            tags.push(tag.clone());
        }
    });
    tags
}

enum Piece<'a, 't> {
    /// Anything that is neither of the others, end tags included.
    Text(&'a str),
    Comment,
    /// `raw_text` is what follows up to the end tag, for elements whose content is no markup;
    /// it comes again as `Text`.
    Start {
        tag: &'t Tag,
        source: &'a str,
        raw_text: &'a str,
    },
}

fn walk<'a>(html: &'a str, mut visit: impl FnMut(Piece<'a, '_>)) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, markup) = rest.split_at(at);
        visit(Piece::Text(text));
        if let Some(comment) = markup.strip_prefix("<!--") {
            visit(Piece::Comment);
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if let Some((tag, length)) = start_tag(markup) {
            let (source, after) = markup.split_at(length);
            let (raw_text, behind) = after.split_at(raw_text_length(&tag.name, after));
            visit(Piece::Start {
                tag: &tag,
                source,
                raw_text,
            });
            visit(Piece::Text(raw_text));
            rest = behind;
        } else {
            visit(Piece::Text("<"));
            rest = markup.strip_prefix('<').unwrap_or("");
        }
    }
    visit(Piece::Text(rest));
}

/// How long the content of an element is in which `<` opens nothing.
fn raw_text_length(name: &str, after: &str) -> usize {
    if !matches!(name, "script" | "style" | "textarea" | "title") {
        return 0;
    }
    let end = format!("</{name}");
    after.to_ascii_lowercase().find(&end).unwrap_or(after.len())
}

/// Reads a start tag at the beginning of `markup`; also says how many bytes it takes.
fn start_tag(markup: &str) -> Option<(Tag, usize)> {
    let body = markup.strip_prefix('<')?;
    if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '=');
    let name_length = body.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))?;
    let (name, mut rest) = body.split_at(name_length);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            let tag = Tag {
                name: name.to_ascii_lowercase(),
                attributes,
                removed: false,
            };
            return Some((tag, markup.len() - after.len()));
        }
        let (name, after) = rest.split_at(rest.find(ends_name)?);
        let (value, after) = match after.trim_start().strip_prefix('=') {
            None => (None, after),
            Some(after) => {
                let (value, after) = attribute_value(after.trim_start())?;
                (Some(value.to_owned()), after)
            }
        };
        if name.is_empty() {
            return None;
        }
        attributes.push((name.to_ascii_lowercase(), value));
        rest = after;
    }
}

/// Splits an attribute's value, quoted or not, from what follows it.
fn attribute_value(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote);
        }
    }
    Some(text.split_at(text.find(|c: char| c.is_ascii_whitespace() || c == '>')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_go_with_their_content_and_nothing_else_does() {
        let html = "<p>a<link href=x>b<script src=y>if (a<b) {}</script>c<style>p{}</style>d<script>keep()</script><!-- e -->f";
        let html = replace_elements(html, |tag| {
            let goes = tag.name != "p" && (tag.name != "script" || tag.get("src").is_some());
            goes.then(|| "*".to_owned())
        });
        assert_eq!(html, "<p>a*b*c*d<script>keep()</script>f");
    }

    #[test]
    fn an_untouched_document_stays_byte_for_byte() {
        let html = "<!doctype html>\n<html lang=en>\n<p class='a b' hidden>1 < 2 &amp; <br/>\n\
                    <script>if (a<b && \"<p>\") {}</script><textarea></p></textarea></html>\n";
        assert_eq!(rewrite(html, |_| String::new()), html);
    }

    #[test]
    fn comments_go_but_not_those_inside_scripts() {
        let html = "a<!-- <script src=x> -->b<script>/* <!-- */ x --> 1</script>";
        assert_eq!(
            rewrite(html, |_| String::new()),
            "ab<script>/* <!-- */ x --> 1</script>"
        );
        assert_eq!(inline_scripts(html), ["/* <!-- */ x --> 1"]);
    }

    #[test]
    fn attributes_are_read_in_every_notation_and_can_be_set() {
        let html = r#"<LINK Rel=stylesheet href="./a.css" data-x='"' disabled>"#;
        let tags = start_tags(html);
        let tag = tags.first().unwrap();
        assert_eq!(tag.name, "link");
        assert_eq!(tag.get("rel"), Some("stylesheet"));
        assert_eq!(tag.get("data-x"), Some("\""));
        assert_eq!(tag.get("disabled"), Some(""));
        assert_eq!(tag.get("integrity"), None);

        let out = rewrite("<script src=\"boot.js\" type=module></script>", |tag| {
            tag.set("integrity", "sha384-abc");
            tag.set("src", "./boot-1.js");
            "<!>".to_owned()
        });
        assert_eq!(
            out,
            "<script src=\"./boot-1.js\" type=\"module\" integrity=\"sha384-abc\"><!></script>"
        );
    }

    #[test]
    fn only_scripts_without_a_source_are_inline() {
        let html =
            "<script src=a.js></script><SCRIPT>one</SCRIPT><script type=importmap>{}</script>";
        assert_eq!(inline_scripts(html), ["one", "{}"]);
    }

    #[test]
    fn broken_markup_does_not_stop_it() {
        for html in [
            "<", "<a", "<a b", "<a b=\"c", "<!-- x", "<script>", "</", "<a =>",
        ] {
            let _ = rewrite(html, |_| String::new());
        }
    }
}
