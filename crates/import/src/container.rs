//! A file that came packed: the one file inside a .zip or .gz is read as if it had come alone.

use std::io::{Cursor, Read};

use crate::Refusal;
use crate::sniff::{self, Content};

/// So often may something packed be packed again.
const LAYERS: usize = 3;
/// What is unpacked whatever its size, and how many bytes more for each that is packed. Real tables are packed into a
/// fifth to a fiftieth of their size; what claims more is made to fill memory.
const UNPACKED: u64 = 32 << 20;
const UNPACKED_A_BYTE: u64 = 50;
/// The largest file that is looked at.
const LARGEST: u64 = 1 << 30;

/// What a file is, out of its wrapping.
pub(crate) struct Inside {
    pub(crate) bytes: Vec<u8>,
    /// Text or a workbook.
    pub(crate) content: Content,
    /// Where it was found.
    pub(crate) note: Option<String>,
}

/// Takes a file out of its wrapping, if it has one.
pub(crate) fn open(name: &str, mut bytes: Vec<u8>) -> Result<Inside, Refusal> {
    let mut path = vec![last_of(name).to_owned()];
    for _ in 0..=LAYERS {
        let (inner, unpacked) = match sniff::content(&bytes)? {
            Content::Zip => unzipped(&bytes)?,
            Content::Gzip => {
                let outer = path.last().map_or("", String::as_str);
                ungzipped(&bytes, outer)?
            }
            content @ (Content::Text | Content::Workbook(_)) => {
                path.reverse();
                let note = (path.len() > 1).then(|| format!("Read from {}.", path.join(" inside ")));
                return Ok(Inside { bytes, content, note });
            }
        };
        bytes = unpacked;
        path.push(inner);
    }
    Err(Refusal::new("This archive holds archives within archives: unpack it and import the file inside."))
}

fn last_of(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The one file of an archive.
fn unzipped(bytes: &[u8]) -> Result<(String, Vec<u8>), Refusal> {
    let broken = |_| Refusal::new("This archive is damaged: pack the file again, or import it as it is.");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let doubled = archive.has_duplicate_names();
    let mut files = Vec::new();
    for (index, name) in archive.file_names_raw().enumerate() {
        let name = String::from_utf8_lossy(name).replace('\\', "/");
        // Folders, and what a Mac puts beside each file.
        let is_beside = name.starts_with("__MACOSX/") || last_of(&name).starts_with("._");
        if !name.ends_with('/') && !is_beside && last_of(&name) != ".DS_Store" {
            files.push((index, name));
        }
    }
    let (index, name) = match &files[..] {
        [] => return Err(Refusal::new("There is no file in this archive: choose one with a table.")),
        [only] if !doubled => only,
        [only] => {
            return Err(Refusal::new(format!(
                "This archive holds several files called {}: import them one by one.",
                only.1
            )));
        }
        several => {
            let names: Vec<&str> = several.iter().map(|(_, name)| name.as_str()).take(5).collect();
            let more = several.len() - names.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            return Err(Refusal::new(format!(
                "This archive holds {} files ({}{more}): unpack it and import them one by one.",
                several.len(),
                names.join(", ")
            )));
        }
    };
    if archive.by_index_raw(*index).map_err(broken)?.encrypted() {
        return Err(Refusal::new(
            "This archive is protected with a password: unpack it and import the file inside.",
        ));
    }
    let part = archive.by_index(*index).map_err(|_| {
        Refusal::new(
            "The file in this archive cannot be unpacked here: unpack it and import the file inside.",
        )
    })?;
    let packed = part.compressed_size().min(bytes.len() as u64);
    let size = measured(part, packed)?;
    let part = archive.by_index(*index).map_err(broken)?;
    Ok((name.clone(), unpacked(part, size)?))
}

/// What is in a packed file; its name may be written in it.
fn ungzipped(bytes: &[u8], outer: &str) -> Result<(String, Vec<u8>), Refusal> {
    let packed = flate2::read::MultiGzDecoder::new(bytes);
    let named = packed.header().and_then(|header| header.filename()).map(String::from_utf8_lossy);
    let name = named.map(|name| last_of(&name).to_owned()).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| match outer.rsplit_once('.') {
        Some((name, _)) if !name.is_empty() => name.to_owned(),
        _ => "a file".to_owned(),
    });
    let size = measured(packed, bytes.len() as u64)?;
    Ok((name, unpacked(flate2::read::MultiGzDecoder::new(bytes), size)?))
}

/// How much a packed file of a size unpacks to, found without keeping any of it; no more than is safe.
fn measured(packed: impl Read, size: u64) -> Result<u64, Refusal> {
    let most = UNPACKED.saturating_add(size.saturating_mul(UNPACKED_A_BYTE)).min(LARGEST);
    let size = std::io::copy(&mut packed.take(most + 1), &mut std::io::sink()).map_err(|_| cannot())?;
    if size > most {
        return Err(Refusal::new(
            "The file in this archive unpacks to more than can be read safely: unpack it and import the file inside.",
        ));
    }
    Ok(size)
}

/// What a packed file of this size unpacks to. Set aside at once: what grows holds twice what it needs.
fn unpacked(packed: impl Read, size: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).saturating_add(1));
    packed.take(size).read_to_end(&mut bytes).map_err(|_| cannot())?;
    Ok(bytes)
}

fn cannot() -> Refusal {
    Refusal::new("The file in this archive cannot be unpacked: pack it again, or import it as it is.")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(bytes).unwrap();
        gz.finish().unwrap()
    }

    #[test]
    fn one_file_comes_out_of_its_wrapping() {
        let csv = b"a,b\n1,2\n";
        let said = |name: &str, bytes: Vec<u8>| match open(name, bytes) {
            Ok(inside) => {
                assert_eq!(inside.bytes, csv);
                inside.note.unwrap_or_default()
            }
            Err(refusal) => refusal.message,
        };
        let one = zip(&[("data/", b""), ("__MACOSX/data/._x.csv", b"x"), ("data/x.csv", csv)]);
        for (name, bytes, expected) in [
            ("x.csv", csv.to_vec(), ""),
            ("export.zip", one.clone(), "Read from data/x.csv inside export.zip."),
            ("C:\\new\\x.csv.gz", gz(csv), "Read from x.csv inside x.csv.gz."),
            ("x.zip", zip(&[("y.gz", &gz(csv))]), "Read from y inside y.gz inside x.zip."),
            (
                "x.zip",
                zip(&[("a.csv", csv), ("b.csv", csv)]),
                "This archive holds 2 files (a.csv, b.csv): unpack it and import them one by one.",
            ),
            ("x.zip", zip(&[("a/", b"")]), "There is no file in this archive: choose one with a table."),
            (
                "x.zip",
                zip(&[("a.zip", &zip(&[("b.zip", &zip(&[("c.zip", &zip(&[("d.zip", &one)]))]))]))]),
                "This archive holds archives within archives: unpack it and import the file inside.",
            ),
            (
                "x.gz",
                gz(&vec![b' '; 64 << 20]),
                "The file in this archive unpacks to more than can be read safely: unpack it and import the file inside.",
            ),
        ] {
            assert_eq!(said(name, bytes), expected);
        }
        assert!(said("x.gz", gz(csv)[..15].to_vec()).contains("cannot be unpacked"));
    }
}
