//! `claimlens-standin`: the stand-in for Genesys Cloud by itself, for trying things by hand.

use std::process::ExitCode;

use claimlens_proxy::console::{complain, say};
use claimlens_proxy::server::{self, Limits};
use claimlens_proxy::signals::Signals;
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

    /// How long tokens last, in seconds
    #[arg(long, default_value_t = 86_399)]
    lifetime: u64,

    /// How many calls of the API are answered with 429 first
    #[arg(long, default_value_t = 0)]
    api_throttled: u32,

    /// How many token requests are answered with 400, rate limit exceeded, first
    #[arg(long, default_value_t = 0)]
    token_throttled: u32,
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let settings = Settings {
        lifetime: args.lifetime,
        api_throttled: args.api_throttled,
        token_throttled: args.token_throttled,
        ..Settings::default()
    };
    match serve(args.port, settings).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("claimlens-standin: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn serve(port: u16, settings: Settings) -> std::io::Result<()> {
    let mut signals = Signals::install()?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let address = listener.local_addr()?;
    say(&format!(
        "export GENESYS_CLOUD_GATEWAY=http://{address}/mypurecloud.ie"
    ));
    for client in Client::ALL {
        say(&format!(
            "{}: GENESYS_CLOUD_CLIENT_ID={} GENESYS_CLOUD_CLIENT_SECRET={}",
            client.grant_type, client.id, client.secret
        ));
    }
    let stop = async {
        signals.next().await;
    };
    server::serve(
        listener,
        router(Standin::new(settings)),
        Limits::default(),
        stop,
    )
    .await;
    Ok(())
}
