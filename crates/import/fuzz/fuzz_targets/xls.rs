//! The records of an older workbook, in a compound document that is whole.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some(bytes) = import_fuzz::compound(data) {
        import_fuzz::one("x.xls", bytes, &import::Options::default());
    }
});
