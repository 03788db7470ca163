//! Those that cannot be run here are read by their own tool, where it is there.

use std::fs;
use std::path::Path;
use std::process::Command;

use claimlens_core::grants::Grant;
use claimlens_core::snippets::{Kind, snippet};
use serde_json::Value;

use crate::program::{Tools, on_path};
use crate::{Case, Verdict};

/// The test of one snippet.
pub(crate) fn case(kind: Kind, grant: Grant) -> Case {
    let name = format!("{}::{}::is_read_by_its_tool", kind.id(), grant.id());
    (name, Box::new(move |tools| parse(tools, kind, grant)))
}

fn parse(tools: &Tools, kind: Kind, grant: Grant) -> Verdict {
    let snippet = snippet(kind, grant, "euw2.pure.cloud").expect("the snippet");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(snippet.file);
    fs::write(&file, &snippet.text).expect("written");
    match kind {
        Kind::Postman => {
            read_postman(&snippet.text, folder.path());
            Verdict::Passed
        }
        Kind::Cli => tool("bash", &["-n"], &file),
        Kind::Terraform => tool("terraform", &["fmt", "-check", "-diff"], &file),
        Kind::GoSdk if on_path("gofmt").is_some() => tool("gofmt", &["-d", "-e"], &file),
        Kind::GoSdk => grammar(tools, "go", &file),
        // .NET reads a file by building it alone, which takes packages from their registry.
        _ => grammar(tools, "c_sharp", &file),
    }
}

/// Runs a tool on a file. It has to end well and say nothing on its standard output.
fn tool(name: &str, arguments: &[&str], file: &Path) -> Verdict {
    if on_path(name).is_none() {
        return Verdict::Skipped(format!("{name} is not there"));
    }
    let output = Command::new(name).args(arguments).arg(file).output();
    let output = output.expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.is_empty(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Verdict::Passed
}

/// Reads a file by the language's grammar alone, where its tool is not there.
fn grammar(tools: &Tools, language: &str, file: &Path) -> Verdict {
    const READ: &str = "\
import importlib, sys
from tree_sitter import Language, Parser
language = importlib.import_module('tree_sitter_' + sys.argv[1]).language()
tree = Parser(Language(language)).parse(open(sys.argv[2], 'rb').read())
sys.exit(str(tree.root_node) if tree.root_node.has_error else 0)
";
    let Some(python) = tools.python() else {
        return Verdict::Skipped("neither its tool nor its grammar is there".to_owned());
    };
    let read = Command::new(python)
        .args(["-c", READ, language])
        .arg(file)
        .output()
        .expect("it starts");
    assert!(read.status.success(), "{read:?}");
    Verdict::Passed
}

/// A collection is JSON; its scripts are read by node.
fn read_postman(text: &str, folder: &Path) {
    let collection: Value = serde_json::from_str(text).expect("JSON");
    let first = collection["event"].as_array().expect("events");
    let second = collection["item"][0]["event"].as_array().expect("events");
    for (index, event) in first.iter().chain(second).enumerate() {
        let lines = event["script"]["exec"].as_array().expect("lines");
        let lines: Vec<_> = lines.iter().filter_map(Value::as_str).collect();
        let file = folder.join(format!("script-{index}.js"));
        fs::write(&file, lines.join("\n")).expect("written");
        let checked = Command::new("node").arg("--check").arg(&file).output();
        let checked = checked.expect("node is there: the set-up saw to it");
        assert!(checked.status.success(), "{checked:?}");
    }
}
