//! The engine against known values, definitions and properties.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

mod alarms;
mod build;
mod closed;
mod critical;
mod degenerate;
mod estuary;
mod games;
mod payments;
mod properties;
mod reference;
mod roads;
mod settings;
mod simultaneous;
mod unpaid;
