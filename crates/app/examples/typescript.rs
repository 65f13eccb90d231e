//! Prints the TypeScript of the command table.

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

fn main() -> Result<(), String> {
    print!("{}", app::typescript::file()?);
    Ok(())
}
