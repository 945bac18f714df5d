//! The lens against definitions, known answers and traps.

mod definitions;
mod known;
