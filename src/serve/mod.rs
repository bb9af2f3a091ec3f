//! The preview server: the last build, for this machine alone.
//!
//! In: a name, a port, and a [`Board`] on which builds are put up. Out: answers over HTTP, until the user stops the
//! program, and a sign to every open page when it has changed. It listens on loopback addresses only, and every file
//! comes from the site in memory, never from a path in a request.

#![expect(
    clippy::disallowed_types,
    reason = "the edge: this is where the program listens"
)]

mod guard;
mod versions;
mod published;
mod board;

mod answer;
mod connections;

mod reload;
mod http;

mod mounts;
mod watch;

pub use board::Board;
pub use published::{Published, Report};
pub use versions::Fresh;
pub use watch::{Wake, Watcher};

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::sleep;

use crate::serve::connections::Connections;
use crate::serve::http::{Server, serve};

/// The port that is tried first, and how many after it.
const FIRST_PORT: u16 = 3000;
const PORTS: u16 = 100;

/// A server that listens but does not answer yet.
#[derive(Debug)]
pub struct Listening {
    listeners: Vec<TcpListener>,
    name: String,
    port: u16,
}

/// Why a server cannot listen.
#[derive(Debug)]
pub enum Refused {
    /// The name is none of this machine's own.
    Name,
    /// The port is taken, or every port that was tried.
    Taken,
    /// The system says no.
    System(io::Error),
}

impl Listening {
    /// Listens on a name of this machine: `localhost`, a name below it, or a loopback address. Names are not looked
    /// up, since somebody else may answer. Without a port, the first free one from 3000 on is taken; port 0 is any.
    ///
    /// # Errors
    /// [`Refused`] if the name is not one of those, or no port is free.
    pub fn new(name: &str, port: Option<u16>) -> Result<Listening, Refused> {
        let addresses = addresses(name).ok_or(Refused::Name)?;
        let ports = match port {
            Some(port) => port..=port,
            None => FIRST_PORT..=FIRST_PORT + PORTS,
        };
        for port in ports {
            match listen(&addresses, port) {
                Ok((listeners, port)) => {
                    return Ok(Listening {
                        listeners,
                        name: shown(name),
                        port,
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                Err(error) => return Err(Refused::System(error)),
            }
        }
        Err(Refused::Taken)
    }

    /// Where a browser finds the site.
    pub fn url(&self, published: &Published) -> String {
        format!("http://{}:{}{}", self.name, self.port, published.start())
    }

    /// Serves what is on the board until the program is asked to end.
    ///
    /// # Errors
    /// If the system gives no threads, or does not say when to end.
    pub fn run(self, board: Arc<Board>) -> io::Result<()> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        let server = Arc::new(Server {
            board,
            own: self.name.to_ascii_lowercase(),
        });
        let ended = runtime.block_on(async {
            let connections = Arc::new(Connections::default());
            for listener in self.listeners {
                listener.set_nonblocking(true)?;
                let listener = tokio::net::TcpListener::from_std(listener)?;
                tokio::spawn(accept(listener, server.clone(), connections.clone()));
            }
            until_asked().await
        });
        // A client in the middle of a download does not keep the program alive.
        runtime.shutdown_background();
        ended
    }
}

async fn accept(
    listener: tokio::net::TcpListener,
    server: Arc<Server>,
    connections: Arc<Connections>,
) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.open(|progress| serve(stream, server.clone(), progress));
            }
            // Usually the process has no file handle left, so one is given back.
            Err(_) => {
                connections.close_idlest();
                sleep(Duration::from_millis(5)).await;
            }
        }
    }
}

/// Acts when the user or the system asks the program to end. It goes on until it ends by itself.
pub fn when_asked_to_end(act: impl FnOnce() + Send + 'static) {
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        // Without a runtime the system ends the program as it ends any other.
        if let Ok(runtime) = runtime
            && runtime.block_on(until_asked()).is_ok()
        {
            act();
        }
    });
}

#[cfg(unix)]
async fn until_asked() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn until_asked() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// The loopback addresses that a name stands for. `localhost` is both, since a browser may try either first and must
/// not find another program there.
fn addresses(name: &str) -> Option<Vec<IpAddr>> {
    let name = name.to_ascii_lowercase();
    if name == "localhost" || name.ends_with(".localhost") {
        let both = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
        return Some(both.to_vec());
    }
    let bare = name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let address: IpAddr = bare.unwrap_or(&name).parse().ok()?;
    address.is_loopback().then(|| vec![address])
}

/// The name as it stands in an address.
fn shown(name: &str) -> String {
    match name.contains(':') && !name.starts_with('[') {
        true => format!("[{name}]"),
        false => name.to_string(),
    }
}

/// Listeners on one port of all addresses. A machine without the second kind of address has the first alone.
fn listen(addresses: &[IpAddr], port: u16) -> io::Result<(Vec<TcpListener>, u16)> {
    let mut listeners: Vec<TcpListener> = Vec::new();
    let mut chosen = port;
    for address in addresses {
        match TcpListener::bind(SocketAddr::new(*address, chosen)) {
            Ok(listener) => {
                chosen = listener.local_addr()?.port();
                listeners.push(listener);
            }
            Err(error) if listeners.is_empty() => return Err(error),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            Err(_) => {}
        }
    }
    Ok((listeners, chosen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_listened_on() {
        let check = |name: &str, expected: Option<&str>| {
            let shown = addresses(name).map(|found| {
                let found: Vec<String> = found.iter().map(IpAddr::to_string).collect();
                found.join(" ")
            });
            assert_eq!(shown.as_deref(), expected, "{name}");
        };
        check("localhost", Some("127.0.0.1 ::1"));
        check("Book.LOCALHOST", Some("127.0.0.1 ::1"));
        check("127.0.0.1", Some("127.0.0.1"));
        check("127.1.2.3", Some("127.1.2.3"));
        check("::1", Some("::1"));
        check("[::1]", Some("::1"));
        for name in [
            "0.0.0.0",
            "::",
            "192.0.2.1",
            "[::]",
            "",
            "example.org",
            "localhost.example.org",
        ] {
            check(name, None);
        }
        for name in ["::ffff:127.0.0.1", "127.1", "2130706433", "localhost "] {
            check(name, None);
        }
    }

    #[test]
    fn a_taken_port_is_an_error_only_if_it_was_asked_for() {
        let first = Listening::new("127.0.0.1", None).unwrap();
        assert!(matches!(
            Listening::new("127.0.0.1", Some(first.port)),
            Err(Refused::Taken)
        ));
        let second = Listening::new("127.0.0.1", None).unwrap();
        assert_ne!(first.port, second.port);
    }
}
