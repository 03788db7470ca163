//! The forwarding half by itself: the door without a socket, the demo region behind it, the way out through a
//! proxy. What an attacker could do with it is in `tests/attacks`.

mod calls;
mod desk;
mod egress;
mod events;
