//! Delimited text; the first byte says in which encoding and with which sign between cells, or that both are to be found.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let [choice, text @ ..] = data else { return };
    let encodings =
        ["", "", "", "utf-8", "utf-16le", "utf-16be", "windows-1250", "macintosh", "big5", "shift_jis"];
    let signs = ["", "", "", ";", "\t", " ", "|"];
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let options = import::Options {
        encoding: some(encodings[usize::from(*choice) % encodings.len()]),
        delimiter: some(signs[usize::from(*choice) / encodings.len() % signs.len()]),
        ..import::Options::default()
    };
    import_fuzz::one("x.csv", text.to_vec(), &options);
});
