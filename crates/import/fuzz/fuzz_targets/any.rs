//! Any bytes at all.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    import_fuzz::all("x", data.to_vec(), &import::Options::default());
});
