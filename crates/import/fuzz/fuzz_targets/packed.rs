//! Archives: bytes as they are, and what is packed well in one that is whole.
#![no_main]

use std::io::Write;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let [choice, data @ ..] = data else { return };
    let bytes = match choice % 4 {
        0 | 1 => data.to_vec(),
        2 => {
            let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            let _ = gz.write_all(data);
            gz.finish().unwrap_or_default()
        }
        _ => import_fuzz::zipped(data, &[]).unwrap_or_default(),
    };
    import_fuzz::one("x.zip", bytes, &import::Options::default());
});
