//! `claimlens-standin`: the stand-in for Genesys Cloud by itself, for trying things by hand and for tests.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use claimlens_proxy::console::{complain, say};
use claimlens_proxy::server::{self, Limits};
use claimlens_proxy::signals::Signals;
use claimlens_proxy::standin::tls::{self, Certificates};
use claimlens_proxy::standin::{Client, Settings, Standin, router};
use clap::Parser;
use tokio::net::TcpListener;

/// Answers like Genesys Cloud, for tests: no organisation is behind it.
#[derive(Debug, Parser)]
#[command(name = "claimlens-standin", version)]
struct Args {
    /// The port to listen on, of this machine only; 0 takes a free one
    #[arg(long, default_value_t = 8089)]
    port: u16,

    /// Serve over TLS, as the hosts login.<domain> and api.<domain> of every region
    #[arg(long)]
    tls: bool,

    /// Where to write the certificate authority (PEM) that was made for this run
    #[arg(long, value_name = "FILE", requires = "tls")]
    ca_out: Option<PathBuf>,

    /// How long tokens last, in seconds
    #[arg(long, default_value_t = 86_399)]
    lifetime: u64,

    /// How many calls of the API are answered with 429 first
    #[arg(long, default_value_t = 0)]
    api_throttled: u32,

    /// How many token requests are answered with 400, rate limit exceeded, first
    #[arg(long, default_value_t = 0)]
    token_throttled: u32,

    /// How many calls with one token are answered in a minute; without it there is no limit
    #[arg(long)]
    per_minute: Option<u32>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("claimlens-standin: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn serve(args: Args) -> io::Result<()> {
    let settings = Settings {
        lifetime: args.lifetime,
        api_throttled: args.api_throttled,
        token_throttled: args.token_throttled,
        per_minute: args.per_minute,
        ..Settings::default()
    };
    let router = router(Standin::new(settings));
    let mut signals = Signals::install()?;
    let listener = TcpListener::bind(("127.0.0.1", args.port)).await?;
    let address = listener.local_addr()?;
    for client in Client::ALL {
        say(&format!(
            "{} ({}): GENESYS_CLOUD_CLIENT_ID={} GENESYS_CLOUD_CLIENT_SECRET={}",
            client.name, client.grant_type, client.id, client.secret
        ));
    }
    let stop = async {
        signals.next().await;
    };
    // The last line says that it listens: whoever started it waits for that.
    if args.tls {
        let certificates = Certificates::make()?;
        if let Some(path) = &args.ca_out {
            std::fs::write(path, &certificates.authority)?;
        }
        say(&format!(
            "Stand-in for the hosts of Genesys Cloud on https://{address}"
        ));
        tls::serve(listener, router, &certificates, stop).await;
    } else {
        say(&format!(
            "export GENESYS_CLOUD_GATEWAY=http://{address}/mypurecloud.ie"
        ));
        server::serve(listener, router, Limits::default(), stop).await;
    }
    Ok(())
}
