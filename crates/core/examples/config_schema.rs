//! Prints the JSON Schema of `config.json`, from the tables the reader goes by. `cargo xtask schema` writes
//! `docs/config.schema.json`.

use std::io::{self, Write as _};

use claimlens_core::calls::REGIONS;
use claimlens_core::site_config::{
    Feature, MEMBERS, MemberKind, MemberOf, POLICY_MEMBERS, PRESET_MEMBERS,
};
use serde_json::{Map, Value, json};

fn main() -> io::Result<()> {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "config.json of Claimlens",
        "description": "What an organisation sets for a page without building it. Everything may be left out.",
    });
    if let (Value::Object(schema), Value::Object(members)) = (&mut schema, object(MEMBERS, &[])) {
        schema.extend(members);
    }
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)
}

fn object(members: &[MemberOf], required: &[&str]) -> Value {
    let properties: Map<String, Value> = members
        .iter()
        .map(|member| {
            let mut schema = of(member.kind);
            schema["description"] = member.about.into();
            (member.name.to_owned(), schema)
        })
        .collect();
    let mut object =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

fn of(kind: MemberKind) -> Value {
    match kind {
        MemberKind::Text(most) => json!({ "type": "string", "minLength": 1, "maxLength": most }),
        MemberKind::Texts(count, most) => json!({
            "type": "array",
            "maxItems": count,
            "items": { "type": "string", "minLength": 1, "maxLength": most },
        }),
        MemberKind::Seconds(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        MemberKind::Region => {
            let keys: Vec<&str> = REGIONS
                .iter()
                .flat_map(|(domain, aws)| [*domain, *aws])
                .collect();
            json!({ "enum": keys })
        }
        MemberKind::Presets(most) => {
            let names: Vec<&str> = PRESET_MEMBERS.iter().map(|member| member.name).collect();
            json!({ "type": "array", "maxItems": most, "items": object(PRESET_MEMBERS, &names) })
        }
        MemberKind::Policy => object(POLICY_MEMBERS, &[]),
        MemberKind::Origin => json!({
            "type": "string",
            "maxLength": 300,
            "pattern": "^(https://[a-z0-9.:\\[\\]-]+|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]+)?)$",
        }),
        MemberKind::Files(most) => json!({
            "type": "array",
            "maxItems": most,
            "uniqueItems": true,
            "items": { "type": "string", "maxLength": 100, "pattern": "^[A-Za-z0-9_][A-Za-z0-9._-]*\\.json$" },
        }),
        MemberKind::Features => {
            let words: Vec<&str> = Feature::ALL.into_iter().map(Feature::word).collect();
            json!({ "type": "array", "uniqueItems": true, "items": { "enum": words } })
        }
    }
}
