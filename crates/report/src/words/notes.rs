//! Notes that several chapters carry.

use detente_finding::Count;
use detente_model::Dispute;

use crate::document::Text;
use crate::names;

/// "Not listed: 12 more deals that cost as much; `--list` lists more."; nothing if nothing is left
/// out.
///
/// `one` is what one of them is called, `which` what stands behind it, `flag` what lists more.
pub(crate) fn not_listed(left: Count, one: &str, which: &str, flag: &str) -> Option<Text> {
    if left.is_zero() {
        return None;
    }
    let more = names::counted(left, &format!("more {one}"), &format!("more {one}s"));
    let text = Text::from(format!("Not listed: {more}{which}"));
    Some(text.advice(format!("; `{flag}` lists more")).plain("."))
}

/// "The reading Declared gives no rule for the public: counted as accepting everything."; nothing if
/// it gives one for all. Audiences and the reading by their ids.
pub(crate) fn missing_rules<'a>(
    dispute: &Dispute,
    reading: &str,
    missing: impl IntoIterator<Item = &'a String>,
) -> Option<Text> {
    let says = Text::from("The reading ").name(names::reading(dispute, reading));
    let missing = missing.into_iter().map(|id| names::audience(dispute, id));
    accepting_everything(says.plain(" gives no rule for "), missing)
}

/// The same of audiences by their names, after words that say where the rule is missing.
pub(crate) fn accepting_everything<S: AsRef<str>>(
    says: Text,
    missing: impl IntoIterator<Item = S>,
) -> Option<Text> {
    let mut missing = missing.into_iter().peekable();
    missing.peek()?;
    Some(says.names(missing).plain(": counted as accepting everything."))
}
