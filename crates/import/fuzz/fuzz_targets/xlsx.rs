//! The parts of a workbook of Excel, in an archive that is whole.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some(bytes) = import_fuzz::zipped(data, &import_fuzz::XLSX) {
        import_fuzz::one("x.xlsx", bytes, &import::Options::default());
    }
});
