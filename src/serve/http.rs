//! One connection: requests in, answers out.
//!
//! In: a stream of bytes and the [`Board`] with the site. Out: HTTP/1.1. `httparse` reads the heads, and the rest is small
//! enough to be here: only `GET` and `HEAD` are answered, so no request has a body. A server library would not do:
//! those at hand drop what follows `#` in a target before anybody sees it, answer faults of their own accord without
//! the headers every answer must have, and cannot close the connection that is idle for longest.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy, sink};
use tokio::select;
use tokio::sync::watch::Receiver;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

use crate::disk::gate::reopen;
use crate::serve::answer::{Answer, Body, Status};
use crate::serve::board::Board;
use crate::serve::connections::Progress;
use crate::serve::guard::{Head, Refusal, check};
use crate::serve::published::{Found, NOT_FOUND, Published};
use crate::serve::reload::{self, OWN, with_script};
use crate::site::Content;
use crate::sources::Blob;

/// The longest head, and how long its first byte and the rest of it may take.
const MAX_HEAD: usize = 16 << 10;
const MAX_HEADERS: usize = 64;
const UNTIL_HEAD: Duration = Duration::from_secs(60);
const WITHIN_HEAD: Duration = Duration::from_secs(10);

/// What is written at once, and how long a client may take to accept it.
const CHUNK: usize = 64 << 10;
const WITHIN_CHUNK: Duration = Duration::from_secs(30);

/// How much of an unwanted request is read away, so that the client sees the answer, and for how long.
const MAX_REST: u64 = 4 << 20;
const WITHIN_REST: Duration = Duration::from_secs(1);

/// How often a stream of events says that it is still there.
const BEAT: Duration = Duration::from_secs(15);

/// What all connections share.
#[derive(Debug)]
pub(crate) struct Server {
    /// The site.
    pub(crate) board: Arc<Board>,
    /// A name or address under which this server is reached beside the usual ones.
    pub(crate) own: String,
}

/// A head that came whole.
struct Received {
    head: Head,
    /// Whether nothing may follow on this connection.
    is_last: bool,
}

/// Serves a connection until one side closes it.
pub(crate) async fn serve<S>(mut stream: S, server: Arc<Server>, progress: Progress)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut buffer = Vec::new();
    // A client that goes away is no fault.
    let _ = converse(&mut stream, &server, &progress, &mut buffer).await;
}

async fn converse<S>(
    stream: &mut S,
    server: &Server,
    progress: &Progress,
    buffer: &mut Vec<u8>,
) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    loop {
        let (answer, is_last, with_body) = match receive(stream, buffer).await? {
            None => return Ok(()),
            Some(Err(status)) => (refuse(status), true, true),
            Some(Ok(received)) => {
                let answer = answer(&received.head, server).await;
                let is_last = received.is_last || answer.is_endless();
                (answer, is_last, received.head.method != "HEAD")
            }
        };
        progress.made();
        send(stream, answer.head(is_last).as_bytes(), progress).await?;
        match answer.body {
            _ if !with_body => {}
            Body::Events(numbers) => return tell(stream, numbers, server, progress).await,
            body => send_body(stream, body, progress).await?,
        }
        if is_last {
            return close(stream).await;
        }
    }
}

/// The next head; `None` if the client sends no more. What follows the head stays in the buffer.
async fn receive<S: AsyncRead + Unpin>(
    stream: &mut S,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<Result<Received, Status>>> {
    if buffer.is_empty() {
        match timeout(UNTIL_HEAD, read(stream, buffer)).await {
            Ok(Ok(length)) if length > 0 => {}
            _ => return Ok(None),
        }
    }
    match timeout(WITHIN_HEAD, complete(stream, buffer)).await {
        Ok(received) => received,
        Err(_) => Ok(Some(Err(Status::Slow))),
    }
}

async fn complete<S: AsyncRead + Unpin>(
    stream: &mut S,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<Result<Received, Status>>> {
    loop {
        match parse(buffer) {
            Ok(Some((received, length))) => {
                buffer.drain(..length);
                return Ok(Some(Ok(received)));
            }
            Ok(None) if buffer.len() < MAX_HEAD => {}
            Ok(None) => {
                let status = match buffer.contains(&b'\n') {
                    true => Status::LongHead,
                    false => Status::LongTarget,
                };
                return Ok(Some(Err(status)));
            }
            Err(status) => return Ok(Some(Err(status))),
        }
        if read(stream, buffer).await? == 0 {
            return Ok(None);
        }
    }
}

async fn read<S: AsyncRead + Unpin>(stream: &mut S, buffer: &mut Vec<u8>) -> io::Result<usize> {
    let room = MAX_HEAD.saturating_sub(buffer.len()) as u64;
    stream.take(room).read_buf(buffer).await
}

/// A head and its length, if it is whole.
fn parse(buffer: &[u8]) -> Result<Option<(Received, usize)>, Status> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(buffer) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Status::LongHead),
        Err(_) => return Err(Status::Malformed),
    };
    let header = |header: &httparse::Header| (header.name.to_lowercase(), header.value.to_vec());
    let head = Head {
        method: request.method.unwrap_or_default().to_string(),
        target: request.path.unwrap_or_default().to_string(),
        headers: request.headers.iter().map(header).collect(),
    };
    let asks_to_close = |value: &[u8]| {
        let mut tokens = value.split(|byte| *byte == b',');
        tokens.any(|token| token.trim_ascii().eq_ignore_ascii_case(b"close"))
    };
    // A body would have to be read before the next head can be found, so nothing follows it.
    let has_body = head.values("content-length").any(|length| length != b"0")
        || head.values("transfer-encoding").next().is_some();
    let is_last =
        has_body || request.version != Some(1) || head.values("connection").any(asks_to_close);
    Ok(Some((Received { head, is_last }, length)))
}

