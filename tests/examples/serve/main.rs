//! The page in a plain browser against the real core, for development, pictures and journeys. It listens on this
//! machine only and answers nobody who does not hold the secret of this run.

#![expect(clippy::print_stdout, reason = "whoever starts it has to learn the address to open")]

mod core;
mod door;
mod options;
mod page;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use tiny_http::{HTTPVersion, Header, Request, Response, Server};

use crate::core::Core;
use crate::door::Door;
use crate::options::Options;

/// An answer: how it went, of which kind, and the bytes.
type Answer = (u16, &'static str, Vec<u8>);

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

/// Enough for a question, the progress of a long call, and its cancelling, all at the same time.
const WORKERS: usize = 6;

fn main() -> ExitCode {
    match Options::read(std::env::args().skip(1)).and_then(|options| serve(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn serve(options: &Options) -> Result<(), String> {
    let server = Server::http(("127.0.0.1", options.port))
        .map_err(|error| format!("The port is not free: {error}."))?;
    let port = server.server_addr().to_ip().map(|address| address.port()).unwrap_or_default();
    let door = Door::new(port);
    let core = Core::new()?;
    core.open(options)?;
    println!("Open http://127.0.0.1:{port}/#token={}", door.secret());
    std::io::stdout().flush().map_err(|error| error.to_string())?;

    let (server, page) = (Arc::new(server), &options.page);
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Ok(mut request) = server.recv() {
                    let answer = answer(&door, &core, page, &mut request);
                    // A browser that went away needs no answer.
                    drop(give(request, response(answer)));
                }
            });
        }
    });
    Ok(())
}

/// Answers as HTTP 1.0, which keeps no connection open: those kept open hold the server's threads, and two that come at the
/// same moment may be left to one that is free no more.
fn give(request: Request, response: Response<std::io::Cursor<Vec<u8>>>) -> std::io::Result<()> {
    let mut writer = request.into_writer();
    response.raw_print(&mut writer, HTTPVersion(1, 0), &[], false, None)?;
    writer.flush()
}

fn answer(door: &Door, core: &Core, page: &std::path::Path, request: &mut Request) -> Answer {
    if let Err(refusal) = door.is_ours(request) {
        return (403, TEXT, refusal.into());
    }
    let url = request.url().to_owned();
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    let posted = *request.method() == tiny_http::Method::Post;
    let mut parts = path.trim_start_matches('/').splitn(2, '/');
    let (first, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    // The page itself is no secret; everything behind it is.
    if !matches!(first, "call" | "progress" | "cancel" | "grant" | "saved") {
        return page::file(page, path);
    }
    if !door.holds_secret(request) {
        return (401, TEXT, "The secret of this run is missing: open the address that it printed.".into());
    }
    let id = || door::parameter(query, "id").and_then(|id| id.parse().ok());
    match (first, posted) {
        ("call", true) => match body(request) {
            Ok(argument) => core.call(id(), rest, &argument),
            Err(answer) => answer,
        },
        ("progress", false) => core.progress(id()),
        ("cancel", true) => core.cancel(id()),
        ("grant", true) => core.grant(door::parameter(query, "name").as_deref(), request.as_reader()),
        ("saved", false) => core.saved(rest),
        _ => (405, TEXT, "This is asked in the other way.".into()),
    }
}

fn body(request: &mut Request) -> Result<String, Answer> {
    let mut text = String::new();
    match request.as_reader().read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(error) => Err((400, TEXT, format!("The question is not text: {error}.").into())),
    }
}

fn response((status, kind, bytes): Answer) -> Response<std::io::Cursor<Vec<u8>>> {
    let mut response = Response::from_data(bytes).with_status_code(status);
    // The same walls as in the window, so that what works here works there.
    let headers = [
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        (
            "Content-Security-Policy",
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
             font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'",
        ),
    ];
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    response
}
