//! A line that says what takes so long: on a terminal, after a second, on standard error.

use std::io::IsTerminal;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Runs the work; if it takes longer than a second and somebody watches, says what is going on.
pub(crate) fn during<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let line = std::io::stderr().is_terminal().then(|| Line::start(what.to_string()));
    let result = work();
    if let Some(line) = line {
        line.stop();
    }
    result
}

struct Line {
    done: Sender<()>,
    thread: JoinHandle<()>,
}

impl Line {
    fn start(what: String) -> Line {
        let (done, wait) = channel();
        let thread = thread::spawn(move || {
            if wait.recv_timeout(Duration::from_secs(1)).is_ok() {
                return;
            }
            let bar = ProgressBar::new_spinner().with_message(what);
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}, {elapsed}") {
                bar.set_style(style);
            }
            while wait.recv_timeout(Duration::from_millis(100)).is_err() {
                bar.tick();
            }
            bar.finish_and_clear();
        });
        Line { done, thread }
    }

    fn stop(self) {
        // The thread may have ended already; then there is nothing to stop.
        let _ = self.done.send(());
        let _ = self.thread.join();
    }
}
