//! What the figures look like (goldens) and what no label may do to them.

mod golden;
mod graphs;
mod samples;
mod sweep;
mod xml;
