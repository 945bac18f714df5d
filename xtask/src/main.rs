//! Chores of the project: `cargo xtask test`, `cargo xtask bench`. Standard library only, so that it
//! builds in a second on a machine that has nothing but Rust.

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace");
    let done = match env::args().nth(1).as_deref() {
        Some("test") => test(root),
        Some("bench") => bench(root),
        _ => {
            eprintln!("usage: cargo xtask test | bench");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("\nxtask: {what}");
            ExitCode::FAILURE
        }
    }
}

/// Format, lints, tests, documentation, and the flagship report end to end.
fn test(root: &Path) -> Result<(), String> {
    components(root)?;
    let started = Instant::now();
    step(root, "format", &["fmt", "--all", "--check"], &[])?;
    let clippy =
        ["clippy", "--release", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
    step(root, "lints", &clippy, &[])?;
    step(root, "tests", &["test", "--release", "--locked"], &[])?;
    let doc = ["doc", "--release", "--locked", "--no-deps"];
    step(root, "documentation", &doc, &[("RUSTDOCFLAGS", "-D warnings")])?;
    report(root)?;
    println!("\nxtask: all checks passed in {} s", started.elapsed().as_secs());
    Ok(())
}

/// The benchmarks, printed; `docs/benchmarks.md` keeps the table.
fn bench(root: &Path) -> Result<(), String> {
    step(root, "benchmarks", &["bench", "--locked", "-p", "bench"], &[])
}

/// Installs rustfmt and clippy where the toolchain came without them.
fn components(root: &Path) -> Result<(), String> {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let there = cargo().args([tool, "--version"]).current_dir(root).output();
        if there.is_ok_and(|output| output.status.success()) {
            continue;
        }
        println!("xtask: installing {component}");
        let installed = Command::new("rustup").args(["component", "add", component]).status();
        if !installed.is_ok_and(|status| status.success()) {
            return Err(format!(
                "`cargo {tool}` is missing and `rustup component add {component}` failed"
            ));
        }
    }
    Ok(())
}

/// The first command of the README, twice: the page is whole, asks for nothing from elsewhere, and
/// comes out the same.
fn report(root: &Path) -> Result<(), String> {
    let folder = root.join("target/xtask");
    std::fs::create_dir_all(&folder)
        .map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
    let page = |name: &str| -> Result<String, String> {
        let path = folder.join(name);
        let path_text = path.display().to_string();
        let arguments =
            ["run", "--release", "--locked", "--quiet", "--", "report", "casebook/iran-2025", "-o"];
        step(root, "flagship report", &[&arguments[..], &[path_text.as_str()]].concat(), &[])?;
        std::fs::read_to_string(&path).map_err(|e| format!("cannot read {path_text}: {e}"))
    };
    let (first, second) = (page("iran-2025.html")?, page("again.html")?);
    if first != second {
        return Err("two runs of the report differ".to_string());
    }
    for needed in ["31,104", "429,981,696", "33,422,400", "5,034,240", "</html>"] {
        if !first.contains(needed) {
            return Err(format!("the report lacks `{needed}`"));
        }
    }
    for external in ["src=\"http", "url(http", "<script", "@import", "<link", "<iframe"] {
        if first.contains(external) {
            return Err(format!("the report asks for something from elsewhere: `{external}`"));
        }
    }
    Ok(())
}

fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn step(
    root: &Path,
    name: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> Result<(), String> {
    println!("\nxtask: {name}: cargo {}", arguments.join(" "));
    let status = cargo().args(arguments).envs(variables.iter().copied()).current_dir(root).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("{name} failed")),
        Err(e) => Err(format!("{name}: cannot run cargo: {e}")),
    }
}
