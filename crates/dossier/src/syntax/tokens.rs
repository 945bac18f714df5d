//! Words and signs of the two languages.

use detente_model::Comparison;

use super::SyntaxMistake;
use crate::place::Span;

/// The words that cannot be ids.
pub(crate) const RESERVED: [&str; 10] =
    ["and", "or", "not", "implies", "in", "always", "never", "at", "least", "of"];

/// Whether a character may stand in an id.
pub(crate) fn is_word_character(c: char) -> bool {
    // What cannot be seen may not tell two ids apart; the joiners that Persian needs may.
    let invisible = matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !c.is_whitespace() && !c.is_control() && !invisible && !"=!<>(){},\"'#×&|;≤≥≠".contains(c)
}

/// A character for a message.
pub(crate) fn visible(c: char) -> String {
    if c.is_control() || c.is_whitespace() { c.escape_default().to_string() } else { c.to_string() }
}

/// A word or sign of the language.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Token<'a> {
    Word(&'a str),
    Sign(Comparison),
    Open,
    Close,
    OpenSet,
    CloseSet,
    Comma,
    End,
}

impl Token<'_> {
    /// The token for a message.
    pub(super) fn name(&self) -> String {
        match self {
            Token::Word(word) => format!("`{word}`"),
            Token::Sign(sign) => format!("`{}`", sign.sign()),
            Token::Open => "`(`".into(),
            Token::Close => "`)`".into(),
            Token::OpenSet => "`{`".into(),
            Token::CloseSet => "`}`".into(),
            Token::Comma => "`,`".into(),
            Token::End => "the end".into(),
        }
    }
}

/// Cuts a text into tokens with their places; the last is the end.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token<'_>, Span)>, SyntaxMistake> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let (token, length) = match first {
            c if c.is_whitespace() => {
                rest = &rest[c.len_utf8()..];
                continue;
            }
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            '{' => (Token::OpenSet, 1),
            '}' => (Token::CloseSet, 1),
            ',' => (Token::Comma, 1),
            '≤' => (Token::Sign(Comparison::AtMost), first.len_utf8()),
            '≥' => (Token::Sign(Comparison::AtLeast), first.len_utf8()),
            '≠' => (Token::Sign(Comparison::NotEqual), first.len_utf8()),
            '=' | '<' | '>' | '!' | '&' | '|' => sign(rest, start)?,
            c if is_word_character(c) => {
                let length = rest.find(|c| !is_word_character(c)).unwrap_or(rest.len());
                (Token::Word(&rest[..length]), length)
            }
            c => {
                let mistake = SyntaxMistake::new(
                    format!("`{}` does not belong here", visible(c)),
                    start..start + c.len_utf8(),
                );
                return Err(if c == '"' || c == '\'' {
                    mistake.help("levels and options are written without quotes")
                } else {
                    mistake.help("a condition is made of `option = level`, `and`, `or`, `not`, `implies` and parentheses")
                });
            }
        };
        tokens.push((token, start..start + length));
        rest = &rest[length..];
    }
    tokens.push((Token::End, text.len()..text.len()));
    Ok(tokens)
}

fn sign(rest: &str, start: usize) -> Result<(Token<'static>, usize), SyntaxMistake> {
    let wrong = |sign: &str, right: &str| {
        let span = start..start + sign.len();
        Err(SyntaxMistake::new(format!("there is no `{sign}`"), span)
            .help(format!("write `{right}`")))
    };
    for (sign, right) in [
        ("==", "="),
        ("=>", ">=` or `implies"),
        ("=<", "<="),
        ("<>", "!="),
        ("&&", "and"),
        ("||", "or"),
    ] {
        if rest.starts_with(sign) {
            return wrong(sign, right);
        }
    }
    let signs = [
        ("!=", Comparison::NotEqual),
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("<", Comparison::Less),
        (">", Comparison::More),
        ("=", Comparison::Equal),
    ];
    match signs.iter().find(|(sign, _)| rest.starts_with(sign)) {
        Some((sign, comparison)) => Ok((Token::Sign(*comparison), sign.len())),
        None if rest.starts_with('!') => wrong("!", "not"),
        None if rest.starts_with('&') => wrong("&", "and"),
        None => wrong("|", "or"),
    }
}
