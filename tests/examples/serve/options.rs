//! What the server is started with.

use std::path::PathBuf;

/// The page to show and the book to open in it.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) page: PathBuf,
    pub(crate) book: Option<PathBuf>,
    pub(crate) sample: bool,
    pub(crate) port: u16,
}

impl Options {
    /// Reads the arguments.
    pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self { page: PathBuf::from("ui/dist"), book: None, sample: false, port: 0 };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value."));
            match argument.as_str() {
                "--page" => options.page = value()?.into(),
                "--book" => options.book = Some(value()?.into()),
                "--sample" => options.sample = true,
                "--port" => options.port = value()?.parse().map_err(|_| "--port is a number.".to_owned())?,
                unknown => {
                    return Err(format!("{unknown} is not known here: --book FILE, --sample, --port N."));
                }
            }
        }
        if options.book.is_some() && options.sample {
            return Err("Either --book or --sample.".into());
        }
        Ok(options)
    }
}