fn refuse(status: Status) -> Answer {
    let text = match status {
        Status::Slow => "the request took too long\n",
        Status::LongTarget => "the address is too long\n",
        Status::LongHead => "the request is too long\n",
        _ => "the request cannot be read\n",
    };
    Answer::text(status, text)
}

async fn answer(head: &Head, server: &Server) -> Answer {
    let path = match check(head, &server.own) {
        Ok(path) => path,
        Err(Refusal::Name) => return missing(server).await,
        Err(refusal) => return Answer::text(status(refusal), reason(refusal)),
    };
    let published = server.board.current();
    if let Some(own) = path.strip_prefix(OWN) {
        let answer = reload::answer(own, &published, &server.board);
        return answer.unwrap_or(Answer::text(Status::Missing, reason(Refusal::Name)));
    }
    match published.find(&path) {
        Found::File(path, content) => {
            match body(path.as_str(), content, &published, server).await {
                Some(body) => Answer::file(Status::Ok, path.as_str(), body),
                None => missing(server).await,
            }
        }
        Found::Folder(location) => Answer::moved(location),
        Found::Missing => missing(server).await,
    }
}

fn status(refusal: Refusal) -> Status {
    match refusal {
        Refusal::Method => Status::Method,
        Refusal::Target => Status::Malformed,
        Refusal::Host | Refusal::Origin => Status::Forbidden,
        Refusal::Name => Status::Missing,
    }
}

fn reason(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Method => "only GET and HEAD are answered\n",
        Refusal::Target => "the address is no address of a page\n",
        Refusal::Host => "this server answers to localhost only\n",
        Refusal::Origin => "other sites may link to these pages, but not embed or read them\n",
        Refusal::Name => "no such page\n",
    }
}

async fn missing(server: &Server) -> Answer {
    let published = server.board.current();
    let page = match published.not_found() {
        Some(content) => body(NOT_FOUND, content, &published, server).await,
        None => None,
    };
    match page {
        Some(body) => Answer::file(Status::Missing, NOT_FOUND, body),
        None => Answer::text(Status::Missing, reason(Refusal::Name)),
    }
}

/// What a file of the site holds, with the preview's script if it is a page that was built; `None` if its source is no
/// longer what the build found.
async fn body(
    name: &str,
    content: &Content,
    published: &Published,
    server: &Server,
) -> Option<Body> {
    match content {
        Content::Bytes(page) if name.ends_with(".html") => {
            Some(Body::Bytes(with_script(page, published, &server.board)))
        }
        Content::Bytes(bytes) | Content::File(Blob::Bytes(bytes)) => {
            Some(Body::Bytes(bytes.clone()))
        }
        Content::File(Blob::File { path, .. }) => {
            let path: Arc<Path> = path.clone();
            let opened = spawn_blocking(move || reopen(&path).ok()).await;
            let file = File::from_std(opened.ok()??.into_std());
            let length = file.metadata().await.ok()?.len();
            Some(Body::File(file, length))
        }
    }
}

async fn send_body<S: AsyncWrite + Unpin>(
    stream: &mut S,
    body: Body,
    progress: &Progress,
) -> io::Result<()> {
    match body {
        Body::Text(text) => send(stream, text.as_bytes(), progress).await,
        Body::Bytes(bytes) => send(stream, &bytes, progress).await,
        Body::File(file, length) => {
            let mut rest = file.take(length);
            let mut chunk = Vec::with_capacity(CHUNK);
            let mut sent = 0;
            while rest.read_buf(&mut chunk).await? > 0 {
                send(stream, &chunk, progress).await?;
                sent += chunk.len() as u64;
                chunk.clear();
            }
            // A file that shrank meanwhile breaks the promise of its length; closing tells the client.
            match sent == length {
                true => Ok(()),
                false => Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        // It has no end, so `tell` sends it.
        Body::Events(_) => Ok(()),
    }
}

/// Tells the number of each build until one side has enough.
async fn tell<S>(
    stream: &mut S,
    mut numbers: Receiver<u64>,
    server: &Server,
    progress: &Progress,
) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    progress.is_stream();
    send(stream, b"retry: 500\n", progress).await?;
    let mut unwanted = [0; 256];
    numbers.mark_changed();
    loop {
        let text = select! {
            changed = numbers.changed() => match changed {
                Ok(()) => {
                    let number = *numbers.borrow_and_update();
                    format!("data: {}/{number}\n\n", server.board.run())
                }
                Err(_) => return Ok(()),
            },
            () = sleep(BEAT) => ":\n\n".to_string(),
            read = stream.read(&mut unwanted) => match read? {
                0 => return Ok(()),
                _ => continue,
            },
        };
        send(stream, text.as_bytes(), progress).await?;
    }
}

async fn send<S: AsyncWrite + Unpin>(
    stream: &mut S,
    bytes: &[u8],
    progress: &Progress,
) -> io::Result<()> {
    for chunk in bytes.chunks(CHUNK) {
        timeout(WITHIN_CHUNK, stream.write_all(chunk)).await??;
        progress.made();
    }
    Ok(())
}

/// Says that nothing follows, and reads what the client is still sending: closing at once would reset the connection
/// and could take the answer away from it.
async fn close<S>(stream: &mut S) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream.shutdown().await?;
    let mut rest = stream.take(MAX_REST);
    let mut nowhere = sink();
    let drain = copy(&mut rest, &mut nowhere);
    // However this ends, the connection is over.
    let _ = timeout(WITHIN_REST, drain).await;
    Ok(())
}
