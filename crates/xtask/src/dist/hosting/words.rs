//! What stands for a name in braces, in the notation of each server.

use serde_json::{Value, json};

use super::facts::Facts;
use super::{BELOW, Server};

/// The types of all files a page has or may come to have; texts are UTF-8.
const TYPES: [(&str, &str); 10] = [
    ("text/css; charset=utf-8", "css"),
    ("text/html; charset=utf-8", "html"),
    ("text/javascript; charset=utf-8", "js"),
    ("text/plain; charset=utf-8", "txt"),
    ("application/json", "json"),
    ("application/manifest+json", "webmanifest"),
    ("application/wasm", "wasm"),
    ("image/png", "png"),
    ("image/svg+xml", "svg"),
    ("image/x-icon", "ico"),
];

/// What is known for one file of settings.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub(super) server: Server,
    pub(super) base: &'a str,
    pub(super) facts: &'a Facts,
}

impl Words<'_> {
    /// The text for a name; none for a name that is not known.
    pub(super) fn value(&self, word: &str) -> Option<String> {
        let [named, other] = &self.facts.cache;
        Some(match word {
            "base" => self.base.to_owned(),
            "bare" => self.base.trim_end_matches('/').to_owned(),
            "below" => BELOW.to_owned(),
            "below bare" => BELOW.trim_end_matches('/').to_owned(),
            "policy" => self.facts.policy.clone(),
            "worker policy" => self.facts.worker.clone(),
            "cache-control named by content" => named.clone(),
            "cache-control anything else" => other.clone(),
            "headers every answer" => self.lines(
                self.facts
                    .every
                    .iter()
                    .map(|(name, value)| self.header(name, value)),
            ),
            "types" => self.lines(
                TYPES
                    .iter()
                    .map(|(media, ending)| self.media_type(media, ending)),
            ),
            "named" => self.lines(self.facts.named.iter().map(|name| self.kept_for_ever(name))),
            "uploads" => self.lines(self.uploads()),
            "cloudfront page" => self.cloudfront("claimlens", &self.facts.policy),
            "cloudfront worker" => self.cloudfront("claimlens-worker", &self.facts.worker),
            _ => return None,
        })
    }

    fn lines(&self, lines: impl IntoIterator<Item = String>) -> String {
        lines.into_iter().collect::<Vec<_>>().join("\n")
    }

    fn header(&self, name: &str, value: &str) -> String {
        match self.server {
            Server::Nginx => format!("add_header {name} \"{value}\" always;"),
            Server::Apache => format!("Header always set {name} \"{value}\""),
            Server::Caddy => format!("{name} \"{value}\""),
            Server::Pages | Server::CloudFront => format!("{name}: {value}"),
            Server::Iis => format!("<add name=\"{name}\" value=\"{value}\" />"),
        }
    }

    fn media_type(&self, media: &str, ending: &str) -> String {
        match self.server {
            Server::Nginx => format!("\"{media}\" {ending};"),
            Server::Apache => format!("AddType \"{media}\" .{ending}"),
            Server::Iis => format!(
                "<remove fileExtension=\".{ending}\" /><mimeMap fileExtension=\".{ending}\" mimeType=\"{media}\" />"
            ),
            // Caddy knows all but one, which its settings name; the others are told file by file, or by nobody.
            Server::Caddy | Server::Pages | Server::CloudFront => format!("{media} {ending}"),
        }
    }

    /// The settings of one file that is named by its content, for servers that know no patterns.
    fn kept_for_ever(&self, name: &str) -> String {
        let [named, _] = &self.facts.cache;
        if self.server == Server::Iis {
            return format!(
                "<location path=\"{name}\">\n  <system.webServer>\n    <staticContent>\n      \
                 <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" \
                 cacheControlCustom=\"public, immutable\" />\n    </staticContent>\n  </system.webServer>\n</location>"
            );
        }
        format!("/{name}\n  ! Cache-Control\n  Cache-Control: {named}")
    }

    /// The commands that store the files with their headers.
    fn uploads(&self) -> Vec<String> {
        let [named, other] = &self.facts.cache;
        let of_named = self.facts.named.iter().map(|name| (name, named));
        let of_others = self.facts.others.iter().map(|name| (name, other));
        let command = |(name, kept): (&String, &String)| {
            let ending = name.rsplit('.').next().unwrap_or_default();
            let media = TYPES.iter().find(|(_, known)| *known == ending);
            let media = media.map_or("application/octet-stream", |(media, _)| media);
            format!(
                "aws s3 cp {name} s3://BUCKET/{name} --content-type \"{media}\" --cache-control \"{kept}\""
            )
        };
        of_named.chain(of_others).map(command).collect()
    }

    /// A response headers policy. It has words of its own for some headers, and a list for the others.
    fn cloudfront(&self, name: &str, policy: &str) -> String {
        let mut known = json!({
            "ContentSecurityPolicy": { "Override": true, "ContentSecurityPolicy": policy },
        });
        let mut items: Vec<Value> = Vec::new();
        for (header, value) in &self.facts.every {
            match header.as_str() {
                "x-content-type-options" => {
                    known["ContentTypeOptions"] = json!({ "Override": true })
                }
                "x-frame-options" => {
                    known["FrameOptions"] = json!({ "Override": true, "FrameOption": value })
                }
                "referrer-policy" => {
                    known["ReferrerPolicy"] = json!({ "Override": true, "ReferrerPolicy": value })
                }
                _ => items.push(json!({ "Header": header, "Value": value, "Override": true })),
            }
        }
        let config = json!({
            "Name": name,
            "SecurityHeadersConfig": known,
            "CustomHeadersConfig": { "Quantity": items.len(), "Items": items },
        });
        format!("{config:#}")
    }
}
