//! The content of an `OpenDocument` spreadsheet, in an archive that is whole.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some(bytes) = import_fuzz::zipped(data, &import_fuzz::ODS) {
        import_fuzz::one("x.ods", bytes, &import::Options::default());
    }
});
