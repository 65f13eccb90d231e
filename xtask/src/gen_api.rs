//! `cargo xtask gen`: the page's types, written from the commands of the core.

use crate::{Outcome, place, process};

/// Writes `ui/src/api.gen.ts`.
pub(crate) fn write() -> Outcome {
    let path = place::ui().join("src").join("api.gen.ts");
    std::fs::write(&path, generated()?)
        .map_err(|error| format!("{} cannot be written: {error}.", path.display()))
}

/// Says whether `ui/src/api.gen.ts` is what the commands make of it now.
pub(crate) fn check() -> Outcome {
    println!("- ui/src/api.gen.ts");
    let path = place::ui().join("src").join("api.gen.ts");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    // Git may have turned the line ends on Windows.
    if written.replace("\r\n", "\n") == generated()? {
        return Ok(());
    }
    Err("ui/src/api.gen.ts is not what the commands say: run `cargo xtask gen` and look at the difference."
        .into())
}

fn generated() -> Result<String, String> {
    let arguments =
        ["run", "--quiet", "--package", "app", "--features", "typescript", "--example", "typescript"];
    process::answer("the types of the commands", &mut process::cargo(arguments))
}
