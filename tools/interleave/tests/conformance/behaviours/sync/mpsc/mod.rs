//! Channels: `channel` and `sync_channel`, and both of their ends.

use super::world;

mod errors;
mod iter;
mod receiver;
mod sender;
