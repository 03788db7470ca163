//! Starts the page.

fn main() {
    claimlens_web::start();
}
